// One turn against a GitHub that answers as each row says: what is written, and when the subject is looked at again.
import { describe, expect, test } from 'vitest';
import type { ReadPlan } from '../../src/core/case/need.ts';
import { type Instant, instant, parseSha } from '../../src/core/model/ids.ts';
import type { Step } from '../../src/core/phases/step.ts';
import type { Effect, EffectGroup, EffectResult } from '../../src/core/show/effects.ts';
import { onlyHead } from '../../src/reconcile/hints.ts';
import { FIRST_GUESS } from '../../src/reconcile/plan-memory.ts';
import type { Claim, GitHubError, Result, Snapshot } from '../../src/reconcile/ports.ts';
import { reconcile } from '../../src/reconcile/reconcile.ts';
import type { TurnOutcome } from '../../src/reconcile/what-next.ts';
import { installationOf, subjectOf } from '../store/samples.ts';
import { login, pullNumber, repositoryId } from '../support/facts.ts';
import { plan } from '../support/plans.ts';
import { FakeTime } from './fake-time.ts';
import { recordedLog } from './recorded-log.ts';
import { snapshotOf } from './snapshots.ts';

const EMPTY = plan();
const FULL = plan({ files: ['.github/hotfix.md'], develop: ['develop'] });

function claimOf(key: string, attempts = 0, installation = 7): Claim {
  return {
    subject: subjectOf(key),
    installation: installationOf(installation),
    generation: 1,
    token: 1,
    attempts,
    presses: [],
    hints: [],
  };
}

function comment(body: string): Effect {
  return { kind: 'create-comment', repository: repositoryId, pull: pullNumber(12), body };
}

function effects(list: readonly Effect[], wakeAt: Instant | null = null, next = EMPTY): Step {
  const groups: readonly EffectGroup[] = list.length === 0 ? [] : [{ name: 'passport', effects: list }];
  return step(groups, wakeAt, next);
}

function step(groups: readonly EffectGroup[], wakeAt: Instant | null = null, next = EMPTY): Step {
  return { kind: 'effects', groups, wakes: [], wakeAt, next, outcome: 'unmet' };
}

/** GitHub as the turn sees it: a queue of errors for reads and for writes, then success; what was written stays. */
class FakeGitHub {
  readonly plans: ReadPlan[] = [];
  readonly written: string[] = [];
  snapshot: (plan: ReadPlan) => Snapshot = snapshotOf;
  private readonly readErrors: (GitHubError | null)[];
  private readonly writeErrors: (EffectResult | null)[];

  constructor(readErrors: (GitHubError | null)[] = [], writeErrors: (EffectResult | null)[] = []) {
    this.readErrors = readErrors;
    this.writeErrors = writeErrors;
  }

  readonly reader = {
    read: async (_installation: unknown, _subject: unknown, plan: ReadPlan): Promise<Result<Snapshot>> => {
      this.plans.push(plan);
      const error = this.readErrors.shift() ?? null;
      if (error !== null) return { ok: false, error };
      return { ok: true, value: this.snapshot(plan) };
    },
  };

  readonly writer = {
    apply: async (_installation: unknown, effect: Effect): Promise<EffectResult> => {
      const failure = this.writeErrors.shift() ?? null;
      if (failure !== null) return failure;
      this.written.push(effect.kind === 'create-comment' ? effect.body : effect.kind);
      return { kind: 'done', made: null };
    },
  };
}

const OUTAGE: EffectResult = { kind: 'transient', why: 'GitHub answered 502' };

function setUp(github: FakeGitHub, decide: (plan: ReadPlan) => Step) {
  const time = new FakeTime();
  const log = recordedLog();
  const turn = reconcile({
    reader: github.reader,
    writer: github.writer,
    decide: (_facts, _published, plan) => decide(plan),
    clock: time,
    random: () => 0.5,
    log,
  });
  const run = (claim: Claim): Promise<TurnOutcome> => turn(claim, new AbortController().signal);
  return { time, log, turn, run };
}

const needsTemplate = (asked: ReadPlan): Step =>
  asked.size < FULL.size ? { kind: 'read-again', plan: FULL } : effects([comment('hello')], null, asked);

test('a turn reads once, writes the effects in order and says when to look again', async () => {
  const github = new FakeGitHub();
  const { run, log } = setUp(github, () => effects([comment('one'), comment('two')], instant(5_000)));
  expect(await run(claimOf('acme/shop#12'))).toEqual({
    kind: 'done',
    result: 'published',
    verdict: 'unmet',
    wakeAt: 5_000,
    wakes: [],
  });
  expect(github.written).toEqual(['one', 'two']);
  expect(log.lines).toEqual([
    {
      level: 'info',
      message: 'turn',
      fields: {
        subject: 'acme/shop#12',
        reads: 1,
        writes: 2,
        milliseconds: 0,
        outcome: 'published',
        verdict: 'unmet',
      },
    },
  ]);
});

test('a turn that changes nothing writes nothing', async () => {
  const github = new FakeGitHub();
  const { run } = setUp(github, () => effects([]));
  expect(await run(claimOf('acme/shop#12'))).toMatchObject({
    kind: 'done',
    result: 'unchanged',
    wakeAt: null,
  });
  expect(github.written).toEqual([]);
});

test('subjects that are concerned too are woken under the same installation', async () => {
  const other = subjectOf('acme/shop#13');
  const { run } = setUp(new FakeGitHub(), () => ({
    kind: 'effects',
    groups: [],
    wakes: [other],
    wakeAt: null,
    next: EMPTY,
    outcome: 'met',
  }));
  expect(await run(claimOf('acme/shop@hotfix/x', 0, 9))).toMatchObject({
    wakes: [{ subject: other, installation: 9 }],
  });
});

test('what the policy asks for is read once more, and remembered for the repository', async () => {
  const github = new FakeGitHub();
  const { run } = setUp(github, needsTemplate);
  await run(claimOf('acme/shop#12'));
  expect(github.plans).toEqual([FIRST_GUESS.pull, FULL]);
  await run(claimOf('acme/shop#12'));
  await run(claimOf('acme/shop#99'));
  expect(github.plans.slice(2)).toEqual([FULL, FULL]);
  await run(claimOf('acme/other#1'));
  await run(claimOf('acme/shop@hotfix/x'));
  expect(github.plans.slice(4)).toEqual([FIRST_GUESS.pull, FULL, EMPTY, FULL]);
});

test('a policy that is never satisfied is put off after five reads, with nothing written', async () => {
  const github = new FakeGitHub();
  const { run } = setUp(github, () => ({ kind: 'read-again', plan: FULL }));
  expect(await run(claimOf('acme/shop#12'))).toMatchObject({
    kind: 'retry',
    reason: expect.stringContaining('5 reads'),
  });
  expect(github.plans).toHaveLength(5);
  expect(github.written).toEqual([]);
});

test('a failed write stops the ones after it in its group', async () => {
  const github = new FakeGitHub([], [null, OUTAGE]);
  const { run } = setUp(github, () => effects([comment('one'), comment('two'), comment('three')]));
  expect(await run(claimOf('acme/shop#12'))).toMatchObject({ kind: 'retry', reason: 'GitHub answered 502' });
  expect(github.written).toEqual(['one']);
});

const MINUTE = 60_000;
/** What became of a write. */
const REFUSED: EffectResult = {
  kind: 'refused',
  why: 'Resource not accessible',
  permission: 'checks: write',
};
const CLASH: EffectResult = { kind: 'conflict', why: 'Reference already exists' };
const FORBIDDEN: GitHubError = {
  kind: 'forbidden',
  message: 'Resource not accessible',
  permission: 'checks: write',
};
const TRANSIENT: GitHubError = { kind: 'transient', message: 'GitHub answered 502' };
const NOT_FOUND: GitHubError = { kind: 'not-found', message: 'Not Found' };

test.each<[string, (GitHubError | null)[], (EffectResult | null)[], number, object]>([
  [
    'a subject that is gone needs no turn',
    [NOT_FOUND],
    [],
    0,
    { kind: 'done', result: 'gone', wakeAt: null },
  ],
  [
    'a refused read is looked at in an hour',
    [FORBIDDEN],
    [],
    0,
    { kind: 'done', result: 'refused', wakeAt: 1_000_000 + 60 * MINUTE },
  ],
  [
    'a refused write is looked at in an hour',
    [],
    [REFUSED],
    0,
    { kind: 'done', result: 'refused', wakeAt: 1_000_000 + 60 * MINUTE },
  ],
  ['a first outage is tried again in about a second', [TRANSIENT], [], 0, { kind: 'retry', at: 1_000_750 }],
  ['a fourth failure waits eight times as long', [TRANSIENT], [], 3, { kind: 'retry', at: 1_006_000 }],
  [
    'no wait is longer than a quarter of an hour',
    [],
    [OUTAGE],
    50,
    { kind: 'retry', at: 1_000_000 + 11.25 * MINUTE },
  ],
  [
    'a conflict is read and decided anew at once',
    [],
    [CLASH, CLASH, CLASH],
    0,
    { kind: 'done', result: 'published' },
  ],
  ['a conflict that stays is put off', [], [CLASH, CLASH, CLASH, CLASH], 0, { kind: 'retry' }],
  [
    'a conflict that stays for many turns is a refusal',
    [],
    [CLASH, CLASH, CLASH, CLASH],
    6,
    { kind: 'done', result: 'refused', wakeAt: 1_000_000 + 60 * MINUTE },
  ],
])('%s', async (_name, readErrors, writeErrors, attempts, expected) => {
  const { run } = setUp(new FakeGitHub(readErrors, writeErrors), () => effects([comment('hello')]));
  expect(await run(claimOf('acme/shop#12', attempts))).toMatchObject(expected);
});

const GROUPS: readonly EffectGroup[] = [
  { name: 'verdict', effects: [comment('verdict'), comment('verdict of the merge group')] },
  { name: 'passport', effects: [comment('passport')] },
  { name: 'labels', effects: [comment('labels')] },
];

test.each<[string, (EffectResult | null)[], readonly string[], object]>([
  [
    'a refused verdict keeps nothing else from being written',
    [REFUSED],
    ['passport', 'labels'],
    { kind: 'done', result: 'refused' },
  ],
  [
    'a refused label comes after all that is waited for',
    [null, null, null, REFUSED],
    ['verdict', 'verdict of the merge group', 'passport'],
    { kind: 'done', result: 'refused' },
  ],
  [
    'an outage of one group is tried again',
    [null, null, OUTAGE],
    ['verdict', 'verdict of the merge group', 'labels'],
    { kind: 'retry' },
  ],
  [
    'an outage decides over a refusal',
    [REFUSED, OUTAGE],
    ['labels'],
    { kind: 'retry', reason: 'GitHub answered 502' },
  ],
  [
    'a limit ends the turn, since it meets every further write',
    [null, { kind: 'limited', why: 'rate limit', until: instant(2_000_000) }],
    ['verdict'],
    { kind: 'retry', at: 2_001_500 },
  ],
])('%s', async (_name, results, written, expected) => {
  const github = new FakeGitHub([], results);
  const { run } = setUp(github, () => step(GROUPS));
  expect(await run(claimOf('acme/shop#12'))).toMatchObject(expected);
  expect(github.written).toEqual(written);
});

test.each([
  ['a refused verdict wakes nobody, because nobody can see it', [REFUSED], 0],
  ['a refused label keeps nobody from being woken', [null, null, null, REFUSED], 1],
])('%s', async (_name, results, woken) => {
  const { run } = setUp(new FakeGitHub([], results), () => ({
    ...step(GROUPS),
    wakes: [subjectOf('acme/shop#13')],
  }));
  const outcome = await run(claimOf('acme/shop#12'));
  expect(outcome).toMatchObject({ kind: 'done', result: 'refused' });
  expect(outcome.kind === 'done' && outcome.wakes).toHaveLength(woken);
});

test('a missing permission is named in the log', async () => {
  const { run, log } = setUp(new FakeGitHub([], [REFUSED]), () => effects([comment('hello')]));
  await run(claimOf('acme/shop#12'));
  expect(log.lines[0]).toMatchObject({
    level: 'warn',
    fields: { subject: 'acme/shop#12', group: 'passport', permission: 'checks: write' },
  });
});

test("a rate limit holds the whole installation's subjects, and nobody else's", async () => {
  const retryAt = instant(1_000_000 + 5 * MINUTE);
  const github = new FakeGitHub([{ kind: 'rate-limited', message: 'rate limit', retryAt }]);
  const { run, time } = setUp(github, () => effects([]));
  expect(await run(claimOf('acme/shop#12'))).toMatchObject({ kind: 'retry', at: retryAt + 1_500 });
  expect(await run(claimOf('acme/shop#13'))).toMatchObject({ kind: 'retry', at: retryAt + 1_500 });
  expect(github.plans).toHaveLength(1);
  expect(await run(claimOf('other/shop#1', 0, 8))).toMatchObject({ kind: 'done' });
  await time.pass(5 * MINUTE);
  expect(await run(claimOf('acme/shop#13'))).toMatchObject({ kind: 'done' });
});

test('comments beyond the app’s own budget hold up nothing but themselves', async () => {
  const until = instant(1_000_000 + MINUTE);
  const limited = { kind: 'limited', why: '80 comments a minute', until, only: 'comments' } as const;
  const { run } = setUp(new FakeGitHub([], [limited]), () => effects([comment('hello')]));
  expect(await run(claimOf('acme/shop#12'))).toMatchObject({ kind: 'wait', at: until });
  expect(await run(claimOf('acme/shop#13'))).toMatchObject({ kind: 'done' });
});

test('a turn that was given up writes nothing more', async () => {
  const github = new FakeGitHub();
  const abort = new AbortController();
  const { turn } = setUp(github, () => {
    abort.abort();
    return effects([comment('late')]);
  });
  expect(await turn(claimOf('acme/shop#12'), abort.signal)).toMatchObject({ kind: 'retry' });
  expect(github.written).toEqual([]);
});

test('B5: a button that was pressed comes to the decision with the facts', async () => {
  const press = { id: 'd1', button: 'fill-template', by: { login: login('ada'), kind: 'user' as const } };
  const seen: unknown[] = [];
  const turn = reconcile({
    ...new FakeGitHub(),
    decide: (given) => {
      seen.push(given.presses);
      return effects([]);
    },
    clock: new FakeTime(),
    random: () => 0.5,
    log: recordedLog(),
  });
  await turn({ ...claimOf('acme/shop#12'), presses: [press] }, new AbortController().signal);
  expect(seen).toEqual([[press]]);
});

test('what one pull request’s people made necessary is not asked for the next one', async () => {
  const github = new FakeGitHub();
  const own = plan({
    files: ['.github/hotfix.md'],
    develop: ['develop'],
    people: ['grace'],
    headFiles: ['a'],
    patches: true,
  });
  const { run } = setUp(github, () => effects([], null, own));
  await run(claimOf('acme/shop#12'));
  await run(claimOf('acme/shop#12'));
  await run(claimOf('acme/shop#99'));
  expect(github.plans).toEqual([FIRST_GUESS.pull, own, FULL]);
});

describe('B1: a snapshot that lags behind its deliveries', () => {
  const promised = parseSha('e'.repeat(40));
  if (promised === null) throw new Error('not a SHA');
  const hint = {
    hint: { kind: 'head', sha: promised, before: null } as const,
    receivedAt: instant(1_000_000),
  };

  /** Looks until the turn is done, at the moments that it names itself; says how long after the delivery each look was. */
  async function looks(github: FakeGitHub, attempts = 0) {
    const { run, time } = setUp(github, () => effects([comment('verdict')]));
    const moments: number[] = [];
    for (;;) {
      moments.push(time.now() - hint.receivedAt);
      const outcome = await run({ ...claimOf('acme/shop#12', attempts), hints: [hint] });
      if (outcome.kind !== 'wait') return { moments, outcome };
      expect(github.written).toEqual([]);
      await time.pass(outcome.at - time.now());
    }
  }

  test('is read again after 1, 2, 4, 8 and 16 seconds, then accepted; nothing is written before', async () => {
    const github = new FakeGitHub();
    expect(await looks(github)).toMatchObject({
      moments: [0, 1_000, 3_000, 7_000, 15_000, 31_000],
      outcome: { kind: 'done', result: 'published' },
    });
    expect(github.written).toEqual(['verdict']);
    expect(github.plans).toHaveLength(6);
  });

  test('is judged as soon as it shows what was promised', async () => {
    const github = new FakeGitHub();
    github.snapshot = (plan) =>
      github.plans.length < 3 ? snapshotOf(plan) : snapshotOf(plan, { seen: onlyHead(promised) });
    expect(await looks(github)).toMatchObject({ moments: [0, 1_000, 3_000], outcome: { kind: 'done' } });
  });

  test('may not show the subject at all yet, which is gone only after the last look', async () => {
    const github = new FakeGitHub(Array.from({ length: 6 }, () => NOT_FOUND));
    expect(await looks(github)).toMatchObject({
      moments: [0, 1_000, 3_000, 7_000, 15_000, 31_000],
      outcome: { kind: 'done', result: 'gone' },
    });
  });

  test('does not hide an outage, which waits as outages do', async () => {
    expect(await looks(new FakeGitHub([TRANSIENT]), 3)).toMatchObject({
      outcome: { kind: 'retry', at: 1_006_000 },
    });
  });

  test('is judged while a later promise is waited for, once one was waited for in vain', async () => {
    const github = new FakeGitHub();
    const { run, time } = setUp(github, () => effects([comment('verdict')]));
    await time.pass(40_000);
    const late = { hint: { kind: 'review', id: 5 } as const, receivedAt: instant(1_039_500) };
    github.snapshot = (plan) => {
      const shown = snapshotOf(plan);
      return { ...shown, seen: { ...shown.seen, reviews: new Set() } };
    };
    expect(await run({ ...claimOf('acme/shop#12'), hints: [hint, late] })).toEqual({
      kind: 'wait',
      at: 1_040_500,
      wakes: [],
    });
    expect(github.written).toEqual(['verdict']);
  });
});
