/** Comments on the lines of a pull request: alone, as part of a review, and as replies. */
import { forbidden, unprocessable, validationFailed } from '../http/errors.ts';
import type { JsonObject } from '../json.ts';
import { serializeReviewComment } from '../serialize/code-comment.ts';
import { issueOf, serializePull } from '../serialize/pull.ts';
import type { PullRequest, Review, ReviewComment } from '../state/issues.ts';
import type { Act } from './act.ts';
import { mayWrite } from './act.ts';
import { touch } from './issue-events.ts';
import { checkText } from './issue-record.ts';
import { pullFiles } from './pull-range.ts';

export interface ReviewCommentInput {
  body: string;
  path: string;
  /** null: about the file as a whole. */
  line: number | null;
  startLine: number | null;
  side: 'LEFT' | 'RIGHT';
  commitId: string | null;
}

function tell(
  act: Act,
  pull: PullRequest,
  comment: ReviewComment,
  action: string,
  extra: JsonObject = {},
): void {
  const { world, repo, person } = act;
  const payload = {
    comment: serializeReviewComment(world, repo, pull, comment),
    pull_request: serializePull(world, repo, pull),
    ...extra,
  };
  world.events.emit({ event: 'pull_request_review_comment', action, repo, sender: person, payload });
}

/** The hunk of a file's patch up to a line of the new (or old) file; null when the diff does not show that line. */
export function hunkUpTo(patch: string, line: number, side: 'LEFT' | 'RIGHT'): string | null {
  let hunk: string[] = [];
  let at = 0;
  for (const text of patch.split('\n')) {
    const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(text);
    if (header) {
      hunk = [text];
      at = Number(side === 'LEFT' ? header[1] : header[2]) - 1;
      continue;
    }
    hunk.push(text);
    if (text.startsWith(side === 'LEFT' ? '+' : '-') || text.startsWith('\\')) continue;
    at += 1;
    if (at === line) return hunk.join('\n');
  }
  return null;
}

/** Adds a comment to a review; 422 in GitHub's words for lines that the diff does not show. Tells nobody yet. */
export async function addReviewComment(
  act: Act,
  pull: PullRequest,
  review: Review,
  input: ReviewCommentInput,
): Promise<ReviewComment> {
  const { world, repo } = act;
  checkText('PullRequestReviewComment', { body: input.body });
  const invalid = (field: string, message: string) =>
    validationFailed([{ resource: 'PullRequestReviewComment', code: 'custom', field, message }]);
  if (input.body.trim() === '') throw invalid('body', 'body can not be blank');
  const file = (await pullFiles(world, repo, pull)).find(({ path }) => path === input.path);
  if (!file)
    throw invalid(
      'pull_request_review_thread.path',
      'pull_request_review_thread.path diff too large or not part of the diff',
    );
  const hunk = input.line === null ? (file.patch ?? '') : hunkUpTo(file.patch ?? '', input.line, input.side);
  if (hunk === null)
    throw invalid(
      'pull_request_review_thread.line',
      'pull_request_review_thread.line must be part of the diff',
    );
  const now = world.now();
  const commitId = input.commitId ?? pull.headSha;
  return keep(pull, {
    id: world.ids.next(),
    reviewId: review.id,
    authorId: act.person.id,
    body: input.body,
    path: input.path,
    line: input.line,
    startLine: input.startLine,
    side: input.side,
    subjectType: input.line === null ? 'file' : 'line',
    commitId,
    originalCommitId: commitId,
    diffHunk: hunk,
    inReplyToId: null,
    threadResolvedById: null,
    reactions: [],
    createdAt: now,
    updatedAt: now,
  });
}

function keep(pull: PullRequest, comment: ReviewComment): ReviewComment {
  pull.reviewComments.set(comment.id, comment);
  return comment;
}

/** A reply in the thread that a comment started; replies to replies go to the same thread. */
export function replyTo(
  act: Act,
  pull: PullRequest,
  review: Review,
  to: ReviewComment,
  body: string,
): ReviewComment {
  if (body.trim() === '') throw unprocessable('body can not be blank');
  const now = act.world.now();
  return keep(pull, {
    ...to,
    id: act.world.ids.next(),
    reviewId: review.id,
    authorId: act.person.id,
    body,
    inReplyToId: to.inReplyToId ?? to.id,
    threadResolvedById: null,
    reactions: [],
    createdAt: now,
    updatedAt: now,
  });
}

/** Called when the review that holds them is submitted: until then only their author sees them. */
export function tellOfComments(act: Act, pull: PullRequest, review: Review): void {
  for (const comment of pull.reviewComments.values())
    if (comment.reviewId === review.id) tell(act, pull, comment, 'created');
  touch(act, issueOf(act.repo, pull));
}

function requireOwn(act: Act, comment: ReviewComment): void {
  const allowed =
    comment.authorId === act.person.id || act.app !== null || mayWrite(act.world, act.repo, act.person.id);
  if (!allowed) throw forbidden('Must have admin rights to Repository.');
}

export function editReviewComment(act: Act, pull: PullRequest, comment: ReviewComment, body: string): void {
  requireOwn(act, comment);
  checkText('PullRequestReviewComment', { body });
  const changes = { body: { from: comment.body } };
  comment.body = body;
  comment.updatedAt = act.world.now();
  tell(act, pull, comment, 'edited', { changes });
}

export function deleteReviewComment(act: Act, pull: PullRequest, comment: ReviewComment): void {
  requireOwn(act, comment);
  pull.reviewComments.delete(comment.id);
  tell(act, pull, comment, 'deleted');
}
