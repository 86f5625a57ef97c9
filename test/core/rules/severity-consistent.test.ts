// S1: places of one pull request that state different severities are a finding; other words for the same step are none.
import { describe, expect, it } from 'vitest';
import { known, type PullFacts } from '../../../src/core/facts.ts';
import { rule } from '../../../src/core/rules/severity.ts';
import { completeDescription } from '../../support/descriptions.ts';
import { commit, facts, pullFacts } from '../../support/facts.ts';
import { caseOf, judge } from '../../support/judge.ts';
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
    expect(say({ body: '', labels: ['P0', 'P2'] }).status).toBe('unmet');
  });
});
