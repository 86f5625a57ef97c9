/** Mutations of pull requests: opened, edited, drafted, merged, closed. */
import type {
  ClosePullRequestInput,
  ConvertPullRequestToDraftInput,
  CreatePullRequestInput,
  DisablePullRequestAutoMergeInput,
  EnablePullRequestAutoMergeInput,
  MarkPullRequestReadyForReviewInput,
  MergePullRequestInput,
  Mutation,
  ReopenPullRequestInput,
  UpdatePullRequestInput,
} from '@octokit/graphql-schema';
import { disableAutoMerge, enableAutoMerge } from '../../operations/auto-merge.ts';
import { editIssue } from '../../operations/issues.ts';
import { mergePull } from '../../operations/merge.ts';
import { closePull, editPull, openPull, reopenPull, setDraft } from '../../operations/pulls.ts';
import { findNodeOf } from '../node-lookup.ts';
import { actorNode, pullNode, type RootFields } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';
import { actIn, WRITE_CONTENTS, WRITE_PULLS } from './act-in.ts';
import { marksOf } from './marks-input.ts';

async function pullOf(context: QueryContext, id: string) {
  return findNodeOf(context, id, 'PullRequest');
}

/** `author` may do it to their own pull request, others need the role that GitHub asks for. */
async function own(context: QueryContext, id: string) {
  const node = await pullOf(context, id);
  const isAuthor = node.issue.authorId === context.viewer.id;
  return { ...node, act: actIn(context, node.repo, isAuthor ? 'read' : 'triage', WRITE_PULLS) };
}

const payload = (context: QueryContext, input: { clientMutationId?: string | null }, rest: object) => ({
  clientMutationId: input.clientMutationId ?? null,
  actor: actorNode(context.viewer),
  ...rest,
});

const METHODS = { MERGE: 'merge', SQUASH: 'squash', REBASE: 'rebase' } as const;

export const pullMutations: RootFields<Mutation> = {
  createPullRequest: async (_, { input }: { input: CreatePullRequestInput }, context) => {
    const { repo } = await findNodeOf(context, input.repositoryId, 'Repository');
    const act = actIn(context, repo, 'read', WRITE_PULLS);
    const headOwner = input.headRepositoryId
      ? (await findNodeOf(context, input.headRepositoryId, 'Repository')).repo.ownerId
      : null;
    const isQualified = headOwner === null || input.headRefName.includes(':');
    const pull = await openPull(act, {
      title: input.title,
      body: input.body ?? null,
      base: input.baseRefName,
      head: isQualified
        ? input.headRefName
        : `${context.world.account(headOwner).login}:${input.headRefName}`,
      draft: input.draft ?? false,
      maintainerCanModify: input.maintainerCanModify ?? true,
    });
    return payload(context, input, { pullRequest: pullNode(repo, pull.number) });
  },
  updatePullRequest: async (_, { input }: { input: UpdatePullRequestInput }, context) => {
    const { act, repo, pull, issue } = await own(context, input.pullRequestId);
    await editPull(act, pull, {
      title: input.title ?? undefined,
      body: input.body ?? undefined,
      base: input.baseRefName ?? undefined,
      state: input.state === 'OPEN' ? 'open' : input.state === 'CLOSED' ? 'closed' : undefined,
      maintainerCanModify: input.maintainerCanModify ?? undefined,
    });
    await editIssue(act, issue, await marksOf(context, input));
    return payload(context, input, { pullRequest: pullNode(repo, pull.number) });
  },
  closePullRequest: async (_, { input }: { input: ClosePullRequestInput }, context) => {
    const { act, repo, pull } = await own(context, input.pullRequestId);
    await closePull(act, pull);
    return payload(context, input, { pullRequest: pullNode(repo, pull.number) });
  },
  reopenPullRequest: async (_, { input }: { input: ReopenPullRequestInput }, context) => {
    const { act, repo, pull } = await own(context, input.pullRequestId);
    await reopenPull(act, pull);
    return payload(context, input, { pullRequest: pullNode(repo, pull.number) });
  },
  markPullRequestReadyForReview: async (
    _,
    { input }: { input: MarkPullRequestReadyForReviewInput },
    context,
  ) => {
    const { act, repo, pull } = await own(context, input.pullRequestId);
    await setDraft(act, pull, false);
    return payload(context, input, { pullRequest: pullNode(repo, pull.number) });
  },
  convertPullRequestToDraft: async (_, { input }: { input: ConvertPullRequestToDraftInput }, context) => {
    const { act, repo, pull } = await own(context, input.pullRequestId);
    await setDraft(act, pull, true);
    return payload(context, input, { pullRequest: pullNode(repo, pull.number) });
  },
  mergePullRequest: async (_, { input }: { input: MergePullRequestInput }, context) => {
    const { repo, pull } = await pullOf(context, input.pullRequestId);
    const act = actIn(context, repo, 'write', WRITE_CONTENTS);
    await mergePull(act, pull, {
      method: METHODS[input.mergeMethod ?? 'MERGE'],
      title: input.commitHeadline ?? undefined,
      message: input.commitBody ?? undefined,
      sha: input.expectedHeadOid ?? undefined,
    });
    return payload(context, input, { pullRequest: pullNode(repo, pull.number) });
  },
  enablePullRequestAutoMerge: async (_, { input }: { input: EnablePullRequestAutoMergeInput }, context) => {
    const { repo, pull } = await pullOf(context, input.pullRequestId);
    const act = actIn(context, repo, 'write', WRITE_CONTENTS);
    await enableAutoMerge(act, pull, {
      method: METHODS[input.mergeMethod ?? 'MERGE'],
      commitTitle: input.commitHeadline ?? null,
      commitMessage: input.commitBody ?? null,
    });
    return payload(context, input, { pullRequest: pullNode(repo, pull.number) });
  },
  disablePullRequestAutoMerge: async (_, { input }: { input: DisablePullRequestAutoMergeInput }, context) => {
    const { repo, pull } = await pullOf(context, input.pullRequestId);
    await disableAutoMerge(actIn(context, repo, 'write', WRITE_CONTENTS), pull);
    return payload(context, input, { pullRequest: pullNode(repo, pull.number) });
  },
};
