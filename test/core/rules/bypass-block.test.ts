// W9, W11, W12: the justification of a bypass, its reason held against the clock, its authoriser against GitHub.
import { describe, expect, it } from 'vitest';
import { bypassReasonsIn } from '../../../src/core/bypass/bypass-reason.ts';
import { readBypass } from '../../../src/core/case/bypass-block.ts';
import type { Facts } from '../../../src/core/model/facts/facts.ts';
import { known, unreadable } from '../../../src/core/model/facts/known.ts';
import type { Permission } from '../../../src/core/model/facts/people.ts';
import type { PullFacts } from '../../../src/core/model/facts/pull.ts';
import { instant, parseTeamName } from '../../../src/core/model/ids.ts';
import { completeDescription } from '../../support/descriptions.ts';
import { facts, pullFacts } from '../../support/facts.ts';
import { evaluated, inOneLine, neededPeople } from '../../support/judge.ts';
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
  return evaluated(facts({ change, people, ...more }), policy);
}

function said(...given: Parameters<typeof judged>): readonly string[] {
  return judged(...given)
    .findings.filter(({ rule }) => rule === 'bypass-block' || rule === 'review')
    .map(inOneLine);
}

/** What the first open finding about the block asks for. */
function instruction(body: string, pull: Partial<PullFacts>, more: Partial<Facts>, policy = workflowPolicy) {
  const { findings } = judged(body, 'admin', pull, more, policy);
  const open = findings.find(({ rule, status }) => rule === 'bypass-block' && status === 'unmet');
  return open !== undefined && 'fix' in open ? open.fix.instruction.markdown : null;
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
    const unfinished = workflowPolicy.templates.bypass.template.source;
    for (const text of [block(), `\n${unfinished}`])
      expect(said(text, 'admin', { reviews })).toEqual([
        'not-applicable: The review is there, so nothing is bypassed',
        'met: The head is approved',
      ]);
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

  const OFFERED = [
    'No reviewer is available',
    'Production is completely down',
    'A security hole is being exploited',
  ];

  it.each([
    ['untouched', OFFERED.map((text) => `${text}: …`).join('\n**Bypass Reason:** ')],
    ['one below the other', `\n${OFFERED.map((text) => `- ${text}: …`).join('\n')}`],
    ['two of them filled in', `${OFFERED[0]}: all asleep\n**Bypass Reason:** ${OFFERED[1]}: the database`],
  ])('that is the offered lines, %s, is left open', (_, text) => {
    const body = block({ 'Bypass Reason': text });
    const [first, , last] = said(body, 'admin', { readyAt: at(1) }, { now: at(5) });
    expect(first).toBe('unmet: The block still offers several bypass reasons');
    expect(last).toBe(NOT_REVIEWED);
  });

  it.each(['Production is completely down: …', 'Production is completely down: **...**'])(
    'with the dots left in is left open: %j',
    (text) => {
      const [first, , last] = said(block({ 'Bypass Reason': text }));
      expect(first).toBe('unmet: The bypass reason still ends in `…`');
      expect(last).toBe(NOT_REVIEWED);
    },
  );

  it('may be explained in a comment of the template', () => {
    const comment = `\n<!-- One of:\n${OFFERED.join('\n')}\n-->`;
    expect(said(block({ 'Bypass Reason': `Production is completely down${comment}` }))[0]).toBe(
      'met: The bypass reason is: production is completely down',
    );
  });

  it('may trail off in its author’s own words, and may be two reasons in one line', () => {
    const text = 'No reviewer is available and production is completely down, looking into it...';
    expect(said(block({ 'Bypass Reason': text }))[0]).toBe(
      'met: The bypass reason is: production is completely down',
    );
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

  it('that has to wait says until when, in a whole sentence', () => {
    const body = block({ 'Bypass Reason': 'No reviewer available' });
    const told = (pull: Partial<PullFacts>) => instruction(body, { readyAt: at(3), ...pull }, { now: at(4) });
    expect(told({ isDraft: false })).toBe(
      'Ask for the review; go without one only from 05:00 UTC on, or if another reason holds',
    );
    expect(told({ isDraft: true })).toBe(
      'Ask for the review; go without one only once the pull request has been ready for review for 2 h, or if another reason holds',
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
    ['grace@acme.com (@grace)', 'met: `grace` may authorise the bypass'],
    ['grace@acme.com', 'unmet: `grace@acme.com` is a mail address, and no GitHub login'],
    ['Grace, grace@acme.com', 'unmet: `grace@acme.com` is a mail address, and no GitHub login'],
    ['@grace.hopper', 'unmet: Who authorised the bypass can’t be told from `@grace.hopper`'],
    ['@acme/admins', 'unmet: Who authorised the bypass can’t be told from `@acme/admins`'],
  ])('written %j: %s', (text, expected) => {
    expect(said(block({ 'Authorized By': text }))[1]).toBe(expected);
  });

  it.each(['**Authorised By:** @grace', '- AUTHORISED BY: @grace', '**Authorised By**: Grace (@grace)'])(
    'is read in British spelling: %j',
    (line) => {
      const body = block().replace('**Authorized By:** @grace', line);
      expect(said(body)[1]).toBe('met: `grace` may authorise the bypass');
    },
  );

  it('is read in American spelling where the template has the British one', () => {
    const template = block(Object.fromEntries(Object.keys(BLOCK).map((label) => [label, '[say it]'])));
    const policy = policyOf('templates:\n  bypass: .github/bypass.md\n', {
      '.github/bypass.md': template.replace('Authorized', 'Authorised'),
    });
    expect(policy.templates.bypass.template.fields.map(({ label }) => label)).toContain('Authorised By');
    expect(readBypass(block(), policy)).toMatchObject({ open: [], authorisedBy: 'grace' });
    expect(readBypass(block().replace('Authorized', 'Authorised'), policy)?.authorisedBy).toBe('grace');
  });

  const ghosts = parseTeamName('@acme/ghosts');
  if (ghosts === null) throw new Error('a team by its name');
  const teams = new Map([[ghosts, known(null)]]);

  it('can be nobody where the policy names a team that is not there', () => {
    const policy = policyOf('bypass:\n  authorised-by: "@acme/ghosts"\n');
    expect(said(block(), 'admin', {}, { teams }, policy)[1]).toBe(
      'unmet: Nobody may authorise a bypass: there is no team `@acme/ghosts`',
    );
    expect(instruction(block(), {}, { teams }, policy)).toBe(
      'Wait for the review, and correct `bypass: authorised-by:` in the policy on `main`',
    );
  });

  it('can be one of the others whom the policy names beside it', () => {
    const policy = policyOf('bypass:\n  authorised-by: ["@acme/ghosts", "@linus"]\n');
    const linus = block({ 'Authorized By': '@linus' });
    expect(said(linus, 'admin', {}, { teams }, policy)[1]).toBe('met: `linus` may authorise the bypass');
    expect(said(block(), 'admin', {}, { teams }, policy)[1]).toBe(
      'unmet: `grace` may not authorise a bypass',
    );
    expect(instruction(block(), {}, { teams }, policy)).toBe(
      'Have it authorised by `linus`, and write that login after `Authorized By`; and correct `bypass: authorised-by:` in the policy on `main`',
    );
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
    expect(neededPeople(judged(block(), null).needs)).toEqual(['grace']);
    expect(neededPeople(judged('', null).needs)).toEqual([]);
  });
});
