/** Branch protection, rulesets and rule suites. */
import type { JsonObject } from '../json.ts';
import { rulesetNodeId } from '../node-ids.ts';
import type { BranchProtection, RuleSuite, Ruleset } from '../state/protection.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

export function serializeProtection(world: World, repo: Repository, rule: BranchProtection): JsonObject {
  const branch = encodeURIComponent(rule.pattern);
  const url = `${world.urls.api}/repos/${world.fullName(repo)}/branches/${branch}/protection`;
  const checks = rule.requiredStatusChecks;
  const reviews = rule.requiredPullRequestReviews;
  const flag = (enabled: boolean) => ({ enabled });
  return {
    url,
    ...(checks
      ? {
          required_status_checks: {
            url: `${url}/required_status_checks`,
            strict: checks.strict,
            contexts: checks.checks.map(({ context }) => context),
            contexts_url: `${url}/required_status_checks/contexts`,
            checks: checks.checks.map(({ context, appId }) => ({ context, app_id: appId })),
          },
        }
      : {}),
    ...(reviews
      ? {
          required_pull_request_reviews: {
            url: `${url}/required_pull_request_reviews`,
            dismiss_stale_reviews: reviews.dismissStaleReviews,
            require_code_owner_reviews: reviews.requireCodeOwnerReviews,
            required_approving_review_count: reviews.requiredApprovingReviewCount,
            require_last_push_approval: reviews.requireLastPushApproval,
          },
        }
      : {}),
    enforce_admins: { url: `${url}/enforce_admins`, enabled: rule.enforceAdmins },
    required_linear_history: flag(rule.requiredLinearHistory),
    allow_force_pushes: flag(rule.allowForcePushes),
    allow_deletions: flag(rule.allowDeletions),
    block_creations: flag(rule.blockCreations),
    required_conversation_resolution: flag(rule.requiredConversationResolution),
    required_signatures: { url: `${url}/required_signatures`, enabled: rule.requiredSignatures },
    lock_branch: flag(rule.lockBranch),
    allow_fork_syncing: flag(rule.allowForkSyncing),
  };
}

const level = (wanted: boolean) => (wanted ? 'non_admins' : 'off');

/** The rule as `branch_protection_rule` payloads carry it. */
export function serializeProtectionEvent(repo: Repository, rule: BranchProtection): JsonObject {
  const checks = rule.requiredStatusChecks;
  const reviews = rule.requiredPullRequestReviews;
  return {
    id: rule.id,
    repository_id: repo.id,
    name: rule.pattern,
    created_at: rule.createdAt,
    updated_at: rule.updatedAt,
    pull_request_reviews_enforcement_level: level(reviews !== null),
    required_approving_review_count: reviews?.requiredApprovingReviewCount ?? 0,
    dismiss_stale_reviews_on_push: reviews?.dismissStaleReviews ?? false,
    require_code_owner_review: reviews?.requireCodeOwnerReviews ?? false,
    require_last_push_approval: reviews?.requireLastPushApproval ?? false,
    authorized_dismissal_actors_only: false,
    ignore_approvals_from_contributors: false,
    required_status_checks: checks?.checks.map(({ context }) => context) ?? [],
    required_status_checks_enforcement_level: level(checks !== null),
    strict_required_status_checks_policy: checks?.strict ?? false,
    signature_requirement_enforcement_level: level(rule.requiredSignatures),
    linear_history_requirement_enforcement_level: level(rule.requiredLinearHistory),
    lock_branch_enforcement_level: level(rule.lockBranch),
    lock_allows_fork_sync: rule.allowForkSyncing,
    admin_enforced: rule.enforceAdmins,
    allow_force_pushes_enforcement_level: level(!rule.allowForcePushes),
    allow_deletions_enforcement_level: level(!rule.allowDeletions),
    merge_queue_enforcement_level: 'off',
    required_deployments_enforcement_level: 'off',
    required_conversation_resolution_level: level(rule.requiredConversationResolution),
    authorized_actors_only: rule.restrictions !== null,
    authorized_actor_names: [],
    create_protected: rule.blockCreations,
  };
}

export function serializeRuleset(world: World, repo: Repository, ruleset: Ruleset): JsonObject {
  const name = world.fullName(repo);
  return {
    id: ruleset.id,
    name: ruleset.name,
    target: ruleset.target,
    source_type: 'Repository',
    source: name,
    enforcement: ruleset.enforcement,
    bypass_actors: ruleset.bypassActors.map((one) => ({
      actor_id: one.actorId,
      actor_type: one.actorType,
      bypass_mode: one.bypassMode,
    })),
    node_id: rulesetNodeId(ruleset),
    _links: {
      self: { href: `${world.urls.api}/repos/${name}/rulesets/${ruleset.id}` },
      html: { href: `${world.urls.html}/${name}/rules/${ruleset.id}` },
    },
    conditions: { ref_name: { include: ruleset.include, exclude: ruleset.exclude } },
    rules: ruleset.rules.map(({ type, parameters }) => ({
      type,
      ...(parameters === null ? {} : { parameters: JSON.parse(JSON.stringify(parameters)) }),
    })),
    created_at: ruleset.createdAt,
    updated_at: ruleset.updatedAt,
  };
}

export function serializeRuleSuite(
  world: World,
  repo: Repository,
  suite: RuleSuite,
  inFull: boolean,
): JsonObject {
  const actor = world.account(suite.actorId);
  const evaluations = suite.evaluations.map((one) => ({
    rule_source: one.source,
    enforcement: one.enforcement,
    result: one.result,
    rule_type: one.ruleType,
    details: one.details,
  }));
  return {
    id: suite.id,
    actor_id: actor.id,
    actor_name: actor.login,
    before_sha: suite.beforeSha,
    after_sha: suite.afterSha,
    ref: suite.ref,
    repository_id: repo.id,
    repository_name: repo.name,
    pushed_at: suite.pushedAt,
    result: suite.result,
    evaluation_result: suite.evaluationResult,
    ...(inFull ? { rule_evaluations: evaluations } : {}),
  };
}
