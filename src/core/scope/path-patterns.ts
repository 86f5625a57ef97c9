// Paths held against a policy's patterns: `*` within a folder, `**` across folders, `{a,b}` for either.
import { z } from 'zod';
import { globMatcher } from '../support/globs.ts';
import { oncePer } from '../support/once-per.ts';

const LONGEST = 200;
const SYNTAX = { braces: true } as const;

/** A pattern without a slash means that name in every folder, one with a slash a path from the top, `docs/` all that is in it. */
function globOf(pattern: string): string {
  if (!pattern.includes('/')) return `**/${pattern}`;
  const fromTop = pattern.replace(/^\.?\//, '');
  return fromTop.endsWith('/') ? `${fromTop}**` : fromTop;
}

/** Why a text is not a pattern for paths, as a sentence; null for a good one. */
export function pathPatternProblem(pattern: string): string | null {
  if (pattern.startsWith('!')) return 'A pattern cannot begin with !; list the paths that you mean';
  if (/[!@+?*]\(/.test(pattern)) return 'A pattern cannot have groups in round brackets; write {a,b} instead';
  try {
    globMatcher([globOf(pattern)], SYNTAX);
    return null;
  } catch {
    return 'This pattern has braces that are not closed, or a range that runs backwards';
  }
}

const pattern = z
  .string()
  .min(1)
  .max(LONGEST)
  .superRefine((text, context) => {
    const message = pathPatternProblem(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });

/** A setting that is a list of patterns. */
export const pathPatterns = z.array(pattern).max(200);

/** Case counts, as it does in git. Throws on a pattern with a problem: a policy has none. */
export const pathMatcher = oncePer((patterns: readonly string[]) =>
  globMatcher(patterns.map(globOf), SYNTAX),
);
