// S1: the newest place that states a severity counts. Places that differ are a finding only where nothing tells which is newer.
import { describe, expect, it } from 'vitest';
import { type Decisions, NO_DECISIONS } from '../../../src/core/case/decisions.ts';
import { known } from '../../../src/core/model/facts/known.ts';
import type { PullFacts } from '../../../src/core/model/facts/pull.ts';
import type { Verdict } from '../../../src/core/model/finding.ts';
import { instant } from '../../../src/core/model/ids.ts';
import type { Severity } from '../../../src/core/model/severity.ts';
import { rule } from '../../../src/core/rules/severity.ts';
import { completeDescription } from '../../support/descriptions.ts';
import { commit, facts, login, pullFacts } from '../../support/facts.ts';
import { caseOf, inOneLine, judge, pasted } from '../../support/judge.ts';
import { workflowPolicy } from '../../support/policy.ts';

function judged(change: Partial<PullFacts>, command: Decisions['severity'] = null): readonly Verdict[] {
  const pull = pullFacts({ body: completeDescription(), ...change });
  const decisions = { ...NO_DECISIONS, severity: command };
  return judge(rule, caseOf(facts({ change: pull }), workflowPolicy, { decisions }));
}

function say(change: Partial<PullFacts>) {
  const [verdict] = judged(change);
  if (verdict === undefined) throw new Error('a rule gives at least one verdict');
  return verdict;
}

/** Everything that the rule says, as the check lists it. */
function lines(verdicts: readonly Verdict[]): readonly string[] {
  return verdicts.map((one) => `${inOneLine(one)}: ${one.detail?.markdown ?? ''}`);
}

const at = (minute: number) => instant(Date.UTC(2026, 0, 10, 3, minute));
const act = (by: string, minute: number) => ({ by: login(by), at: at(minute) });
const command = (severity: Severity, minute: number) => ({ severity, ...act('grace', minute) });
const labelled = (minute: number) => ({ labels: ['P2'], labelActs: new Map([['P2', act('linus', minute)]]) });

describe('S1: the newest act counts', () => {
  it.each<[string, Partial<PullFacts>, Decisions['severity'], string]>([
    ['the description alone', {}, null, 'P0'],
    ['a command after the description', {}, command('P1', 25), 'P1'],
    ['a command in the second of the opening', {}, command('P1', 0), 'P1'],
    ['a command that says the same', {}, command('P0', 25), 'P0'],
    [
      'a description that was edited after the command',
      { bodyEdit: act('ada', 26) },
      command('P1', 25),
      'P0',
    ],
    ['a command after the edit', { bodyEdit: act('ada', 24) }, command('P1', 25), 'P1'],
    ['a label after the description', labelled(20), null, 'P2'],
    ['an edit after the label', { ...labelled(20), bodyEdit: act('ada', 21) }, null, 'P0'],
    ['a command after a label', labelled(20), command('P1', 25), 'P1'],
    ['a label after a command', labelled(26), command('P1', 25), 'P2'],
    ['a label of which nobody knows the time, before a command', { labels: ['P2'] }, command('P1', 25), 'P1'],
    ['a command where the description says nothing', { body: '' }, command('P1', 25), 'P1'],
    ['a command where it names several', { body: '**Severity:** P0 | P1' }, command('P1', 25), 'P1'],
    [
      'a label after a description that names several',
      { body: '**Severity:** P0 | P1', ...labelled(9) },
      null,
      'P2',
    ],
  ])('%s', (_, change, decided, expected) => {
    const [first, ...others] = judged(change, decided);
    expect(first?.status).toBe('met');
    expect(first?.title.markdown).toContain(expected);
    expect(others.every(({ status }) => status === 'not-applicable')).toBe(true);
  });

  it('shows every place where they differ, one line each', () => {
    const change = { ...labelled(20), bodyEdit: act('ada', 10) };
    expect(lines(judged(change, command('P1', 25)))).toMatchInlineSnapshot(`
      [
        "met: Severity is 🟡 P1 High: Read from the command of \`grace\` (03:25 UTC), which is the newest. Target: production restored within 4 h",
        "not-applicable: The label \`P2\` says P2 Medium: Older than the command of \`grace\`, so it does not count (\`linus\`, 03:20 UTC)",
        "not-applicable: The description says P0 Critical: Older than the command of \`grace\`, so it does not count (\`ada\`, 03:10 UTC)",
      ]
    `);
    expect(lines(judged(labelled(20), command('P2', 25)))).toMatchInlineSnapshot(`
      [
        "met: Severity is 🔵 P2 Medium: Read from the command of \`grace\` (03:25 UTC), which is the newest. Target: production restored within 8 h",
        "not-applicable: The label \`P2\` says P2 Medium: The same (\`linus\`, 03:20 UTC)",
        "not-applicable: The description says P0 Critical: Older than the command of \`grace\`, so it does not count (\`ada\`, 03:00 UTC)",
      ]
    `);
    const several = '**Severity:** P0 | P1 | P2';
    expect(lines(judged({ body: several }, command('P1', 25)))).toMatchInlineSnapshot(`
      [
        "met: Severity is 🟡 P1 High: Read from the command of \`grace\` (03:25 UTC), which is the newest. Target: production restored within 4 h",
        "not-applicable: The description says \`P0 | P1 | P2\`: Older than the command of \`grace\`, so it does not count (\`ada\`, 03:00 UTC)",
      ]
    `);
    expect(
      lines(judged({ body: several, bodyEdit: act('ada', 26) }, command('P1', 25))),
    ).toMatchInlineSnapshot(`
      [
        "unmet: The description names several severities: \`P0 | P1 | P2\`: ",
        "not-applicable: The command of \`grace\` says P1 High: Older than the description, so it does not count (03:25 UTC)",
      ]
    `);
  });

  it('shows one line where they say the same', () => {
    expect(lines(judged({ labels: ['P0'] }, command('P0', 25)))).toMatchInlineSnapshot(`
      [
        "met: Severity is 🔴 P0 Critical: Read from the command of \`grace\`. Target: production restored within 1 h",
      ]
    `);
  });

  it('takes a label of the first minute for a part of the opening: nothing tells which of both is meant', () => {
    const withLabel = (second: number) => {
      const moment = instant(Date.UTC(2026, 0, 10, 3, 0, second));
      return say({ labels: ['P2'], labelActs: new Map([['P2', { by: login('ada'), at: moment }]]) });
    };
    expect([withLabel(2), withLabel(60), withLabel(61)].map(({ status }) => status)).toEqual([
      'unmet',
      'unmet',
      'met',
    ]);
  });

  it('still finds a title or a commit that says something else than the newest', () => {
    const commits = known([commit({ message: 'fix\n\nSeverity: CRITICAL\n' })]);
    expect(lines(judged({ title: '[P0] Stop it', commits }, command('P1', 25)))).toMatchInlineSnapshot(`
      [
        "unmet: 2 severities are stated: P1 High and P0 Critical: P1 High counts for now, read from the command of \`grace\` (03:25 UTC). But the title says P0 Critical and the commit \`a1b2c3d\` says P0 Critical",
        "not-applicable: The description says P0 Critical: Older than the command of \`grace\`, so it does not count (\`ada\`, 03:00 UTC)",
      ]
    `);
  });
});

describe('S1: one severity, however often it is said', () => {
  it.each<[string, Partial<PullFacts>]>([
    ['in other words', { labels: ['P0'], title: '[SEV1] Stop it' }],
    ['with a label that only sounds like one', { labels: ['high-traffic', 'critical-path'] }],
    ['with an old label of the app’s own', { labels: ['severity: P2'], ownLabels: ['severity: P2'] }],
    ['with the same in the commit', { commits: known([commit({ message: 'fix\n\nSeverity: CRITICAL\n' })]) }],
  ])('%s', (_, change) => {
    const verdict = say(change);
    expect(verdict.status).toBe('met');
    expect(verdict.detail?.markdown).toContain('production restored within 1 h');
  });

  it.each<[string, Partial<PullFacts>, string]>([
    ['a label that somebody put', { labels: ['severity: P2'] }, 'the label `severity: P2` says P2 Medium'],
    ['the title', { title: '[P1] Stop it' }, 'the title says P1 High'],
    [
      'a commit',
      { commits: known([commit({ message: 'fix\n\nSeverity: HIGH\n' })]) },
      'the commit `a1b2c3d` says P1 High',
    ],
  ])('and another in %s is a finding', (_, change, said) => {
    const verdict = say(change);
    expect(verdict.status).toBe('unmet');
    expect(verdict.title.markdown).toMatch(/^2 severities are stated: P0 Critical and P/);
    expect(verdict.detail?.markdown).toContain(said);
  });

  it('says what to do, whichever is right', () => {
    const changes: readonly Partial<PullFacts>[] = [
      { labels: ['severity: P2', 'P1'] },
      { title: '[P1] Stop it', commits: known([commit({ message: 'fix\n\nSeverity: HIGH\n' })]) },
    ];
    const said = changes.map((change) => {
      const verdict = say(change);
      return 'fix' in verdict ? [verdict.detail?.markdown, verdict.fix.instruction.markdown] : [];
    });
    expect(said).toMatchInlineSnapshot(`
      [
        [
          "P0 Critical counts for now, read from the description (\`ada\`, 03:00 UTC). But the label \`severity: P2\` says P2 Medium and the label \`P1\` says P1 High",
          "If P0 Critical is right, remove the label \`severity: P2\` and remove the label \`P1\`. If it is not, change the description. This removes these labels",
        ],
        [
          "P0 Critical counts for now, read from the description (\`ada\`, 03:00 UTC). But the title says P1 High and the commit \`a1b2c3d\` says P1 High",
          "If P0 Critical is right, edit the title and reword the commit \`a1b2c3d\`. If it is not, change the description",
        ],
      ]
    `);
  });

  it('two labels without a description are one too', () => {
    const verdict = say({ body: '', labels: ['P0', 'P2'] });
    expect(verdict.status).toBe('unmet');
    expect(pasted(verdict)).toBe('gh pr edit 12 --remove-label=P2');
  });

  it('gives the command that takes a label off, and none for a title', () => {
    const labels = ['severity: P2', 'P1'];
    expect(pasted(say({ labels }))).toBe("gh pr edit 12 --remove-label='severity: P2' --remove-label=P1");
    expect(pasted(say({ title: '[P1] Stop it' }))).toBe('');
  });

  it.each([
    '**Severity:** CRITICAL/HIGH',
    '**Severity:** P0 | P1 | P2',
    '**Severity:** P0 (all is down) / P1 (a part)',
    '## Severity\n\nP0 or P1\n',
  ])('an answer that leaves it open is none: %j', (line) => {
    const verdict = say({ body: line, labels: ['P0'] });
    expect(verdict.status).toBe('unmet');
    expect(verdict.title.markdown).toContain('names several severities');
  });

  it.each([
    ['P1 - critical path down', 'P1 High'],
    ['Not critical, high', 'P1 High'],
    ['**CRITICAL**, was HIGH at first', 'P0 Critical'],
  ])('%j is %s, whatever choice the template offers', (text, expected) => {
    expect(say({ body: completeDescription({ severity: text }) }).title.markdown).toContain(expected);
  });

  it.each(['P0, a critical path is down', 'P1 - high load on the low tier', 'CRITICAL / P0'])(
    '%s is one',
    (text) => {
      expect(say({ body: completeDescription({ severity: text }) }).status).toBe('met');
    },
  );
});
