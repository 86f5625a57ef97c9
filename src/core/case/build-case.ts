// Puts together what the rules look at: everything that several of them need is computed here, once.
import type { Facts } from '../model/facts/facts.ts';
import type { Policy } from '../policy/policy.ts';
import { bypassStanding } from './bypass-standing.ts';
import type { Decisions } from './decisions.ts';
import type { PullRequestDocument } from './document.ts';
import { reviewSettingsOf } from './review-settings.ts';
import { reviewStanding } from './review-standing.ts';
import type { Case } from './rule.ts';
import { statedSeverity } from './stated-severity.ts';

export function buildCase(
  facts: Facts,
  policy: Policy,
  document: PullRequestDocument | null,
  decisions: Decisions,
): Case {
  const severity = statedSeverity({ facts, document, decisions });
  return {
    facts,
    policy,
    document,
    decisions,
    severity,
    review: reviewStanding(facts, reviewSettingsOf(policy)),
    bypass: bypassStanding({ facts, policy, decisions, severity }),
  };
}
