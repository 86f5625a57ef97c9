/** Classic branch protection and rulesets. */
import type {
  BranchProtectionRule as SchemaProtection,
  Repository as SchemaRepository,
  RepositoryRule as SchemaRule,
  RepositoryRuleset as SchemaRuleset,
} from '@octokit/graphql-schema';
import { nodeId } from '../../ids.ts';
import { protectionNodeId, rulesetNodeId } from '../../node-ids.ts';
import { protectionFor } from '../../protection-match.ts';
import { pullRequestParameters, statusCheckParameters } from '../../rules/rule-parameters.ts';
import type { ActorLists, RulesetRule } from '../../state/protection.ts';
import type { Repository } from '../../state/repository.ts';
import { connection, emptyConnection, type PageArguments } from '../connection.ts';
import { type Fields, type NodeOf, nodeOf, userNode } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';

export const repositoryRuleFields: Fields<'Repository', SchemaRepository> = {
  branchProtectionRules: ({ repo }, args: PageArguments, context, info) => {
    context.mayRead(repo, { administration: 'read' });
    const found = context.viewerReaches(repo, 'write') ? repo.protections : [];
    return connection(
      info,
      found.map((protection) => nodeOf('BranchProtectionRule', { repo, protection })),
      args,
    );
  },
  rulesets: ({ repo }, args: PageArguments, _, info) =>
    connection(
      info,
      repo.rulesets.map((ruleset) => nodeOf('RepositoryRuleset', { repo, ruleset })),
      args,
    ),
  ruleset: ({ repo }, { databaseId }: { databaseId: number }) => {
    const ruleset = repo.rulesets.find(({ id }) => id === databaseId);
    return ruleset ? nodeOf('RepositoryRuleset', { repo, ruleset }) : null;
  },
};

/** People, teams and Apps of a restriction, each as an allowance on the rule. */
function allowances(source: NodeOf<'BranchProtectionRule'>, lists: ActorLists | null, context: QueryContext) {
  const { world } = context;
  const organization = world.organizationOf(source.repo);
  const users = (lists?.userIds ?? []).map((id) => userNode(world.account(id)));
  const teams = (lists?.teamIds ?? []).map((id) => {
    const team = organization?.teams.get(id);
    return organization && team ? nodeOf('Team', { organization, team }) : null;
  });
  const apps = (lists?.appIds ?? []).map((id) => {
    const app = world.state.apps.get(id);
    return app ? nodeOf('App', { app }) : null;
  });
  return [...users, ...teams, ...apps].flatMap((actor, index) =>
    actor ? [{ id: nodeId('BPA', source.protection.id, index), actor, branchProtectionRule: source }] : [],
  );
}

export const protectionFields: Fields<'BranchProtectionRule', SchemaProtection> = {
  id: ({ repo, protection }) => protectionNodeId(repo, protection),
  databaseId: ({ protection }) => protection.id,
  pattern: ({ protection }) => protection.pattern,
  repository: ({ repo }) => nodeOf('Repository', { repo }),
  allowsDeletions: ({ protection }) => protection.allowDeletions,
  allowsForcePushes: ({ protection }) => protection.allowForcePushes,
  blocksCreations: ({ protection }) => protection.blockCreations,
  isAdminEnforced: ({ protection }) => protection.enforceAdmins,
  lockBranch: ({ protection }) => protection.lockBranch,
  lockAllowsFetchAndMerge: ({ protection }) => protection.allowForkSyncing,
  requiresApprovingReviews: ({ protection }) => protection.requiredPullRequestReviews !== null,
  requiredApprovingReviewCount: ({ protection }) =>
    protection.requiredPullRequestReviews?.requiredApprovingReviewCount ?? null,
  dismissesStaleReviews: ({ protection }) =>
    protection.requiredPullRequestReviews?.dismissStaleReviews ?? false,
  requiresCodeOwnerReviews: ({ protection }) =>
    protection.requiredPullRequestReviews?.requireCodeOwnerReviews ?? false,
  requireLastPushApproval: ({ protection }) =>
    protection.requiredPullRequestReviews?.requireLastPushApproval ?? false,
  restrictsReviewDismissals: ({ protection }) =>
    (protection.requiredPullRequestReviews?.dismissalRestrictions ?? null) !== null,
  requiresStatusChecks: ({ protection }) => protection.requiredStatusChecks !== null,
  requiresStrictStatusChecks: ({ protection }) => protection.requiredStatusChecks?.strict ?? false,
  requiredStatusCheckContexts: ({ protection }) =>
    protection.requiredStatusChecks?.checks.map((check) => check.context) ?? [],
  requiredStatusChecks: ({ protection }, _, { world }) =>
    protection.requiredStatusChecks?.checks.map(({ context, appId }) => {
      const app = appId === null ? undefined : world.state.apps.get(appId);
      return { context, app: app ? nodeOf('App', { app }) : null };
    }) ?? [],
  requiresCommitSignatures: ({ protection }) => protection.requiredSignatures,
  requiresConversationResolution: ({ protection }) => protection.requiredConversationResolution,
  requiresDeployments: () => false,
  requiredDeploymentEnvironments: () => [],
  requiresLinearHistory: ({ protection }) => protection.requiredLinearHistory,
  restrictsPushes: ({ protection }) => protection.restrictions !== null,
  pushAllowances: (source, args: PageArguments, context, info) =>
    connection(info, allowances(source, source.protection.restrictions, context), args),
  bypassPullRequestAllowances: (source, args: PageArguments, context, info) => {
    const lists = source.protection.requiredPullRequestReviews?.bypassAllowances ?? null;
    return connection(info, allowances(source, lists, context), args);
  },
  reviewDismissalAllowances: (source, args: PageArguments, context, info) => {
    const lists = source.protection.requiredPullRequestReviews?.dismissalRestrictions ?? null;
    return connection(info, allowances(source, lists, context), args);
  },
  bypassForcePushAllowances: (_, args: PageArguments, __, info) => emptyConnection(info, args),
  branchProtectionRuleConflicts: (_, args: PageArguments, __, info) => emptyConnection(info, args),
  matchingRefs: async ({ repo, protection }, args: PageArguments, context, info) => {
    const branches = await context.git(repo).refs('refs/heads/');
    const found = branches.filter(
      ({ ref }) => protectionFor(repo, ref.slice('refs/heads/'.length)) === protection,
    );
    return connection(
      info,
      found.map(({ ref, oid }) => nodeOf('Ref', { repo, name: ref, oid })),
      args,
    );
  },
};

const BYPASS_MODES = { always: 'ALWAYS', pull_request: 'PULL_REQUEST', exempt: 'EXEMPT' } as const;

export const rulesetFields: Fields<'RepositoryRuleset', SchemaRuleset> = {
  id: ({ ruleset }) => rulesetNodeId(ruleset),
  databaseId: ({ ruleset }) => ruleset.id,
  name: ({ ruleset }) => ruleset.name,
  target: ({ ruleset }) => ruleset.target.toUpperCase(),
  enforcement: ({ ruleset }) => ruleset.enforcement.toUpperCase(),
  createdAt: ({ ruleset }) => ruleset.createdAt,
  updatedAt: ({ ruleset }) => ruleset.updatedAt,
  source: ({ repo }) => nodeOf('Repository', { repo }),
  conditions: ({ ruleset }) => ({ refName: { include: ruleset.include, exclude: ruleset.exclude } }),
  rules: ({ repo, ruleset }, args: PageArguments & { type?: string | null }, _, info) => {
    const found = ruleset.rules.map((rule, position) =>
      nodeOf('RepositoryRule', { repo, ruleset, rule, position }),
    );
    return connection(
      info,
      found.filter(({ rule }) => !args.type || rule.type.toUpperCase() === args.type),
      args,
    );
  },
  // Shown only to those who may change the ruleset.
  bypassActors: ({ repo, ruleset }, args: PageArguments, context, info) => {
    if (!context.viewerReaches(repo, 'admin')) return null;
    return connection(
      info,
      ruleset.bypassActors.map((one, index) => {
        const app = one.actorType === 'Integration' ? context.world.state.apps.get(one.actorId ?? 0) : null;
        return {
          id: nodeId('RRBA', ruleset.id, index),
          bypassMode: BYPASS_MODES[one.bypassMode],
          deployKey: one.actorType === 'DeployKey',
          organizationAdmin: one.actorType === 'OrganizationAdmin',
          repositoryRoleDatabaseId: one.actorType === 'RepositoryRole' ? one.actorId : null,
          repositoryRoleName: null,
          actor: app ? nodeOf('App', { app }) : teamActor(context, repo, one),
          repositoryRuleset: nodeOf('RepositoryRuleset', { repo, ruleset }),
        };
      }),
      args,
    );
  },
};

function teamActor(
  { world }: QueryContext,
  repo: Repository,
  { actorId, actorType }: { actorId: number | null; actorType: string },
) {
  const organization = world.organizationOf(repo);
  const team = actorType === 'Team' && actorId !== null ? organization?.teams.get(actorId) : undefined;
  return organization && team ? nodeOf('Team', { organization, team }) : null;
}

/** Parameters in GraphQL's spelling, for the two kinds that decide about merges; null for the rest. */
function ruleParameters({ type, parameters }: RulesetRule) {
  if (type === 'pull_request') {
    const wanted = pullRequestParameters(parameters);
    return {
      __typename: 'PullRequestParameters',
      requiredApprovingReviewCount: wanted.required_approving_review_count,
      dismissStaleReviewsOnPush: wanted.dismiss_stale_reviews_on_push,
      requireCodeOwnerReview: wanted.require_code_owner_review,
      requireLastPushApproval: wanted.require_last_push_approval,
      requiredReviewThreadResolution: false,
    };
  }
  if (type !== 'required_status_checks') return null;
  const wanted = statusCheckParameters(parameters);
  return {
    __typename: 'RequiredStatusChecksParameters',
    strictRequiredStatusChecksPolicy: wanted.strict_required_status_checks_policy,
    doNotEnforceOnCreate: false,
    requiredStatusChecks: wanted.required_status_checks.map(({ context, integration_id: integrationId }) => ({
      context,
      integrationId: integrationId ?? null,
    })),
  };
}

export const ruleFields: Fields<'RepositoryRule', SchemaRule> = {
  id: ({ ruleset, position }) => nodeId('RRU', ruleset.id, position),
  type: ({ rule }) => rule.type.toUpperCase(),
  parameters: ({ rule }) => ruleParameters(rule),
  repositoryRuleset: ({ repo, ruleset }) => nodeOf('RepositoryRuleset', { repo, ruleset }),
};
