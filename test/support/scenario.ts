// A scenario: the demo's shop on a simulated GitHub, the real app beside it, and what people do there.
import { type GitHubView, githubView, type ShownCheck, type ShownPull } from '../demo/github-view.ts';
import { AUTHOR, BRANCH, COMMIT, openShop, REPOSITORY, REVIEWER, TITLE } from '../demo/shop.ts';
import type { Clock } from '../simulator/clock.ts';
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
  pull(number: number): Promise<ShownPull>;
  /** The app's check `Hotfix` on the head. */
  check(number: number): Promise<ShownCheck>;
  labels(number: number): Promise<readonly string[]>;
  stop(): Promise<void>;
}

export interface ScenarioOptions extends WardenOptions {
  readonly policy?: string;
  readonly clock?: Clock;
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
