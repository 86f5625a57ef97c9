/** What can block a push or a merge: classic branch protection, rulesets, and the record of how rulesets judged a push. */

export interface BranchProtection {
  id: number;
  /** Branch name or fnmatch pattern. */
  pattern: string;
  requiredStatusChecks: { strict: boolean; checks: { context: string; appId: number | null }[] } | null;
  requiredPullRequestReviews: {
    requiredApprovingReviewCount: number;
    dismissStaleReviews: boolean;
    requireCodeOwnerReviews: boolean;
    requireLastPushApproval: boolean;
    dismissalRestrictions: ActorLists | null;
    bypassAllowances: ActorLists | null;
  } | null;
  enforceAdmins: boolean;
  restrictions: ActorLists | null;
  requiredLinearHistory: boolean;
  allowForcePushes: boolean;
  allowDeletions: boolean;
  blockCreations: boolean;
  requiredConversationResolution: boolean;
  requiredSignatures: boolean;
  lockBranch: boolean;
  allowForkSyncing: boolean;
  createdAt: string;
  updatedAt: string;
}

export interface ActorLists {
  userIds: number[];
  teamIds: number[];
  appIds: number[];
}

export interface Ruleset {
  id: number;
  name: string;
  target: 'branch' | 'tag' | 'push';
  enforcement: 'disabled' | 'active' | 'evaluate';
  /** `~ALL`, `~DEFAULT_BRANCH` or fnmatch over full ref names. */
  include: string[];
  exclude: string[];
  /** Of an organisation's ruleset: names of the repositories that it covers. Null for a repository's own. */
  repositories: { include: string[]; exclude: string[] } | null;
  rules: RulesetRule[];
  bypassActors: BypassActor[];
  createdAt: string;
  updatedAt: string;
}

/** `parameters` is kept as the API takes and shows it. */
export interface RulesetRule {
  type: string;
  parameters: Record<string, unknown> | null;
}

export interface BypassActor {
  actorId: number | null;
  actorType: 'Integration' | 'OrganizationAdmin' | 'RepositoryRole' | 'Team' | 'DeployKey' | 'User';
  bypassMode: 'always' | 'pull_request' | 'exempt';
}

export interface RuleSuite {
  id: number;
  actorId: number;
  beforeSha: string;
  afterSha: string;
  ref: string;
  pushedAt: string;
  result: 'pass' | 'fail' | 'bypass';
  evaluationResult: 'pass' | 'fail' | null;
  evaluations: {
    source: { type: 'ruleset' | 'protected_branch'; id: number | null; name: string | null };
    enforcement: 'active' | 'evaluate' | 'deleted ruleset';
    result: 'pass' | 'fail';
    ruleType: string;
    details: string | null;
  }[];
}
