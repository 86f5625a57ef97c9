// Decides whether a branch's name fits a policy's patterns: `*` within one segment, `**` across segments.
import picomatch from 'picomatch';

type Matcher = (name: string) => boolean;

const OPTIONS = { dot: true, nonegate: true, noextglob: true, nobrace: true, strictSlashes: true } as const;
const LONGEST_PATTERN = 255;
/**
 * A pattern becomes a regular expression, and each wildcard multiplies its worst case by the name's length. Measured on
 * 255 characters made for it: three take 30 ms, four 2 s, five 100 s.
 */
const MOST_WILDCARDS = 3;

/** Lists are compiled when they are first asked about; a policy's lists live exactly as long as their policy. */
const compiled = new WeakMap<readonly string[], Matcher>();

/** What a glob means elsewhere and a branch may be called: taken literally, since a list of patterns says the same. */
function literally(pattern: string): string {
  return pattern.replace(/[(){}|+@$]/g, '\\$&').replace(/^!/, '\\!');
}

function compile(patterns: readonly string[]): Matcher {
  const usable = patterns.filter((pattern) => patternProblem(pattern) === null);
  const matchers = usable.map((pattern) => picomatch(literally(pattern), OPTIONS));
  return (name) => matchers.some((matches) => matches(name));
}

/** Whether a branch fits one of the patterns. Case counts, as it does in git. A pattern with a problem fits nothing. */
export function matchesAny(patterns: readonly string[], branch: string): boolean {
  const known = compiled.get(patterns);
  if (known !== undefined) return known(branch);
  const matcher = compile(patterns);
  compiled.set(patterns, matcher);
  return matcher(branch);
}

/** Why a text is no pattern for branches, as the end of a sentence ("… is empty"); null for a good one. */
export function patternProblem(pattern: string): string | null {
  if (pattern.trim() === '') return 'is empty';
  if (pattern.length > LONGEST_PATTERN) return `is longer than ${LONGEST_PATTERN} characters`;
  if (pattern.startsWith('refs/')) return 'starts with refs/: give the branch’s name alone';
  if (pattern.startsWith('/') || pattern.endsWith('/')) return 'starts or ends with a slash';
  if (/[\s\\~^:]/.test(pattern.replace(/\[\^/g, '[')))
    return 'holds a character that no branch’s name can have';
  if ((pattern.match(/\*+/g) ?? []).length > MOST_WILDCARDS)
    return `has more than ${MOST_WILDCARDS} wildcards`;
  return bracketsProblem(pattern);
}

function bracketsProblem(pattern: string): string | null {
  const outside = pattern.replace(/\[[!^]?[^\][]+\]/g, '');
  if (/[[\]]/.test(outside)) return 'has a bracket without its pair';
  const ranges = pattern.matchAll(/([^[!^-])-([^\]-])(?=[^[]*\])/g);
  for (const [, from = '', to = ''] of ranges) if (from > to) return 'has a range that runs backwards';
  return null;
}
