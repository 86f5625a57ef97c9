// What the git repository of the current folder holds, as facts.
import { execFileSync } from 'node:child_process';
import { type Known, known, notGiven } from '../core/model/facts/known.ts';
import type { Origin } from '../core/model/facts/origin.ts';
import type { ChangedFile, ChangedFiles, Commit, Patch } from '../core/model/facts/pull.ts';
import { type BranchName, loginFromGitHub, parseInstant, parseSha, type Sha } from '../core/model/ids.ts';
import { UsageError } from './input.ts';

/** A repository of a hundred thousand commits still answers within this. */
const LARGEST_ANSWER = 256 * 1024 * 1024;

function git(parameters: readonly string[]): string {
  return execFileSync('git', parameters, {
    encoding: 'utf8',
    maxBuffer: LARGEST_ANSWER,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function gitOrNull(parameters: readonly string[]): string | null {
  try {
    return git(parameters).trimEnd();
  } catch {
    return null;
  }
}

export function currentBranch(): string | null {
  return gitOrNull(['symbolic-ref', '--quiet', '--short', 'HEAD']);
}

/** The tags of the repository, newest first. */
export function localTags(): Known<readonly string[]> {
  const tags = gitOrNull(['tag', '--list', '--sort=-creatordate']);
  return tags === null
    ? notGiven('This folder is not in a git repository')
    : known(tags.split('\n').filter(Boolean));
}

function parseCommit(record: string): Commit[] {
  const [hash = '', parents = '', author = '', authored = '', ...message] = record
    .replace(/^\n/, '')
    .split('\0');
  const sha = parseSha(hash);
  if (sha === null) return [];
  // A clone knows no logins: the author's name stands for one.
  const login = loginFromGitHub(author.trim().replace(/\s+/g, '-'));
  return [
    {
      sha,
      message: message.join('\0'),
      parents: parents.split(' ').filter(Boolean).length,
      author: login === '' ? null : { login, kind: author.endsWith('[bot]') ? 'bot' : 'user' },
      // git knows names, not accounts: only GitHub knows who reviewed.
      coAuthors: [],
      committer: null,
      authoredAt: parseInstant(authored),
    },
  ];
}

/** The commits of a range such as `main..HEAD`, oldest first. */
export function commitsIn(range: string): readonly Commit[] {
  try {
    const log = git([
      'log',
      '--reverse',
      '--format=%H%x00%P%x00%an%x00%aI%x00%B%x1e',
      '--end-of-options',
      range,
      '--',
    ]);
    return log.split('\x1e').flatMap(parseCommit);
  } catch (error) {
    throw unreadable(`The commits ${range}`, error);
  }
}

function unreadable(what: string, error: unknown): UsageError {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).split('\n', 1)[0] : '';
  return new UsageError(`${what} cannot be read: ${said || 'git could not be run'}.`);
}

/** A pull request shows what its head adds since it left the base, which git writes with three dots. */
function sinceTheFork(range: string): string {
  return range.replace(/(?<!\.)\.\.(?!\.)/, '...');
}

function diff(range: string, ...options: readonly string[]): string {
  try {
    const about = ['--end-of-options', sinceTheFork(range), '--'];
    return git(['diff', '--find-renames', '--no-color', '--no-ext-diff', ...options, ...about]);
  } catch (error) {
    throw unreadable(`The changes of ${range}`, error);
  }
}

const STATUSES: Readonly<Record<string, ChangedFile['status']>> = {
  A: 'added',
  C: 'copied',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
};

/** Reads `--name-status -z`: a letter, a path, and for renames and copies the path that it has now. */
function statuses(text: string): ReadonlyMap<string, ChangedFile['status']> {
  const parts = text.split('\0');
  const found = new Map<string, ChangedFile['status']>();
  for (let index = 0; index + 1 < parts.length; ) {
    const letter = (parts[index] ?? '').charAt(0);
    const moved = letter === 'R' || letter === 'C';
    found.set(parts[index + (moved ? 2 : 1)] ?? '', STATUSES[letter] ?? 'changed');
    index += moved ? 3 : 2;
  }
  return found;
}

/** The files that a range such as `main..HEAD` changes. */
export function changedFilesIn(range: string): ChangedFiles {
  const kinds = statuses(diff(range, '--name-status', '-z'));
  const parts = diff(range, '--numstat', '-z').split('\0');
  const listed: ChangedFile[] = [];
  for (let index = 0; index < parts.length; index++) {
    const [added = '', deleted = '', name] = (parts[index] ?? '').split('\t');
    if (name === undefined) continue;
    // A renamed file has an empty name here, and its old and new one after it.
    const path = name === '' ? (parts[index + 2] ?? '') : name;
    if (name === '') index += 2;
    const status = kinds.get(path) ?? 'changed';
    // A binary file has dashes for its counts.
    listed.push({ path, status, additions: Number(added) || 0, deletions: Number(deleted) || 0 });
  }
  return { listed, total: listed.length };
}

/** The changed lines of each of these files. */
export function patchesIn(range: string, files: ChangedFiles): readonly Patch[] {
  return files.listed.map(({ path }) => {
    const text = git(['diff', '--no-color', '--no-ext-diff', sinceTheFork(range), '--', path]);
    const start = text.indexOf('\n@@');
    return { path, text: start === -1 ? null : text.slice(start + 1) };
  });
}

/** A branch as this clone knows it, its own copy before the remote's. */
function resolve(branch: string): string | null {
  for (const ref of [`refs/heads/${branch}`, `refs/remotes/origin/${branch}`]) {
    const sha = gitOrNull(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
    if (sha !== null) return sha;
  }
  return null;
}

function revisions(parameters: readonly string[]): readonly Sha[] {
  const lines = gitOrNull(['rev-list', ...parameters]) ?? '';
  return lines.split('\n').flatMap((line) => parseSha(line) ?? []);
}

/** Where a branch began, where this clone has the branch, its base and the development branches. */
export function localOrigin(
  branch: BranchName,
  base: BranchName,
  develop: readonly BranchName[],
): Known<Origin> {
  const head = resolve(branch);
  const production = resolve(base);
  if (head === null || production === null) {
    return notGiven('This folder is not a clone with both branches');
  }
  const own = revisions([head, `^${production}`]);
  const sharedWith = develop.flatMap((name) => {
    const sha = resolve(name);
    if (sha === null) return [];
    const apart = new Set(revisions([head, `^${production}`, `^${sha}`]));
    return [{ branch: name, commits: own.filter((commit) => !apart.has(commit)) }];
  });
  // A clone does not know of pull requests.
  return known({ production: base, sharedWith, carriedBy: [] });
}
