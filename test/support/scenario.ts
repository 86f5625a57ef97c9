// A scenario: the demo's shop on a simulated GitHub, the real app beside it, and what people do there.
import { type GitHubView, githubView, type ShownCheck, type ShownPull } from '../demo/github-view.ts';
import { AUTHOR, BRANCH, COMMIT, openShop, REPOSITORY, REVIEWER, TITLE } from '../demo/shop.ts';
import type { MovableClock } from '../simulator/clock.ts';
import { userNamed } from '../simulator/create/accounts.ts';
import type { Act } from '../simulator/operations/act.ts';
import { requestAction } from '../simulator/operations/checks.ts';
import { enqueuePull } from '../simulator/operations/merge-queue.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import type { Repository } from '../simulator/state/repository.ts';
import { startWarden, type Warden, type WardenOptions } from './warden.ts';

export const [OWNER = '', REPO = ''] = REPOSITORY.split('/');
const at = { owner: OWNER, repo: REPO };

export interface PullInput {
  readonly body?: string;
  readonly branch?: string;
  readonly base?: string;
  readonly draft?: boolean;
  readonly title?: string;
}

export interface PushInput {
  readonly message?: string;
  readonly from?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly author?: string;
}

export interface Scenario {
  readonly simulator: Simulator;
  readonly warden: Warden;
  readonly shop: Repository;
  /** Seen with the author's eyes. */
  readonly github: GitHubView;
  as(login: string): GitHubView;
  /** Resolves to the new commit's id; `settled` is the caller's. */
  push(branch?: string, input?: PushInput): Promise<string>;
  /** Opens as the author and waits until the app has nothing left to do. */
  openPull(input?: PullInput): Promise<number>;
  edit(number: number, body: string): Promise<void>;
  approve(number: number, login?: string): Promise<void>;
  comment(number: number, body: string, login?: string): Promise<number>;
  /** Presses a button under the check `Hotfix`. */
  press(number: number, button: string, login?: string): Promise<void>;
  /** Puts the pull request into the merge queue. */
  enqueue(number: number): Promise<string>;
  pull(number: number): Promise<ShownPull>;
  /** The app's check `Hotfix` on the head. */
  check(number: number): Promise<ShownCheck>;
  labels(number: number): Promise<readonly string[]>;
  stop(): Promise<void>;
}

export interface ScenarioOptions extends WardenOptions {
  readonly policy?: string;
  readonly clock?: MovableClock;
  /** Runs before the app starts. */
  prepare?(simulator: Simulator, shop: Repository): Promise<void>;
}

export async function startScenario(options: ScenarioOptions = {}): Promise<Scenario> {
  const simulator = await startSimulator(options.clock === undefined ? {} : { clock: options.clock });
  const shop = await openShop(simulator, options.policy);
  await options.prepare?.(simulator, shop);
  const warden = await startWarden(simulator, OWNER, options);
  const as = (login: string) => githubView(simulator.url, login, REPOSITORY);
  const github = as(AUTHOR);
  const actAs = (login: string): Act => ({
    world: simulator.world,
    repo: shop,
    git: simulator.world.git(shop),
    person: userNamed(simulator.world, login),
    app: null,
  });
  let pushes = 0;

  return {
    simulator,
    warden,
    shop,
    github,
    as,
    push(branch = BRANCH, { message = COMMIT, from = 'main', files, author = AUTHOR } = {}) {
      pushes += 1;
      const changed = files ?? { 'src/charge.js': `// ${branch} ${pushes}\n` };
      return simulator.create.commit(shop, { branch, message, files: { ...changed }, author, from });
    },
    async openPull({ body, branch = BRANCH, base = 'main', draft = false, title = TITLE } = {}) {
      const text = body === undefined ? {} : { body };
      const input = { ...at, title, head: branch, base, draft, ...text };
      const { data } = await github.octokit.rest.pulls.create(input);
      await warden.settled();
      return data.number;
    },
    async edit(number, body) {
      await github.octokit.rest.pulls.update({ ...at, pull_number: number, body });
      await warden.settled();
    },
    async approve(number, login = REVIEWER) {
      await as(login).octokit.rest.pulls.createReview({ ...at, pull_number: number, event: 'APPROVE' });
      await warden.settled();
    },
    async comment(number, body, login = AUTHOR) {
      const said = await as(login).octokit.rest.issues.createComment({ ...at, issue_number: number, body });
      await warden.settled();
      return said.data.id;
    },
    async press(number, button, login = AUTHOR) {
      const { headSha } = await github.pull(number);
      const run = [...shop.checkRuns.values()].findLast(
        (one) => one.headSha === headSha && one.name === 'Hotfix',
      );
      if (run === undefined) throw new Error(`#${number} has no check`);
      await requestAction(actAs(login), run, button);
      await warden.settled();
    },
    async enqueue(number) {
      const pull = shop.pulls.get(number);
      if (pull === undefined) throw new Error(`there is no #${number}`);
      await enqueuePull(actAs(REVIEWER), pull);
      const group = pull.queueEntry?.headSha ?? '';
      await warden.settled();
      return group;
    },
    pull: (number) => github.pull(number),
    async check(number) {
      const found = (await github.pull(number)).checks.find(({ name }) => name === 'Hotfix');
      if (found === undefined) throw new Error(`#${number} has no check`);
      return found;
    },
    async labels(number) {
      const { data } = await github.octokit.rest.issues.listLabelsOnIssue({ ...at, issue_number: number });
      return data.map(({ name }) => name);
    },
    async stop() {
      await warden.stop();
      await simulator.close();
    },
  };
}
