// Decides whether a branch's name fits a policy's patterns: `*` within one segment, `**` across segments.
import { globMatcher } from '../support/globs.ts';
import { oncePer } from '../support/once-per.ts';

const LONGEST_PATTERN = 255;

/** Braces are letters here: branches may have them in their names, and a list of patterns says the same. */
const SYNTAX = { braces: false } as const;

/** A policy's lists live exactly as long as their policy. */
const matcherOf = oncePer((patterns: readonly string[]) =>
  globMatcher(
    patterns.filter((pattern) => patternProblem(pattern) === null),
    SYNTAX,
  ),
);

/** Whether a branch fits one of the patterns. Case counts, as it does in git. A pattern with a problem fits nothing. */
export function matchesAny(patterns: readonly string[], branch: string): boolean {
  return matcherOf(patterns)(branch);
}

/** Why a text is not a pattern for branches, as the end of a sentence ("… is empty"); null for a good one. */
export function patternProblem(pattern: string): string | null {
  if (pattern.trim() === '') return 'is empty';
  if (pattern.length > LONGEST_PATTERN) return `is longer than ${LONGEST_PATTERN} characters`;
  if (pattern.startsWith('refs/')) return 'starts with refs/; write only the branch’s name';
  if (pattern.startsWith('/') || pattern.endsWith('/')) return 'starts or ends with a slash';
  if (/[\s\\~^:]/.test(pattern.replace(/\[\^/g, '[')))
    return 'contains a character that is not allowed in branch names';
  const outside = pattern.replace(/\[[!^]?[^\][]+\]/g, '?');
  if (/[[\]]/.test(outside)) return 'has a bracket that is not closed';
  if (outside.split('/').some((segment) => segment.includes('**') && segment !== '**'))
    return 'has `**` next to other characters; it must be a whole segment, as in `hotfix/**`';
  return compileProblem(pattern);
}

/** What passes here must never throw later: a policy is judged by its patterns at every turn. */
function compileProblem(pattern: string): string | null {
  try {
    globMatcher([pattern], SYNTAX);
    return null;
  } catch {
    return 'has a range that runs backwards';
  }
}
