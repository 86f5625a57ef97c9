// W9, W11, W12: the justification of a bypass, its reason held against the clock, its authoriser against GitHub.
import { describe, expect, it } from 'vitest';
import { readBypass } from '../../../src/core/case/bypass-block.ts';
import { REASON_TEXTS } from '../../../src/core/choices/bypass-reasons.ts';
import type { Facts } from '../../../src/core/model/facts/facts.ts';
import { known, unreadable } from '../../../src/core/model/facts/known.ts';
import type { Permission } from '../../../src/core/model/facts/people.ts';
import type { PullFacts } from '../../../src/core/model/facts/pull.ts';
import { instant, parseTeamName } from '../../../src/core/model/ids.ts';
import { completeDescription } from '../../support/descriptions.ts';
import { facts, pullFacts } from '../../support/facts.ts';
import { evaluated, inOneLine, neededPeople, pasted } from '../../support/judge.ts';
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
  const people = new Map([
    ['ada', known<Permission>('write')],
    ...(permission === null ? [] : [['grace', known(permission)] as const]),
  ]);
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

const NOT_REVIEWED = 'unmet: 0 of 1 approvals for `a1b2c3d`';

describe('W11: the block', () => {
  it('lets the review come after the merge where it is complete, allowed and authorised', () => {
    expect(said(block())).toEqual([
      'met: The bypass reason is: production is completely down',
      'met: `grace` may authorise the bypass',
      'deferred: `grace` was named by `ada`, not yet confirmed',
      'deferred: The review was left out',
    ]);
    const day = 24 * 60 * 60_000;
    const { obligations } = judged(block());
    expect(obligations.map(({ rule, within }) => [rule, within])).toEqual([
      ['bypass-block', day],
      ['review', day],
    ]);
    expect(obligations[1]?.allowedBy.markdown).toBe(
      'the bypass block (production is completely down; `grace` named, not yet confirmed)',
    );
  });

  it.each([
    [
      'a placeholder',
      { 'Risk Assessment': '[which risks are accepted]' },
      '`Risk Assessment` still holds a placeholder',
    ],
    ['an empty answer', { 'Post-Incident Actions': '' }, '`Post-Incident Actions` is empty'],
    ['no time', { Timestamp: 'TBD' }, '`Timestamp`'],
  ])('with %s is not one', (_, change, sentence) => {
    const open = said(block(change)).filter((one) => one.startsWith('unmet'));
    expect(open[0]).toContain(sentence);
    expect(open.slice(1)).toEqual([NOT_REVIEWED]);
  });

  it.each([
    ['in a comment', `\n<!-- ${block()} -->\n`],
    ['in a quote', block().replace(/^/gm, '> ')],
    ['in a quote of a list', block().replace(/^/gm, '- > ')],
    ['in quoted lines of HTML', `<details>\n${block().replace(/^/gm, '> ')}</details>`],
    [
      'continuing a quote',
      `\n> grace wrote:\n${block().trim().replace('## 🚨', '**').replace(/\n\n/g, '\n')}`,
    ],
    ...['blockquote', 'del', 's', 'strike', 'pre', 'code'].map((tag) => [
      `in <${tag}>`,
      `\n<${tag}>\n${block()}\n</${tag}>\n`,
    ]),
    ['in a tag that nobody closes', `\n<pre>\n${block()}`],
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
        'not-applicable: The change is approved, so nothing is bypassed',
        'met: The head is approved',
      ]);
  });
});

describe('W9: the reason', () => {
  it.each([
    ['No reviewer is available: all asleep', 'no-reviewer'],
    ['no-reviewer', 'no-reviewer'],
    ['No reviewer available within 2 hours', 'no-reviewer'],
    ['**Production is completely down** – the database', 'production-down'],
    ['\n- Production completely down: the database', 'production-down'],
    ['security-exploited: tokens are read', 'security-exploited'],
  ])('%j is %s', (text, reason) => {
    expect(readBypass(block({ 'Bypass Reason': text }), workflowPolicy)?.reason.choice).toEqual({
      state: 'chosen',
      kind: reason,
    });
  });

  it.each([
    'We were in a hurry',
    'The site is down',
    'Nobody else is awake',
    'Production is completely down since two',
    'Production is completely down: no',
    'Production is not completely down',
  ])('that is none of the offered ones is told them: %j', (text) => {
    const [first, , last] = said(block({ 'Bypass Reason': text }));
    expect(first).toBe('unmet: The bypass reason is not one of the offered reasons');
    expect(last).toBe(NOT_REVIEWED);
  });

  it('may be worded by the policy, which offers it so', () => {
    const policy = policyOf('bypass:\n  wording:\n    production-down: Alles steht\n');
    const of = (text: string) => said(block({ 'Bypass Reason': text }), 'admin', {}, {}, policy)[0];
    expect(of('Alles steht: die Datenbank')).toBe('met: The bypass reason is: `Alles steht`');
    expect(of('Production is completely down')).toBe('met: The bypass reason is: `Alles steht`');
    const { findings } = judged(block({ 'Bypass Reason': 'Eilt' }), 'admin', {}, {}, policy);
    expect(pasted(findings.find(({ rule }) => rule === 'bypass-block'))).toContain(
      '**Bypass Reason:** Alles steht: …',
    );
  });

  const OFFERED = Object.values(REASON_TEXTS);

  it.each([
    ['untouched', OFFERED.map((text) => `${text}: …`).join('\n**Bypass Reason:** ')],
    ['one below the other', `\n${OFFERED.map((text) => `- ${text}: …`).join('\n')}`],
    ['two of them filled in', `${OFFERED[0]}: all asleep\n**Bypass Reason:** ${OFFERED[1]}: the database`],
  ])('that is the offered lines, %s, is left open', (_, text) => {
    const body = block({ 'Bypass Reason': text });
    const [first, , last] = said(body, 'admin', { readyAt: at(1) }, { now: at(5) });
    expect(first).toBe('unmet: The block holds several bypass reasons');
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

  it('may trail off in its author’s own words', () => {
    expect(said(block({ 'Bypass Reason': 'Production is completely down: looking into it...' }))[0]).toBe(
      'met: The bypass reason is: production is completely down',
    );
  });

  it('is not taken from another answer', () => {
    const answer = 'Production is completely down: if this fails as well';
    const body = block({ 'Bypass Reason': 'We were in a hurry', 'Risk Assessment': answer });
    expect(said(body)[0]).toBe('unmet: The bypass reason is not one of the offered reasons');
  });

  it('that the policy does not take is none', () => {
    const policy = policyOf('bypass:\n  reasons: [security-exploited]\n');
    expect(said(block(), 'admin', {}, {}, policy)[0]).toBe(
      'unmet: The policy does not accept this bypass reason: production is completely down',
    );
  });

  it('is held against the clock where there is no reviewer', () => {
    const body = block({ 'Bypass Reason': 'No reviewer available' });
    const early = judged(body, 'admin', { readyAt: at(3) }, { now: at(4) });
    expect(early.findings.find(({ rule }) => rule === 'bypass-block')).toMatchObject({
      status: 'unmet',
      until: at(5),
      title: { markdown: 'The reason “no reviewer is available” counts only from 05:00 UTC' },
    });
    expect(said(body, 'admin', { readyAt: at(3) }, { now: at(5) }).at(-1)).toBe(
      'deferred: The review was left out',
    );
    expect(said(body, 'admin', { readyAt: at(1), isDraft: true }, { now: at(5) })[0]).toBe(
      'unmet: The reason “no reviewer is available” counts only 2 h after the pull request is marked ready for review',
    );
  });

  it('has its length in the policy', () => {
    const policy = policyOf('bypass:\n  no-reviewer-after: 30m\n');
    const body = block({ 'Bypass Reason': 'No reviewer available' });
    expect(said(body, 'admin', { readyAt: at(3) }, { now: at(4) }, policy).at(-1)).toContain('deferred');
  });
});

describe('W11: everything that is wrong', () => {
  it('is said at once: open answers, the reason and who authorised it', () => {
    const body = block({
      Incident: '',
      'Bypass Reason': 'We were in a hurry',
      'Risk Assessment': '[which risks are accepted]',
      'Authorized By': 'Grace Hopper',
    });
    expect(said(body)).toEqual([
      'unmet: The bypass reason is not one of the offered reasons',
      'unmet: `Incident` is empty',
      'unmet: `Risk Assessment` still holds a placeholder: `[which risks are accepted]`',
      'unmet: `Grace Hopper` is not exactly one GitHub login',
      NOT_REVIEWED,
    ]);
  });

  it.each(['workflow', 'log', 'emergency-fix', 'speckit'])(
    'in the untouched block of %s is each answer, once',
    (playbook) => {
      const policy = policyOf(`extends: ${playbook}\n`);
      const { source, fields } = policy.templates.bypass.template;
      const open = said(`\n${source}`, 'admin', {}, {}, policy).filter((one) => one.startsWith('unmet'));
      const due = fields.filter(({ required, due: when }) => required && when === 'merge');
      expect(open.filter((one) => one !== NOT_REVIEWED)).toHaveLength(due.length);
      expect(open[0]).toBe('unmet: The bypass reason is not chosen');
      expect(open).toContain('unmet: Nobody is named who authorised the bypass');
    },
  );

  it('says it as its reader meets it', () => {
    const { findings } = judged(block({ 'Bypass Reason': 'Eilt', 'Authorized By': '@login' }));
    expect(findings.filter(({ rule }) => rule === 'bypass-block')).toMatchSnapshot();
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
    ['@Grace', 'met: `Grace` may authorise the bypass'],
    ['`@grace`', 'met: `grace` may authorise the bypass'],
    ['**@grace**', 'met: `grace` may authorise the bypass'],
    ['_**@grace**_', 'met: `grace` may authorise the bypass'],
    ['@grace <!-- asked by phone -->', 'met: `grace` may authorise the bypass'],
    ['Grace Hopper (@grace)', 'unmet: `Grace Hopper (@grace)` is not exactly one GitHub login'],
    ['@grace (asked by phone)', 'unmet: `@grace (asked by phone)` is not exactly one GitHub login'],
    ['not @grace', 'unmet: `not @grace` is not exactly one GitHub login'],
    ['`not` @grace', 'unmet: `` `not` @grace `` is not exactly one GitHub login'],
    ['~~@grace~~', 'unmet: `~~@grace~~` is not exactly one GitHub login'],
    ['<del>@grace</del>', 'unmet: Nobody is named who authorised the bypass'],
    ['<!-- @grace -->', 'unmet: Nobody is named who authorised the bypass'],
    ['> @grace', 'unmet: `> @grace` is not exactly one GitHub login'],
    ['- [ ] @grace', 'unmet: `- [ ] @grace` is not exactly one GitHub login'],
    ['@grace or @linus', 'unmet: `@grace or @linus` is not exactly one GitHub login'],
    ['`@grace` `@linus`', 'unmet: `` `@grace` `@linus` `` is not exactly one GitHub login'],
    ['**@grace** **@linus**', 'unmet: `**@grace** **@linus**` is not exactly one GitHub login'],
    ['@grace\n@linus', 'unmet: `@grace @linus` is not exactly one GitHub login'],
    ['@grace\n**Authorized By:** @linus', 'unmet: `@grace / @linus` is not exactly one GitHub login'],
    ['@linus\n**Authorized By:** @grace', 'unmet: `@linus / @grace` is not exactly one GitHub login'],
    ['[@grace](https://x)', 'unmet: `[@grace](https://x)` is not exactly one GitHub login'],
    ['\\@grace', 'unmet: `\\@grace` is not exactly one GitHub login'],
    ['&#64;grace', 'unmet: `&#64;grace` is not exactly one GitHub login'],
    ['@gra\u200bce', 'unmet: `@gra\u25a1ce` is not exactly one GitHub login'],
    ['@grace\u202e', 'unmet: `@grace\u25a1` is not exactly one GitHub login'],
    ['@gr\u0430ce', 'unmet: `@gr\u0430ce` is not exactly one GitHub login'],
    ['@grace_acme', 'unknown: What `grace_acme` may do is not known yet'],
    ['_grace_', 'met: `grace` may authorise the bypass'],
    ['grace@acme.com (@grace)', 'unmet: `grace@acme.com` is a mail address, not a GitHub login'],
    ['login', 'unmet: Nobody is named who authorised the bypass'],
    ['Grace Hopper', 'unmet: `Grace Hopper` is not exactly one GitHub login'],
    ['grace@acme.com', 'unmet: `grace@acme.com` is a mail address, not a GitHub login'],
    ['Grace, grace@acme.com', 'unmet: `grace@acme.com` is a mail address, not a GitHub login'],
    ['@grace.hopper', 'unmet: `@grace.hopper` is not exactly one GitHub login'],
    ['@login', 'unmet: Nobody is named who authorised the bypass'],
    ['@acme/admins', 'unmet: `@acme/admins` is not exactly one GitHub login'],
  ])('written %j: %s', (text, expected) => {
    expect(said(block({ 'Authorized By': text }))[1]).toBe(expected);
  });

  it.each(['**Authorised By:** @grace', '- AUTHORISED BY: @grace', '**Authorised By**: grace'])(
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
    expect(readBypass(block(), policy)).toMatchObject({ open: [], authoriser: { login: 'grace' } });
    expect(readBypass(block().replace('Authorized', 'Authorised'), policy)?.authoriser.login).toBe('grace');
  });

  const ghosts = parseTeamName('@acme/ghosts');
  if (ghosts === null) throw new Error('a team by its name');
  const teams = new Map([[ghosts, known(null)]]);

  it('can be nobody where the policy names a team that is not there', () => {
    const policy = policyOf('bypass:\n  authorised-by: "@acme/ghosts"\n');
    expect(said(block(), 'admin', {}, { teams }, policy)[1]).toBe(
      'unmet: Nobody may authorise a bypass: the team `@acme/ghosts` does not exist',
    );
    expect(instruction(block(), {}, { teams }, policy)).toBe(
      'Wait for the review, and correct `bypass: authorised-by:` in the policy on `main`',
    );
  });

  it('can be somebody else that the policy names', () => {
    const policy = policyOf('bypass:\n  authorised-by: ["@acme/ghosts", "@linus"]\n');
    const linus = block({ 'Authorized By': '@linus' });
    expect(said(linus, 'admin', {}, { teams }, policy)[1]).toBe('met: `linus` may authorise the bypass');
    expect(said(block(), 'admin', {}, { teams }, policy)[1]).toBe(
      'unmet: `grace` may not authorise a bypass',
    );
    expect(instruction(block(), {}, { teams }, policy)).toBe(
      'Have it authorised by `linus`, and write that login behind `Authorized By`; and correct `bypass: authorised-by:` in the policy on `main`',
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

  it('is nobody in a quote', () => {
    expect(said(block({ 'Authorized By': '\n> @grace\n' }))).toContain(
      'unmet: Nobody is named who authorised the bypass',
    );
  });

  it('is asked for once the block names somebody', () => {
    expect(neededPeople(judged(block(), null).needs)).toEqual(['grace', 'ada']);
    expect(neededPeople(judged('', null).needs)).toEqual([]);
  });
});

describe('a block that its writer only shows or hides', () => {
  const text = block().trim();
  const indented = text.replace(/^/gm, '   ');

  it.each([
    ['in a fence that nobody closes', `\`\`\`\n${text}`],
    ['in a fence that a tab’s width keeps open', `\`\`\`\n    \`\`\`\n${text}\n\`\`\``],
    ['in a fence of a numbered list', `1. \`\`\`\n${indented}\n   \`\`\``],
    ['in a comment that nobody closes', `<!-- later\n${text}`],
    ['in a declaration', `<!DOCTYPE\n${text}\n>`],
    ['in an instruction', `<?php\n${text}\n?>`],
    [
      'in a quote with a long attribute',
      `<blockquote cite="${'a'.repeat(300)}">\n\n${text}\n\n</blockquote>`,
    ],
    [
      'in a quote that a code span does not end',
      `<blockquote>\n\n\`</blockquote>\`\n\n${text}\n\n</blockquote>`,
    ],
    [
      'in a quote that a comment does not end',
      `<blockquote>\n<!-- </blockquote> -->\n\n${text}\n\n</blockquote>`,
    ],
    ['in a short quote', `<q>\n\n${text}\n\n</q>`],
    ['as the output of a program', `<samp>\n\n${text}\n\n</samp>`],
  ])('is none: %s', (_, body) => {
    expect(readBypass(`${completeDescription()}\n${body}\n`, workflowPolicy)).toBeNull();
  });

  it.each([
    ['behind a closed comment', `<!-- a hint -->\n${text}`],
    ['behind a closed quote', `<blockquote>\n\nIt is down.\n\n</blockquote>\n\n${text}`],
    ['behind a tag in a code span', `Use \`<blockquote>\` there.\n\n${text}`],
    ['in details', `<details><summary>Bypass</summary>\n\n${text}\n\n</details>`],
    ['with a comment before a label', text.replace('**Authorized', '<!-- who? --> **Authorized')],
  ])('is one: %s', (_, body) => {
    const read = readBypass(`${completeDescription()}\n${body}\n`, workflowPolicy);
    expect(read).toMatchObject({ open: [], authoriser: { login: 'grace' } });
  });
});
