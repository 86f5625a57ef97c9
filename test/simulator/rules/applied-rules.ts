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

/** Classic protection in the words of rulesets, so that both are judged by the same code. */
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
  const plain: [string, boolean][] = [
    ['required_linear_history', protection.requiredLinearHistory],
    ['required_signatures', protection.requiredSignatures],
    ['required_conversation_resolution', protection.requiredConversationResolution],
    ['non_fast_forward', !protection.allowForcePushes],
    ['deletion', !protection.allowDeletions],
    ['update', protection.restrictions !== null],
    ['creation', protection.restrictions !== null && protection.blockCreations],
    ['lock_branch', protection.lockBranch],
  ];
  for (const [type, applies] of plain) if (applies) rules.push([type, null]);
  return rules.map(([type, parameters]) => ({
    type,
    parameters,
    enforcement: 'active',
    source: { kind: 'protection', protection },
  }));
}

function covers(ruleset: Ruleset, repo: Repository): boolean {
  const { repositories } = ruleset;
  if (repositories === null) return true;
  const fits = (pattern: string) => pattern === '~ALL' || picomatch.isMatch(repo.name, pattern);
  return repositories.include.some(fits) && !repositories.exclude.some(fits);
}

/** The repository's own rulesets and those of its organisation that cover it, whatever their enforcement. */
export function rulesetsOn(world: World, repo: Repository): Ruleset[] {
  const above = world.organizationOf(repo)?.rulesets ?? [];
  return [...repo.rulesets, ...above.filter((ruleset) => covers(ruleset, repo))];
}

/**
 * Rules that hold for a ref, in order of their sources; those of rulesets in trial come with `evaluate`.
 * @param ref full name, such as `refs/heads/main`
 */
export function appliedRules(world: World, repo: Repository, ref: string): AppliedRule[] {
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  const classic = branch === undefined ? null : protectionFor(repo, branch);
  const target = branch === undefined ? 'tag' : 'branch';
  const fromRulesets = rulesetsOn(world, repo).flatMap((ruleset) => {
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
