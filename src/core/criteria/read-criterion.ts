// Reads from what people wrote which emergency it is, or that it is none.
import { isDenied } from './denied.ts';
import { EMERGENCIES, EMERGENCY_TEXTS, type Emergency, type Regular } from './kinds.ts';
import { DEGRADED_WORDS, EVERYBODY, OUTAGE_WORDS, SURELY_EVERYBODY } from './outage-words.ts';
import { REGULAR_WORDS } from './regular-words.ts';
import { SEVERE_WORDS } from './severe-words.ts';

export type Criterion =
  | { readonly kind: 'emergency'; readonly emergency: Emergency; readonly words: string }
  | { readonly kind: 'regular'; readonly regular: Regular; readonly words: string }
  | { readonly kind: 'unnamed' };

/** Whoever has more to say than this has said by then what it is. */
const READ = 8_000;
const QUOTED = 60;

interface Said {
  readonly words: string;
  readonly index: number;
}

/** The first place where the words stand and are not denied. */
function said(text: string, words: RegExp): Said | null {
  const all = new RegExp(words.source, `${words.flags}g`);
  for (const match of text.matchAll(all)) {
    if (!isDenied(text, match[0], match.index)) return { words: match[0], index: match.index };
  }
  return null;
}

/** An outage may be told by a denial ("not working", "nobody can log in"), so that none takes it back. */
function outage(text: string): Said | null {
  const match = OUTAGE_WORDS.exec(text);
  return match === null ? null : { words: match[0], index: match.index };
}

/** The line around them, as it is quoted. */
function around(text: string, { words, index }: Said): string {
  const end = index + words.length + QUOTED;
  const line = text.slice(text.lastIndexOf('\n', index) + 1, end).split('\n')[0] ?? words;
  return line.trim();
}

function regularIn(text: string): Extract<Criterion, { kind: 'regular' }> | null {
  for (const [regular, pattern] of REGULAR_WORDS) {
    const found = said(text, pattern);
    if (found === null) continue;
    // What some users saw first may have reached everybody since.
    if (regular === 'some-users' && said(text, SURELY_EVERYBODY) !== null) continue;
    return { kind: 'regular', regular, words: around(text, found) };
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
    const found = said(text, pattern);
    if (found !== null) return { kind: 'emergency', emergency, words: around(text, found) };
  }
  const regular = regularIn(text);
  const broken = outage(text);
  // "Slow" and "UI" say where it is, not how bad: what is down, or hits everybody, is no matter of looks or speed.
  const isWeak = regular !== null && ['performance', 'ui'].includes(regular.regular);
  const isSmall = regular !== null && !isWeak;
  if (broken !== null && !isSmall)
    return { kind: 'emergency', emergency: 'critical-function', words: around(text, broken) };
  const degraded = said(text, DEGRADED_WORDS);
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

/** The kind that an answer begins with, in the policy's own words or in those that the check offers. */
function offeredKind(text: string): Emergency | undefined {
  const plain = text.replace(/^[\s"'*`_-]{1,20}/, '').toLowerCase();
  return EMERGENCIES.find((one) => plain.startsWith(one) || plain.startsWith(EMERGENCY_TEXTS[one]));
}

/** An answer to the question itself: the policy's own name for a kind does, and so do the words for it. */
export function namedCriterion(answer: string): Criterion {
  const text = answer.slice(0, 500);
  const words = text.trim().slice(0, QUOTED);
  const offered = offeredKind(text);
  if (offered !== undefined) return { kind: 'emergency', emergency: offered, words };
  const read = readCriterion(text);
  if (read.kind !== 'unnamed') return read;
  const named = NAMES.find(([, pattern]) => pattern.test(text));
  return named === undefined ? read : { kind: 'emergency', emergency: named[0], words };
}
