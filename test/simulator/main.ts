/** `npm run simulator`: a GitHub on loopback for whatever speaks to GitHub. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { sparePrivateKey } from './create/accounts.ts';
import { DEFAULT_SEED, plantSeed, readSeed } from './seed.ts';
import { startSimulator } from './simulator.ts';
import type { Permissions } from './state/accounts.ts';

/** Of an App that may do everything that is simulated: what any Probot app can be tried with. */
const PERMISSIONS: Permissions = {
  actions: 'write',
  administration: 'write',
  checks: 'write',
  contents: 'write',
  deployments: 'write',
  issues: 'write',
  members: 'read',
  merge_queues: 'read',
  metadata: 'read',
  pull_requests: 'write',
  statuses: 'write',
  workflows: 'write',
};
const EVENTS = [
  'branch_protection_rule',
  'check_run',
  'check_suite',
  'create',
  'delete',
  'issue_comment',
  'issues',
  'label',
  'pull_request',
  'pull_request_review',
  'push',
  'repository_ruleset',
  'status',
];

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

const options = new Command('simulator')
  .description('A GitHub on loopback: REST, GraphQL, git over HTTP and signed webhooks.')
  .option('--port <number>', 'where it listens', wholeNumber, 4001)
  .option('--seed <file>', 'people and repositories, as YAML or JSON')
  .option('--webhook <url>', 'where the App’s deliveries go')
  .option('--secret <text>', 'the App’s webhook secret', 'development')
  .option('--app-id <number>', 'the App’s id', wholeNumber, 1)
  .option('--app-slug <name>', 'the App’s name in URLs', 'hotfix-warden')
  .option('--private-key <file>', 'the App’s private key; without one a key is made and its path printed')
  .option('--latency <ms>', 'how long every answer waits', wholeNumber, 0)
  .option('--fault <spec...>', 'what goes wrong, such as 502:10% or 403:POST /repos/*/check-runs:first')
  .option('--random-seed <number>', 'of the faults’ dice', wholeNumber, 1)
  .option('--mergeable-null-first', 'a pull request’s first read after a change answers mergeable: null')
  .option('--webhook-fault <spec...>', 'what happens to deliveries, such as reorder:20% or drop:check_run:5%')
  .option('--lag <spec...>', 'how far reads are behind, such as pull:2s, git:3s, writes:2s or queue:5s')
  .option(
    '--control',
    'serves /_sim/clock: GET shows the time, POST {"advance": ms} or {"set": ISO} moves it',
  )
  .parse()
  .opts<{
    port: number;
    seed?: string;
    webhook?: string;
    secret: string;
    appId: number;
    appSlug: string;
    privateKey?: string;
    latency: number;
    fault?: string[];
    randomSeed: number;
    lag?: string[];
    mergeableNullFirst?: boolean;
    webhookFault?: string[];
    control?: boolean;
  }>();

const KEY_FILE = 'simulator-app.pem';

function privateKey(): string {
  if (options.privateKey !== undefined) return readFileSync(options.privateKey, 'utf8');
  const made = sparePrivateKey();
  writeFileSync(KEY_FILE, made, { mode: 0o600 });
  return made;
}

try {
  const simulator = await startSimulator({
    port: options.port,
    latency: options.latency,
    faults: options.fault ?? [],
    randomSeed: options.randomSeed,
    lags: options.lag ?? [],
    mergeableNullFirst: options.mergeableNullFirst ?? false,
    webhookFaults: options.webhookFault ?? [],
    control: options.control ?? false,
  });
  const { app } = simulator.create.app({
    id: options.appId,
    slug: options.appSlug,
    permissions: PERMISSIONS,
    events: EVENTS,
    webhookUrl: options.webhook,
    secret: options.secret,
    privateKey: privateKey(),
  });
  const seed = options.seed === undefined ? DEFAULT_SEED : readSeed(readFileSync(options.seed, 'utf8'));
  await plantSeed(simulator.create, app, seed);
  const { accounts, repositories } = simulator.world.state;
  const users = [...accounts.values()]
    .filter(({ type }) => type === 'User')
    .map(({ login }) => `tok_${login}`);
  const names = [...repositories.values()].map((repo) => simulator.world.fullName(repo));
  const lines = [
    `GitHub is simulated at ${simulator.url} (REST also under /api/v3, GraphQL at /graphql, git at /OWNER/REPO.git)`,
    `users' tokens   ${users.join('  ')}`,
    `repositories    ${names.join('  ')}`,
    `App             ${app.slug}, id ${app.id}, key in ${options.privateKey ?? KEY_FILE}, deliveries to ${options.webhook ?? 'nobody'}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void simulator.close().finally(() => process.exit(0)));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}
