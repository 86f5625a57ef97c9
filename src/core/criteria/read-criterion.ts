// Reads from what people wrote which emergency it is, or that it is none.
import type { Emergency, Regular } from './kinds.ts';
import { DEGRADED_WORDS, DENIAL, EVERYBODY, OUTAGE_WORDS, REGULAR_WORDS, SEVERE_WORDS } from './words.ts';

export type Criterion =
  | { readonly kind: 'emergency'; readonly emergency: Emergency; readonly words: string }
  | { readonly kind: 'regular'; readonly regular: Regular; readonly words: string }
  | { readonly kind: 'unnamed' };

/** Whoever has more to say than this has said by then what it is. */
const READ = 8_000;
const QUOTED = 60;

/** The first place where the words stand and are not denied. */
function found(text: string, words: RegExp): string | null {
  const all = new RegExp(words.source, `${words.flags}g`);
  for (const match of text.matchAll(all)) {
    if (!DENIAL.test(text.slice(Math.max(0, match.index - 30), match.index))) return match[0];
  }
  return null;
}

/** An outage may be told by a denial ("not working", "nobody can log in"), so that none takes it back. */
function outage(text: string): string | null {
  return OUTAGE_WORDS.exec(text)?.[0] ?? null;
}

function around(text: string, words: string): string {
  const index = text.indexOf(words);
  const line =
    text.slice(text.lastIndexOf('\n', index) + 1, index + words.length + QUOTED).split('\n')[0] ?? words;
  return line.trim();
}

function regularIn(text: string): Extract<Criterion, { kind: 'regular' }> | null {
  for (const [regular, pattern] of REGULAR_WORDS) {
    const words = found(text, pattern);
    if (words !== null) return { kind: 'regular', regular, words: around(text, words) };
  }
  return null;
}

/**
 * Severe kinds count whatever else is said. An outage counts unless it is said to be small; then whoever wrote that is taken at
 * their word. "Everybody" beats "slow": a site that is too slow for all is down.
 */
export function readCriterion(everything: string): Criterion {
  const text = everything.slice(0, READ);
  for (const [emergency, pattern] of SEVERE_WORDS) {
    const words = found(text, pattern);
    if (words !== null) return { kind: 'emergency', emergency, words: around(text, words) };
  }
  const regular = regularIn(text);
  const broken = outage(text);
  // "Slow" and "UI" say where it is, not how bad: what is down, or hits everybody, is no matter of looks or speed.
  const isWeak = regular !== null && ['performance', 'ui'].includes(regular.regular);
  const isSmall = regular !== null && !isWeak;
  if (broken !== null && !isSmall)
    return { kind: 'emergency', emergency: 'critical-function', words: around(text, broken) };
  const degraded = found(text, DEGRADED_WORDS);
  if (degraded !== null) return { kind: 'emergency', emergency: 'degraded', words: around(text, degraded) };
  return regular === null || (isWeak && EVERYBODY.test(text)) ? { kind: 'unnamed' } : regular;
}

const NAMES: readonly (readonly [Emergency, RegExp])[] = [
  ['deployment-failure', /deploy|release fail/i],
  ['exploited-vulnerability', /vulnerab|exploit|security|breach/i],
  ['data-loss', /data|corrupt/i],
  ['financial-legal-compliance', /financ|legal|compliance|payment|money/i],
  ['critical-function', /critical|function|down|outage|unavailable/i],
  ['degraded', /degrad/i],
];

/** An answer to the question itself: the policy's own name for a kind does, and so do the words for it. */
export function namedCriterion(answer: string): Criterion {
  const text = answer.slice(0, 500);
  const read = readCriterion(text);
  if (read.kind !== 'unnamed') return read;
  const named = NAMES.find(([, words]) => words.test(text));
  return named === undefined
    ? { kind: 'unnamed' }
    : { kind: 'emergency', emergency: named[0], words: text.trim().slice(0, QUOTED) };
}
