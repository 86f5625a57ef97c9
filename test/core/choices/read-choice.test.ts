// W1, W9: an answer is one of the offered texts, or it chooses nothing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BYPASS_REASONS, REASON_TEXTS, reasonOffers } from '../../../src/core/choices/bypass-reasons.ts';
import { CRITERION_KINDS, CRITERION_TEXTS, criterionOffers } from '../../../src/core/choices/emergencies.ts';
import { readChoice } from '../../../src/core/choices/read-choice.ts';
import { wordingSetting } from '../../../src/core/choices/wording-setting.ts';
import { keyOf } from '../../../src/core/template/text/normalise.ts';

const CRITERIA = criterionOffers({});
const REASONS = reasonOffers({});

/** `data-loss`, `data-loss …`, `data-loss and ui`, or `nothing`. */
function chosen(text: string, offers: Parameters<typeof readChoice>[1] = CRITERIA): string {
  const choice = readChoice(text, offers);
  switch (choice.state) {
    case 'chosen':
      return choice.kind;
    case 'unfinished':
      return `${choice.kind} …`;
    case 'several':
      return choice.kinds.join(' and ');
    case 'none':
      return 'nothing';
  }
}

describe('W1: a criterion is chosen', () => {
  it.each(CRITERION_KINDS)('by its identifier, its words and its text: %s', (kind) => {
    for (const text of [kind, kind.replaceAll('-', ' '), kind.toUpperCase(), CRITERION_TEXTS[kind]])
      expect(chosen(text)).toBe(kind);
  });

  it.each([
    // The criteria list, the announcement and the template of the workflow.
    [
      'Production deployment completely fails - New deployments impossible for all users',
      'deployment-failure',
    ],
    [
      '**Security vulnerability actively exploited** - Active security breach in progress',
      'exploited-vulnerability',
    ],
    ['Data loss or corruption occurring', 'data-loss'],
    ['User/business data being damaged or lost', 'data-loss'],
    ['Critical business function broken for all users', 'critical-function'],
    ['Financial/legal/compliance emergency', 'financial-legal-compliance'],
    ['Production down', 'critical-function'],
    ['Security breach', 'exploited-vulnerability'],
    ['Bug affects only some users or specific scenarios', 'some-users'],
    ['Workaround exists and is communicated to users', 'workaround-exists'],
    ['Impact is moderate or low severity', 'moderate-impact'],
    ['Issue can wait for next regular release (days, not hours)', 'can-wait'],
    ['Performance degradation (unless severe)', 'performance'],
    ['UI/UX issues (unless blocking core functionality)', 'ui'],
    // The emergency fix, the log and Spec Kit.
    ['Production is down or severely impacted', 'degraded'],
    ['Data loss risk', 'data-loss'],
    ['Critical business function broken', 'critical-function'],
    ['Production is down or severely degraded', 'degraded'],
    ['Production service is down or severely degraded', 'degraded'],
    ['Data loss or corruption is actively occurring', 'data-loss'],
    ['Security vulnerability needs immediate patching', 'exploited-vulnerability'],
    ['Critical functionality is completely broken', 'critical-function'],
    ['Every minute of downtime costs money/reputation', 'critical-function'],
    ['Non-urgent bugs', 'can-wait'],
    ['Known issues that can wait', 'can-wait'],
    ['Issues only affecting staging/dev', 'some-users'],
  ])('by a playbook’s own wording: %j', (text, kind) => {
    expect(chosen(text)).toBe(kind);
  });

  it.each([
    'data-loss',
    'DATA LOSS',
    '`data-loss`',
    '**Data is being lost or corrupted**',
    '- Data is being lost, or corrupted.',
    '> 1. _data is being lost or corrupted_!',
    '🔥 “Data is being lost or corrupted”',
    'Data is being lost or corrupted: orders since 02:10',
    'Data is being lost or corrupted – orders since 02:10',
    'Data is being lost or corrupted - orders since 02:10',
    'Data is being lost or corrupted (orders since 02:10)',
    'Data is being lost or corrupted. Orders since 02:10, and nobody else is awake',
    'Data is being lost or corrupted\norders since 02:10',
    'データ\n**data-loss**： 注文',
    '- [x] Data loss\n- [ ] Production is severely degraded',
    '[ ] degraded | [x] data-loss',
    '☐ degraded\n☑ data-loss',
    '- ~~degraded~~\n- data-loss',
    'data-loss <!-- one of degraded, data-loss -->',
    'data-loss\n```\ndegraded\n```',
  ])('whatever its case, punctuation and markup, and whatever follows a separator: %j', (text) => {
    expect(chosen(text)).toBe('data-loss');
  });

  it.each([
    ['- data-loss\n- degraded', 'data-loss and degraded'],
    ['data-loss | degraded', 'data-loss and degraded'],
    ['- [x] data-loss\n- [x] degraded', 'data-loss and degraded'],
    ['data-loss: orders\ndata is being lost or corrupted: carts', 'data-loss'],
  ])('once: %j is %s', (text, expected) => {
    expect(chosen(text)).toBe(expected);
  });

  it.each([
    '',
    'Data is being lost or corrupted since 02:10',
    'Data is being lost or corrupted, or so it seems',
    'No data loss',
    'Not data-loss',
    'We would have data loss',
    'data-loss?',
    'Is data being lost or corrupted',
    'Data is being lost or corrupted: no',
    'Data is being lost or corrupted – none.',
    'Data is being lost or corrupted (n/a)',
    'data-loss: N.A.',
    '- [ ] data-loss\n- [ ] degraded',
    '~~data-loss~~',
    '<!-- data-loss -->',
    '```\ndata-loss\n```',
    'Checkout returns 500 for everyone',
    'Der Shop ist ausgefallen, Datenverlust',
    'データが失われています',
    'Потеря данных',
    'it is Tuesday',
  ])('not by anything else: %j', (text) => {
    expect(chosen(text)).toBe('nothing');
  });
});

describe('W9: a bypass reason is chosen', () => {
  it.each(BYPASS_REASONS)('by its identifier and its text, finished or not: %s', (reason) => {
    expect(chosen(reason, REASONS)).toBe(reason);
    expect(chosen(`${REASON_TEXTS[reason]}: all asleep`, REASONS)).toBe(reason);
    expect(chosen(`${REASON_TEXTS[reason]}: …`, REASONS)).toBe(`${reason} …`);
    expect(chosen(`${REASON_TEXTS[reason]}: **...**`, REASONS)).toBe(`${reason} …`);
  });

  it.each([
    ['No reviewer available within 2 hours', 'no-reviewer'],
    ['Production completely down', 'production-down'],
    ['Security actively being exploited', 'security-exploited'],
    ['Production is completely down: looking into it...', 'production-down'],
    [
      'Production is completely down: …\nA security hole is being exploited: …',
      'production-down and security-exploited',
    ],
    ['Production is completely down: …\nA security hole is being exploited: no', 'production-down …'],
    ['The site is down', 'nothing'],
    ['Nobody else is awake', 'nothing'],
    ['Production is not completely down', 'nothing'],
    ['Production is completely down? No', 'nothing'],
  ])('%j is %s', (text, expected) => {
    expect(chosen(text, REASONS)).toBe(expected);
  });
});

describe('a policy’s own words', () => {
  it('choose beside all others, and count first', () => {
    const offers = criterionOffers({ 'data-loss': 'Datenverlust', degraded: 'Production is down' });
    expect(chosen('Datenverlust: Bestellungen seit 02:10', offers)).toBe('data-loss');
    expect(chosen('data-loss', offers)).toBe('data-loss');
    expect(chosen('Production is down', offers)).toBe('degraded');
    expect(chosen('Produktion steht', offers)).toBe('nothing');
  });

  it('are read to their end: the longest text counts', () => {
    const offers = criterionOffers({ 'data-loss': 'P1: Daten', degraded: 'P1' });
    expect(chosen('P1: Daten - Bestellungen', offers)).toBe('data-loss');
    expect(chosen('P1: Bestellungen', offers)).toBe('degraded');
  });

  it.each([
    [{ 'no-reviewer': 'niemand da', 'production-down': 'alles steht' }, true],
    [{ 'no-reviewer': 'niemand da', 'production-down': 'Niemand da!' }, false],
    [{ 'no-reviewer': 'production-down' }, false],
    [{ 'no-reviewer': '…' }, false],
    [{ 'no-reviewer': 'a | b' }, false],
    [{ 'no-reviewer': 'nobody?' }, false],
    [{ 'no-reviewer': '' }, false],
    [{ 'no-reviewer': 'x'.repeat(101) }, false],
    [{ nobody: 'niemand da' }, false],
  ])('have to be readable: %j', (wording, isGood) => {
    expect(wordingSetting(BYPASS_REASONS).safeParse(wording).success).toBe(isGood);
  });
});

describe('free text', () => {
  const offered = CRITERIA.flatMap(({ texts }) => texts.map(keyOf));
  const startsOffered = (line: string) =>
    offered.some((text) =>
      keyOf(line)
        .replace(/^\d{1,2} /, '')
        .startsWith(text),
    );
  const word = fc.oneof(
    fc.constantFrom(
      'data',
      'loss',
      'no',
      'production',
      'is',
      'down',
      'severely',
      'degraded',
      ':',
      '-',
      '.',
      '(',
      '\n',
    ),
    fc.constantFrom(...CRITERIA.flatMap(({ texts }) => texts)),
    fc.string({ maxLength: 12 }),
  );

  it('that begins with no offered text chooses nothing (property)', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const text = words.join(' ');
        const pieces = text.split(/[\r\n|]|\[[^\]]?\]|[⬜☐🔲▢☑✅☒🗹]|\([ xX•*]\)/u);
        fc.pre(!pieces.some(startsOffered));
        expect(chosen(text)).toBe('nothing');
      }),
      { seed: 20_260_801, numRuns: 1_000 },
    );
  });

  it('behind a separator changes no choice, unless it is another offered text or a denial (property)', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CRITERION_KINDS),
        fc.constantFrom(': ', ' - ', ' – ', '. ', '\n', '\n\n'),
        fc
          .string({ maxLength: 60 })
          .map((text) => `orders ${text.replace(/[[\]|☐☑⬜✅☒🗹🔲▢()`~<>:.;!–—-]/gu, '')}`),
        (kind, separator, details) => {
          expect(chosen(`${CRITERION_TEXTS[kind]}${separator}${details}`)).toBe(kind);
        },
      ),
      { seed: 20_260_802, numRuns: 500 },
    );
  });

  it.each(['data-loss ', 'data-loss: ', 'a:b. ', '[ ] x ', '```\n', '<!--', '~~a', 'x|'])(
    'of 64 KB is read at once: %j',
    (unit) => {
      expect(chosen(unit.repeat(65_536 / unit.length)).length).toBeGreaterThan(0);
    },
  );
});
