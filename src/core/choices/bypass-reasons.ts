// W9: why a review may be left out, and every text that chooses one of these reasons.
import { type Offer, offersOf, type Wording } from './offers.ts';

export const BYPASS_REASONS = ['no-reviewer', 'production-down', 'security-exploited'] as const;

export type BypassReason = (typeof BYPASS_REASONS)[number];

/** As the check offers them, where the policy has no words of its own. */
export const REASON_TEXTS: Readonly<Record<BypassReason, string>> = {
  'no-reviewer': 'No reviewer is available',
  'production-down': 'Production is completely down',
  'security-exploited': 'A security hole is being exploited',
};

/** As the playbooks' own documents put them. How long a review has been waited for is told by the clock, not by these words. */
const PLAYBOOK_TEXTS: Readonly<Record<BypassReason, readonly string[]>> = {
  'no-reviewer': ['No reviewer available within 2 hours', 'No reviewer available'],
  'production-down': ['Production completely down'],
  'security-exploited': ['Security actively being exploited'],
};

export function reasonOffers(wording: Wording<BypassReason>): readonly Offer<BypassReason>[] {
  return offersOf(BYPASS_REASONS, [REASON_TEXTS, PLAYBOOK_TEXTS], wording);
}
