// Which subjects the parts of a delivery are about, and what it promises of them. It decides nothing else: what is true is read from
// GitHub afterwards.
import type { Context } from 'probot';
import type { Account } from '../core/model/facts/people.ts';
import {
  parseBranchName,
  parseInstant,
  parsePullNumber,
  parseRepositoryId,
  parseSha,
  type RepositoryId,
  type Subject,
  subjectKey,
} from '../core/model/ids.ts';
import { parseRunMark } from '../core/model/run-mark.ts';
import type { Hint } from '../reconcile/hints.ts';
import { accountOf } from './read/answer-facts.ts';
import { recordDigest } from './read/record-digest.ts';

/** The repository that sent a delivery. */
export interface Place {
  readonly id: RepositoryId;
  readonly databaseId: number;
}

type CheckRun = Context<'check_run.rerequested' | 'check_run.requested_action'>['payload']['check_run'];
type CheckSuite = Context<'check_suite.rerequested'>['payload']['check_suite'];
type Pulls = CheckRun['pull_requests'] | CheckSuite['pull_requests'];

/** `gh-readonly-queue/{base}/pr-{number}-{sha of the base}`: the base may hold slashes. */
const QUEUE_BRANCH = /^(?:refs\/heads\/)?gh-readonly-queue\/.+\/pr-(\d{1,10})-[0-9a-f]{7,64}$/;
/** A command stands at the start of a line, give or take a few spaces and a backtick. */
const COMMAND = /^ {0,3}`?\/hotfix\b/im;
const BRANCH_REF = 'refs/heads/';

/** Null where the payload names no repository as GitHub does. */
export function placeOf(repository: { id: number; full_name: string }): Place | null {
  const id = parseRepositoryId(repository.full_name);
  return id === null ? null : { id, databaseId: repository.id };
}

export function pull({ id }: Place, number: number): readonly Subject[] {
  const parsed = parsePullNumber(number);
  return parsed === null ? [] : [{ kind: 'pull', repository: id, number: parsed }];
}

export function branch({ id }: Place, name: string | null): readonly Subject[] {
  const parsed = name === null ? null : parseBranchName(name);
  return parsed === null ? [] : [{ kind: 'branch', repository: id, branch: parsed }];
}

export function pushedBranch(place: Place, { ref, deleted }: Context<'push'>['payload']): readonly Subject[] {
  return !deleted && ref.startsWith(BRANCH_REF) ? branch(place, ref.slice(BRANCH_REF.length)) : [];
}

export function createdBranch(
  place: Place,
  { ref, ref_type }: Context<'create'>['payload'],
): readonly Subject[] {
  return ref_type === 'branch' ? branch(place, ref) : [];
}

/** Comments without a command, before and after an edit, change nothing. */
export function commandedPull(
  place: Place,
  payload: Context<'issue_comment'>['payload'],
): readonly Subject[] {
  const { issue, comment } = payload;
  const before = payload.action === 'edited' ? payload.changes.body?.from : undefined;
  const isCommand = [comment.body, before].some((text) => COMMAND.test(text ?? ''));
  return isCommand && issue.pull_request ? pull(place, issue.number) : [];
}

/** The pull request's snapshot knows the head of its merge group. */
export function queuedPull(place: Place, headRef: string): readonly Subject[] {
  const number = QUEUE_BRANCH.exec(headRef)?.[1];
  return number === undefined ? [] : pull(place, Number(number));
}

/** A fork's suite lists pull requests of the repository that it was forked from: only this repository's count. */
function listedPulls(place: Place, pulls: Pulls | null | undefined): readonly Subject[] {
  return (pulls ?? []).flatMap((one) =>
    one?.base.repo.id === place.databaseId ? pull(place, one.number) : [],
  );
}

export function suiteSubjects(place: Place, suite: CheckSuite): readonly Subject[] {
  const pulls = listedPulls(place, suite.pull_requests);
  return pulls.length > 0 ? pulls : branch(place, suite.head_branch);
}

export function runSubjects(place: Place, run: CheckRun): readonly Subject[] {
  // A fork's run lists no pull request, so that the run itself says whose it is.
  const own = parseRunMark(run.external_id ?? '')?.subject ?? null;
  const here = own !== null && subjectKey({ ...own, repository: place.id }) === subjectKey(own) ? [own] : [];
  const all = [...here, ...listedPulls(place, run.pull_requests)];
  return all.length > 0 ? all : branch(place, run.check_suite?.head_branch ?? null);
}

/** Who a payload says acted; null where it does not name an account as GitHub does. */
export function actorOf({ login, type }: { login: string; type?: string }): Account | null {
  return accountOf({ __typename: type ?? 'User', login });
}

/** No commit: what GitHub names where a branch begins or ends. */
const NOTHING = /^0+$/;

function headHint(head: string, replaced: string | null = null): readonly Hint[] {
  const sha = NOTHING.test(head) ? null : parseSha(head);
  const before = replaced === null || NOTHING.test(replaced) ? null : parseSha(replaced);
  return sha === null ? [] : [{ kind: 'head', sha, before }];
}

function idHint(kind: 'comment' | 'review', id: number): readonly Hint[] {
  return Number.isSafeInteger(id) && id > 0 ? [{ kind, id }] : [];
}

/** The record as deliveries about pull requests and reviews have it. */
interface DeliveredPull {
  head: { sha: string };
  base: { ref: string };
  state: string;
  title: string;
  body: string | null;
  draft?: boolean;
  labels: readonly { name: string }[];
  updated_at: string;
}

function updatedHint({
  base,
  state,
  title,
  body,
  draft,
  labels,
  updated_at,
}: DeliveredPull): readonly Hint[] {
  const at = parseInstant(updated_at);
  if (at === null) return [];
  const record = recordDigest({
    isOpen: state === 'open',
    isDraft: draft ?? false,
    base: base.ref,
    title,
    body,
    labels: labels.map(({ name }) => name),
  });
  return [{ kind: 'updated', at, record }];
}

/** GitHub tells the replaced commit only with a push. */
export function pullHints(payload: { pull_request: DeliveredPull; before?: string }): readonly Hint[] {
  const { pull_request: pull, before = null } = payload;
  return [...headHint(pull.head.sha, before), ...updatedHint(pull)];
}

export function reviewHints(payload: {
  pull_request: DeliveredPull;
  review: { id: number };
}): readonly Hint[] {
  return [...pullHints(payload), ...idHint('review', payload.review.id)];
}

/** A deleted comment is gone by the time that anybody looks. */
export function commentHints({
  action,
  comment,
}: {
  action: string;
  comment: { id: number };
}): readonly Hint[] {
  return action === 'deleted' ? [] : idHint('comment', comment.id);
}

export function pushHints({ after, before }: { after: string; before: string }): readonly Hint[] {
  return headHint(after, before);
}

export function queueHints({ merge_group }: { merge_group: { head_sha: string } }): readonly Hint[] {
  const sha = parseSha(merge_group.head_sha);
  return sha === null ? [] : [{ kind: 'queue-head', sha }];
}
