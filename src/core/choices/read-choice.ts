// Reads which of the offered texts an answer takes. Nothing is interpreted: a text is one of those offered, or it chooses nothing.
import { readLines } from '../template/text/lines.ts';
import { headingKey, keyOf } from '../template/text/normalise.ts';
import { inlineBoxes, offeredBoxes } from '../template/text/shapes.ts';
import type { Offer } from './offers.ts';

export type Choice<Kind extends string> =
  | { readonly state: 'chosen'; readonly kind: Kind }
  /** An offered line was kept with its "…", where the details belong. */
  | { readonly state: 'unfinished'; readonly kind: Kind }
  /** Several of the offered lines still stand, or several boxes are ticked. */
  | { readonly state: 'several'; readonly kinds: readonly Kind[] }
  | { readonly state: 'none' };

/** Whoever has not chosen within this much tells a story. */
const READ = 4_000;
/** In UTF-16 units: longer than any offered text, so that a long line costs nothing. */
const LONGEST = 200;

/** What may stand between an offered text and the free words behind it. A comma does not: the sentence goes on. */
const SEPARATOR = /[:：;；.。!！(（–—]|\s-+\s/gu;

/** An offered text that is taken back: "Production is completely down: no". Exactly these words, and nothing behind them. */
const DENIALS = ['no', 'none', 'n a', 'na'];

interface Taken<Kind extends string> {
  readonly kind: Kind;
  readonly isUnfinished: boolean;
}

function kindsByKey<Kind extends string>(offers: readonly Offer<Kind>[]): ReadonlyMap<string, Kind> {
  const kinds = new Map<string, Kind>();
  for (const { kind, texts } of offers) {
    for (const text of texts) {
      const key = keyOf(text);
      if (key !== '' && !kinds.has(key)) kinds.set(key, kind);
    }
  }
  return kinds;
}

interface Split {
  readonly head: string;
  readonly rest: string;
}

/** The line as a whole, then cut at its separators, the longest beginning first. */
function splitsOf(line: string): readonly Split[] {
  const beginning = line.slice(0, LONGEST);
  const cuts = [...beginning.matchAll(SEPARATOR)].map(({ 0: found, index }) => ({
    head: line.slice(0, index),
    rest: line.slice(index + found.length),
  }));
  return line.length > LONGEST ? cuts.toReversed() : [{ head: line, rest: '' }, ...cuts.toReversed()];
}

function takenIn<Kind extends string>(line: string, kinds: ReadonlyMap<string, Kind>): Taken<Kind> | null {
  for (const { head, rest } of splitsOf(line)) {
    // A question chooses nothing.
    const kind = /[?？]\W*$/u.test(head) ? undefined : kinds.get(headingKey(head));
    if (kind === undefined) continue;
    const details = keyOf(rest);
    if (DENIALS.includes(details)) return null;
    return { kind, isUnfinished: details === '' && /…|\.{3}/u.test(line) };
  }
  return null;
}

/** The pieces of a line that may each be a choice: what is ticked in it, else what stands between its bars. */
function piecesOf(line: string): readonly string[] {
  const boxes = line.length <= LONGEST * 3 && offeredBoxes(line).length > 0 ? inlineBoxes(line) : [];
  if (boxes.length > 0) return boxes.flatMap(({ item, ticked }) => (ticked ? [item] : []));
  return line.split('|');
}

/** What a text chooses among what is offered. Comments, code and what is struck through choose nothing. */
export function readChoice<Kind extends string>(text: string, offers: readonly Offer<Kind>[]): Choice<Kind> {
  const kinds = kindsByKey(offers);
  const standing = text.slice(0, READ).replace(/~~[^~\n]{0,300}~~/g, '');
  const { lines } = readLines(standing, () => false);
  const pieces = lines.flatMap((line) => (line.kind === 'text' ? piecesOf(line.text) : []));
  const taken = pieces.flatMap((piece) => takenIn(piece, kinds) ?? []);
  const [first] = taken;
  if (first === undefined) return { state: 'none' };
  const all = [...new Set(taken.map(({ kind }) => kind))];
  if (all.length > 1) return { state: 'several', kinds: all };
  const isUnfinished = taken.every((one) => one.isUnfinished);
  return { state: isUnfinished ? 'unfinished' : 'chosen', kind: first.kind };
}
