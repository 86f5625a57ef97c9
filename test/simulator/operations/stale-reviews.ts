/** Takes approvals back when new commits arrive, where protection asks for it. */
import { appliedRules } from '../rules/applied-rules.ts';
import { pullRequestParameters } from '../rules/rule-parameters.ts';
import type { PullRequest } from '../state/issues.ts';
import type { Act } from './act.ts';
import { dismissReview } from './reviews.ts';

export async function dismissStaleApprovals(act: Act, pull: PullRequest): Promise<void> {
  const rules = appliedRules(act.world, act.repo, `refs/heads/${pull.baseRef}`);
  const asked = rules.some(
    (rule) =>
      rule.type === 'pull_request' &&
      rule.enforcement === 'active' &&
      pullRequestParameters(rule.parameters).dismiss_stale_reviews_on_push,
  );
  if (!asked) return;
  for (const review of pull.reviews.values())
    if (review.state === 'APPROVED') await dismissReview(act, pull, review, null);
}
