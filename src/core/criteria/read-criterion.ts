// Reads from what people wrote which emergency it is, or that it is none.

import { EMERGENCIES, EMERGENCY_TEXTS, type Emergency, type Regular } from '../choices/emergencies.ts';
import { isDenied, isUnbroken } from './denied.ts';
import { EVERYBODY, SURELY_EVERYBODY, WHOLE } from './everybody-words.ts';
import { isOfLooks } from './looks.ts';
import { DEGRADED_WORDS, OUTAGE_WORDS } from './outage-words.ts';
import { OF_THE_CHANGE, REGULAR_WORDS, SOME_USERS, TYPO } from './regular-words.ts';
import { LOST_REVENUE, SEVERE_WORDS } from './severe-words.ts';
import { storyOnly } from './story-only.ts';
import { withoutAccents } from './without-accents.ts';

export type Criterion =
  | { readonly kind: 'emergency'; readonly emergency: Emergency; readonly words: string }
  | { readonly kind: 'regular'; readonly regular: Regular; readonly words: string }
  | { readonly kind: 'unnamed' };

/** Whoever has more to say than this has said by then what it is. */
const READ = 8_000;
const QUOTED = 60;
/** To either side, how far a sentence is looked for. */
const SENTENCE = 200;

interface Said {
  readonly words: string;
  readonly index: number;
}

/** Each place where the words stand. */
function* places(text: string, words: RegExp): Generator<Said> {
  for (const match of text.matchAll(new RegExp(withoutAccents(words.source), `${words.flags}g`)))
    yield { words: match[0], index: match.index };
}

/** The first place where the words stand and are not denied. */
function said(text: string, words: RegExp, counts: (found: Said) => boolean = () => true): Said | null {
  for (const found of places(text, words))
    if (!isDenied(text, found.words, found.index) && counts(found)) return found;
  return null;
}

function sentenceAround(text: string, { words, index }: Said): string {
  const before = text.slice(Math.max(0, index - SENTENCE), index);
  const after = text.slice(index, index + words.length + SENTENCE);
  const begin = before.split(/[.!?;]\s|[\n。！？；]/u).at(-1) ?? '';
  const end = /[.!?;](?=\s)|[\n。！？；]/u.exec(after.slice(words.length));
  return begin + after.slice(0, end === null ? after.length : words.length + end.index);
}

interface Outage {
  readonly found: Said;
  /** Said of everybody, of production or of a system as a whole: no remark elsewhere makes it small. */
  readonly isWhole: boolean;
}

function isWhole(sentence: string): boolean {
  if (said(sentence, SURELY_EVERYBODY) !== null) return true;
  return WHOLE.test(sentence) && said(sentence, SOME_USERS) === null;
}

/** The first outage that is whole, else the first. */
function outage(text: string): Outage | null {
  let first: Outage | null = null;
  for (const found of places(text, OUTAGE_WORDS)) {
    if (isUnbroken(text, found.words, found.index)) continue;
    const sentence = sentenceAround(text, found);
    if (isOfLooks(sentence)) continue;
    if (isWhole(sentence)) return { found, isWhole: true };
    first ??= { found, isWhole: false };
  }
  return first;
}

/** The line around them, as it is quoted. */
function around(text: string, { words, index }: Said): string {
  const end = index + words.length + QUOTED;
  const line = text.slice(text.lastIndexOf('\n', index) + 1, end).split('\n')[0] ?? words;
  return line.trim();
}

interface Small {
  readonly regular: Regular;
  readonly found: Said;
}

function regularIn(text: string): Small | null {
  for (const [regular, pattern] of REGULAR_WORDS) {
    // "The fix is minor", "the tests can wait" tell nothing of what is wrong.
    const found = said(text, pattern, (one) => !OF_THE_CHANGE.test(sentenceAround(text, one)));
    if (found === null) continue;
    // What some users saw first may have reached everybody since.
    if (regular === 'some-users' && said(text, SURELY_EVERYBODY) !== null) continue;
    return { regular, found };
  }
  return null;
}

/** They say where it is or what it came from, not how bad it is: what is down is no matter of looks, speed or spelling. */
function isWeak({ regular, found }: Small): boolean {
  return regular === 'performance' || regular === 'ui' || TYPO.test(found.words);
}

function severeIn(
  text: string,
  kinds: readonly (readonly [Emergency, RegExp])[],
): (Said & { readonly emergency: Emergency }) | null {
  for (const [emergency, pattern] of kinds) {
    const found = said(text, pattern, (one) => !isOfLooks(sentenceAround(text, one)));
    if (found !== null) return { ...found, emergency };
  }
  return null;
}

/**
 * Severe kinds count whatever else is said, and so does an outage of everything. Any other outage counts unless it is said to be
 * small; then whoever wrote that is taken at their word. `written` is what is quoted, `text` the same with what is no story blank.
 */
function criterionOf(text: string, written: string): Criterion {
  const emergency = (kind: Emergency, found: Said): Criterion => ({
    kind: 'emergency',
    emergency: kind,
    words: around(written, found),
  });
  const severe = severeIn(text, SEVERE_WORDS);
  if (severe !== null) return emergency(severe.emergency, severe);
  const broken = outage(text);
  if (broken?.isWhole) return emergency('critical-function', broken.found);
  // Every outage costs revenue: that makes it a matter of money only where nothing is said to be down.
  const revenue = severeIn(text, LOST_REVENUE);
  if (revenue !== null) return emergency(revenue.emergency, revenue);
  const small = regularIn(text);
  if (broken !== null && (small === null || isWeak(small)))
    return emergency('critical-function', broken.found);
  const degraded = said(text, DEGRADED_WORDS);
  if (degraded !== null) return emergency('degraded', degraded);
  if (small === null) return { kind: 'unnamed' };
  const isForAll = isWeak(small) && EVERYBODY.test(sentenceAround(text, small.found));
  return isForAll
    ? { kind: 'unnamed' }
    : { kind: 'regular', regular: small.regular, words: around(written, small.found) };
}

function plain(text: string): string {
  return text.slice(0, READ).normalize('NFC').replace(/\r\n?/g, '\n');
}

/** A title that is the branch's name is read in words: "hotfix/login-down". */
function inWords(title: string): string {
  const bare = title.replace(/^(?:hot-?fix|bug-?fix|fix)\//i, (kind) => ' '.repeat(kind.length));
  return bare.trim().includes(' ') ? bare : bare.replace(/[-_]/g, ' ');
}

export function readCriterion(everything: string, title = ''): Criterion {
  const body = plain(everything);
  const name = plain(title);
  // The title stands behind what is read, so that no length of it pushes the title out, and a sentence is quoted rather than a name.
  const written = name === '' ? body : `\n${body}\n${name}`;
  const read = (isWithFix: boolean): Criterion => {
    const story = storyOnly(written.slice(0, written.length - name.length), isWithFix);
    return criterionOf(withoutAccents(story + storyOnly(inWords(name), isWithFix)), written);
  };
  const told = read(false);
  if (told.kind !== 'unnamed') return told;
  // Whoever tells it all under "Fix" has told it nonetheless; that something is small is not taken from there.
  const toldOfTheFix = read(true);
  return toldOfTheFix.kind === 'emergency' ? toldOfTheFix : told;
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
