// Reads one snapshot of a pull request: one question when nothing about it surprises, a few more when something does.
import type { Published } from '../core/effects.ts';
import { known, type PolicyFiles, type PullFacts } from '../core/facts.ts';
import {
  type BranchName,
  parseBranchName,
  parseInstant,
  parseRepositoryId,
  parseSha,
  type Sha,
  type Subject,
  subjectKey,
} from '../core/ids.ts';
import { POLICY_PATH } from '../core/policy.ts';
import type { ReadPlan } from '../core/reconcile-step.ts';
import type { Result, Snapshot } from '../reconcile/ports.ts';
import {
  type CheckSuitesAnswer,
  type CommentPage,
  checksOfCommitAnswer,
  comparisonsAnswer,
  filesAtCommitAnswer,
  moreCommentsAnswer,
  moreCommitsAnswer,
  type PullAnswer,
  pullAnswer,
} from './answer.ts';
import { accountOf, commitsOf, permissionMissing, policyFiles, repositoryFacts } from './answer-facts.ts';
import { type Compared, comparedBranches, originOf } from './compared-branches.ts';
import { publishedCheck, publishedComment } from './published.ts';
import * as query from './query.ts';
import { failed, gone, numbered, type Questions, refNames } from './questions.ts';

export type PullSubject = Extract<Subject, { kind: 'pull' }>;

/** What the last read of a pull request teaches the next. A wrong hint costs a question, never the truth. */
export interface PullHint {
  /** The head as a comparison wants it named: `branch`, or `owner:branch` of a fork. */
  readonly headRef: string;
  /** No comment of the app's lies before this place in the list. Comments are only ever added behind it. */
  readonly commentsAfter: string | null;
}

/** GitHub lists no more commits of a pull request than this. */
const MOST_COMMITS = 250;

/** A deleted fork's commits are still held by the repository itself, under the pull request's own ref. */
function headRefOf(pull: PullAnswer, subject: PullSubject): string {
  if (!pull.isCrossRepository) return pull.headRefName;
  const owner = pull.headRepository?.nameWithOwner.split('/')[0];
  return owner === undefined ? `refs/pull/${subject.number}/head` : `${owner}:${pull.headRefName}`;
}

async function allCommits(
  questions: Questions,
  subject: PullSubject,
  first: PullAnswer['commits'],
): Promise<Result<PullFacts['commits']>> {
  if (first === null) return { ok: true, value: permissionMissing('The commits', 'Contents: read') };
  const commits = [...commitsOf(first)];
  let { pageInfo } = first;
  while (pageInfo.hasNextPage && pageInfo.endCursor !== null && commits.length < MOST_COMMITS) {
    const variables = { number: subject.number, after: pageInfo.endCursor };
    const reply = await questions.ask(query.MORE_COMMITS, variables, moreCommitsAnswer);
    if (!reply.ok) return reply;
    const page = reply.value.value.repository?.pullRequest?.commits;
    if (page === undefined) return gone('The pull request');
    commits.push(...commitsOf(page));
    pageInfo = page.pageInfo;
  }
  return { ok: true, value: known(commits) };
}

interface FoundComment {
  readonly comment: Published['comment'];
  readonly after: string | null;
}

/** Looks through all comments before saying that there is none: a second passport would be worse than a second question. */
async function findComment(
  questions: Questions,
  subject: PullSubject,
  first: CommentPage | null,
  after: string | null,
): Promise<Result<FoundComment>> {
  if (first === null) return gone('The conversation');
  let page = first;
  let before = after;
  for (;;) {
    const comment = publishedComment(page);
    const { hasNextPage, endCursor } = page.pageInfo;
    if (comment !== null || !hasNextPage || endCursor === null)
      return { ok: true, value: { comment, after: before } };
    before = endCursor;
    const variables = { number: subject.number, commentsAfter: endCursor };
    const reply = await questions.ask(query.MORE_COMMENTS, variables, moreCommentsAnswer);
    if (!reply.ok) return reply;
    const next = reply.value.value.repository?.pullRequest?.comments;
    if (next === undefined) return gone('The pull request');
    page = next;
  }
}

async function suitesOf(questions: Questions, pull: PullAnswer): Promise<Result<CheckSuitesAnswer>> {
  const newest = pull.headCommit?.nodes[0]?.commit ?? null;
  if (newest !== null && newest.oid === pull.headRefOid) return { ok: true, value: newest.checkSuites };
  const variables = { oid: pull.headRefOid, appId: questions.appId };
  const reply = await questions.ask(query.CHECKS_OF_COMMIT, variables, checksOfCommitAnswer);
  return reply.ok ? { ok: true, value: reply.value.value.repository?.object?.checkSuites ?? null } : reply;
}

async function filesOf(
  questions: Questions,
  pull: PullAnswer,
  base: BranchName,
  paths: readonly string[],
): Promise<Result<PolicyFiles>> {
  let commit = pull.baseRef?.target ?? null;
  if (commit === null) {
    // The base branch was deleted: what it was when the pull request last saw it still says what was asked of it.
    const variables = { oid: pull.baseRefOid, ...numbered('file', paths) };
    const reply = await questions.ask(query.filesAtCommitQuery(paths.length), variables, filesAtCommitAnswer);
    if (!reply.ok) return reply;
    commit = reply.value.value.repository?.object ?? null;
  }
  const files = commit === null ? null : policyFiles(base, paths, commit);
  return files === null ? gone('The base branch') : { ok: true, value: files };
}

async function compare(
  questions: Questions,
  data: unknown,
  develop: readonly BranchName[],
  headRef: string,
  head: Sha,
): Promise<Result<readonly Compared[]>> {
  const compared = comparedBranches(data, develop, head);
  if (compared.every(({ kind }) => kind !== 'unreadable')) return { ok: true, value: compared };
  const variables = { headRef, ...numbered('compared', refNames(develop)) };
  const reply = await questions.ask(query.comparisonQuery(develop.length), variables, comparisonsAnswer);
  return reply.ok ? { ok: true, value: comparedBranches(reply.value.answer.data, develop, head) } : reply;
}

async function originFor(
  questions: Questions,
  base: BranchName,
  commits: PullFacts['commits'],
  compared: readonly Compared[],
  headRef: string,
  head: Sha,
): Promise<PullFacts['origin']> {
  if (!commits.known) return commits;
  const own = commits.value.flatMap(({ sha }) => (sha === null ? [] : [sha]));
  return originOf(questions, base, own, own.length < MOST_COMMITS, compared, headRef, head);
}

interface Names {
  readonly base: BranchName;
  readonly branch: BranchName;
  readonly head: Sha;
  readonly openedAt: PullFacts['openedAt'];
}

function namesOf(pull: PullAnswer): Names | null {
  const base = parseBranchName(pull.baseRefName);
  const branch = parseBranchName(pull.headRefName);
  const head = parseSha(pull.headRefOid);
  const openedAt = parseInstant(pull.createdAt);
  if (base === null || branch === null || head === null || openedAt === null) return null;
  return { base, branch, head, openedAt };
}

function pullFacts(
  subject: PullSubject,
  pull: PullAnswer,
  names: Names,
  commits: PullFacts['commits'],
  origin: PullFacts['origin'],
): PullFacts {
  const states = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' } as const;
  return {
    kind: 'pull',
    number: subject.number,
    title: pull.title,
    body: pull.body ?? '',
    state: states[pull.state],
    isDraft: pull.isDraft,
    author: accountOf(pull.author),
    base: names.base,
    head: {
      branch: names.branch,
      sha: names.head,
      repository: pull.headRepository === null ? null : parseRepositoryId(pull.headRepository.nameWithOwner),
      isFork: pull.isCrossRepository,
    },
    labels: pull.labels?.nodes.map(({ name }) => name) ?? [],
    openedAt: names.openedAt,
    commits,
    origin,
  };
}

/** Reads a pull request. The hint to keep comes back beside the snapshot. */
export async function readPull(
  questions: Questions,
  subject: PullSubject,
  plan: ReadPlan,
  hint: PullHint | null,
): Promise<Result<{ readonly snapshot: Snapshot; readonly hint: PullHint }>> {
  const paths = [...new Set([POLICY_PATH, ...plan.files])];
  const compared = hint === null ? [] : plan.develop;
  const commentsAfter = hint?.commentsAfter ?? null;
  const variables = {
    number: subject.number,
    appId: questions.appId,
    commentsAfter,
    ...numbered('file', paths),
    ...numbered('compared', refNames(compared)),
    ...(compared.length > 0 && hint !== null ? { headRef: hint.headRef } : {}),
  };
  const reply = await questions.ask(query.pullQuery(paths.length, compared.length), variables, pullAnswer);
  if (!reply.ok) return reply;
  const { repository } = reply.value.value;
  const pull = repository?.pullRequest ?? null;
  if (repository === null || pull === null) return gone('The pull request');
  const facts = repositoryFacts(repository);
  const names = namesOf(pull);
  if (facts === null) return gone('The repository');
  if (names === null)
    return failed({ kind: 'transient', message: 'GitHub names the branches in a way that git cannot' });

  const headRef = headRefOf(pull, subject);
  const branches =
    plan.develop.length === 0
      ? ({ ok: true, value: [] } as const)
      : await compare(
          questions,
          hint?.headRef === headRef ? reply.value.answer.data : null,
          plan.develop,
          headRef,
          names.head,
        );
  if (!branches.ok) return branches;
  const commits = await allCommits(questions, subject, pull.commits);
  if (!commits.ok) return commits;
  const origin = await originFor(questions, names.base, commits.value, branches.value, headRef, names.head);
  const files = await filesOf(questions, pull, names.base, paths);
  if (!files.ok) return files;
  const suites = await suitesOf(questions, pull);
  if (!suites.ok) return suites;
  const found = await findComment(questions, subject, pull.comments, commentsAfter);
  if (!found.ok) return found;

  const key = subjectKey({ ...subject, repository: facts.id });
  const snapshot: Snapshot = {
    facts: {
      now: questions.clock.now(),
      repository: facts,
      change: pullFacts(subject, pull, names, commits.value, origin),
      files: files.value,
    },
    published: {
      check: publishedCheck(suites.value, names.head, key),
      comment: found.value.comment,
    },
    plan,
  };
  return { ok: true, value: { snapshot, hint: { headRef, commentsAfter: found.value.after } } };
}
