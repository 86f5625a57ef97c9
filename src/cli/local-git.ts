// What the git repository around the current folder tells, in the words of the facts.
import { execFileSync } from 'node:child_process';
import { type Commit, type Known, known, notGiven, type Origin } from '../core/facts.ts';
import { type BranchName, parseLogin, parseSha, type Sha } from '../core/ids.ts';
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
    ? notGiven('There is no git repository here')
    : known(tags.split('\n').filter(Boolean));
}

function parseCommit(record: string): Commit[] {
  const [hash = '', parents = '', author = '', ...message] = record.replace(/^\n/, '').split('\0');
  const sha = parseSha(hash);
  if (sha === null) return [];
  const login = parseLogin(author.replace(/\s+/g, '-'));
  return [
    {
      sha,
      message: message.join('\0'),
      parents: parents.split(' ').filter(Boolean).length,
      author: login === null ? null : { login, kind: author.endsWith('[bot]') ? 'bot' : 'user' },
    },
  ];
}

/** The commits of a range such as `main..HEAD`, oldest first. */
export function commitsIn(range: string): readonly Commit[] {
  try {
    const log = git([
      'log',
      '--reverse',
      '--format=%H%x00%P%x00%an%x00%B%x1e',
      '--end-of-options',
      range,
      '--',
    ]);
    return log.split('\x1e').flatMap(parseCommit);
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).split('\n', 1)[0] : '';
    throw new UsageError(`The commits ${range} can't be read: ${said || 'git could not be run'}.`);
  }
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
    return notGiven('This folder is no clone that has both branches');
  }
  const own = revisions([head, `^${production}`]);
  const sharedWith = develop.flatMap((name) => {
    const sha = resolve(name);
    if (sha === null) return [];
    const apart = new Set(revisions([head, `^${production}`, `^${sha}`]));
    return [{ branch: name, commits: own.filter((commit) => !apart.has(commit)) }];
  });
  return known({ production: base, sharedWith });
}
