// Any sequence of wants, claims, ends, waits and crashes leaves the work table where a tiny model of its laws says.
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { instant, subjectKey } from '../../src/core/model/ids.ts';
import type { Claim } from '../../src/reconcile/ports.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { deliveryOf, wakeOf } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

const KEYS = ['a/b#1', 'a/b#2', 'a/b@hotfix/x'];
const LEASE = 50;

type Step =
  | { readonly do: 'want'; readonly key: string; readonly through: 'inbox' | 'table' }
  | { readonly do: 'promise'; readonly key: string; readonly comment: number }
  | { readonly do: 'claim'; readonly limit: number }
  | { readonly do: 'finish'; readonly pick: number; readonly wakeIn: number | null }
  | { readonly do: 'retry'; readonly pick: number; readonly wait: number }
  | { readonly do: 'wait'; readonly pick: number; readonly wait: number }
  | { readonly do: 'extend'; readonly pick: number }
  | { readonly do: 'pass'; readonly time: number }
  | { readonly do: 'crash' };

const pick = fc.nat({ max: 20 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('want'),
      key: fc.constantFrom(...KEYS),
      through: fc.constantFrom('inbox', 'table'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('claim'), limit: fc.integer({ min: 1, max: 4 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('finish'),
      pick,
      wakeIn: fc.option(fc.integer({ min: 1, max: 200 })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('retry'), pick, wait: fc.integer({ min: 0, max: 200 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('promise'),
      key: fc.constantFrom(...KEYS),
      comment: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait'), pick, wait: fc.integer({ min: 0, max: 200 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('extend'), pick }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass'), time: fc.integer({ min: 1, max: 80 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash') }) },
);

interface Row {
  wanted: number;
  due: number | null;
  leasedUntil: number | null;
  token: number;
  attempts: number;
  /** Promised comments, with the moment of the first delivery. */
  readonly hints: Map<number, number>;
}

interface Claimed {
  readonly key: string;
  readonly generation: number;
  readonly token: number;
  readonly attempts: number;
  readonly hints: readonly (readonly [comment: number, at: number])[];
}

/** The laws, as plainly as they can be said. */
class Model {
  readonly rows = new Map<string, Row>();

  want(key: string, now: number): void {
    const row = this.rows.get(key);
    if (row === undefined) {
      this.rows.set(key, { wanted: 1, due: now, leasedUntil: null, token: 0, attempts: 0, hints: new Map() });
      return;
    }
    row.wanted++;
    row.due = row.due === null ? now : Math.min(row.due, now);
  }

  promise(key: string, comment: number, now: number): void {
    this.want(key, now);
    const hints = this.rows.get(key)?.hints;
    if (hints?.has(comment) === false) hints.set(comment, now);
  }

  claim(now: number, limit: number): readonly Claimed[] {
    const due = [...this.rows].filter(
      ([, row]) => row.due !== null && row.due <= now && (row.leasedUntil === null || row.leasedUntil <= now),
    );
    due.sort(([a, one], [b, other]) => (one.due ?? 0) - (other.due ?? 0) || (a < b ? -1 : 1));
    return due.slice(0, limit).map(([key, row]) => {
      row.leasedUntil = now + LEASE;
      row.token++;
      row.due = now;
      const hints = [...row.hints].sort(([a, one], [b, other]) => one - other || a - b);
      return { key, generation: row.wanted, token: row.token, attempts: row.attempts, hints };
    });
  }

  held(claim: Claim): Row | null {
    const row = this.rows.get(subjectKey(claim.subject));
    return row !== undefined && row.token === claim.token && row.leasedUntil !== null ? row : null;
  }

  nextDue(): number | null {
    const moments = [...this.rows.values()].flatMap((row) => row.leasedUntil ?? row.due ?? []);
    return moments.length === 0 ? null : Math.min(...moments);
  }
}

/** What a crash leaves: the files as they are, without the goodbye of a close. */
async function reopenAfterCrash(
  folder: string,
  generation: number,
): Promise<{ store: Store; folder: string }> {
  const next = join(folder, `after-crash-${generation}`);
  mkdirSync(next);
  for (const ending of ['', '-wal']) {
    const file = join(folder, `hotfix-warden.sqlite${ending}`);
    if (existsSync(file)) copyFileSync(file, join(next, `hotfix-warden.sqlite${ending}`));
  }
  return { store: await openStore(next), folder: next };
}

async function settle(
  store: Store,
  model: Model,
  claims: readonly Claim[],
  now: number,
  action: Step,
): Promise<void> {
  if (!('pick' in action)) return;
  const claim = claims[action.pick % Math.max(1, claims.length)];
  if (claim === undefined) return;
  const row = model.held(claim);
  switch (action.do) {
    case 'finish': {
      const wakeAt = action.wakeIn === null ? null : instant(now + action.wakeIn);
      expect(await store.work.finish(claim, wakeAt)).toBe(row !== null);
      if (row === null) return;
      if (row.wanted <= claim.generation) row.due = wakeAt;
      row.attempts = 0;
      for (const { hint } of claim.hints) if (hint.kind === 'comment') row.hints.delete(hint.id);
      row.leasedUntil = null;
      return;
    }
    case 'retry':
      expect(await store.work.retry(claim, instant(now + action.wait), 'failed')).toBe(row !== null);
      if (row === null) return;
      row.due = now + action.wait;
      row.attempts++;
      row.leasedUntil = null;
      return;
    case 'wait':
      expect(await store.work.wait(claim, instant(now + action.wait))).toBe(row !== null);
      if (row === null) return;
      if (row.wanted <= claim.generation) row.due = now + action.wait;
      row.leasedUntil = null;
      return;
    case 'extend':
      expect(await store.work.extend(claim, instant(now + 2 * LEASE))).toBe(row !== null);
      if (row !== null) row.leasedUntil = now + 2 * LEASE;
  }
}

/** Plays a sequence against the store and the model, and holds them against each other after each step. */
async function play(steps: readonly Step[]): Promise<void> {
  let folder = temporaryFolder();
  let store = await openStore(folder);
  const opened = [store];
  const model = new Model();
  const claims: Claim[] = [];
  let now = 1_000;
  for (const [index, action] of steps.entries()) {
    switch (action.do) {
      case 'want':
        if (action.through === 'table') await store.work.want([wakeOf(action.key)], instant(now));
        else await store.inbox.accept(deliveryOf(`g-${index}`, [action.key], instant(now)));
        model.want(action.key, now);
        break;
      case 'promise': {
        const wake = { ...wakeOf(action.key), hints: [{ kind: 'comment', id: action.comment } as const] };
        await store.inbox.accept({ ...deliveryOf(`g-${index}`, [], instant(now)), wakes: [wake] });
        model.promise(action.key, action.comment, now);
        break;
      }
      case 'claim': {
        const got = await store.work.claim(instant(now), LEASE, action.limit);
        claims.push(...got);
        const seen = got.map(({ subject, generation, token, attempts, hints }) => ({
          key: subjectKey(subject),
          generation,
          token,
          attempts,
          hints: hints.flatMap(({ hint, receivedAt }) =>
            hint.kind === 'comment' ? [[hint.id, receivedAt]] : [],
          ),
        }));
        const byKey = (one: { key: string }, other: { key: string }) => (one.key < other.key ? -1 : 1);
        expect(seen.sort(byKey)).toEqual([...model.claim(now, action.limit)].sort(byKey));
        break;
      }
      case 'pass':
        now += action.time;
        break;
      case 'crash':
        ({ store, folder } = await reopenAfterCrash(folder, index));
        opened.push(store);
        break;
      case 'finish':
      case 'retry':
      case 'wait':
      case 'extend':
        await settle(store, model, claims, now, action);
    }
    expect(await store.work.nextDue()).toBe(model.nextDue());
  }
  for (const one of opened) await one.close();
}

/** Plays so many sequences. */
export async function expectLawsToHold(numRuns: number): Promise<void> {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40 }), play), { numRuns, seed: 20_261_121 });
}
