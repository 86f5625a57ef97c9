// B3: what the app wrote counts as shown before a read shows it, so that nothing is doubled; what is doubled all the same is removed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pullOf } from '../../src/core/model/facts/facts.ts';
import {
  type CheckContent,
  type Desired,
  type Effect,
  NOTHING_DESIRED,
} from '../../src/core/show/effects.ts';
import { plan } from '../../src/core/show/plan/plan.ts';
import { PASSPORT_MARKER } from '../../src/core/show/texts/markers.ts';
import { reconcile } from '../../src/reconcile/reconcile.ts';
import { installationOf, subjectOf } from '../store/samples.ts';
import { pullNumber, sha } from '../support/facts.ts';
import { plan as readPlan } from '../support/plans.ts';
import { FakeTime } from './fake-time.ts';
import { COMMAND, type Lag, LaggingGitHub, NO_LAG } from './lagging-github.ts';
import { recordedLog } from './recorded-log.ts';

const ALL_LAG: Lag = { checks: 99, comments: 99, labels: 99, reactions: 99 };
const PULL = pullNumber(12);

function check(title: string, headSha = sha('a1b2c3d4')): CheckContent {
  return {
    name: 'Hotfix',
    headSha,
    externalId: 'acme/shop#12',
    conclusion: 'failure',
    title,
    summary: '',
    text: '',
    actions: [],
  };
}

function passport(text: string): Desired['passport'] {
  return { pull: PULL, body: `${PASSPORT_MARKER}\n${text}` };
}

function label(name: string) {
  return { name, color: 'b60205', description: '' };
}

const EVERYTHING: Partial<Desired> = {
  checks: [check('2 things to do')],
  passport: passport('P1'),
  answers: [{ comment: COMMAND, verdict: 'accepted', reply: 'Recorded.' }],
  labels: { wanted: [label('hotfix')], unwanted: [] },
  notes: [{ key: 'press:1', body: 'No.' }],
};

/** The app over a GitHub that lags; what should be shown is set by the test. Each process is a memory of its own. */
function world() {
  const time = new FakeTime();
  const github = new LaggingGitHub(() => time.now());
  const written: Effect['kind'][] = [];
  let desired: Desired = NOTHING_DESIRED;
  const claim = {
    subject: subjectOf('acme/shop#12'),
    installation: installationOf(7),
    generation: 1,
    token: 1,
    attempts: 0,
    presses: [],
    hints: [],
  };

  function start() {
    return reconcile({
      reader: github.reader,
      writer: {
        apply: (installation, effect) => {
          written.push(effect.kind);
          return github.writer.apply(installation, effect);
        },
      },
      decide: (facts, published) => {
        const comments = pullOf(facts)?.comments;
        const isAnswered = comments?.known === true && comments.value.every(({ answer }) => answer !== null);
        const wanted = { ...desired, answers: isAnswered ? [] : desired.answers };
        const groups = plan(facts, wanted, published);
        return { kind: 'effects', groups, wakes: [], wakeAt: null, next: readPlan(), outcome: 'unmet' };
      },
      clock: time,
      random: () => 0.5,
      log: recordedLog(),
    });
  }

  let turn = start();
  return {
    time,
    github,
    restart: () => {
      turn = start();
    },
    /** One turn; resolves to the kinds of what it wrote. */
    async turn(wanted: Partial<Desired>, lag: Lag = NO_LAG): Promise<readonly Effect['kind'][]> {
      desired = { ...NOTHING_DESIRED, ...wanted };
      github.lag = lag;
      written.length = 0;
      await turn(claim, new AbortController().signal);
      return [...written];
    },
  };
}

describe('a read that does not show what was just written', () => {
  it.each<[string, Partial<Desired>, readonly Effect['kind'][]]>([
    ['the check run', { checks: [check('2 things to do')] }, ['create-check-run']],
    ['the passport', { passport: passport('P1') }, ['create-comment']],
    ['a reply and its reaction', { answers: EVERYTHING.answers ?? [] }, ['create-comment', 'react']],
    ['a note', { notes: EVERYTHING.notes ?? [] }, ['create-comment']],
    ['a label', { labels: { wanted: [label('hotfix')], unwanted: [] } }, ['add-labels']],
  ])('%s: nothing is written twice', async (_what, desired, first) => {
    const { turn } = world();
    expect(await turn(desired)).toEqual(first);
    expect(await turn(desired, ALL_LAG)).toEqual([]);
    expect(await turn(desired)).toEqual([]);
  });

  it('what has to change meanwhile is changed in the object that was made', async () => {
    const { turn, github } = world();
    await turn(EVERYTHING);
    const next = { ...EVERYTHING, checks: [check('1 thing to do')], passport: passport('P0') };
    expect(await turn(next, ALL_LAG)).toEqual(['update-check-run', 'update-comment']);
    expect(github.state).toMatchObject({ checks: [{ title: '1 thing to do' }] });
    expect(github.doubled()).toEqual([]);
  });

  it('a label that was taken off is not taken off again', async () => {
    const { turn, github } = world();
    github.change({ labels: ['severity: P1'] });
    const desired = { labels: { wanted: [], unwanted: ['severity: P1'] } };
    expect(await turn(desired)).toEqual(['remove-label']);
    expect(await turn(desired, { ...NO_LAG, labels: 1 })).toEqual([]);
  });

  it('a new head gets a run of its own', async () => {
    const { turn } = world();
    await turn(EVERYTHING);
    expect(await turn({ ...EVERYTHING, checks: [check('2 things to do', sha('b'))] }, ALL_LAG)).toEqual([
      'create-check-run',
    ]);
  });
});

describe('what GitHub shows wins', () => {
  it('where somebody edited the passport since', async () => {
    const { turn, time, github } = world();
    await turn({ passport: passport('P1') });
    await time.pass(2_000);
    const [own] = github.state.comments;
    if (own === undefined) throw new Error('no passport');
    github.change({ comments: [{ ...own, body: `${PASSPORT_MARKER}\nEdited`, writtenAt: time.now() }] });
    expect(await turn({ passport: passport('P1') })).toEqual(['update-comment']);
  });

  it('where a re-run took the conclusion off the check', async () => {
    const { turn, github } = world();
    await turn(EVERYTHING);
    github.change({ checks: github.state.checks.map((run) => ({ ...run, conclusion: null })) });
    expect(await turn(EVERYTHING)).toEqual(['update-check-run']);
  });

  it('where another process wrote a weaker verdict to the same run', async () => {
    const { turn, github } = world();
    await turn(EVERYTHING);
    github.change({ checks: github.state.checks.map((run) => ({ ...run, conclusion: 'success' })) });
    expect(await turn(EVERYTHING)).toEqual(['update-check-run']);
    expect(github.state.checks).toMatchObject([{ conclusion: 'failure' }]);
  });

  it('after ten minutes: what is not shown then is gone', async () => {
    const { turn, time, github } = world();
    await turn({ passport: passport('P1') });
    github.change({ comments: [] });
    await time.pass(10 * 60_000 - 1);
    expect(await turn({ passport: passport('P1') })).toEqual([]);
    await time.pass(1);
    expect(await turn({ passport: passport('P1') })).toEqual(['create-comment']);
  });

  it('at once where an update finds the comment deleted', async () => {
    const { turn, github } = world();
    await turn({ passport: passport('P1') });
    github.change({ comments: [] });
    expect(await turn({ passport: passport('P0') })).toEqual(['update-comment', 'create-comment']);
  });
});

describe('a second copy', () => {
  it('that a restart during the lag makes is removed once both are shown, and the oldest is kept', async () => {
    const { turn, restart, github } = world();
    await turn(EVERYTHING);
    const [first] = github.state.comments;
    restart();
    await turn(EVERYTHING, ALL_LAG);
    expect(github.doubled()).not.toEqual([]);
    await turn(EVERYTHING);
    expect(github.state.comments).toContainEqual(first);
    expect(github.state.comments).toHaveLength(3);
    expect(await turn(EVERYTHING, { ...NO_LAG, comments: 3 })).toEqual([]);
  });

  it('of a check run is left: the newest counts on GitHub, and it is kept up to date', async () => {
    const { turn, restart, github } = world();
    await turn(EVERYTHING);
    restart();
    await turn(EVERYTHING, ALL_LAG);
    await turn({ ...EVERYTHING, checks: [check('Green')] });
    expect(github.state.checks.toSorted((one, other) => one.id - other.id).map(({ title }) => title)).toEqual(
      ['2 things to do', 'Green'],
    );
  });
});

const lag: fc.Arbitrary<Lag> = fc.record({
  checks: fc.nat({ max: 8 }),
  comments: fc.nat({ max: 8 }),
  labels: fc.nat({ max: 8 }),
  reactions: fc.nat({ max: 8 }),
});
const look = fc.record({
  lag,
  seconds: fc.nat({ max: 20 }),
  severity: fc.constantFrom('P0', 'P1', 'P2'),
  title: fc.constantFrom('Red', 'Green'),
  head: fc.constantFrom('a', 'b'),
  notes: fc.subarray(['press:1', 'press:2', 'press:3']),
  fate: fc.constantFrom('answered', 'answered', 'answered', 'lost', 'restarted'),
});

type Look = typeof look extends fc.Arbitrary<infer T> ? T : never;

function desiredIn({ severity, title, head, notes }: Look): Partial<Desired> {
  return {
    ...EVERYTHING,
    checks: [check(title, sha(head))],
    passport: passport(severity),
    labels: { wanted: [label('hotfix')], unwanted: [] },
    notes: notes.map((key) => ({ key, body: 'No.' })),
  };
}

async function play(looks: readonly Look[], faults: boolean) {
  const all = world();
  for (const one of looks) {
    await all.time.pass(one.seconds * 1_000);
    all.github.loses = faults && one.fate === 'lost';
    if (faults && one.fate === 'restarted') all.restart();
    await all.turn(desiredIn(one), one.lag);
    if (!faults) expect(all.github.doubled()).toEqual([]);
  }
  all.github.loses = false;
  return all;
}

describe('any sequence of looks at a GitHub that lags', () => {
  const looks = fc.array(look, { minLength: 1, maxLength: 25 });

  it('doubles nothing', async () => {
    await fc.assert(
      fc.asyncProperty(looks, async (all) => void (await play(all, false))),
      { numRuns: 100, seed: 20_261_127 },
    );
  });

  it('shows in the end what it should, each comment once, after lost answers and restarts too', async () => {
    await fc.assert(
      fc.asyncProperty(looks, look, async (all, last) => {
        const { turn, github, time } = await play(all, true);
        await time.pass(60_000);
        await turn(desiredIn(last));
        await turn(desiredIn(last));
        expect(await turn(desiredIn(last))).toEqual([]);
        expect(github.doubled().filter((name) => !name.startsWith('Hotfix'))).toEqual([]);
        expect(github.state.comments.map(({ body }) => body)).toContain(desiredIn(last).passport?.body);
      }),
      { numRuns: 100, seed: 20_261_127 },
    );
  });
});
