/** Mutations of reviews, review comments and requests for a review. */
import type {
  AddPullRequestReviewInput,
  DismissPullRequestReviewInput,
  DraftPullRequestReviewThread,
  Mutation,
  RequestReviewsInput,
  ResolveReviewThreadInput,
  SubmitPullRequestReviewInput,
  UnresolveReviewThreadInput,
} from '@octokit/graphql-schema';
import { unprocessable } from '../../http/errors.ts';
import type { Act } from '../../operations/act.ts';
import { changeReviewRequests } from '../../operations/review-requests.ts';
import { dismissReview, type ReviewEvent, submitReview, writeReview } from '../../operations/reviews.ts';
import type { PullRequest, Review } from '../../state/issues.ts';
import type { Repository } from '../../state/repository.ts';
import { findNodeOf } from '../node-lookup.ts';
import { actorNode, nodeOf, pullNode, type RootFields } from '../nodes.ts';
import { actIn, WRITE_PULLS } from './act-in.ts';
import { loginsOf } from './marks-input.ts';

/** DISMISS is an event of the schema that only its own mutation carries out. */
function eventOf(event: string | null | undefined): ReviewEvent | null {
  if (event === 'APPROVE' || event === 'REQUEST_CHANGES' || event === 'COMMENT') return event;
  return null;
}

const reviewNode = (repo: Repository, pull: PullRequest, review: Review) =>
  nodeOf('PullRequestReview', { repo, pull, review });

/** Threads that come with a new review, as comments of it. */
function addThreads(
  { world, person }: Act,
  pull: PullRequest,
  review: Review,
  threads: readonly (DraftPullRequestReviewThread | null)[],
): void {
  for (const thread of threads) {
    if (!thread) continue;
    const id = world.ids.next();
    const now = world.now();
    pull.reviewComments.set(id, {
      id,
      reviewId: review.id,
      authorId: person.id,
      body: thread.body,
      path: thread.path ?? '',
      line: thread.line ?? null,
      startLine: thread.startLine ?? null,
      side: thread.side ?? 'RIGHT',
      subjectType: thread.line == null ? 'file' : 'line',
      commitId: review.commitId ?? pull.headSha,
      originalCommitId: review.commitId ?? pull.headSha,
      diffHunk: '',
      inReplyToId: null,
      threadResolvedById: null,
      reactions: [],
      createdAt: now,
      updatedAt: now,
    });
  }
}

export const reviewMutations: RootFields<Mutation> = {
  addPullRequestReview: async (_, { input }: { input: AddPullRequestReviewInput }, context) => {
    const { repo, pull } = await findNodeOf(context, input.pullRequestId, 'PullRequest');
    const act = actIn(context, repo, 'read', WRITE_PULLS);
    const event = eventOf(input.event);
    const threads = input.threads ?? [];
    // Written first and submitted after: the event must see the threads, which also excuse an empty body.
    const review = await writeReview(act, pull, {
      event: threads.length > 0 ? null : event,
      body: input.body ?? '',
      commitId: input.commitOID ?? null,
    });
    addThreads(act, pull, review, threads);
    if (threads.length > 0 && event !== null) await submitReview(act, pull, review, event, input.body ?? '');
    const node = reviewNode(repo, pull, review);
    return {
      clientMutationId: input.clientMutationId ?? null,
      pullRequestReview: node,
      reviewEdge: { cursor: Buffer.from('cursor:v2:1').toString('base64'), node },
    };
  },
  submitPullRequestReview: async (_, { input }: { input: SubmitPullRequestReviewInput }, context) => {
    const { repo, pull, review } = input.pullRequestReviewId
      ? await findNodeOf(context, input.pullRequestReviewId, 'PullRequestReview')
      : { ...(await findNodeOf(context, input.pullRequestId ?? '', 'PullRequest')), review: null };
    const act = actIn(context, repo, 'read', WRITE_PULLS);
    const pending =
      review ??
      [...pull.reviews.values()].find((one) => one.state === 'PENDING' && one.authorId === context.viewer.id);
    const event = eventOf(input.event);
    if (!pending || event === null) throw unprocessable('Could not find a pending review to submit.');
    await submitReview(act, pull, pending, event, input.body ?? '');
    return {
      clientMutationId: input.clientMutationId ?? null,
      pullRequestReview: reviewNode(repo, pull, pending),
    };
  },
  dismissPullRequestReview: async (_, { input }: { input: DismissPullRequestReviewInput }, context) => {
    const { repo, pull, review } = await findNodeOf(context, input.pullRequestReviewId, 'PullRequestReview');
    await dismissReview(actIn(context, repo, 'write', WRITE_PULLS), pull, review, input.message);
    return {
      clientMutationId: input.clientMutationId ?? null,
      pullRequestReview: reviewNode(repo, pull, review),
    };
  },
  requestReviews: async (_, { input }: { input: RequestReviewsInput }, context) => {
    const { repo, pull } = await findNodeOf(context, input.pullRequestId, 'PullRequest');
    const act = actIn(context, repo, 'write', WRITE_PULLS);
    const reviewers = await loginsOf(context, input.userIds ?? []);
    const wanted = await Promise.all((input.teamIds ?? []).map((id) => findNodeOf(context, id, 'Team')));
    const teams = wanted.map(({ team }) => team.slug);
    // Without `union` the lists replace what was asked before.
    if (!input.union) {
      const known = [...(context.world.organizationOf(repo)?.teams.values() ?? [])];
      const before = {
        reviewers: pull.requestedReviewerIds
          .map((id) => context.world.account(id).login)
          .filter((login) => !reviewers.includes(login)),
        teams: known
          .filter(({ id, slug }) => pull.requestedTeamIds.includes(id) && !teams.includes(slug))
          .map(({ slug }) => slug),
      };
      await changeReviewRequests(act, pull, before, false);
    }
    await changeReviewRequests(act, pull, { reviewers, teams }, true);
    return {
      clientMutationId: input.clientMutationId ?? null,
      actor: actorNode(context.viewer),
      pullRequest: pullNode(repo, pull.number),
    };
  },
  resolveReviewThread: async (_, { input }: { input: ResolveReviewThreadInput }, context) => {
    const node = await findNodeOf(context, input.threadId, 'PullRequestReviewThread');
    actIn(context, node.repo, 'write', WRITE_PULLS);
    node.thread.threadResolvedById = context.viewer.id;
    return { clientMutationId: input.clientMutationId ?? null, thread: node };
  },
  unresolveReviewThread: async (_, { input }: { input: UnresolveReviewThreadInput }, context) => {
    const node = await findNodeOf(context, input.threadId, 'PullRequestReviewThread');
    actIn(context, node.repo, 'write', WRITE_PULLS);
    node.thread.threadResolvedById = null;
    return { clientMutationId: input.clientMutationId ?? null, thread: node };
  },
};
