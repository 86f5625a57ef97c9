// Reads one snapshot of a pull request: one question when nothing about it surprises, a few more when something does.

import type { ReadPlan } from '../../core/case/need.ts';
import { type Known, known, notGiven } from '../../core/model/facts/known.ts';
import type { Permission } from '../../core/model/facts/people.ts';
import type { PullFacts } from '../../core/model/facts/pull.ts';
import {
  type BranchName,
  type PullSubject,
  parseBranchName,
  parseInstant,
  parseRepositoryId,
  parseSha,
  type Sha,
  subjectKey,
} from '../../core/model/ids.ts';
import { POLICY_PATH } from '../../core/policy/policy.ts';
import type { Result, Snapshot } from '../../reconcile/ports.ts';
import type { Answer } from '../client/graphql.ts';
import {
  type CheckSuitesAnswer,
  checksOfCommitAnswer,
  comparisonsAnswer,
  type PullAnswer,
  pullAnswer,
} from './answer.ts';
import {
  accountOf,
  isForbidden,
  organisationFiles,
  permissionMissing,
  repositoryFacts,
} from './answer-facts.ts';
import { askedBy } from './asked.ts';
import { type Compared, carryingPulls, comparedBranches, notBeyond, originOf } from './compared-branches.ts';
import type { ReadPermission } from './permission.ts';
import { publishedChecks, publishedNotes, publishedPassport } from './published.ts';
import { baseFiles, filesOfHead } from './pull-files.ts';
import { allComments, allCommits, allFiles, allReviews, MOST_COMMITS } from './pull-lists.ts';
import {
  bodyEditOf,
  commentsOf,
  declinedLabelsOf,
  labelActsOf,
  ownLabelsOf,
  readyAtOf,
  seenAtOf,
} from './pull-parts.ts';
import * as query from './query.ts';
import { failed, gone, hasOrganisation, numbered, type Questions, refNames } from './questions.ts';
import { askable, readTeams, slugOf } from './teams.ts';

/** What the last read of a pull request teaches the next. A wrong hint costs a question, never the truth. */
export interface PullHint {
  /** The head as a comparison wants it named: `branch`, or `owner:branch` of a fork. */
  readonly headRef: string;
}

/** What GraphQL does not tell, asked over REST and only where the plan wants it. */
export interface Extras {
  /** The changed lines between two commits. */
  patches(base: string, head: Sha): Promise<PullFacts['patches']>;
  readonly permission: ReadPermission;
}

/** The name that GitHub gives to the head of every pull request, forks and deleted ones included. */
function pullRef(subject: PullSubject): string {
  return `refs/pull/${subject.number}/head`;
}

/** A deleted fork's commits are still held by the repository itself, under the pull request's own ref. */
function headRefOf(pull: PullAnswer, subject: PullSubject): string {
  if (!pull.isCrossRepository) return pull.headRefName;
  const owner = pull.headRepository?.nameWithOwner.split('/')[0];
  return owner === undefined ? pullRef(subject) : `${owner}:${pull.headRefName}`;
}

async function suitesOf(questions: Questions, pull: PullAnswer): Promise<Result<CheckSuitesAnswer>> {
  const newest = pull.headCommit?.nodes[0]?.commit ?? null;
  if (newest !== null && newest.oid === pull.headRefOid) return { ok: true, value: newest.checkSuites };
  const variables = { oid: pull.headRefOid, appId: questions.appId };
  const reply = await questions.ask(query.CHECKS_OF_COMMIT, variables, checksOfCommitAnswer);
  return reply.ok ? { ok: true, value: reply.value.value.repository?.object?.checkSuites ?? null } : reply;
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

async function originFor(
  questions: Questions,
  pull: PullAnswer,
  { base, head }: Names,
  commits: PullFacts['commits'],
  compared: readonly Compared[],
  headRef: string,
): Promise<PullFacts['origin']> {
  if (!commits.known) return commits;
  const own = commits.value.flatMap(({ sha }) => (sha === null ? [] : [sha]));
  const ofFirst = carryingPulls(pull.firstCommit?.nodes[0]?.commit?.associatedPullRequests);
  const ofHead = carryingPulls(pull.headCommit?.nodes[0]?.commit?.associatedPullRequests);
  const carriedBy = notBeyond(ofFirst, ofHead, head);
  const isWhole = own.length < MOST_COMMITS;
  return originOf(questions, { production: base, own, isWhole, develop: compared, headRef, head, carriedBy });
}

function queueHeadOf(pull: PullAnswer, { problems }: Answer): PullFacts['queueHead'] {
  if (isForbidden(problems, 'mergeQueueEntry')) {
    const without = 'Without it a merge group gets no check, so a queue that requires it waits for ever.';
    return permissionMissing('The merge queue', 'Merge queues: read', without);
  }
  return known(parseSha(pull.mergeQueueEntry?.headCommit?.oid ?? ''));
}

type Lists = Pick<PullFacts, 'commits' | 'files' | 'reviews' | 'origin' | 'patches' | 'comments'>;

function pullFacts(
  subject: PullSubject,
  pull: PullAnswer,
  names: Names,
  viewer: string,
  suites: CheckSuitesAnswer,
  answer: Answer,
  lists: Lists,
): PullFacts {
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
      seenAt: seenAtOf(suites),
      repository: pull.headRepository === null ? null : parseRepositoryId(pull.headRepository.nameWithOwner),
      isFork: pull.isCrossRepository,
    },
    labels,
    ownLabels: ownLabelsOf(labels, pull.timelineItems, viewer),
    labelActs: labelActsOf(labels, pull.timelineItems),
    declinedLabels: declinedLabelsOf(pull.timelineItems, viewer),
    openedAt: names.openedAt,
    readyAt: readyAtOf(pull.timelineItems) ?? names.openedAt,
    ...lists,
    queueHead: queueHeadOf(pull, answer),
  };
}

/** Reads a pull request. The hint to keep comes back beside the snapshot. */
export async function readPull(
  questions: Questions,
  subject: PullSubject,
  plan: ReadPlan,
  hint: PullHint | null,
  extras: Extras,
): Promise<Result<{ readonly snapshot: Snapshot; readonly hint: PullHint }>> {
  const asked = askedBy(plan);
  const paths = [...new Set([POLICY_PATH, ...asked.files])];
  const theirPaths = [...new Set([POLICY_PATH, ...asked.organisationFiles])];
  const teams = askable(subject.repository, asked.teams);
  // Before the head's name is known, the pull request's own ref stands for it.
  const guess = hint?.headRef ?? pullRef(subject);
  const variables = {
    number: subject.number,
    appId: questions.appId,
    withOrganisation: hasOrganisation(subject.repository),
    ...numbered('file', paths),
    ...numbered('organisationFile', theirPaths),
    ...numbered('headFile', asked.headFiles),
    ...numbered('compared', refNames(asked.develop)),
    ...numbered('team', teams.map(slugOf)),
    ...(asked.develop.length > 0 ? { headRef: guess } : {}),
  };
  const counts = {
    file: paths.length,
    organisationFile: theirPaths.length,
    headFile: asked.headFiles.length,
    compared: asked.develop.length,
    team: teams.length,
  };
  const reply = await questions.ask(query.pullQuery(counts), variables, pullAnswer);
  if (!reply.ok) return reply;
  const { value, answer } = reply.value;
  const { repository } = value;
  const pull = repository?.pullRequest ?? null;
  if (repository === null || pull === null) return gone('The pull request');
  const facts = repositoryFacts(repository);
  const names = namesOf(pull);
  if (facts === null) return gone('The repository');
  if (names === null)
    return failed({ kind: 'transient', message: 'GitHub names the branches in a way that git cannot' });

  const headRef = headRefOf(pull, subject);
  const isSameHead = guess === headRef || guess === pullRef(subject);
  const branches =
    asked.develop.length === 0
      ? ({ ok: true, value: [] } as const)
      : await compare(questions, isSameHead ? answer.data : null, asked.develop, headRef, names.head);
  if (!branches.ok) return branches;
  const commits = await allCommits(questions, subject, pull.commits);
  if (!commits.ok) return commits;
  const origin = await originFor(questions, pull, names, commits.value, branches.value, headRef);
  const changed = await allFiles(questions, subject, pull.files);
  if (!changed.ok) return changed;
  const reviews = await allReviews(questions, subject, pull.reviews);
  if (!reviews.ok) return reviews;
  const organisation = organisationFiles(theirPaths, value.organisation);
  const files = await baseFiles(questions, pull, names.base, paths, organisation);
  if (!files.ok) return files;
  const headFiles = await filesOfHead(questions, pull, asked.headFiles);
  if (!headFiles.ok) return headFiles;
  const suites = await suitesOf(questions, pull);
  if (!suites.ok) return suites;
  const comments = await allComments(questions, subject, pull.comments);
  if (!comments.ok) return comments;
  const members = await readTeams(questions, facts.id, asked.teams, answer);
  if (!members.ok) return members;
  const patches = asked.patches
    ? await extras.patches(pull.baseRefOid, names.head)
    : notGiven('No rule asked for the changed lines');

  const people: (readonly [string, Known<Permission>])[] = [];
  for (const login of asked.people) people.push([login.toLowerCase(), await extras.permission(login)]);

  const key = subjectKey({ ...subject, repository: facts.id });
  const lists: Lists = {
    commits: commits.value,
    files: changed.value,
    reviews: reviews.value,
    origin,
    patches,
    comments: known(comments.value.flatMap(commentsOf)),
  };
  const change = pullFacts(subject, pull, names, value.viewer.login, suites.value, answer, lists);
  const queueHead = change.queueHead.known ? change.queueHead.value : null;
  const queueSuites = pull.mergeQueueEntry?.headCommit?.checkSuites ?? null;
  const said = comments.value.flatMap(({ nodes }) => nodes);
  const snapshot: Snapshot = {
    facts: {
      now: questions.clock.now(),
      repository: facts,
      change,
      files: files.value,
      headFiles: headFiles.value,
      teams: members.value,
      people: new Map(people),
      presses: [],
    },
    published: {
      checks: [
        ...publishedChecks(suites.value, names.head, key),
        ...(queueHead === null ? [] : publishedChecks(queueSuites, queueHead, key)),
      ],
      passport: publishedPassport(said),
      notes: publishedNotes(said),
    },
    plan,
  };
  return { ok: true, value: { snapshot, hint: { headRef } } };
}
