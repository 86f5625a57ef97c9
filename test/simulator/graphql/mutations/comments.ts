/** Mutations of comments and reactions. */
import type {
  AddCommentInput,
  AddReactionInput,
  DeleteIssueCommentInput,
  MinimizeCommentInput,
  Mutation,
  RemoveReactionInput,
  UnminimizeCommentInput,
  UpdateIssueCommentInput,
} from '@octokit/graphql-schema';
import { addComment, deleteComment, editComment } from '../../operations/comments.ts';
import type { IssueComment, Reaction } from '../../state/issues.ts';
import type { Repository } from '../../state/repository.ts';
import { findNodeOf } from '../node-lookup.ts';
import { nodeOf, type RootFields, threadNode } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';
import { REACTIONS, reactionGroups, reactionValue } from '../resolvers/written.ts';
import { actIn, WRITE_ISSUES, WRITE_PULLS } from './act-in.ts';

const edge = (node: object) => ({ cursor: Buffer.from('cursor:v2:1').toString('base64'), node });

async function commentOf(context: QueryContext, id: string) {
  const { repo, comment } = await findNodeOf(context, id, 'IssueComment');
  return { repo, comment, act: actIn(context, repo, 'read', WRITE_ISSUES, WRITE_PULLS) };
}

const commentNode = (repo: Repository, comment: IssueComment) => nodeOf('IssueComment', { repo, comment });

/** What can be reacted to, with its list of reactions. */
async function reactable(context: QueryContext, id: string) {
  const node = await findNodeOf(
    context,
    id,
    'Issue',
    'PullRequest',
    'IssueComment',
    'CommitComment',
    'PullRequestReviewComment',
  );
  actIn(context, node.repo, 'read', WRITE_ISSUES, WRITE_PULLS);
  return {
    node,
    repo: node.repo,
    reactions: 'issue' in node ? node.issue.reactions : node.comment.reactions,
  };
}

const contentOf = (name: string) => REACTIONS.find(([, one]) => one === name)?.[0] ?? '+1';

export const commentMutations: RootFields<Mutation> = {
  addComment: async (_, { input }: { input: AddCommentInput }, context) => {
    const { repo, issue } = await findNodeOf(context, input.subjectId, 'Issue', 'PullRequest');
    const need = repo.pulls.has(issue.number) ? WRITE_PULLS : WRITE_ISSUES;
    const comment = addComment(actIn(context, repo, 'read', need, WRITE_ISSUES), issue, input.body);
    const node = commentNode(repo, comment);
    return {
      clientMutationId: input.clientMutationId ?? null,
      commentEdge: edge(node),
      timelineEdge: edge(node),
      subject: threadNode(repo, issue.number),
    };
  },
  updateIssueComment: async (_, { input }: { input: UpdateIssueCommentInput }, context) => {
    const { act, repo, comment } = await commentOf(context, input.id);
    editComment(act, comment, input.body);
    return { clientMutationId: input.clientMutationId ?? null, issueComment: commentNode(repo, comment) };
  },
  deleteIssueComment: async (_, { input }: { input: DeleteIssueCommentInput }, context) => {
    const { act, comment } = await commentOf(context, input.id);
    deleteComment(act, comment);
    return { clientMutationId: input.clientMutationId ?? null };
  },
  minimizeComment: async (_, { input }: { input: MinimizeCommentInput }, context) => {
    const { repo, comment } = await findNodeOf(context, input.subjectId, 'IssueComment');
    actIn(context, repo, 'write', WRITE_ISSUES, WRITE_PULLS);
    comment.minimizedReason = input.classifier.toLowerCase().replace('_', '-');
    return {
      clientMutationId: input.clientMutationId ?? null,
      minimizedComment: commentNode(repo, comment),
    };
  },
  unminimizeComment: async (_, { input }: { input: UnminimizeCommentInput }, context) => {
    const { repo, comment } = await findNodeOf(context, input.subjectId, 'IssueComment');
    actIn(context, repo, 'write', WRITE_ISSUES, WRITE_PULLS);
    comment.minimizedReason = null;
    return {
      clientMutationId: input.clientMutationId ?? null,
      unminimizedComment: commentNode(repo, comment),
    };
  },
  addReaction: async (_, { input }: { input: AddReactionInput }, context) => {
    const { node, repo, reactions } = await reactable(context, input.subjectId);
    const content = contentOf(input.content);
    const known = reactions.find((one) => one.content === content && one.userId === context.viewer.id);
    const reaction: Reaction = known ?? {
      id: context.world.ids.next(),
      userId: context.viewer.id,
      content,
      createdAt: context.world.now(),
    };
    if (!known) reactions.push(reaction);
    return {
      clientMutationId: input.clientMutationId ?? null,
      reaction: { ...reactionValue(reaction, repo, context), reactable: node },
      reactionGroups: reactionGroups(reactions, context),
      subject: node,
    };
  },
  removeReaction: async (_, { input }: { input: RemoveReactionInput }, context) => {
    const { node, repo, reactions } = await reactable(context, input.subjectId);
    const content = contentOf(input.content);
    const at = reactions.findIndex((one) => one.content === content && one.userId === context.viewer.id);
    const [gone] = at < 0 ? [] : reactions.splice(at, 1);
    return {
      clientMutationId: input.clientMutationId ?? null,
      reaction: gone ? { ...reactionValue(gone, repo, context), reactable: node } : null,
      reactionGroups: reactionGroups(reactions, context),
      subject: node,
    };
  },
};
