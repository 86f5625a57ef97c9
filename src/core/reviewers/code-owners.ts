// Reads a CODEOWNERS file as GitHub does, and tells who owns a path. Source: GitHub's documentation, "About code owners".
import { type Login, parseLogin, parseTeamName, type TeamName } from '../model/ids.ts';
import { isPlain, lastMatch } from './last-match.ts';

/** GitHub takes the first one that is there. */
export const CODE_OWNER_PATHS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

export type Owner =
  | { readonly kind: 'person'; readonly login: Login }
  | { readonly kind: 'team'; readonly team: TeamName }
  /** An address: GitHub knows whose it is, the snapshot does not. */
  | { readonly kind: 'address'; readonly address: string };

interface Entry {
  readonly owners: readonly Owner[];
  readonly pattern: string;
}

export interface CodeOwners {
  /** The owners of a path by the last line that matches it; none where no line does, or the line takes them away. */
  ownersOf(path: string): readonly Owner[];
  /** Lines that do not count, 1-based: GitHub ignores them, or they come after too many wildcards. */
  readonly ignoredLines: readonly number[];
  /** Every owner that is named anywhere. */
  readonly all: readonly Owner[];
}

/** GitHub stops reading at 3 MB. */
const LARGEST = 3 * 1024 * 1024;
const MOST_LINES = 20_000;
/** Characters of patterns with wildcards, in all. Real files hold a tenth at most; 3 MB of them would take 2 GB of memory. */
const MOST_WILD = 200_000;

/** Splits at spaces that no backslash guards, and ends at a comment. */
function wordsOf(line: string): readonly string[] {
  const words = line.match(/(?:\\.|[^\s\\])+/g) ?? [];
  const comment = words.findIndex((word) => word.startsWith('#'));
  return comment === -1 ? words : words.slice(0, comment);
}

function parseOwner(word: string): Owner | null {
  if (word.startsWith('@')) {
    if (word.includes('/')) {
      const team = parseTeamName(word);
      return team === null ? null : { kind: 'team', team };
    }
    const login = parseLogin(word.slice(1));
    return login === null ? null : { kind: 'person', login };
  }
  return /^[^\s@]{1,100}@[^\s@]{1,200}$/.test(word) ? { kind: 'address', address: word } : null;
}

/** What git's ignore files can say and CODEOWNERS can't: negation and character ranges. */
function isPattern(pattern: string): boolean {
  return !pattern.startsWith('!') && !/[[\]]/.test(pattern);
}

function entryOf(line: string): Entry | 'ignored' | null {
  const [pattern, ...names] = wordsOf(line);
  if (pattern === undefined) return null;
  const owners = names.map(parseOwner);
  if (!isPattern(pattern) || owners.includes(null)) return 'ignored';
  return { owners: owners.filter((owner) => owner !== null), pattern };
}

export function parseCodeOwners(text: string): CodeOwners {
  const entries: Entry[] = [];
  const ignoredLines: number[] = [];
  const lines = text
    .slice(0, LARGEST)
    .split(/\r\n|\n|\r/)
    .slice(0, MOST_LINES);
  let wild = 0;
  for (const [index, line] of lines.entries()) {
    const entry = entryOf(line);
    if (entry !== null && entry !== 'ignored' && !isPlain(entry.pattern)) wild += entry.pattern.length;
    if (entry === 'ignored' || wild > MOST_WILD) ignoredLines.push(index + 1);
    else if (entry !== null) entries.push(entry);
  }
  const lastOf = lastMatch(entries.map(({ pattern }) => pattern));
  return {
    ownersOf(path) {
      return entries[lastOf(path) ?? -1]?.owners ?? [];
    },
    ignoredLines,
    all: entries.flatMap(({ owners }) => owners),
  };
}
