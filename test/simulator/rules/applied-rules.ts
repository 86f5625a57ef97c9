/** Which rules hold for a ref: those of rulesets, and classic protection in the same words. */
import picomatch from 'picomatch';
import { protectionFor } from '../protection-match.ts';
import type { BranchProtection, BypassActor, Ruleset } from '../state/protection.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

export interface AppliedRule {
  type: string;
  parameters: Record<string, unknown> | null;
  enforcement: 'active' | 'evaluate';
  source: { kind: 'ruleset'; ruleset: Ruleset } | { kind: 'protection'; protection: BranchProtection };
}

function included(repo: Repository, ruleset: Ruleset, ref: string): boolean {
  const fits = (pattern: string) =>
    pattern === '~ALL' ||
    (pattern === '~DEFAULT_BRANCH' && ref === `refs/heads/${repo.defaultBranch}`) ||
    picomatch.isMatch(ref, pattern, { dot: true });
  return ruleset.include.some(fits) && !ruleset.exclude.some(fits);
}

function protectionRules(protection: BranchProtection): AppliedRule[] {
  const rules: [string, Record<string, unknown> | null][] = [];
  const reviews = protection.requiredPullRequestReviews;
  if (reviews)
    rules.push([
      'pull_request',
      {
        required_approving_review_count: reviews.requiredApprovingReviewCount,
        dismiss_stale_reviews_on_push: reviews.dismissStaleReviews,
        require_code_owner_review: reviews.requireCodeOwnerReviews,
        require_last_push_approval: reviews.requireLastPushApproval,
      },
    ]);
  const checks = protection.requiredStatusChecks;
  if (checks)
    rules.push([
      'required_status_checks',
      {
        required_status_checks: checks.checks.map(({ context, appId }) => ({
          context,
          integration_id: appId,
        })),
        strict_required_status_checks_policy: checks.strict,
      },
    ]);
  if (protection.requiredLinearHistory) rules.push(['required_linear_history', null]);
  if (!protection.allowForcePushes) rules.push(['non_fast_forward', null]);
  if (!protection.allowDeletions) rules.push(['deletion', null]);
  if (protection.restrictions || protection.lockBranch) rules.push(['update', null]);
  return rules.map(([type, parameters]) => ({
    type,
    parameters,
    enforcement: 'active',
    source: { kind: 'protection', protection },
  }));
}

/** @param ref full name, such as `refs/heads/main` */
export function appliedRules(_world: World, repo: Repository, ref: string): AppliedRule[] {
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  const classic = branch === undefined ? null : protectionFor(repo, branch);
  const target = branch === undefined ? 'tag' : 'branch';
  const fromRulesets = [...repo.rulesets.values()].flatMap((ruleset) => {
    const { enforcement } = ruleset;
    if (enforcement === 'disabled' || ruleset.target !== target || !included(repo, ruleset, ref)) return [];
    return ruleset.rules.map(
      ({ type, parameters }): AppliedRule => ({
        type,
        parameters,
        enforcement,
        source: { kind: 'ruleset', ruleset },
      }),
    );
  });
  return [...fromRulesets, ...(classic ? protectionRules(classic) : [])];
}

export function bypassActorsOf(rule: AppliedRule): readonly BypassActor[] {
  return rule.source.kind === 'ruleset' ? rule.source.ruleset.bypassActors : [];
}
