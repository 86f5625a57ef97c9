// The last of many CODEOWNERS patterns that matches a path. Thousands of lines name plain paths: those are looked up, and only the
// others are tried one by one. Trying all took 16 s for 3,000 files and 4,000 lines.
import { globMatcher, type Matcher } from '../support/globs.ts';

/** Patterns by what they name, each with the last place where it stands. */
interface PlainPatterns {
  /** `/src/a`, `src/a`: a file, or all that is in a folder. */
  readonly paths: Map<string, number>;
  /** `/src/a/`, `/src/a/**`: only what is in the folder. */
  readonly folders: Map<string, number>;
  /** `a.ts`: that name in every folder. */
  readonly names: Map<string, number>;
  /** `a/`: only what is in folders of that name. */
  readonly folderNames: Map<string, number>;
}

interface Tried {
  readonly index: number;
  readonly matches: Matcher;
}

const PLAIN = /^\/?[^*?\\/]+(?:\/[^*?\\/]+)*(?:\/|\/\*\*)?$/;

/** Whether a pattern is looked up; with a wildcard in it, it has to be tried. */
export function isPlain(pattern: string): boolean {
  return PLAIN.test(pattern);
}

function take(pattern: string, index: number, plain: PlainPatterns): void {
  const isFolder = /\/(?:\*\*)?$/.test(pattern);
  const bare = pattern.replace(/\/(?:\*\*)?$/, '');
  // `docs/**` begins at the top, as every pattern with a slash before its end does, and `docs/` does not.
  const isAnchored = bare.includes('/') || pattern.endsWith('/**');
  const key = bare.replace(/^\//, '');
  if (isAnchored) (isFolder ? plain.folders : plain.paths).set(key, index);
  else (isFolder ? plain.folderNames : plain.names).set(key, index);
}

/** The globs that say the same: git's rules for ignored files, but that `docs/*` stays in its folder, where git would go on. */
function globsOf(pattern: string): readonly string[] {
  const literal = pattern.replace(/\\(.)/g, (_, letter: string) => (letter === '/' ? '/' : `[${letter}]`));
  const isAnchored = /\/./.test(literal);
  // All folders, that is at least one.
  const named = literal.replace(/(?<=^|\/)\*\*\/$/, '*/');
  const glob = isAnchored ? named.replace(/^\//, '') : `**/${named}`;
  if (glob.endsWith('/')) return [`${glob}**`];
  return literal.endsWith('/*') ? [glob] : [glob, `${glob}/**`];
}

/** Made when a path first comes as far as this line. */
function tried(pattern: string, index: number): Tried {
  let matcher: Matcher | null = null;
  return {
    index,
    matches(path) {
      matcher ??= globMatcher(globsOf(pattern), { braces: false });
      return matcher(path);
    },
  };
}

function lastPlain({ paths, folders, names, folderNames }: PlainPatterns, path: string): number {
  const segments = path.split('/');
  let last = -1;
  let above = '';
  for (const [depth, name] of segments.entries()) {
    above = depth === 0 ? name : `${above}/${name}`;
    const found = [paths.get(above), names.get(name)];
    if (depth < segments.length - 1) found.push(folders.get(above), folderNames.get(name));
    for (const index of found) last = Math.max(last, index ?? -1);
  }
  return last;
}

/** Which pattern counts for a path, as its place in the list; null where none matches. */
export function lastMatch(patterns: readonly string[]): (path: string) => number | null {
  const plain: PlainPatterns = {
    paths: new Map(),
    folders: new Map(),
    names: new Map(),
    folderNames: new Map(),
  };
  const others: Tried[] = [];
  for (const [index, pattern] of patterns.entries()) {
    if (isPlain(pattern)) take(pattern, index, plain);
    else others.push(tried(pattern, index));
  }
  return (path) => {
    const known = lastPlain(plain, path);
    const other = others.findLast(({ index, matches }) => index > known && matches(path));
    const last = other?.index ?? known;
    return last === -1 ? null : last;
  };
}
