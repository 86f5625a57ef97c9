/** What a pull request says of its reviews: given, asked for, and what they add up to. */

import { mayWrite } from '../../operations/act.ts';
import { appliedRules } from '../../rules/applied-rules.ts';
import { pullRequestParameters } from '../../rules/rule-parameters.ts';
import { decisiveReviews } from '../../rules/unmet-rules.ts';
import type { Issue, PullRequest, Review } from '../../state/issues.ts';
import type { Repository } from '../../state/repository.ts';
import { type ConnectionInfo, connection, type PageArguments } from '../connection.ts';
import { nodeOf } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';

interface Source {
  repo: Repository;
  issue: Issue;
  pull: PullRequest;
}
/** Submitted ones, and the viewer's own pending one. */
function visibleReviews({ pull }: Source, { viewer }: QueryContext): Review[] {
  return [...pull.reviews.values()].filter(
    (review) => review.state !== 'PENDING' || review.authorId === viewer.id,
  );
}

/** Each person's newest review; a comment does not hide a verdict given before it. */
function latestReviews(source: Source, context: QueryContext): Review[] {
  const latest = new Map<number, Review>();
  for (const review of visibleReviews(source, context)) {
    if (review.state === 'PENDING') continue;
    if (review.state === 'COMMENTED' && latest.has(review.authorId)) continue;
    latest.delete(review.authorId);
    latest.set(review.authorId, review);
  }
  return [...latest.values()];
}

/** Null where no rule asks for reviews and nobody has asked for changes. */
function reviewDecision({ repo, pull }: Source, _: never, { world }: QueryContext): string | null {
  const wanted = appliedRules(world, repo, `refs/heads/${pull.baseRef}`)
    .filter(({ type, enforcement }) => type === 'pull_request' && enforcement === 'active')
    .map(({ parameters }) => pullRequestParameters(parameters).required_approving_review_count);
  const needed = Math.max(0, ...wanted);
  const counted = decisiveReviews(pull).filter((review) => mayWrite(world, repo, review.authorId));
  if (counted.some(({ state }) => state === 'CHANGES_REQUESTED')) return 'CHANGES_REQUESTED';
  const approvals = counted.filter(({ state }) => state === 'APPROVED').length;
  if (needed === 0) return approvals > 0 ? 'APPROVED' : null;
  return approvals >= needed ? 'APPROVED' : 'REVIEW_REQUIRED';
}

function requests({ repo, pull }: Source, { world }: QueryContext) {
  const teams = world.organizationOf(repo)?.teams;
  const users = pull.requestedReviewerIds.map((id) => ({ user: world.account(id) }));
  const asked = pull.requestedTeamIds.flatMap((id) => {
    const team = teams?.get(id);
    return team ? [{ team }] : [];
  });
  return [...users, ...asked].map((reviewer) => nodeOf('ReviewRequest', { repo, pull, reviewer }));
}

const page = (source: Source, reviews: readonly Review[], args: PageArguments, info: ConnectionInfo) =>
  connection(
    info,
    reviews.map((review) => nodeOf('PullRequestReview', { repo: source.repo, pull: source.pull, review })),
    args,
  );

export const pullReviewFields = {
  reviewDecision,
  reviews: (
    source: Source,
    args: PageArguments & { states?: readonly string[] | null; author?: string | null },
    context: QueryContext,
    info: ConnectionInfo,
  ) => {
    const { states, author } = args;
    const authorId = author ? (context.world.findAccount(author)?.id ?? -1) : null;
    const found = visibleReviews(source, context).filter(
      (review) =>
        (!states || states.includes(review.state)) && (authorId === null || review.authorId === authorId),
    );
    return page(source, found, args, info);
  },
  latestReviews: (
    source: Source,
    args: PageArguments & { writersOnly?: boolean | null },
    context: QueryContext,
    info: ConnectionInfo,
  ) => {
    const { repo, pull } = source;
    const asked = new Set(pull.requestedReviewerIds);
    const found = latestReviews(source, context).filter(
      ({ authorId }) =>
        !asked.has(authorId) && (!args.writersOnly || mayWrite(context.world, repo, authorId)),
    );
    return page(source, found, args, info);
  },
  latestOpinionatedReviews: (
    source: Source,
    args: PageArguments & { writersOnly?: boolean | null },
    context: QueryContext,
    info: ConnectionInfo,
  ) => {
    const found = decisiveReviews(source.pull).filter(
      ({ authorId }) => !args.writersOnly || mayWrite(context.world, source.repo, authorId),
    );
    return page(source, found, args, info);
  },
  viewerLatestReview: (source: Source, _: never, context: QueryContext) => {
    const own = visibleReviews(source, context).filter(({ authorId }) => authorId === context.viewer.id);
    const review = own.at(-1);
    return review ? nodeOf('PullRequestReview', { repo: source.repo, pull: source.pull, review }) : null;
  },
  viewerLatestReviewRequest: (source: Source, _: never, context: QueryContext) =>
    requests(source, context).find(
      ({ reviewer }) => 'user' in reviewer && reviewer.user.id === context.viewer.id,
    ) ?? null,
  reviewRequests: (source: Source, args: PageArguments, context: QueryContext, info: ConnectionInfo) =>
    connection(info, requests(source, context), args),
  reviewThreads: ({ repo, pull }: Source, args: PageArguments, _: QueryContext, info: ConnectionInfo) => {
    const starts = [...pull.reviewComments.values()].filter(({ inReplyToId }) => inReplyToId === null);
    return connection(
      info,
      starts.map((thread) => nodeOf('PullRequestReviewThread', { repo, pull, thread })),
      args,
    );
  },
  suggestedReviewers: () => [],
};
