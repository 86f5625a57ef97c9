// B1: which promise a snapshot lacks, and until when it is waited for.
import { describe, expect, it } from 'vitest';
import { instant, parseSha, type Sha } from '../../src/core/model/ids.ts';
import { type Hint, hintText, lacks, parseHint, patience, type Seen } from '../../src/reconcile/hints.ts';

function sha(digit: string): Sha {
  const parsed = parseSha(digit.repeat(40));
  if (parsed === null) throw new Error(digit);
  return parsed;
}

const [A, B, C] = [sha('a'), sha('b'), sha('c')];
const SEEN: Seen = {
  head: B,
  commits: new Set([A, B]),
  queueHead: C,
  updatedAt: instant(5_000),
  record: 'a1',
  comments: new Set([1, 2]),
  reviews: new Set([7]),
};

function head(newest: Sha, before: Sha | null = null): Hint {
  return { kind: 'head', sha: newest, before };
}

describe('a snapshot', () => {
  it.each<[string, Hint, Partial<Seen>, boolean]>([
    ['shows the promised head', head(B), {}, false],
    ['lacks another head', head(C), {}, true],
    ['shows a head that was pushed upon', head(A), {}, false],
    ['shows the head of the merge group', { kind: 'queue-head', sha: C }, {}, false],
    ['shows another merge group', { kind: 'queue-head', sha: A }, {}, true],
    ['shows no merge group', { kind: 'queue-head', sha: C }, { queueHead: null }, true],
    ['may not show merge groups', { kind: 'queue-head', sha: C }, { queueHead: undefined }, false],
    ['shows the record as it is', { kind: 'updated', at: instant(5_000), record: 'a1' }, {}, false],
    [
      'shows another record of the same second',
      { kind: 'updated', at: instant(5_000), record: 'b2' },
      {},
      true,
    ],
    ['shows a later record', { kind: 'updated', at: instant(4_000), record: 'b2' }, {}, false],
    [
      'cannot tell the record',
      { kind: 'updated', at: instant(5_000), record: 'b2' },
      { record: null },
      false,
    ],
    ['shows an older record', { kind: 'updated', at: instant(5_001), record: 'a1' }, {}, true],
    [
      'has a record without a time',
      { kind: 'updated', at: instant(5_001), record: 'a1' },
      { updatedAt: null },
      false,
    ],
    ['shows a comment', { kind: 'comment', id: 2 }, {}, false],
    ['lacks a comment', { kind: 'comment', id: 3 }, {}, true],
    ['does not list all comments', { kind: 'comment', id: 3 }, { comments: null }, false],
    ['shows a review', { kind: 'review', id: 7 }, {}, false],
    ['lacks a review', { kind: 'review', id: 8 }, {}, true],
    ['may not show reviews', { kind: 'review', id: 8 }, { reviews: null }, false],
  ])('%s', (_what, hint, change, expected) => {
    expect(lacks(hint, { ...SEEN, ...change })).toBe(expected);
  });
});

describe('a promise', () => {
  it.each<[string, Hint]>([
    [`head ${A}`, head(A)],
    [`head ${A} ${B}`, head(A, B)],
    [`queue-head ${A}`, { kind: 'queue-head', sha: A }],
    ['updated 1767582540000 a1', { kind: 'updated', at: instant(1_767_582_540_000), record: 'a1' }],
    ['comment 5', { kind: 'comment', id: 5 }],
    ['review 4294967296123', { kind: 'review', id: 4_294_967_296_123 }],
  ])('is kept as %j', (text, hint) => {
    expect(hintText(hint)).toBe(text);
    expect(parseHint(text)).toEqual(hint);
  });

  it.each([
    '',
    'head',
    'head abc',
    `head ${A} abc`,
    `head ${A} ${B} ${C}`,
    'comment x',
    'comment 5 6',
    'issue 5',
  ])('is not %j', (text) => {
    expect(parseHint(text)).toBeNull();
  });
});

const RECEIVED = 1_000_000;

function waiting(hint: Hint, receivedAt = RECEIVED) {
  return { hint, receivedAt: instant(receivedAt) };
}

describe('patience', () => {
  const missing = waiting(head(C));

  it.each([
    [0, 1_000],
    [999, 1_000],
    [1_000, 3_000],
    [3_000, 7_000],
    [7_500, 15_000],
    [15_000, 31_000],
    [30_999, 31_000],
  ])('%i ms after the delivery looks again at %i ms, and makes nothing of it', (now, look) => {
    expect(patience([missing], SEEN, instant(RECEIVED + now))).toEqual({
      until: RECEIVED + look,
      judges: false,
    });
  });

  it('ends after 31 seconds: a newer push may have replaced it', () => {
    expect(patience([missing], SEEN, instant(RECEIVED + 31_000))).toEqual({ until: null, judges: true });
  });

  it.each<[string, readonly Hint[], Seen | null, boolean]>([
    ['nothing was promised', [], SEEN, false],
    ['everything is there', [head(B), { kind: 'comment', id: 1 }], SEEN, false],
    ['one of several is missing', [head(B), { kind: 'comment', id: 3 }], SEEN, true],
    ['the subject itself is not found', [head(B)], null, true],
    ['nothing was promised of what is not found', [], null, false],
    ['a force push replaced it', [head(C), head(B, C)], SEEN, false],
    [
      'a force push replaced it and is itself missing',
      [head(A), head(C, A)],
      { ...SEEN, commits: new Set() },
      true,
    ],
    ['two force pushes replaced each other', [head(C, B), head(B, C)], SEEN, true],
  ])('%s', (_what, hints, seen, waits) => {
    const { until } = patience(
      hints.map((hint) => waiting(hint)),
      seen,
      instant(RECEIVED),
    );
    expect(until).toBe(waits ? RECEIVED + 1_000 : null);
  });

  it('a merge group that came later and is shown replaced the earlier', () => {
    const [first, second] = [
      waiting({ kind: 'queue-head', sha: A }),
      waiting({ kind: 'queue-head', sha: C }, RECEIVED + 5),
    ];
    expect(patience([first, second], SEEN, instant(RECEIVED + 10)).until).toBeNull();
    expect(patience([first, second], { ...SEEN, queueHead: A }, instant(RECEIVED + 10)).until).toBe(
      RECEIVED + 1_005,
    );
  });

  it('of a record that is only older is judged at once, and looked at again', () => {
    const edited = waiting({ kind: 'updated', at: instant(6_000), record: 'a1' });
    expect(patience([edited], SEEN, instant(RECEIVED))).toEqual({ until: RECEIVED + 1_000, judges: true });
    expect(patience([edited, missing], SEEN, instant(RECEIVED))).toEqual({
      until: RECEIVED + 1_000,
      judges: false,
    });
  });

  it('of one second waits for what the later delivery tells', () => {
    const other = waiting({ kind: 'updated', at: instant(5_000), record: 'b2' }, RECEIVED + 1);
    const shown = (at: number) =>
      waiting({ kind: 'updated', at: instant(5_000), record: 'a1' }, RECEIVED + at);
    const now = instant(RECEIVED + 10);
    expect(patience([shown(0), other], SEEN, now)).toEqual({ until: RECEIVED + 1_001, judges: true });
    expect(patience([other, shown(2)], SEEN, now).until).toBeNull();
  });

  it('comments that are deleted at once cannot keep a verdict away', () => {
    const gone = [0, 20_000, 40_000].map((at) => waiting({ kind: 'comment', id: 100 + at }, RECEIVED + at));
    expect(patience(gone.slice(0, 2), SEEN, instant(RECEIVED + 20_000))).toMatchObject({ judges: false });
    expect(patience(gone, SEEN, instant(RECEIVED + 40_000))).toEqual({
      until: RECEIVED + 41_000,
      judges: true,
    });
  });
});
