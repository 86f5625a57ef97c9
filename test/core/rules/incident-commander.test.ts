// W24: somebody leads the incident, by default whoever opened the pull request.
import { describe, expect, it } from 'vitest';
import { NO_DECISIONS } from '../../../src/core/case/decisions.ts';
import type { PullFacts } from '../../../src/core/model/facts/pull.ts';
import { rule } from '../../../src/core/rules/incident-commander.ts';
import { branchFacts, facts, login, pullFacts } from '../../support/facts.ts';
import { caseOf, inOneLine, judge } from '../../support/judge.ts';
import { policyOf, workflowPolicy } from '../../support/policy.ts';

const TEMPLATE = '## Incident\n\n**Incident Commander:** @[login]\n**Severity:** [HIGH/LOW]\n';

function say(change: Partial<PullFacts>, named: string | null = null, policy = workflowPolicy): string {
  const decisions =
    named === null ? NO_DECISIONS : { ...NO_DECISIONS, commander: { login: login(named), by: login('ada') } };
  const [verdict] = judge(rule, caseOf(facts({ change: pullFacts(change) }), policy, { decisions }));
  return verdict === undefined ? '' : inOneLine(verdict);
}

describe('W24: the incident commander', () => {
  it.each<[string, Partial<PullFacts>, string | null, string]>([
    ['is who opened it', {}, null, 'met: The incident commander is `ada`'],
    ['is the person that a command named', {}, 'linus', 'met: The incident commander is `linus`'],
    [
      'is nobody where an app opened it',
      { author: { login: login('renovate'), kind: 'bot' } },
      null,
      'unmet: The incident commander is missing',
    ],
    [
      'is nobody where the account is gone',
      { author: null },
      null,
      'unmet: The incident commander is missing',
    ],
    [
      'is the person that a command named anyway',
      { author: null },
      'linus',
      'met: The incident commander is `linus`',
    ],
    [
      'is whoever opens it',
      { author: null, state: 'unopened' },
      null,
      'not-applicable: Whoever opens the pull request leads it',
    ],
  ])('%s', (_, change, named, expected) => {
    expect(say(change, named)).toBe(expected);
  });

  it('is the person in the description, where the template asks', () => {
    const policy = policyOf('templates:\n  pull-request: .github/h.md\n', { '.github/h.md': TEMPLATE });
    const body = TEMPLATE.replace('@[login]', '@grace').replace('[HIGH/LOW]', 'HIGH');
    expect(say({ body }, null, policy)).toBe('met: The incident commander is `grace`');
  });

  it('is not asked of a branch', () => {
    const [verdict] = judge(rule, caseOf(facts({ change: branchFacts() }), workflowPolicy));
    expect(verdict?.status).toBe('not-applicable');
  });
});
