// Whole stories of the main job: signed deliveries into the real app, and what GitHub then shows.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workflow } from '../../src/core/playbooks/workflow/workflow.ts';
import type { GitHubView } from '../demo/github-view.ts';
import { AUTHOR, BRANCH, COMMIT, HALF_FILLED, TITLE } from '../demo/shop.ts';
import type { Simulator } from '../simulator/simulator.ts';
import type { Repository } from '../simulator/state/repository.ts';
import { completeDescription } from '../support/descriptions.ts';
import { OWNER, REPO, type Scenario, startScenario } from '../support/scenario.ts';
import type { Warden } from '../support/warden.ts';

const owner = OWNER;
const repo = REPO;

/** The description, the branch and the commits alone; `pre-merge.test.ts` has the rest. */
const DOCUMENTS = `rules:
  review: off
  tests-included: off
`;

let story: Scenario;
let simulator: Simulator;
let warden: Warden;
let shop: Repository;
let github: GitHubView;

async function open(policy = ''): Promise<void> {
  story = await startScenario({ policy: `${policy}${DOCUMENTS}` });
  ({ simulator, warden, shop, github } = story);
}

function push(branch: string, message = COMMIT, from = 'main'): Promise<string> {
  return story.push(branch, { message, from });
}

function openPull(body: string | undefined, branch = BRANCH, base = 'main'): Promise<number> {
  return story.openPull({ branch, base, ...(body === undefined ? {} : { body }) });
}

const edit = (number: number, body: string) => story.edit(number, body);

beforeEach(() => open());

afterEach(() => story.stop());

describe('a hotfix pull request', () => {
  it('W5: is told what is missing, and turns green when it is there', async () => {
    await push(BRANCH);
    const number = await openPull(HALF_FILLED(workflow.templates.pullRequest));
    const before = await github.pull(number);
    expect(before.checks.map(({ name, conclusion }) => ({ name, conclusion }))).toEqual([
      { name: 'Hotfix', conclusion: 'failure' },
    ]);
    expect(before.checks[0]?.title).toMatch(/to do before the merge.* · P0 Critical$/);
    await edit(number, completeDescription());
    const after = await github.pull(number);
    expect(after.checks.map(({ conclusion, title }) => ({ conclusion, title }))).toEqual([
      { conclusion: 'success', title: 'Ready to merge · P0 Critical' },
    ]);
    expect(after.comments).toHaveLength(1);
    expect(after.comments[0]?.author).toBe('hotfix-warden[bot]');
  });

  it('gets one check and one comment, however its deliveries arrive', async () => {
    await push(BRANCH);
    simulator.world.deliveries.hold();
    const created = github.octokit.rest.pulls.create({
      owner,
      repo,
      title: TITLE,
      head: BRANCH,
      base: 'main',
      body: '',
    });
    const number = (await created).data.number;
    await github.octokit.rest.pulls.update({ owner, repo, pull_number: number, body: completeDescription() });
    await simulator.world.deliveries.flush((held) => [...held, ...held].reverse());
    await warden.settled();
    const pull = await github.pull(number);
    expect(pull.checks.map((check) => check.conclusion)).toEqual(['success']);
    expect(pull.comments).toHaveLength(1);
  });

  it('is judged again on a new head', async () => {
    await push(BRANCH);
    const number = await openPull(completeDescription());
    await push(BRANCH, 'try something');
    await warden.settled();
    const pull = await github.pull(number);
    expect(pull.checks.map((check) => check.conclusion)).toEqual(['failure']);
    expect(pull.checks[0]?.summary).toContain('`try something` has 0 of 8 parts of the commit template');
  });

  it('costs nothing when nothing changes', async () => {
    await push(BRANCH);
    const number = await openPull(completeDescription());
    const before = await github.pull(number);
    await warden.restart();
    await github.octokit.rest.issues.addLabels({ owner, repo, issue_number: number, labels: ['payments'] });
    await warden.settled();
    expect(await github.pull(number)).toEqual(before);
  });

  it('survives the app being away', async () => {
    await push(BRANCH);
    const number = await openPull('');
    simulator.world.deliveries.hold();
    await github.octokit.rest.pulls.update({ owner, repo, pull_number: number, body: completeDescription() });
    await warden.restart();
    await simulator.world.deliveries.flush();
    await warden.settled();
    expect((await github.pull(number)).checks.map((check) => check.conclusion)).toEqual(['success']);
  });

  it('has no description at all', async () => {
    await push(BRANCH);
    const number = await openPull(undefined);
    expect((await github.pull(number)).checks.map((check) => check.conclusion)).toEqual(['failure']);
  });

  it('has the longest description that GitHub takes, with the line ends of a browser', async () => {
    await push(BRANCH);
    const body = `${completeDescription()}\n## Notes\n\n`.replaceAll('\n', '\r\n');
    const number = await openPull(body + 'x'.repeat(65_536 - body.length));
    expect((await github.pull(number)).checks.map((check) => check.conclusion)).toEqual(['success']);
  });

  it('W3: started on develop', async () => {
    await push(BRANCH, COMMIT, 'develop');
    const number = await openPull(completeDescription());
    expect((await github.pull(number)).checks[0]?.summary).toContain(
      'The branch carries 1 commit of `develop`',
    );
  });

  it('W3: started on a feature branch that is still under review', async () => {
    const feature = 'feature/wish-list';
    await push(feature, 'feat: show a wish list');
    const wish = await openPull('', feature, 'develop');
    await push(BRANCH, COMMIT, feature);
    const number = await openPull(completeDescription());
    const { checks } = await github.pull(number);
    expect(checks[0]?.summary).toContain(
      `The branch starts from \`${feature}\` (#${wish}), not from \`main\``,
    );
    expect((await github.pull(wish)).checks).toEqual([]);
  });

  it('W3: did not start on an earlier pull request that took it in', async () => {
    const feature = 'feature/wish-list';
    await story.push(feature, { message: 'feat: show a wish list', files: { 'src/wish.js': '//\n' } });
    await openPull('', feature, 'develop');
    await push(BRANCH);
    const number = await openPull(completeDescription());
    await github.octokit.rest.repos.merge({ owner, repo, base: feature, head: BRANCH });
    await edit(number, `${completeDescription()}\n`);
    expect((await github.pull(number)).checks.map(({ conclusion }) => conclusion)).toEqual(['success']);
  });

  it('W3: merged into develop first, is told to start anew, and never to throw its commits away', async () => {
    await push(BRANCH);
    const number = await openPull(completeDescription());
    await github.octokit.rest.repos.merge({ owner, repo, base: 'develop', head: BRANCH });
    await edit(number, `${completeDescription()}\n`);
    const { checks } = await github.pull(number);
    const shown = `${checks[0]?.summary}${checks[0]?.text}`;
    expect(shown).toContain('Every commit of the branch is on `develop` already');
    expect(shown).toContain(`git switch --no-track -c ${BRANCH}-2 origin/main`);
    expect(shown).not.toContain('rebase');
  });

  it('is left alone once it is aimed at develop', async () => {
    await push(BRANCH);
    const number = await openPull('');
    await github.octokit.rest.pulls.update({ owner, repo, pull_number: number, base: 'develop' });
    await warden.settled();
    const pull = await github.pull(number);
    expect(pull.checks.map(({ conclusion, title }) => ({ conclusion, title }))).toEqual([
      { conclusion: 'neutral', title: 'Not a hotfix' },
    ]);
    expect(pull.comments[0]?.body).toContain('No longer a hotfix');
  });
});

describe('bad input', () => {
  async function reopen(policy: string): Promise<void> {
    await story.stop();
    await open(policy);
    await push(BRANCH);
  }

  it('a policy with mistakes is a finding with its line, and what was meant', async () => {
    await reopen('extends: workflow\nbranchs:\n  production: main\n');
    const [check] = (await github.pull(await openPull(completeDescription()))).checks;
    expect(check?.conclusion).toBe('failure');
    expect(check?.summary).toContain('Write `branches` in this line on `main`');
  });

  it('a template that does not exist is a finding, and the playbook’s own is used', async () => {
    await reopen('templates:\n  pull-request: .github/gone.md\n');
    const [check] = (await github.pull(await openPull(completeDescription()))).checks;
    expect(check?.title).toBe('1 thing to do before the merge: correct the policy · P0 Critical');
    expect(check?.summary).toContain('`.github/gone.md`');
  });

  it('B1: a team’s own template is enforced as written', async () => {
    await reopen('templates:\n  pull-request: .github/ours.md\n');
    await simulator.create.commit(shop, {
      branch: 'main',
      message: 'Add a template',
      files: {
        '.github/ours.md':
          '## Was ist kaputt?\n\n<!-- kurz -->\n\n## Angaben\n\n**Schweregrad:** Kritisch / Hoch\n**Rückrollplan:**\n**Störung:** #\n',
      },
      author: AUTHOR,
    });
    const number = await openPull(
      '## Was ist kaputt?\n\n## Angaben\n\n**Schweregrad:** Hoch\n**Rückrollplan:** v1 ausrollen\n**Störung:** #1\n',
    );
    const [before] = (await github.pull(number)).checks;
    expect(before?.summary).toContain('`Was ist kaputt?`');
    expect(before?.title).toBe('1 thing to do before the merge: complete the description · P1 High');
    await edit(
      number,
      '## Was ist kaputt?\n\nDie Kasse.\n\n## Angaben\n\n**Schweregrad:** Hoch\n**Rückrollplan:** v1 ausrollen\n**Störung:** #1\n',
    );
    expect((await github.pull(number)).checks.map((check) => check.conclusion)).toEqual(['success']);
  });

  it('a fork’s pull request is judged, also after the fork is gone', async () => {
    await github.octokit.rest.repos.createFork({ owner, repo });
    const fork = simulator.world.repository(`${AUTHOR}/${repo}`);
    await simulator.create.commit(fork, {
      branch: BRANCH,
      message: COMMIT,
      files: { 'src/charge.js': 'forked\n' },
      author: AUTHOR,
    });
    const { data } = await github.octokit.rest.pulls.create({
      owner,
      repo,
      title: TITLE,
      head: `${AUTHOR}:${BRANCH}`,
      base: 'main',
      body: '',
    });
    await warden.settled();
    expect((await github.pull(data.number)).checks.map((check) => check.conclusion)).toEqual(['failure']);
    simulator.world.state.repositories.delete(fork.id);
    await edit(data.number, completeDescription());
    expect((await github.pull(data.number)).checks.map((check) => check.conclusion)).toEqual(['success']);
  });

  it('a force-push that leaves nothing closes the pull request and breaks nothing', async () => {
    await push(BRANCH);
    const number = await openPull('');
    const main = (await github.octokit.rest.git.getRef({ owner, repo, ref: 'heads/main' })).data.object.sha;
    await github.octokit.rest.git.updateRef({ owner, repo, ref: `heads/${BRANCH}`, sha: main, force: true });
    await warden.settled();
    const { data } = await github.octokit.rest.pulls.get({ owner, repo, pull_number: number });
    expect(data.state).toBe('closed');
  });
});

describe('a re-run', () => {
  it('judges again', async () => {
    await push(BRANCH);
    const number = await openPull('');
    const { head } = (await github.octokit.rest.pulls.get({ owner, repo, pull_number: number })).data;
    const { check_runs } = (await github.octokit.rest.checks.listForRef({ owner, repo, ref: head.sha })).data;
    const [run] = check_runs;
    if (run === undefined) throw new Error('no run');
    const kept = shop.checkRuns.get(run.id);
    if (kept === undefined) throw new Error('no run in the state');
    kept.output.summary = 'somebody else’s words';
    await github.octokit.rest.checks.rerequestRun({ owner, repo, check_run_id: run.id });
    await warden.settled();
    expect((await github.pull(number)).checks[0]?.summary).toContain('Complete the description');
  });
});

describe('a branch', () => {
  it('W2: with a wrong name is told so at its head, and forgiven under the right one', async () => {
    const sha = await push('hotfix/double_charges');
    await warden.settled();
    const [told] = await github.checks(sha);
    expect(told?.conclusion).toBe('failure');
    expect(told?.summary).toContain('git branch -m -- hotfix/double_charges hotfix/v1.4.3-double-charges');
    await github.octokit.rest.git.createRef({ owner, repo, ref: `refs/heads/${BRANCH}`, sha });
    await github.octokit.rest.git.deleteRef({ owner, repo, ref: 'heads/hotfix/double_charges' });
    await warden.settled();
    expect((await github.checks(sha)).map((check) => check.conclusion)).toEqual(['success']);
  });

  it('with a valid name gets no message', async () => {
    const sha = await push(BRANCH);
    await warden.settled();
    expect(await github.checks(sha)).toEqual([]);
  });
});

describe('a pull request that is not a hotfix', () => {
  it('sees nothing', async () => {
    await push('feature/wishlist');
    const number = await openPull('A wish list', 'feature/wishlist');
    const pull = await github.pull(number);
    expect(pull.checks).toEqual([]);
    expect(pull.comments).toEqual([]);
  });
});
