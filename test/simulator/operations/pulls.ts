/** Opens, edits, closes, reopens and drafts pull requests. */
import { forbidden, unprocessable } from '../http/errors.ts';
import type { JsonObject } from '../json.ts';
import { issueOf } from '../serialize/pull.ts';
import type { PullRequest } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';
import type { Act } from './act.ts';
import { mayWrite } from './act.ts';
import { announce, recordEvent, touch } from './issue-events.ts';
import { issueNumbered } from './issue-marks.ts';
import { applyText, checkText, markClosed, newIssue } from './issue-record.ts';
import { findHead, type HeadBranch, mirrorHead, pullInvalid, pullRefused } from './pull-head.ts';

export interface PullInput {
  /** Left out only when an issue is turned into the pull request. */
  title?: string | undefined;
  body?: string | null | undefined;
  /** `branch`, or `owner:branch` of a repository of the same network. */
  head: string;
  base: string;
  draft?: boolean | undefined;
  maintainerCanModify?: boolean | undefined;
  /** Number of an issue that becomes the pull request. */
  issue?: number | undefined;
}

/** Opens a pull request; 422 in GitHub's words when the two branches do not make one. Emits `pull_request.opened`. */
export async function openPull(act: Act, input: PullInput): Promise<PullRequest> {
  const { world, repo, git } = act;
  checkText('Issue', {
    title: input.issue === undefined ? (input.title ?? '') : undefined,
    body: input.body,
  });
  const baseRef = input.base.replace(/^refs\/heads\//, '');
  const baseSha = await git.branch(baseRef);
  if (baseSha === null) throw pullInvalid('base');
  const head = await findHead(act, input.head);
  await refuseUnlessOpenable(act, head, baseRef, baseSha);
  const issue =
    input.issue === undefined
      ? newIssue(act, input.title ?? '', input.body ?? null)
      : issueNumbered(act, input.issue);
  const pull: PullRequest = {
    id: world.ids.next(),
    number: issue.number,
    draft: input.draft ?? false,
    baseRef,
    baseSha,
    headRef: head.ref,
    headSha: head.sha,
    headRepositoryId: head.repo.id,
    headOwnerId: head.repo.ownerId,
    maintainerCanModify: head.repo.id !== repo.id && (input.maintainerCanModify ?? true),
    lastPusherId: act.person.id,
    mergedAt: null,
    mergedById: null,
    mergeCommitSha: null,
    requestedReviewerIds: [],
    requestedTeamIds: [],
    autoMerge: null,
    queueEntry: null,
    mergeability: null,
    reviews: new Map(),
    reviewComments: new Map(),
    inGitLists: null,
  };
  repo.pulls.set(pull.number, pull);
  await mirrorHead(world, repo, pull);
  await announce(act, issue, 'opened');
  return pull;
}

async function refuseUnlessOpenable(
  { world, repo, git }: Act,
  head: HeadBranch,
  baseRef: string,
  baseSha: string,
): Promise<void> {
  const fork = head.repo.id !== repo.id;
  const owner = world.account(head.repo.ownerId).login;
  const label = (of: string, ref: string) => (fork ? `${of}:${ref}` : ref);
  if (fork) await git.fetchFrom(world.git(head.repo), head.sha, `refs/__incoming__/${head.sha}`);
  const baseLabel = label(world.account(repo.ownerId).login, baseRef);
  const headLabel = label(owner, head.ref);
  if (await git.isAncestor(head.sha, baseSha))
    throw pullRefused(`No commits between ${baseLabel} and ${headLabel}`);
  if ((await git.mergeBase(baseSha, head.sha)) === null)
    throw pullRefused(`The ${headLabel} branch has no history in common with ${baseLabel}`);
  const twin = openPullOf(repo, head.repo.id, head.ref, baseRef);
  if (twin) throw pullRefused(`A pull request already exists for ${owner}:${head.ref}.`);
}

function openPullOf(
  repo: Repository,
  headRepositoryId: number,
  headRef: string,
  baseRef: string,
): PullRequest | null {
  for (const pull of repo.pulls.values())
    if (
      pull.headRepositoryId === headRepositoryId &&
      pull.headRef === headRef &&
      pull.baseRef === baseRef &&
      issueOf(repo, pull).state === 'open'
    )
      return pull;
  return null;
}

export interface PullEdit {
  title?: string | undefined;
  body?: string | null | undefined;
  base?: string | undefined;
  state?: 'open' | 'closed' | undefined;
  maintainerCanModify?: boolean | undefined;
}

/** Applies an edit; `edited` tells the old title, body and base in `changes`. */
export async function editPull(act: Act, pull: PullRequest, edit: PullEdit): Promise<void> {
  const issue = issueOf(act.repo, pull);
  checkText('Issue', edit);
  const baseChange = edit.base === undefined ? {} : await changeBase(act, pull, edit.base);
  const changes = { ...applyText(act, issue, edit), ...baseChange };
  if (edit.maintainerCanModify !== undefined && pull.headRepositoryId !== act.repo.id)
    pull.maintainerCanModify = edit.maintainerCanModify;
  if (Object.keys(changes).length > 0) await announce(act, issue, 'edited', { changes });
  if (edit.state === 'closed') await closePull(act, pull);
  if (edit.state === 'open') await reopenPull(act, pull);
}

/** Retargets and gives the change that `edited` carries. */
async function changeBase(act: Act, pull: PullRequest, named: string): Promise<JsonObject> {
  const { repo, git } = act;
  const base = named.replace(/^refs\/heads\//, '');
  if (base === pull.baseRef) return {};
  const issue = issueOf(repo, pull);
  if (issue.state === 'closed') throw pullRefused('Cannot change the base branch of a closed pull request.');
  const sha = await git.branch(base);
  if (sha === null) throw pullInvalid('base');
  if (pull.headRepositoryId === repo.id && pull.headRef === base) throw pullInvalid('base');
  if (await git.isAncestor(pull.headSha, sha))
    throw pullRefused(
      `There are no new commits between base branch '${base}' and head branch '${pull.headRef}'`,
    );
  if (pull.headRepositoryId !== null && openPullOf(repo, pull.headRepositoryId, pull.headRef, base))
    throw pullRefused(
      `A pull request already exists for base branch '${base}' and head branch '${pull.headRef}'`,
    );
  const change = { base: { ref: { from: pull.baseRef }, sha: { from: pull.baseSha } } };
  recordEvent(act, issue, 'base_ref_changed', { from: pull.baseRef, to: base });
  pull.baseRef = base;
  pull.baseSha = sha;
  pull.mergeability = null;
  touch(act, issue);
  return change;
}

/** Points open pull requests at another base because theirs goes away. */
export async function retargetPull(act: Act, pull: PullRequest, base: string): Promise<void> {
  const changes = await changeBase(act, pull, base);
  await announce(act, issueOf(act.repo, pull), 'edited', { changes });
}

export async function closePull(act: Act, pull: PullRequest): Promise<void> {
  const issue = issueOf(act.repo, pull);
  if (issue.state === 'closed') return;
  pull.autoMerge = null;
  pull.baseSha = (await act.git.branch(pull.baseRef)) ?? pull.baseSha;
  markClosed(act, issue, null);
  await announce(act, issue, 'closed');
}

/** Reopens; 422 when merged, when a branch is gone, or when the head was rewritten meanwhile. */
export async function reopenPull(act: Act, pull: PullRequest): Promise<void> {
  const { repo, world, git } = act;
  const issue = issueOf(repo, pull);
  if (issue.state === 'open') return;
  const refused = (message: string) => pullRefused(`state cannot be changed. ${message}`);
  if (pull.mergedAt !== null) throw refused('The pull request cannot be reopened.');
  const headRepo =
    pull.headRepositoryId === null ? undefined : world.state.repositories.get(pull.headRepositoryId);
  if (!headRepo) throw refused('The repository that submitted this pull request has been deleted.');
  const head = await world.git(headRepo).branch(pull.headRef);
  if (head === null) throw refused(`The ${pull.headRef} branch has been deleted.`);
  const base = await git.branch(pull.baseRef);
  if (base === null) throw refused(`The ${pull.baseRef} branch has been deleted.`);
  if (headRepo.id !== repo.id) await git.fetchFrom(world.git(headRepo), head, `refs/__incoming__/${head}`);
  if (!(await git.isAncestor(pull.headSha, head)))
    throw refused(`The ${pull.headRef} branch was force-pushed or recreated.`);
  if (await git.isAncestor(head, base))
    throw refused(`There are no new commits on the ${pull.headRef} branch.`);
  if (openPullOf(repo, headRepo.id, pull.headRef, pull.baseRef))
    throw refused(`There is already an open pull request from ${pull.headRef} to ${pull.baseRef}.`);
  pull.headSha = head;
  pull.baseSha = base;
  pull.mergeability = null;
  await mirrorHead(world, repo, pull);
  issue.state = 'open';
  issue.closedAt = null;
  issue.closedById = null;
  touch(act, issue);
  recordEvent(act, issue, 'reopened');
  await announce(act, issue, 'reopened');
}

/** Takes a pull request out of draft, or back into it. Emits `ready_for_review` or `converted_to_draft`. */
export async function setDraft(act: Act, pull: PullRequest, draft: boolean): Promise<void> {
  const issue = issueOf(act.repo, pull);
  if (act.app === null && issue.authorId !== act.person.id && !mayWrite(act.world, act.repo, act.person.id))
    throw forbidden('Resource not accessible');
  if (issue.state === 'closed') throw unprocessable('Pull request is closed');
  if (pull.draft === draft) return;
  pull.draft = draft;
  touch(act, issue);
  recordEvent(act, issue, draft ? 'convert_to_draft' : 'ready_for_review');
  await announce(act, issue, draft ? 'converted_to_draft' : 'ready_for_review');
}
