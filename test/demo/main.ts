// `npm run demo`: a simulated GitHub, the real app, and one hotfix from its first red check to the green one.
import { Command } from 'commander';
import { workflow } from '../../src/core/playbooks/workflow/workflow.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { startWarden } from '../support/warden.ts';
import { githubView } from './github-view.ts';
import { type PageActions, startPage } from './page.ts';
import {
  AUTHOR,
  BRANCH,
  COMMIT,
  completed,
  HALF_FILLED,
  openShop,
  REPOSITORY,
  REVIEWER,
  TITLE,
  WRONG_BRANCH,
} from './shop.ts';
import { checkText, commentText, heading, pullText } from './terminal.ts';

const options = new Command('demo')
  .option('--once', 'play the story and end', false)
  .option('--port <number>', 'where the page is served', '4100')
  .parse()
  .opts<{ once: boolean; port: string }>();

const simulator = await startSimulator();
const shop = await openShop(simulator);
const warden = await startWarden(simulator, 'acme');
const view = githubView(simulator.url, AUTHOR, REPOSITORY);
const [owner = '', repo = ''] = REPOSITORY.split('/');
const { rest } = view.octokit;

await rest.issues.create({ owner, repo, title: 'Customers are charged twice' });

async function commitFix(branch: string, message: string, parent?: string): Promise<string> {
  const fix = 'export const charge = (order) => retry(() => pay(order, { idempotencyKey: order.id }));\n';
  const test = "import { charge } from '../src/charge.js';\n";
  const from = parent === undefined ? {} : { parent };
  const input = {
    branch,
    message,
    author: AUTHOR,
    files: { 'src/charge.js': fix, 'test/charge.test.js': test },
    ...from,
  };
  const sha = await simulator.create.commit(shop, input);
  await warden.settled();
  return sha;
}

async function openPull(branch: string, title: string, body: string): Promise<number> {
  const { data } = await rest.pulls.create({ owner, repo, title, body, head: branch, base: 'main' });
  await warden.settled();
  return data.number;
}

async function editPull(number: number, title: string, body: string): Promise<void> {
  await rest.pulls.update({ owner, repo, pull_number: number, title, body });
  await warden.settled();
}

const say = (text: string) => process.stdout.write(`${text}\n`);

say(heading('1. A branch is pushed, and its name does not say which release it makes'));
const wrongSha = await commitFix(WRONG_BRANCH, COMMIT);
for (const check of await view.checks(wrongSha)) say(checkText(check));

say(heading('2. The branch is renamed, and a pull request is opened with a half-filled description'));
await commitFix(BRANCH, COMMIT);
const number = await openPull(BRANCH, TITLE, HALF_FILLED(workflow.templates.pullRequest));
say(pullText(await view.pull(number)));

say(heading(`3. ${AUTHOR} runs the tests, tries the fix with a test card, and completes the description`));
await editPull(number, TITLE, completed());
say(pullText(await view.pull(number)));

say(heading(`4. ${REVIEWER} approves the change`));
const reviewer = githubView(simulator.url, REVIEWER, REPOSITORY);
await reviewer.octokit.rest.pulls.createReview({ owner, repo, pull_number: number, event: 'APPROVE' });
await warden.settled();
const done = await view.pull(number);
say(pullText(done));
for (const comment of done.comments) say(commentText(comment));
say('  The check is always up to date. The comment follows within a minute.');

const turnedGreen = done.checks.every((check) => check.conclusion === 'success') && done.checks.length > 0;
if (!turnedGreen) process.exitCode = 1;

if (options.once) {
  await warden.stop();
  await simulator.close();
} else {
  let current = number;
  const actions: PageActions = {
    show: () => view.pull(current),
    editBody: (title, body) => editPull(current, title, body),
    async pushCommit(message) {
      const pull = await view.pull(current);
      await commitFix(
        pull.head,
        message,
        (await rest.git.getRef({ owner, repo, ref: 'heads/main' })).data.object.sha,
      );
    },
    async moveToBranch(branch) {
      const pull = await view.pull(current);
      if (branch === pull.head) return;
      await commitFix(branch, pull.commits.at(-1)?.message ?? COMMIT);
      await rest.pulls.update({ owner, repo, pull_number: current, state: 'closed' });
      current = await openPull(branch, pull.title, pull.body);
    },
  };
  const page = await startPage(actions, Number(options.port));
  say(heading('Try it yourself'));
  say(`  Open ${page.address}, edit the description, the commit or the branch, and watch the check.`);
  say(`  The simulated GitHub is at ${simulator.url} (token tok_${AUTHOR}). Ctrl-C ends the demo.`);
  process.on('SIGINT', () => {
    void page
      .close()
      .then(() => warden.stop())
      .then(() => simulator.close())
      .finally(() => process.exit());
  });
}
