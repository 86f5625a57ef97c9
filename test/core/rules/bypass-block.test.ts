// W9, W11, W12: the justification of a bypass, its reason held against the clock, its authoriser against GitHub.
import { describe, expect, it } from 'vitest';
import { bypassReasonsIn } from '../../../src/core/bypass/bypass-reason.ts';
import { readBypass } from '../../../src/core/bypass/read-bypass.ts';
import { evaluate } from '../../../src/core/evaluate.ts';
import { type Facts, known, type Permission, type PullFacts, unreadable } from '../../../src/core/facts.ts';
import { instant } from '../../../src/core/ids.ts';
import { completeDescription } from '../../support/descriptions.ts';
import { facts, pullFacts } from '../../support/facts.ts';
import { inOneLine } from '../../support/judge.ts';
import { policyOf, workflowPolicy } from '../../support/policy.ts';

const BLOCK = {
  Incident: '#1',
  'Bypass Reason': 'Production is completely down',
  'Risk Assessment': 'Nobody else has read it',
  'Post-Incident Actions': 'Linus reviews it at nine',
  'Authorized By': '@grace',
  Timestamp: '2026-01-10 03:20 UTC',
};

function block(change: Partial<Record<keyof typeof BLOCK, string>> = {}): string {
  const lines = Object.entries({ ...BLOCK, ...change }).map(([label, answer]) => `**${label}:** ${answer}`);
  return `\n## 🚨 EMERGENCY BYPASS JUSTIFICATION\n\n${lines.join('\n')}\n`;
}

const at = (hour: number) => instant(Date.UTC(2026, 0, 10, hour));

function judged(
  body: string,
  permission: Permission | null = 'admin',
  pull: Partial<PullFacts> = {},
  more: Partial<Facts> = {},
  policy = workflowPolicy,
) {
  const people = new Map(permission === null ? [] : [['grace', known(permission)]]);
  const change = pullFacts({ body: completeDescription() + body, reviews: known([]), ...pull });
  return evaluate(facts({ change, people, ...more }), policy, []);
}

function said(...given: Parameters<typeof judged>): readonly string[] {
  return judged(...given)
    .findings.filter(({ rule }) => rule === 'bypass-block' || rule === 'review')
    .map(inOneLine);
}

const NOT_REVIEWED = 'unmet: Nobody has approved `a1b2c3d` yet';

describe('W11: the block', () => {
  it('lets the review come after the merge where it is complete, allowed and authorised', () => {
    expect(said(block())).toEqual([
      'met: The bypass reason is: production is completely down',
      'met: `grace` may authorise the bypass',
      'deferred: The review was left out',
    ]);
    const [owed] = judged(block()).obligations;
    expect(owed).toMatchObject({ rule: 'review', within: 24 * 60 * 60_000 });
    expect(owed?.allowedBy.markdown).toContain('`grace` may authorise the bypass');
  });

  it.each([
    [
      'a placeholder',
      { 'Risk Assessment': '[which risks are accepted]' },
      '`Risk Assessment` still says what the template says',
    ],
    ['an empty answer', { 'Post-Incident Actions': '' }, '`Post-Incident Actions` is empty'],
    ['no time', { Timestamp: 'TBD' }, '`Timestamp`'],
  ])('with %s is not one', (_, change, sentence) => {
    const [first, ...rest] = said(block(change));
    expect(first).toContain(sentence);
    expect(rest.at(-1)).toBe(NOT_REVIEWED);
  });

  it.each([
    ['in a comment', `\n<!-- ${block()} -->\n`],
    ['in a code fence', `\n\`\`\`\n${block()}\n\`\`\`\n`],
    ['not there', ''],
  ])('%s bypasses nothing', (_, body) => {
    expect(said(body)).toEqual(['not-applicable: Nothing is bypassed', NOT_REVIEWED]);
  });

  it('is not mistaken for the description’s own risk assessment', () => {
    expect(readBypass(completeDescription(), workflowPolicy)).toBeNull();
  });

  it('does not matter to a change that was approved', () => {
    const { reviews } = pullFacts();
    expect(said(block(), 'admin', { reviews }).at(-1)).toBe('met: The head is approved');
  });
});

describe('W9: the reason', () => {
  it.each([
    ['no reviewer available within 2 hours', ['no-reviewer']],
    ['Nobody else is awake', ['no-reviewer']],
    ['All reviewers are asleep', ['no-reviewer']],
    ['Production completely down', ['production-down']],
    ['the site is down', ['production-down']],
    ['full outage of the API', ['production-down']],
    ['Security actively being exploited', ['security-exploited']],
    ['attackers are in, and nobody is awake', ['security-exploited', 'no-reviewer']],
    ['production is not down but slow', []],
    ['we were in a hurry', []],
    ['', []],
  ])('%j is %j', (text, reasons) => {
    expect(bypassReasonsIn(text)).toEqual(reasons);
  });

  it('that is none of the three is told the three', () => {
    const [first, , last] = said(block({ 'Bypass Reason': 'We were in a hurry' }));
    expect(first).toBe('unmet: The bypass reason is none that allows it');
    expect(last).toBe(NOT_REVIEWED);
  });

  it('that the policy does not take is none', () => {
    const policy = policyOf('bypass:\n  reasons: [security-exploited]\n');
    expect(said(block(), 'admin', {}, {}, policy)[0]).toBe('unmet: The bypass reason is none that allows it');
  });

  it('is held against the clock where it is want of a reviewer', () => {
    const body = block({ 'Bypass Reason': 'No reviewer available' });
    const early = judged(body, 'admin', { readyAt: at(3) }, { now: at(4) });
    expect(early.findings.find(({ rule }) => rule === 'bypass-block')).toMatchObject({
      status: 'unmet',
      until: at(5),
      title: { markdown: 'Want of a reviewer is no reason yet' },
    });
    expect(said(body, 'admin', { readyAt: at(3) }, { now: at(5) }).at(-1)).toBe(
      'deferred: The review was left out',
    );
    expect(said(body, 'admin', { readyAt: at(1), isDraft: true }, { now: at(5) })[0]).toContain(
      'no reason yet',
    );
  });

  it('has its length in the policy', () => {
    const policy = policyOf('bypass:\n  no-reviewer-after: 30m\n');
    const body = block({ 'Bypass Reason': 'No reviewer available' });
    expect(said(body, 'admin', { readyAt: at(3) }, { now: at(4) }, policy).at(-1)).toContain('deferred');
  });
});

describe('W12: who authorised it', () => {
  it.each<[Permission | null, string]>([
    ['admin', 'met: `grace` may authorise the bypass'],
    ['maintain', 'unmet: `grace` may not authorise a bypass'],
    ['none', 'unmet: `grace` may not authorise a bypass'],
    [null, 'unknown: What `grace` may do is not known yet'],
  ])('with %s: %s', (permission, expected) => {
    expect(said(block(), permission)[1]).toBe(expected);
  });

  it.each([
    ['grace', 'met: `grace` may authorise the bypass'],
    ['Grace Hopper (@grace)', 'met: `grace` may authorise the bypass'],
    ['Grace Hopper', 'unmet: Who authorised the bypass can’t be told from `Grace Hopper`'],
    ['@acme/admins', 'unmet: Who authorised the bypass can’t be told from `@acme/admins`'],
  ])('written %j: %s', (text, expected) => {
    expect(said(block({ 'Authorized By': text }))[1]).toBe(expected);
  });

  it('is unknown where GitHub does not tell, and the reason is said', () => {
    const people = new Map([['grace', unreadable('the app lacks “Metadata: read”')]]);
    const { findings } = judged(block(), null, {}, { people });
    expect(findings.filter(({ rule }) => rule === 'bypass-block')[1]).toMatchObject({
      status: 'unknown',
      detail: { markdown: 'the app lacks “Metadata: read”' },
    });
    expect(findings.find(({ rule }) => rule === 'review')?.status).toBe('unmet');
  });

  it('is asked for once the block names somebody', () => {
    expect(judged(block(), null).needs.people).toEqual(['grace']);
    expect(judged('', null).needs.people).toEqual([]);
  });
});
