// The worker on the real store, with time that stands still: overlap, coalescing, retries, hanging turns, stopping.
import { expect, onTestFinished, test } from 'vitest';
import { instant, subjectKey } from '../../src/core/model/ids.ts';
import type { Claim, WorkTable } from '../../src/reconcile/ports.ts';
import type { Turn } from '../../src/reconcile/reconcile.ts';
import type { TurnOutcome } from '../../src/reconcile/what-next.ts';
import { startWorker, type Worker } from '../../src/reconcile/worker.ts';
import { openStore } from '../../src/store/open-store.ts';
import { wakeOf } from '../store/samples.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { FakeTime, settled } from './fake-time.ts';
import { recordedLog } from './recorded-log.ts';

const DONE: TurnOutcome = { kind: 'done', result: 'unchanged', verdict: 'met', wakeAt: null, wakes: [] };

/** Turns that wait until the test ends them; a record of what ran side by side. */
class Stage {
  readonly started: string[] = [];
  readonly signals: AbortSignal[] = [];
  mostAtOnce = 0;
  overlapped = false;
  private readonly running = new Map<string, (outcome: TurnOutcome) => void>();

  readonly turn: Turn = (claim: Claim, signal: AbortSignal) => {
    const key = subjectKey(claim.subject);
    if (this.running.has(key)) this.overlapped = true;
    this.started.push(key);
    this.signals.push(signal);
    return new Promise((resolve) => {
      this.running.set(key, resolve);
      this.mostAtOnce = Math.max(this.mostAtOnce, this.running.size);
    });
  };

  async end(key: string, outcome: TurnOutcome = DONE): Promise<void> {
    const resolve = this.running.get(key);
    this.running.delete(key);
    resolve?.(outcome);
    await settled();
  }
}

interface SetUp {
  readonly work: WorkTable;
  readonly worker: Worker;
  readonly time: FakeTime;
  readonly log: ReturnType<typeof recordedLog>;
  want(...keys: readonly string[]): Promise<void>;
}

async function setUp(turn: Turn, parallel = 32): Promise<SetUp> {
  const store = await openStore(temporaryFolder());
  onTestFinished(() => store.close());
  const time = new FakeTime();
  const log = recordedLog();
  const worker = startWorker({
    work: store.work,
    turn,
    clock: time,
    timers: time,
    random: () => 0,
    log,
    parallel,
  });
  return {
    work: store.work,
    worker,
    time,
    log,
    async want(...keys) {
      await store.work.want(keys.map(wakeOf), time.now());
      worker.wake();
      await settled();
    },
  };
}

test('wanted subjects run at once and side by side, as many as are allowed', async () => {
  const stage = new Stage();
  const { want } = await setUp(stage.turn, 2);
  await want('a/b#1', 'a/b#2', 'a/b#3');
  expect(stage.started).toEqual(['a/b#1', 'a/b#2']);
  await stage.end('a/b#2');
  expect(stage.started).toEqual(['a/b#1', 'a/b#2', 'a/b#3']);
  expect(stage.mostAtOnce).toBe(2);
});

test('what is wanted several times during a turn runs once more after it, never beside it', async () => {
  const stage = new Stage();
  const { want } = await setUp(stage.turn);
  await want('a/b#1');
  await want('a/b#1');
  await want('a/b#1');
  expect(stage.started).toEqual(['a/b#1']);
  await stage.end('a/b#1');
  expect(stage.started).toEqual(['a/b#1', 'a/b#1']);
  await stage.end('a/b#1');
  expect(stage.started).toHaveLength(2);
  expect(stage.overlapped).toBe(false);
});

test('a failed turn runs again at its time, not before', async () => {
  const stage = new Stage();
  const { want, time } = await setUp(stage.turn);
  await want('a/b#1');
  await stage.end('a/b#1', { kind: 'retry', at: instant(time.now() + 5_000), reason: '502' });
  await time.pass(4_999);
  expect(stage.started).toHaveLength(1);
  await time.pass(1);
  expect(stage.started).toHaveLength(2);
});

test('a turn can ask to be run at a later time, however far', async () => {
  const stage = new Stage();
  const { want, time } = await setUp(stage.turn);
  await want('a/b#1');
  await stage.end('a/b#1', { ...DONE, wakeAt: instant(time.now() + 3 * 3_600_000) });
  await time.pass(3 * 3_600_000 - 1);
  expect(stage.started).toHaveLength(1);
  await time.pass(1);
  expect(stage.started).toHaveLength(2);
});

test('a turn can wake other subjects', async () => {
  const stage = new Stage();
  const { want } = await setUp(stage.turn);
  await want('a/b@hotfix/x');
  await stage.end('a/b@hotfix/x', { ...DONE, wakes: [wakeOf('a/b#9')] });
  expect(stage.started).toEqual(['a/b@hotfix/x', 'a/b#9']);
});

test('a turn that throws is logged and tried again later', async () => {
  let calls = 0;
  const { want, time, log, worker } = await setUp(async () => {
    if (++calls === 1) throw new Error('a defect');
    return DONE;
  });
  await want('a/b#1');
  expect(log.lines).toMatchObject([
    { level: 'error', fields: { subject: 'a/b#1', error: expect.stringContaining('a defect') } },
  ]);
  await time.pass(500);
  await worker.idle();
  expect(calls).toBe(2);
});

test('a long turn keeps its lease', async () => {
  const stage = new Stage();
  const { want, time, work } = await setUp(stage.turn);
  await want('a/b#1');
  await time.pass(45_000);
  expect(await work.claim(time.now(), 1_000, 5)).toEqual([]);
  await stage.end('a/b#1');
  expect(stage.started).toEqual(['a/b#1']);
  expect(await work.nextDue()).toBeNull();
});

test('a turn that hangs is given up after a minute and tried again', async () => {
  const stage = new Stage();
  const { want, time } = await setUp(stage.turn);
  await want('a/b#1');
  await time.pass(60_000);
  expect(stage.signals[0]?.aborted).toBe(true);
  expect(stage.started).toHaveLength(1);
  await stage.end('a/b#1');
  await time.pass(1_000);
  expect(stage.started).toHaveLength(2);
});

test('a turn whose lease passed on to another process is given up', async () => {
  const stage = new Stage();
  const { want, time, work } = await setUp(stage.turn);
  await want('a/b#1');
  const [stolen] = await work.claim(instant(time.now() + 10_000), 60_000, 1);
  expect(stolen).toBeDefined();
  await time.pass(4_000);
  expect(stage.signals[0]?.aborted).toBe(true);
});

test('idle resolves when nothing runs and nothing is due, though something waits for later', async () => {
  const stage = new Stage();
  const { want, worker, time } = await setUp(stage.turn);
  await worker.idle();
  await want('a/b#1', 'a/b#2');
  let idle = false;
  const waiting = worker.idle().then(() => {
    idle = true;
  });
  await stage.end('a/b#1');
  expect(idle).toBe(false);
  await stage.end('a/b#2', { ...DONE, wakeAt: instant(time.now() + 60_000) });
  await waiting;
  expect(idle).toBe(true);
});

test('stopping waits for running turns, starts no others and leaves no timer behind', async () => {
  const stage = new Stage();
  const { want, worker, time, work } = await setUp(stage.turn, 1);
  await want('a/b#1', 'a/b#2');
  const stopped = worker.stop(5_000);
  await stage.end('a/b#1');
  await stopped;
  expect(stage.started).toEqual(['a/b#1']);
  expect(time.timers).toBe(0);
  expect(await work.claim(time.now(), 1_000, 5)).toHaveLength(1);
});

test('stopping gives up what takes longer than its limit, and leaves it due for the next process', async () => {
  const stage = new Stage();
  const { want, worker, time, work } = await setUp(stage.turn);
  await want('a/b#1');
  const stopped = worker.stop(5_000);
  await time.pass(5_000);
  await stopped;
  expect(stage.signals[0]?.aborted).toBe(true);
  expect(time.timers).toBe(0);
  expect(await work.claim(time.now(), 1_000, 5)).toHaveLength(1);
});

test('an error of the store does not stop the worker', async () => {
  const stage = new Stage();
  const { work } = await setUp(stage.turn);
  let broken = true;
  const time = new FakeTime();
  const log = recordedLog();
  const failing: WorkTable = {
    ...work,
    claim: (...args) => (broken ? Promise.reject(new Error('disk full')) : work.claim(...args)),
  };
  const worker = startWorker({
    work: failing,
    turn: stage.turn,
    clock: time,
    timers: time,
    random: () => 0,
    log,
  });
  await work.want([wakeOf('a/b#1')], time.now());
  worker.wake();
  await settled();
  expect(log.lines).toMatchObject([
    { level: 'error', fields: { error: expect.stringContaining('disk full') } },
  ]);
  broken = false;
  await time.pass(1_000);
  expect(stage.started).toEqual(['a/b#1']);
});
