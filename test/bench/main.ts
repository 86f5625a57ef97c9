// `npm run bench`: what one event costs, how long a verdict takes, and what hostile text does. Measures, asserts nothing.

import { workflow } from '../../src/core/playbooks/workflow/workflow.ts';
import { githubView } from '../demo/github-view.ts';
import { BRANCH, COMMIT, HALF_FILLED, openShop, REPOSITORY, TITLE } from '../demo/shop.ts';
import { sparePrivateKey } from '../simulator/create/accounts.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { completeDescription } from '../support/descriptions.ts';
import { manifestOf } from '../support/warden.ts';
import { type AppProcess, startAppProcess } from './app-process.ts';
import { deliver, type Sender } from './deliveries.ts';
import { figures, milliseconds, row } from './figures.ts';
import { startReplayGitHub } from './replay-github.ts';
import { benchTemplateEngine } from './template-engine.ts';

const SECRET = 'a secret of the bench';
const [owner = '', repo = ''] = REPOSITORY.split('/');

const simulator = await startSimulator();
const shop = await openShop(simulator);
const asked = manifestOf();
const { app: registered } = simulator.create.app({
  slug: 'hotfix-warden',
  permissions: asked.default_permissions,
  events: asked.default_events,
  secret: SECRET,
  webhookUrl: 'http://127.0.0.1:9/',
});
simulator.create.installApp(registered, 'acme');
const view = githubView(simulator.url, 'ada', REPOSITORY);
let payload = '';
// Nothing is delivered by itself: each event is sent when it is measured.
simulator.world.deliveries.fate = (delivery) => {
  if (delivery.event === 'pull_request') payload = JSON.stringify(delivery.payload);
  return 'drop';
};

const github = await startReplayGitHub();
const env = {
  APP_ID: String(registered.id),
  PRIVATE_KEY: sparePrivateKey(),
  WEBHOOK_SECRET: SECRET,
  GITHUB_API_URL: github.url,
};
const start = (): Promise<AppProcess> => startAppProcess(env);

/** Has the app look at what the simulator shows now, and remembers every answer under a name. */
async function record(name: string, sender: Sender, writes: boolean): Promise<void> {
  const verdict = github.verdict();
  await deliver(sender, 'pull_request', payload);
  if (writes) await verdict;
  else await settled();
  github.keep(name);
}

/** Nothing tells when an event that changes nothing is done: no request for a while does. */
async function settled(): Promise<void> {
  for (let quiet = 0, before = -1; quiet < 5; ) {
    await new Promise((resolve) => setTimeout(resolve, 40));
    quiet = github.requests.length === before ? quiet + 1 : 0;
    before = github.requests.length;
  }
}

await simulator.create.commit(shop, {
  branch: BRANCH,
  message: COMMIT,
  files: { 'src/charge.js': 'fixed\n' },
  author: 'ada',
});
const pull = await view.octokit.rest.pulls.create({
  owner,
  repo,
  title: TITLE,
  head: BRANCH,
  base: 'main',
  body: HALF_FILLED(workflow.templates.pullRequest),
});

process.stdout.write('Recording what GitHub answers…\n');
github.recordFrom = simulator.url;
const first = await start();
const recording: Sender = { url: `${first.url}/api/github/webhooks`, secret: SECRET };
await record('opened', recording, true);
await settled();
github.keep('comment');
await view.octokit.rest.pulls.update({
  owner,
  repo,
  pull_number: pull.data.number,
  body: completeDescription(),
});
await record('changed', recording, true);
await settled();
github.keep('rest');
await record('unchanged', recording, false);
await first.stop();
const cold = await start();
await deliver({ ...recording, url: `${cold.url}/api/github/webhooks` }, 'pull_request', payload);
await settled();
github.reset();
await cold.stop();
// A cold app asks for a token and learns what to read; all of that is replayed beside the event that changes the verdict.
github.keep('cold');
github.recordFrom = null;

process.stdout.write('\n');
const app = await start();
const sender: Sender = { url: `${app.url}/api/github/webhooks`, secret: SECRET };
row('start-up until ready', `${app.startUp.toFixed(0)} ms`, '< 500 ms');
row('memory, idle', `${app.memory().now.toFixed(0)} MB`, '< 120 MB');

github.recordFrom = simulator.url;
await view.octokit.rest.pulls.update({
  owner,
  repo,
  pull_number: pull.data.number,
  body: HALF_FILLED(workflow.templates.pullRequest),
});
const coldVerdict = github.verdict();
await deliver(sender, 'pull_request', payload);
await coldVerdict;
await settled();
row(
  'requests, cold event that changes the verdict',
  `${github.requests.length}: ${github.requests.join(', ')}`,
  '3',
);
github.recordFrom = null;

for (const [latency, budget] of [
  [0, 15],
  [50, 130],
  [100, 245],
] as const) {
  github.replay('changed');
  github.latency = latency;
  const samples: number[] = [];
  for (let index = 0; index < 35; index++) {
    github.reset();
    const verdict = github.verdict();
    const began = performance.now();
    await deliver(sender, 'pull_request', payload);
    samples.push((await verdict) - began);
  }
  await settled();
  row(
    `delivery to verdict, GitHub at ${latency} ms`,
    milliseconds(figures(samples.slice(5))),
    `≤ ${budget} ms`,
  );
  row('   requests', `${github.requests.length}: ${github.requests.join(', ')}`, '2');
}
github.latency = 0;
github.replay('unchanged');
github.reset();
await deliver(sender, 'pull_request', payload);
await settled();
row(
  'requests, warm event that changes nothing',
  `${github.requests.length}: ${github.requests.join(', ')}`,
  '1',
);

github.latency = 50;
/** 200 a second is a hundred times what a large organisation's installation gets. */
const PER_SECOND = 200;
const steady: Promise<number>[] = [];
const beganSending = performance.now();
while (steady.length < 3 * PER_SECOND) {
  const due = beganSending + (steady.length * 1000) / PER_SECOND;
  const early = due - performance.now();
  if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
  steady.push(deliver(sender, 'pull_request', payload));
}
row(
  `acknowledged, ${PER_SECOND} deliveries a second`,
  milliseconds(figures(await Promise.all(steady))),
  'p99 < 20 ms',
);
const acknowledged: number[] = [];
await Promise.all(
  Array.from({ length: 20 }, async () => {
    for (let index = 0; index < 50; index++)
      acknowledged.push(await deliver(sender, 'pull_request', payload));
  }),
);
row(
  'acknowledged, 1,000 deliveries, 20 senders without pause',
  milliseconds(figures(acknowledged)),
  'p99 < 20 ms',
);
row(
  'memory, after the burst (peak)',
  `${app.memory().now.toFixed(0)} MB (${app.memory().peak.toFixed(0)} MB)`,
  '< 200 MB',
);
await app.stop();

// A process of its own, whose installation has written nothing yet: what exceeds the minute's budget of writes would wait.
const counted = await start();
const counting: Sender = { ...sender, url: `${counted.url}/api/github/webhooks` };
github.latency = 0;

async function send(kept: 'changed' | 'unchanged', times: number): Promise<void> {
  github.replay(kept);
  for (let index = 0; index < times; index++) {
    const answered = kept === 'changed' ? github.verdict() : github.read();
    await deliver(counting, 'pull_request', payload);
    await answered;
  }
}

// Until the compiler has settled. 80 writes are well within a minute's budget.
github.replay('cold');
await deliver(counting, 'pull_request', payload);
await settled();
await send('unchanged', 300);
await send('changed', 20);
for (const [kept, times, what, budget] of [
  ['changed', 60, 'changes the verdict', '≤ 10 ms'],
  ['unchanged', 200, 'changes nothing', ''],
] as const) {
  const before = counted.cpu();
  await send(kept, times);
  await settled();
  row(
    `processor time of an event that ${what}`,
    `${((counted.cpu() - before) / times).toFixed(1)} ms`,
    budget,
  );
}
await counted.stop();
await github.close();
await simulator.close();

process.stdout.write('\n');
benchTemplateEngine();
