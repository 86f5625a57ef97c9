// A new branch from production that the fix is carried over to, where the branch that it is on has to stay as it is.
import { matchesAny } from '../branches/patterns.ts';
import { newestRelease, patchAfter, type Version } from '../branches/release-version.ts';
import { slugOf, versionBranch } from '../branches/slug.ts';
import type { BranchFacts } from '../model/facts/branch.ts';
import { branchOf } from '../model/facts/facts.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import type { RepositoryFacts } from '../model/facts/repository.ts';
import type { BranchName, Sha } from '../model/ids.ts';
import { type Markdown, md } from '../model/markdown.ts';
import type { Policy } from '../policy/policy.ts';
import { joinShell, pushedBranch, type ShellText, sh } from '../support/shell.ts';

/** Replaced by commits in a command where only its reader knows which they are. Git has no such name, so nothing happens unread. */
const UNNAMED = 'FIX';
/** More commits than these are hardly a fix alone, and nobody reads a longer line before pasting it. */
const MOST_NAMED = 20;

/** A branch that others work on, by its name: no command of ours may rename, rewrite or delete it. */
export function isLasting(
  change: PullFacts | BranchFacts,
  repository: RepositoryFacts,
  { branches }: Policy,
): boolean {
  const branch = branchOf(change);
  const lists = [branches.production, branches.develop, branches.release];
  const isTarget = branch === repository.defaultBranch || (change.kind === 'pull' && branch === change.base);
  // List by list: each is compiled once for as long as its policy lives, a list that is put together here at each look.
  return isTarget || lists.some((patterns) => matchesAny(patterns, branch));
}

/** One patch above the newest release; null where no release tag tells which that is. */
export function nextVersion(repository: RepositoryFacts, production: BranchName): Version | null {
  const newest = repository.tags.known ? newestRelease(repository.tags.value, production) : null;
  return newest === null ? null : patchAfter(newest);
}

/** The name that a hotfix should have whose own branch's name says nothing about it. */
export function nameFromTitle(
  change: PullFacts | BranchFacts,
  repository: RepositoryFacts,
  production: BranchName,
): string {
  const slug = slugOf('', change.kind === 'pull' ? change.title : '');
  return versionBranch(nextVersion(repository, production), slug);
}

/** What only the author knows of a branch's name, as the end of a sentence: its version without a release tag, its number. */
export function nameHint(name: string): Markdown {
  if (name.includes('vX.Y.Z')) return md`, and replace ${'vX.Y.Z'} with the version that it makes`;
  return name.startsWith('hotfix/NNN-') ? md`, and replace ${'NNN'} with the hotfix’s number` : md``;
}

/** The commits to carry over, oldest first; empty where nobody can tell from here. */
function namedCommits(change: PullFacts | BranchFacts, mayHoldOthers: boolean): readonly Sha[] {
  if (change.kind === 'branch' || !change.commits.known) return [];
  const plain = change.commits.value.filter(({ parents }) => parents < 2);
  const named = plain.flatMap(({ sha }) => (sha === null ? [] : [sha]));
  const most = mayHoldOthers ? 1 : MOST_NAMED;
  return named.length === plain.length && named.length <= most ? named : [];
}

export interface FreshBranch {
  readonly name: string;
  readonly production: BranchName;
  /** Others commit to the branch as well, so that its commits are the fix only where there is a single one. */
  readonly isShared: boolean;
}

export interface CarryOver {
  /** With what is to be done by hand about the commands. */
  readonly instruction: Markdown;
  /** Null where they can't be printed as they are. */
  readonly commands: ShellText | null;
  /** What comes after the commands, without a full stop. */
  readonly next: Markdown;
}

/**
 * Carries the fix over. Nothing that is there is changed, and each step waits for the one before: a branch that exists already
 * must not lead to commits on whichever one happens to be checked out.
 */
export function carryOver(
  change: PullFacts | BranchFacts,
  { name, production, isShared }: FreshBranch,
): CarryOver {
  const commits = namedCommits(change, isShared);
  const from = `origin/${production}`;
  // A fork's commits reach the repository under the pull request's number alone.
  const isFork = change.kind === 'pull' && change.head.isFork && change.state !== 'unopened';
  const tip = isFork ? 'FETCH_HEAD' : `origin/${branchOf(change)}`;
  const picks = commits.length > 0 ? commits : [UNNAMED];
  const commands = joinShell([
    sh`git fetch origin`,
    ...(isFork ? [sh`git fetch origin pull/${change.number}/head`] : []),
    ...(commits.length > 0 ? [] : [sh`git --no-pager log --oneline --no-merges ${`${from}..${tip}`}`]),
    sh`git switch --no-track -c ${name} ${from} &&`,
    sh`  git cherry-pick ${picks} &&`,
    sh`  git push -u -- origin ${pushedBranch(name)}`,
  ]);
  const which =
    commits.length > 0
      ? md`, and leave out any commit that is not the fix`
      : md`, and replace ${UNNAMED} with the ids of its commits`;
  const next = md`Then open a pull request from the new branch`;
  const hint = commits.length === 1 ? md`` : which;
  return {
    instruction: md`Carry the fix over to a new branch from ${production}${hint}${nameHint(name)}`,
    commands,
    next: change.kind === 'pull' ? md`${next} and close this one` : next,
  };
}
