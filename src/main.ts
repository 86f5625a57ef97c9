// The composition root: the only file that knows every folder, and the only one that decides which parts make up the app.
import type { WakePort } from './app.ts';
import type { Config } from './config.ts';
import type { GitHubEdge } from './connect-github.ts';
import { instant } from './core/model/ids.ts';
import type { Decide } from './reconcile/attempt.ts';
import type { Clock, Inbox, Log, Timers } from './reconcile/ports.ts';
import { reconcile } from './reconcile/reconcile.ts';
import { startWorker, type Worker } from './reconcile/worker.ts';
import { startHttpServer } from './server/http-server.ts';
import { bodyReader } from './server/request-body.ts';
import { webhookIntake } from './server/webhook-intake.ts';
import { openStore, type Store } from './store/open-store.ts';
import { systemClock, systemTimers } from './system-time.ts';

export interface AppOptions {
  readonly config: Config;
  readonly log: Log;
  /** In place of GitHub and of the core's decision; for tests and benches of the spine alone. */
  readonly edge?: GitHubEdge;
  readonly decide?: Decide;
  /** In place of the machine's, so that a test decides what time it is. */
  readonly time?: Time;
}

export interface Time {
  readonly clock: Clock;
  readonly timers: Timers;
}

const SYSTEM_TIME: Time = { clock: systemClock, timers: systemTimers };

/** What runs behind any server: the store, and the worker that looks at what was woken. */
export interface Engine extends Pick<WakePort, 'wake'> {
  /** Resolves at the next moment when no turn runs and none is due. */
  idle(): Promise<void>;
  /** Lets running turns end, closes the store. */
  stop(): Promise<void>;
}

export interface App extends Pick<Engine, 'idle' | 'stop'> {
  readonly url: string;
}

/** An orchestrator's usual grace is 30 s, or 10 s with Docker: turns and open requests have to fit in the smaller one. */
const TURNS_LIMIT = 6_000;
const REQUESTS_LIMIT = 2_000;

const HOUR = 60 * 60_000;
/** GitHub keeps its own record of deliveries for three days; ours has to outlast it to answer questions about it. */
const KEPT = 14 * 24 * HOUR;

/** What all unfinished request bodies may hold together beside one of the largest: thousands of usual ones, in bytes. */
const BODIES_BUDGET = 8 * 1024 * 1024;

interface Parts {
  readonly edge: GitHubEdge;
  readonly store: Store;
  readonly inbox: Inbox;
  readonly worker: Worker;
  stop(): Promise<void>;
}

async function assemble(options: AppOptions): Promise<Parts> {
  const { config, log, time = SYSTEM_TIME } = options;
  const [edge, decide, store] = await Promise.all([
    options.edge ?? connect(config, log, time.clock),
    options.decide ?? coreDecision(),
    openStore(config.dataFolder),
  ]);
  const turn = reconcile({ ...edge, ...time, decide, random: Math.random, log });
  const worker = startWorker({ ...time, work: store.work, turn, random: Math.random, log });
  const stopPruning = pruneHourly(store, time, log);
  return {
    edge,
    store,
    worker,
    inbox: {
      async accept(delivery) {
        await store.inbox.accept(delivery);
        worker.wake();
      },
    },
    async stop() {
      stopPruning();
      await worker.stop(TURNS_LIMIT);
      await store.close();
    },
  };
}

/** Starts the app without a server, for a Probot that receives the deliveries: its handlers call `wake`. */
export async function startEngine(options: AppOptions): Promise<Engine> {
  const { clock } = options.time ?? SYSTEM_TIME;
  const { inbox, worker, stop } = await assemble(options);
  worker.wake();
  return {
    wake: (woken) => inbox.accept({ ...woken, receivedAt: clock.now() }),
    idle: worker.idle,
    stop,
  };
}

/** Starts everything; rejects with one plain sentence when the store or the port can't be had. */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, log } = options;
  const { clock } = options.time ?? SYSTEM_TIME;
  const { edge, store, inbox, worker, stop } = await assemble(options);
  const bodies = bodyReader({ cap: config.bodyCap, budget: config.bodyCap + BODIES_BUDGET });
  const { verify, receive } = edge;
  const intake = webhookIntake({ bodies, verify, receive, inbox, clock, log });
  const { checkWritable } = store;
  const server = await startHttpServer({ ...config, intake, checkWritable, log }).catch(
    async (error: unknown) => {
      await stop();
      throw error;
    },
  );
  worker.wake();
  edge
    .prepare()
    .catch((error: unknown) => log.error({ error: String(error) }, "GitHub's client could not be loaded"));
  log.info({ url: server.url, path: config.webhookPath, github: config.apiUrl }, 'ready for deliveries');
  return {
    url: server.url,
    idle: worker.idle,
    async stop() {
      await server.close(REQUESTS_LIMIT);
      await stop();
      log.info({}, 'stopped');
    },
  };
}

/** Loaded only here: with an edge of its own, a test or a bench needs nothing of it. */
async function connect(config: Config, log: Log, clock: Clock): Promise<GitHubEdge> {
  const { connectGitHub } = await import('./connect-github.ts');
  return connectGitHub(config, log, clock);
}

async function coreDecision(): Promise<Decide> {
  const { decideWithRules } = await import('./decide-with-rules.ts');
  return decideWithRules();
}

function pruneHourly(store: Store, { clock, timers }: Time, log: Log): () => void {
  let cancel = (): void => {};
  async function prune(): Promise<void> {
    try {
      const dropped = await store.prune(instant(clock.now() - KEPT));
      if (dropped > 0) log.info({ dropped }, 'old deliveries and idle subjects were dropped');
    } catch (error) {
      log.error({ error: String(error) }, 'old deliveries could not be dropped');
    }
  }
  function schedule(): void {
    cancel = timers.after(HOUR, () => {
      void prune();
      schedule();
    });
  }
  schedule();
  return () => cancel();
}
