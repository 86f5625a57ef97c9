// Turns the answer about a pull request, with what was asked after it, into a snapshot. Asks nothing itself.
import type { ReadPlan } from '../../core/case/need.ts';
import type { Facts } from '../../core/model/facts/facts.ts';
import { known } from '../../core/model/facts/known.ts';
import type { PullFacts } from '../../core/model/facts/pull.ts';
import {
  type BranchName,
  type Instant,
  type PullSubject,
  parseBranchName,
  parseInstant,
  parseRepositoryId,
  parseSha,
  type Sha,
  subjectKey,
} from '../../core/model/ids.ts';
import type { Seen } from '../../reconcile/hints.ts';
import type { Snapshot } from '../../reconcile/ports.ts';
import type { Answer } from '../client/graphql.ts';
import type { CheckSuitesAnswer, CommentPage, Listed, PullAnswer } from './answer.ts';
import { accountOf, isForbidden, permissionMissing } from './answer-facts.ts';
import {
  doubledComments,
  othersRuns,
  publishedChecks,
  publishedNotes,
  publishedPassport,
} from './published.ts';
import { MOST_COMMENTS } from './pull-lists.ts';
import {
  bodyEditOf,
  commentsOf,
  declinedLabelsOf,
  labelActsOf,
  ownLabelsOf,
  readyAtOf,
  seenAtOf,
} from './pull-parts.ts';
import { recordDigest } from './record-digest.ts';

/** The name that GitHub gives to the head of every pull request, forks and deleted ones included. */
export function pullRef(subject: PullSubject): string {
  return `refs/pull/${subject.number}/head`;
}

/** A deleted fork's commits are still held by the repository itself, under the pull request's own ref. */
export function headRefOf(pull: PullAnswer, subject: PullSubject): string {
  if (!pull.isCrossRepository) return pull.headRefName;
  const owner = pull.headRepository?.nameWithOwner.split('/')[0];
  return owner === undefined ? pullRef(subject) : `${owner}:${pull.headRefName}`;
}

/** What a pull request goes by. */
export interface Names {
  readonly base: BranchName;
  readonly branch: BranchName;
  readonly head: Sha;
  readonly openedAt: Instant;
}

export function namesOf(pull: PullAnswer): Names | null {
  const base = parseBranchName(pull.baseRefName);
  const branch = parseBranchName(pull.headRefName);
  const head = parseSha(pull.headRefOid);
  const openedAt = parseInstant(pull.createdAt);
  if (base === null || branch === null || head === null || openedAt === null) return null;
  return { base, branch, head, openedAt };
}

/** The one answer that a snapshot is made from. */
export interface FoundPull {
  readonly subject: PullSubject;
  readonly repository: Facts['repository'];
  readonly pull: PullAnswer;
  readonly names: Names;
  /** The head as a comparison wants it named. */
  readonly headRef: string;
  /** The login that the app has on GitHub. */
  readonly viewer: string;
  readonly answer: Answer;
}

/** What the one answer may hold only in part, read to its end. */
export interface PullRest
  extends Pick<Facts, 'files' | 'headFiles' | 'teams' | 'people'>,
    Pick<PullFacts, 'commits' | 'origin' | 'sameHead' | 'patches' | 'reviews'> {
  readonly changed: PullFacts['files'];
  readonly reviewIds: Seen['reviews'];
  readonly suites: CheckSuitesAnswer;
  readonly comments: Listed<CommentPage>['nodes'];
}

function queueHeadOf(pull: PullAnswer, { problems }: Answer): PullFacts['queueHead'] {
  if (isForbidden(problems, 'mergeQueueEntry')) {
    const without = 'Without it a merge group gets no check, so a queue that requires it waits for ever.';
    return permissionMissing('The merge queue', 'Merge queues: read', without);
  }
  return known(parseSha(pull.mergeQueueEntry?.headCommit?.oid ?? ''));
}

function pullFacts({ subject, pull, names, viewer, answer }: FoundPull, rest: PullRest): PullFacts {
  const states = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' } as const;
  const labels = pull.labels?.nodes.map(({ name }) => name) ?? [];
  return {
    kind: 'pull',
    number: subject.number,
    title: pull.title,
    body: pull.body ?? '',
    bodyEdit: bodyEditOf(pull, viewer),
    state: states[pull.state],
    isDraft: pull.isDraft,
    author: accountOf(pull.author),
    base: names.base,
    head: {
      branch: names.branch,
      sha: names.head,
      seenAt: seenAtOf(rest.suites),
      repository: pull.headRepository === null ? null : parseRepositoryId(pull.headRepository.nameWithOwner),
      isFork: pull.isCrossRepository,
    },
    labels,
    ownLabels: ownLabelsOf(labels, pull.timelineItems, viewer),
    labelActs: labelActsOf(labels, pull.timelineItems),
    declinedLabels: declinedLabelsOf(pull.timelineItems, viewer),
    openedAt: names.openedAt,
    readyAt: readyAtOf(pull.timelineItems) ?? names.openedAt,
    commits: rest.commits,
    files: rest.changed,
    reviews: rest.reviews,
    origin: rest.origin,
    sameHead: rest.sameHead,
    patches: rest.patches,
    comments: known(commentsOf({ nodes: rest.comments })),
    queueHead: queueHeadOf(pull, answer),
  };
}

function seenIn(
  { head, commits, queueHead }: PullFacts,
  { updatedAt, state, isDraft, baseRefName, title, body, labels }: PullAnswer,
  { reviewIds, comments }: PullRest,
): Seen {
  const shas = commits.known ? commits.value.flatMap(({ sha }) => sha ?? []) : [];
  const ids = comments.map(({ databaseId }) => databaseId);
  return {
    head: head.sha,
    commits: new Set(shas),
    queueHead: queueHead.known ? queueHead.value : undefined,
    updatedAt: parseInstant(updatedAt),
    record:
      labels === null
        ? null
        : recordDigest({
            isOpen: state === 'OPEN',
            isDraft,
            base: baseRefName,
            title,
            body,
            labels: labels.nodes.map(({ name }) => name),
          }),
    comments:
      ids.length < MOST_COMMENTS && !ids.includes(null) ? new Set(ids.filter((id) => id !== null)) : null,
    reviews: reviewIds,
  };
}

export function pullSnapshot(found: FoundPull, rest: PullRest, plan: ReadPlan, now: Instant): Snapshot {
  const { subject, repository, pull, names } = found;
  const { files, headFiles, teams, people, suites, comments } = rest;
  const change = pullFacts(found, rest);
  const key = subjectKey({ ...subject, repository: repository.id });
  const queueHead = change.queueHead.known ? change.queueHead.value : null;
  const queueSuites = pull.mergeQueueEntry?.headCommit?.checkSuites ?? null;
  return {
    facts: { now, repository, change, files, headFiles, teams, people, presses: [] },
    published: {
      checks: [
        ...publishedChecks(suites, names.head, key),
        ...(queueHead === null ? [] : publishedChecks(queueSuites, queueHead, key)),
      ],
      others: othersRuns(suites, names.head, key),
      passport: publishedPassport(comments),
      notes: publishedNotes(comments),
      doubles: doubledComments(comments),
    },
    plan,
    seen: seenIn(change, pull, rest),
  };
}
