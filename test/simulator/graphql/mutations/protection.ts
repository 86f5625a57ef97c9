/** Mutations of classic branch protection. */
import type {
  CreateBranchProtectionRuleInput,
  DeleteBranchProtectionRuleInput,
  Mutation,
  UpdateBranchProtectionRuleInput,
} from '@octokit/graphql-schema';
import { unprocessable } from '../../http/errors.ts';
import { serializeProtectionEvent } from '../../serialize/protection.ts';
import type { ActorLists, BranchProtection } from '../../state/protection.ts';
import type { Repository } from '../../state/repository.ts';
import { findNodeOf } from '../node-lookup.ts';
import { nodeOf, type RootFields } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';
import { ADMINISTER, actIn } from './act-in.ts';

type Input = Omit<CreateBranchProtectionRuleInput, 'pattern' | 'repositoryId'>;

async function actorsOf(context: QueryContext, ids: readonly string[]): Promise<ActorLists> {
  const lists: ActorLists = { userIds: [], teamIds: [], appIds: [] };
  for (const id of ids) {
    const node = await findNodeOf(context, id, 'User', 'Team', 'App');
    if (node.__typename === 'User') lists.userIds.push(node.account.id);
    if (node.__typename === 'Team') lists.teamIds.push(node.team.id);
    if (node.__typename === 'App') lists.appIds.push(node.app.id);
  }
  return lists;
}

/** Left out when creating means off; left out when updating means as before. */
async function readChecks(context: QueryContext, input: Input, before: BranchProtection | null) {
  const was = before?.requiredStatusChecks ?? null;
  if (!(input.requiresStatusChecks ?? was !== null)) return null;
  const named = await Promise.all(
    (input.requiredStatusChecks ?? []).map(async ({ context: name, appId }) => ({
      context: name,
      // `any` says in words that no App is pinned.
      appId: appId && appId !== 'any' ? (await findNodeOf(context, appId, 'App')).app.id : null,
    })),
  );
  const plain = (input.requiredStatusCheckContexts ?? []).map((name) => ({ context: name, appId: null }));
  const isNamed = input.requiredStatusChecks != null || input.requiredStatusCheckContexts != null;
  return {
    strict: input.requiresStrictStatusChecks ?? was?.strict ?? true,
    checks: isNamed ? [...named, ...plain] : (was?.checks ?? []),
  };
}

async function readReviews(context: QueryContext, input: Input, before: BranchProtection | null) {
  const was = before?.requiredPullRequestReviews ?? null;
  if (!(input.requiresApprovingReviews ?? was !== null)) return null;
  const dismissers = input.reviewDismissalActorIds;
  const bypassers = input.bypassPullRequestActorIds;
  return {
    requiredApprovingReviewCount:
      input.requiredApprovingReviewCount ?? was?.requiredApprovingReviewCount ?? 1,
    dismissStaleReviews: input.dismissesStaleReviews ?? was?.dismissStaleReviews ?? false,
    requireCodeOwnerReviews: input.requiresCodeOwnerReviews ?? was?.requireCodeOwnerReviews ?? false,
    requireLastPushApproval: input.requireLastPushApproval ?? was?.requireLastPushApproval ?? false,
    dismissalRestrictions: dismissers
      ? await actorsOf(context, dismissers)
      : (was?.dismissalRestrictions ?? null),
    bypassAllowances: bypassers ? await actorsOf(context, bypassers) : (was?.bypassAllowances ?? null),
  };
}

async function readRule(
  context: QueryContext,
  input: Input,
  before: BranchProtection | null,
): Promise<Omit<BranchProtection, 'id' | 'pattern' | 'createdAt' | 'updatedAt'>> {
  const restricts = input.restrictsPushes ?? (before?.restrictions ?? null) !== null;
  return {
    requiredStatusChecks: await readChecks(context, input, before),
    requiredPullRequestReviews: await readReviews(context, input, before),
    enforceAdmins: input.isAdminEnforced ?? before?.enforceAdmins ?? false,
    restrictions: restricts ? await actorsOf(context, input.pushActorIds ?? []) : null,
    requiredLinearHistory: input.requiresLinearHistory ?? before?.requiredLinearHistory ?? false,
    allowForcePushes: input.allowsForcePushes ?? before?.allowForcePushes ?? false,
    allowDeletions: input.allowsDeletions ?? before?.allowDeletions ?? false,
    blockCreations: input.blocksCreations ?? before?.blockCreations ?? false,
    requiredConversationResolution:
      input.requiresConversationResolution ?? before?.requiredConversationResolution ?? false,
    requiredSignatures: input.requiresCommitSignatures ?? before?.requiredSignatures ?? false,
    lockBranch: input.lockBranch ?? before?.lockBranch ?? false,
    allowForkSyncing: input.lockAllowsFetchAndMerge ?? before?.allowForkSyncing ?? false,
  };
}

function tell(context: QueryContext, repo: Repository, action: string, rule: BranchProtection): void {
  const changes = action === 'edited' ? { changes: {} } : {};
  context.world.events.emit({
    event: 'branch_protection_rule',
    action,
    repo,
    sender: context.viewer,
    payload: { rule: serializeProtectionEvent(repo, rule), ...changes },
  });
}

const node = (repo: Repository, protection: BranchProtection) =>
  nodeOf('BranchProtectionRule', { repo, protection });

export const protectionMutations: RootFields<Mutation> = {
  createBranchProtectionRule: async (_, { input }: { input: CreateBranchProtectionRuleInput }, context) => {
    const { repo } = await findNodeOf(context, input.repositoryId, 'Repository');
    actIn(context, repo, 'admin', ADMINISTER);
    if (repo.protections.some(({ pattern }) => pattern === input.pattern))
      throw unprocessable(`Name already protected: ${input.pattern}`);
    const now = context.world.now();
    const settings = await readRule(context, input, null);
    const id = context.world.ids.next();
    const rule = { id, pattern: input.pattern, ...settings, createdAt: now, updatedAt: now };
    repo.protections.push(rule);
    tell(context, repo, 'created', rule);
    return { clientMutationId: input.clientMutationId ?? null, branchProtectionRule: node(repo, rule) };
  },
  updateBranchProtectionRule: async (_, { input }: { input: UpdateBranchProtectionRuleInput }, context) => {
    const { repo, protection } = await findNodeOf(
      context,
      input.branchProtectionRuleId,
      'BranchProtectionRule',
    );
    actIn(context, repo, 'admin', ADMINISTER);
    Object.assign(protection, await readRule(context, input, protection), {
      pattern: input.pattern ?? protection.pattern,
      updatedAt: context.world.now(),
    });
    tell(context, repo, 'edited', protection);
    return { clientMutationId: input.clientMutationId ?? null, branchProtectionRule: node(repo, protection) };
  },
  deleteBranchProtectionRule: async (_, { input }: { input: DeleteBranchProtectionRuleInput }, context) => {
    const { repo, protection } = await findNodeOf(
      context,
      input.branchProtectionRuleId,
      'BranchProtectionRule',
    );
    actIn(context, repo, 'admin', ADMINISTER);
    repo.protections = repo.protections.filter((one) => one !== protection);
    tell(context, repo, 'deleted', protection);
    return { clientMutationId: input.clientMutationId ?? null };
  },
};
