/** Differences between two commits or trees in the terms of GitHub's file lists. */
import type { GitRepository } from './repository.ts';

export interface FileChange {
  status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed';
  path: string;
  previousPath: string | null;
  /** Blob after the change; of a removed file, the blob before. */
  oid: string;
  additions: number;
  deletions: number;
  /** Hunks without the file header; null for binary files and pure renames. */
  patch: string | null;
}

const STATUS: Readonly<Record<string, FileChange['status']>> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  C: 'copied',
  T: 'changed',
};

/** Files changed between two object ids, sorted by path, with rename detection at git's (and GitHub's) 50 %. */
export async function diffFiles(git: GitRepository, from: string, to: string): Promise<FileChange[]> {
  const flags = ['-r', '-M', '--no-color', '--no-ext-diff', '--full-index'];
  const [raw, numstat, patch] = await Promise.all([
    git.runPure(['diff-tree', ...flags, '--raw', '-z', from, to]),
    git.runPure(['diff-tree', ...flags, '--numstat', '-z', from, to]),
    git.runPure(['diff-tree', ...flags, '--patch', from, to]),
  ]);
  const counts = parseNumstat(numstat.stdout.toString());
  const patches = splitPatches(patch.stdout.toString());
  return parseRaw(raw.stdout.toString()).map((change, index) => ({
    ...change,
    additions: counts[index]?.additions ?? 0,
    deletions: counts[index]?.deletions ?? 0,
    patch: patches[index] ?? null,
  }));
}

function parseRaw(text: string): Omit<FileChange, 'additions' | 'deletions' | 'patch'>[] {
  const parts = text.split('\0');
  const changes: Omit<FileChange, 'additions' | 'deletions' | 'patch'>[] = [];
  for (let at = 0; at < parts.length; ) {
    const match = /^:\d+ \d+ ([0-9a-f]{40}) ([0-9a-f]{40}) ([A-Z])\d*$/.exec(parts[at] ?? '');
    if (!match) break;
    const status = STATUS[match[3] ?? ''] ?? 'changed';
    const twoPaths = status === 'renamed' || status === 'copied';
    changes.push({
      status,
      previousPath: twoPaths ? (parts[at + 1] ?? null) : null,
      path: parts[at + (twoPaths ? 2 : 1)] ?? '',
      oid: (status === 'removed' ? match[1] : match[2]) ?? '',
    });
    at += twoPaths ? 3 : 2;
  }
  return changes;
}

function parseNumstat(text: string): { additions: number; deletions: number }[] {
  const parts = text.split('\0');
  const counts: { additions: number; deletions: number }[] = [];
  for (let at = 0; at < parts.length; ) {
    const match = /^(\d+|-)\t(\d+|-)\t(.*)$/s.exec(parts[at] ?? '');
    if (!match) break;
    counts.push({ additions: Number(match[1]) || 0, deletions: Number(match[2]) || 0 });
    // A rename leaves the path of its own field empty and gives both names after it.
    at += match[3] === '' ? 3 : 1;
  }
  return counts;
}

function splitPatches(text: string): (string | null)[] {
  return text
    .split(/^(?=diff --git )/m)
    .filter((part) => part.startsWith('diff --git '))
    .map((part) => {
      const hunk = /^@@ /m.exec(part);
      return hunk ? part.slice(hunk.index).replace(/\n$/, '') : null;
    });
}
