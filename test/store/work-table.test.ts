// The work table's laws, one by one, on a real file.
import { expect, test } from 'vitest';
import { instant, subjectKey } from '../../src/core/model/ids.ts';
import type { Claim, WorkTable } from '../../src/reconcile/ports.ts';
import { openStore } from '../../src/store/open-store.ts';
import { wakeOf } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

const PULL = 'acme/shop#7';
const LEASE = 100;

async function openWork(): Promise<WorkTable> {
  const store = await openStore(temporaryFolder());
  return store.work;
}

async function claimOne(work: WorkTable, at: number): Promise<Claim> {
  const [claim] = await work.claim(instant(at), LEASE, 10);
  if (claim === undefined) throw new Error(`nothing to claim at ${at}`);
  return claim;
}

async function claimed(work: WorkTable, at: number, limit = 10): Promise<readonly string[]> {
  const claims = await work.claim(instant(at), LEASE, limit);
  return claims.map((claim) => subjectKey(claim.subject)).sort();
}

test('a subject that is wanted several times gets one turn', async () => {
  const work = await openWork();
  await work.want([wakeOf(PULL), wakeOf(PULL)], instant(10));
  await work.want([wakeOf(PULL)], instant(11));
  const claim = await claimOne(work, 12);
  expect(claim).toMatchObject({ subject: wakeOf(PULL).subject, installation: 7, attempts: 0 });
  expect(await claimed(work, 12)).toEqual([]);
  expect(await work.finish(claim, null)).toBe(true);
  expect(await claimed(work, 1_000_000)).toEqual([]);
  expect(await work.nextDue()).toBeNull();
});

test('what is wanted during a turn is served by another one after it', async () => {
  const work = await openWork();
  await work.want([wakeOf(PULL)], instant(10));
  const first = await claimOne(work, 20);
  await work.want([wakeOf(PULL)], instant(25));
  expect(await claimed(work, 30)).toEqual([]);
  expect(await work.finish(first, instant(9_000))).toBe(true);
  const second = await claimOne(work, 30);
  expect(second.generation).toBeGreaterThan(first.generation);
  expect(await work.finish(second, null)).toBe(true);
  expect(await work.nextDue()).toBeNull();
});

test('a lease that ran out can be claimed, and the late turn can no longer finish, retry or extend', async () => {
  const work = await openWork();
  await work.want([wakeOf(PULL)], instant(10));
  const late = await claimOne(work, 20);
  expect(await work.nextDue()).toBe(20 + LEASE);
  expect(await claimed(work, 20 + LEASE - 1)).toEqual([]);
  const successor = await claimOne(work, 20 + LEASE);
  expect(await work.finish(late, null)).toBe(false);
  expect(await work.retry(late, instant(1), 'late')).toBe(false);
  expect(await work.extend(late, instant(999))).toBe(false);
  expect(await work.finish(successor, null)).toBe(true);
});

test('an extended lease holds', async () => {
  const work = await openWork();
  await work.want([wakeOf(PULL)], instant(10));
  const claim = await claimOne(work, 20);
  expect(await work.extend(claim, instant(500))).toBe(true);
  expect(await claimed(work, 499)).toEqual([]);
  expect(await claimed(work, 500)).toEqual([PULL]);
});

test('a failed turn comes back at its time, counts its failures, and serves what was wanted meanwhile', async () => {
  const work = await openWork();
  await work.want([wakeOf(PULL)], instant(10));
  const failed = await claimOne(work, 20);
  await work.want([wakeOf(PULL)], instant(21));
  expect(await work.retry(failed, instant(80), 'GitHub answered 502')).toBe(true);
  expect(await claimed(work, 79)).toEqual([]);
  const again = await claimOne(work, 80);
  expect(again.attempts).toBe(1);
  expect(again.generation).toBe(failed.generation + 1);
  expect(await work.finish(again, null)).toBe(true);
  await work.want([wakeOf(PULL)], instant(90));
  expect((await claimOne(work, 90)).attempts).toBe(0);
});

test('news of a subject cuts its wait short, for a later look and for a retry', async () => {
  const work = await openWork();
  await work.want([wakeOf(PULL), wakeOf('acme/shop#8')], instant(10));
  const [seven, eight] = await work.claim(instant(10), LEASE, 10);
  if (seven === undefined || eight === undefined) throw new Error('two claims expected');
  await work.finish(seven, instant(9_000));
  await work.retry(eight, instant(8_000), 'down');
  expect(await work.nextDue()).toBe(8_000);
  await work.want([wakeOf(PULL), wakeOf('acme/shop#8')], instant(30));
  expect(await claimed(work, 30)).toEqual([PULL, 'acme/shop#8']);
});

test('those who wait longest are claimed first', async () => {
  const work = await openWork();
  await work.want([wakeOf('acme/shop#1')], instant(30));
  await work.want([wakeOf('acme/shop#2')], instant(10));
  await work.want([wakeOf('acme/shop#3')], instant(20));
  await work.want([wakeOf('acme/shop#2')], instant(40));
  expect(await claimed(work, 50, 2)).toEqual(['acme/shop#2', 'acme/shop#3']);
});

test('many turns that end at once all get their own answer', async () => {
  const work = await openWork();
  const keys = Array.from({ length: 40 }, (_, index) => `acme/shop#${index + 1}`);
  await work.want(keys.map(wakeOf), instant(10));
  const claims = await work.claim(instant(10), LEASE, 100);
  const stale = claims.slice(0, 5).map((claim) => ({ ...claim, token: claim.token + 1 }));
  const answers = await Promise.all([...claims, ...stale].map((claim) => work.finish(claim, null)));
  expect(answers).toEqual([...claims.map(() => true), ...stale.map(() => false)]);
});
