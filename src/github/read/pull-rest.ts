// Reads what the one answer about a pull request holds only in part, or not at all. Where nothing surprises, this asks nothing.
import { type Known, notGiven } from '../../core/model/facts/known.ts';
import type { Permission } from '../../core/model/facts/people.ts';
import type { PullFacts } from '../../core/model/facts/pull.ts';
import type { PolicyFiles } from '../../core/model/facts/repository.ts';
import type { BranchName, Sha } from '../../core/model/ids.ts';
import type { Result } from '../../reconcile/ports.ts';
import {
  type CarriersAnswer,
  type CheckSuitesAnswer,
  checksOfCommitAnswer,
  comparisonsAnswer,
  type PullAnswer,
} from './answer.ts';
import { failed, type Questions } from './ask-repository.ts';
import type { Asked } from './asked.ts';
import { type Compared, carryingPulls, comparedBranches, notBeyond, originOf } from './compared-branches.ts';
import { contradictionInCommits, contradictionInFiles } from './contradictions.ts';
import type { ReadPermission } from './permission.ts';
import type { FoundPull, PullRest } from './pull-facts.ts';
import { baseFiles, filesOfHead } from './pull-files.ts';
import { allComments, allCommits, allFiles, allReviews, MOST_COMMITS } from './pull-lists.ts';
import { CHECKS_OF_COMMIT, comparisonQuery } from './query.ts';
import { sameHeadOf } from './same-head.ts';
import { readTeams } from './teams.ts';
import { numbered, refNames, withPolicy } from './variables.ts';

/** What GraphQL does not tell, asked over REST and only where the plan wants it. */
export interface Extras {
  /** The changed lines between two commits. */
  patches(base: string, head: Sha): Promise<PullFacts['patches']>;
  readonly permission: ReadPermission;
}

/** What GitHub tells of the head as a commit. */
interface HeadCommit {
  readonly checkSuites?: CheckSuitesAnswer | undefined;
  readonly associatedPullRequests?: CarriersAnswer | null | undefined;
}

async function headCommitOf(questions: Questions, pull: PullAnswer): Promise<Result<HeadCommit | null>> {
  const newest = pull.headCommit?.nodes[0]?.commit ?? null;
  if (newest !== null && newest.oid === pull.headRefOid) return { ok: true, value: newest };
  const variables = { oid: pull.headRefOid, appId: questions.appId };
  const reply = await questions.ask(CHECKS_OF_COMMIT, variables, checksOfCommitAnswer);
  return reply.ok ? { ok: true, value: reply.value.value.repository?.object ?? null } : reply;
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
  const reply = await questions.ask(comparisonQuery(develop.length), variables, comparisonsAnswer);
  return reply.ok ? { ok: true, value: comparedBranches(reply.value.answer.data, develop, head) } : reply;
}

async function originFor(
  questions: Questions,
  { pull, names: { base, head }, headRef }: FoundPull,
  commits: PullFacts['commits'],
  compared: readonly Compared[],
): Promise<PullFacts['origin']> {
  if (!commits.known) return commits;
  const own = commits.value.flatMap(({ sha }) => (sha === null ? [] : [sha]));
  const ofFirst = carryingPulls(pull.firstCommit?.nodes[0]?.commit?.associatedPullRequests);
  const ofHead = carryingPulls(pull.headCommit?.nodes[0]?.commit?.associatedPullRequests);
  const carriedBy = notBeyond(ofFirst, ofHead, head);
  const isWhole = own.length < MOST_COMMITS;
  return originOf(questions, { production: base, own, isWhole, develop: compared, headRef, head, carriedBy });
}

async function permissionsOf(
  people: Asked['people'],
  { permission }: Extras,
): Promise<ReadonlyMap<string, Known<Permission>>> {
  const all: (readonly [string, Known<Permission>])[] = [];
  for (const login of people) all.push([login.toLowerCase(), await permission(login)]);
  return new Map(all);
}

/** Question by question: most are not asked at all, and one that fails ends the read. */
export async function readRest(
  questions: Questions,
  found: FoundPull,
  asked: Asked,
  /** The comparisons of the answer; null where they compared another head. */
  compared: unknown,
  organisation: PolicyFiles['organisation'],
  extras: Extras,
): Promise<Result<PullRest>> {
  const { subject, pull, names, answer } = found;
  const branches = await compare(questions, compared, asked.develop, found.headRef, names.head);
  if (!branches.ok) return branches;
  const commits = await allCommits(questions, subject, pull.commits);
  if (!commits.ok) return commits;
  const changed = await allFiles(questions, subject, pull.files);
  if (!changed.ok) return changed;
  const contradiction =
    contradictionInCommits(pull, names.head, commits.value) ??
    contradictionInFiles(pull, changed.value.totals);
  if (contradiction !== null) return failed({ kind: 'transient', message: contradiction });
  const reviews = await allReviews(questions, subject, pull.reviews);
  if (!reviews.ok) return reviews;
  const files = await baseFiles(questions, pull, names.base, withPolicy(asked.files), organisation);
  if (!files.ok) return files;
  const headFiles = await filesOfHead(questions, pull, asked.headFiles);
  if (!headFiles.ok) return headFiles;
  const head = await headCommitOf(questions, pull);
  if (!head.ok) return head;
  const comments = await allComments(questions, subject, pull.comments);
  if (!comments.ok) return comments;
  const teams = await readTeams(questions, found.repository.id, asked.teams, answer);
  if (!teams.ok) return teams;
  return {
    ok: true,
    value: {
      commits: commits.value,
      changed: changed.value.files,
      reviews: reviews.value.reviews,
      reviewIds: reviews.value.ids,
      files: files.value,
      headFiles: headFiles.value,
      suites: head.value?.checkSuites ?? null,
      sameHead: sameHeadOf(head.value?.associatedPullRequests, names.head, subject.number),
      comments: comments.value.flatMap(({ nodes }) => nodes),
      teams: teams.value,
      origin: await originFor(questions, found, commits.value, branches.value),
      patches: asked.patches
        ? await extras.patches(pull.baseRefOid, names.head)
        : notGiven('No rule asked for the changed lines'),
      people: await permissionsOf(asked.people, extras),
    },
  };
}
