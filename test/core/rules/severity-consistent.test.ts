// S1: places of one pull request that state different severities are a finding; other words for the same step are none.
import { describe, expect, it } from 'vitest';
import { known } from '../../../src/core/model/facts/known.ts';
import type { PullFacts } from '../../../src/core/model/facts/pull.ts';
import { rule } from '../../../src/core/rules/severity.ts';
import { completeDescription } from '../../support/descriptions.ts';
import { commit, facts, pullFacts } from '../../support/facts.ts';
import { caseOf, judge, pasted } from '../../support/judge.ts';
import { workflowPolicy } from '../../support/policy.ts';

function say(change: Partial<PullFacts>) {
  const pull = pullFacts({ body: completeDescription(), ...change });
  const [verdict] = judge(rule, caseOf(facts({ change: pull }), workflowPolicy));
  if (verdict === undefined) throw new Error('a rule gives at least one verdict');
  return verdict;
}

describe('S1: one severity', () => {
  it.each<[string, Partial<PullFacts>]>([
    ['in other words', { labels: ['P0'], title: '[SEV1] Stop it' }],
    ['with a label that only sounds like one', { labels: ['high-traffic', 'critical-path'] }],
    ['with an old label of the app’s own', { labels: ['severity: P2'], ownLabels: ['severity: P2'] }],
    ['with the same in the commit', { commits: known([commit({ message: 'fix\n\nSeverity: CRITICAL\n' })]) }],
  ])('%s', (_, change) => {
    const verdict = say(change);
    expect(verdict.status).toBe('met');
    expect(verdict.detail?.markdown).toContain('within 1 h of the incident');
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
    expect(verdict.title.markdown).toBe(
      'The severity is P0 Critical in one place and something else in another',
    );
    expect(verdict.detail?.markdown).toContain(said);
  });

  it('two labels without a description are one too', () => {
    const verdict = say({ body: '', labels: ['P0', 'P2'] });
    expect(verdict.status).toBe('unmet');
    expect(pasted(verdict)).toBe('gh pr edit 12 --remove-label P2');
  });

  it('gives the command that takes a label off, and none for a title', () => {
    const labels = ['severity: P2', 'P1'];
    expect(pasted(say({ labels }))).toBe("gh pr edit 12 --remove-label 'severity: P2' --remove-label P1");
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
