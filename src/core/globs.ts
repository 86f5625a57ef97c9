// Paths held against glob patterns: `*` within a folder, `**` across folders; a pattern without a slash matches at any depth.
import picomatch from 'picomatch';
import { z } from 'zod';

const OPTIONS = { dot: true, nocase: false, matchBase: false } as const;
const LONGEST = 200;

/** A pattern that a policy may give: short, and without the nesting that makes matching slow. */
const glob = z.string().min(1).max(LONGEST);
export const globsSetting = z.array(glob).max(200);

/** A matcher for many paths. Makes each pattern's expression once. */
export function matcherOf(patterns: readonly string[]): (path: string) => boolean {
  const deep = patterns.map((pattern) => (pattern.includes('/') ? pattern : `**/${pattern}`));
  if (deep.length === 0) return () => false;
  return picomatch(deep, OPTIONS);
}
