// Turns what a body holds for one field into an answer: filled, empty, placeholder, invalid, not applicable.

import type { BoxItem, Section } from '../layout.ts';
import type { Answer, Field, OpenItem, Position, Unticked } from '../template.ts';
import { findBlanks } from '../text/blanks.ts';
import { isGraded, isYesNo } from '../text/choices.ts';
import { isForeignBlank } from '../text/foreign-blank.ts';
import { asWritten, keyOf, stripTags } from '../text/normalise.ts';
import { inlineBoxes } from '../text/shapes.ts';
import { colourRank, yesOrNo } from '../words/grades.ts';
import * as words from '../words/words.ts';
import { checkValue, tooManyTicks } from './check-value.ts';
import type { Found, FoundBox, Piece } from './found.ts';

/** @param stray lines of the section that no anchor claimed, taken as the answer where the field has none of its own. */
export function judge(field: Field, section: Section, found: Found, stray: readonly Piece[]): Answer {
  if (found.anchor.type === 'boxes') return judgeBoxes(field, found, found.anchor.items, stray);
  if (found.anchor.type === 'pattern') return judgePattern(field, found, found.anchor.literals);
  const answer = judgeText(field, section, found, found.pieces);
  if (answer.state !== 'empty' && answer.state !== 'placeholder') return answer;
  const other = stray.length > 0 ? judgeText(field, section, found, stray) : answer;
  return other.state === 'filled' || other.state === 'not-applicable' ? other : answer;
}

export function positionOf(found: Found): Position {
  const piece = found.pieces.find((other) => other.text.trim() !== '');
  const line = piece?.line ?? found.line;
  if (!line) return { line: 1, column: 1 };
  const column = piece ? piece.start + piece.text.length - piece.text.trimStart().length : found.start;
  return { line: line.number, column: Math.min(column, line.raw.length) + 1 };
}

function isNovel(text: string, own: ReadonlySet<string>, section: Section, isText: boolean): boolean {
  const key = keyOf(text);
  if (key === '') return colourRank(text) !== null && !own.has(key);
  return !own.has(key) && !(isText && (section.own.has(key) || section.asking.has(key)));
}

function judgeText(field: Field, section: Section, found: Found, pieces: readonly Piece[]): Answer {
  const { anchor } = found;
  const written = pieces.filter((piece) => stripTags(piece.text).trim() !== '');
  const novel = written.filter((piece) =>
    isNovel(piece.text, anchor.own, section, anchor.type === 'text' || piece !== found.pieces[0]),
  );
  const at = positionOf({ ...found, pieces: [...(novel.length > 0 ? novel : written)] });
  const text = textOf(novel);
  if (novel.length === 0) return untouched(field, section, written, at);
  const key = keyOf(text);
  if (field.options.length === 0 || !field.options.some((option) => keyOf(option) === key)) {
    if (words.saysUnfinished(key) || isForeignBlank(text)) return { state: 'placeholder', field, text, at };
    if (words.saysNotApplicable(key) && field.kind !== 'yes-no')
      return { state: 'not-applicable', field, at };
  }
  const kept = anchor.blanks.filter((blank) => text.includes(blank));
  if (kept.length > 0 && anchor.blanks.length > 1) return { state: 'placeholder', field, text, at };
  return checked(field, text, at);
}

function checked(field: Field, text: string, at: Position): Answer {
  const check = checkValue(field, text);
  switch (check.fits) {
    case true:
      return { state: 'filled', field, value: { text, chosen: check.chosen, unticked: [] }, at };
    case false:
      return { state: 'invalid', field, text, problem: check.problem, at };
    case 'undecided':
      return { state: 'placeholder', field, text, at };
  }
}

/** Nothing new stands there. A tick in the template's own options on one line is new although the words are not. */
function untouched(field: Field, section: Section, written: readonly Piece[], at: Position): Answer {
  const text = textOf(written);
  const alone = written.every((piece) => section.written.has(asWritten(piece.line.text)));
  if (!alone && field.options.length > 0 && inlineBoxes(text.slice(0, 600)).some((box) => box.ticked))
    return checked(field, text, at);
  const marked =
    !alone && field.options.length > 0 && /\*\*|~~|`/.test(text) ? checkValue(field, text) : null;
  if (marked?.fits === true && marked.chosen.length > 0) return checked(field, text, at);
  const bare = text.replace(/^[ \t]*(?:[-*+]|\d+[.)])[ \t]*$/gm, '').trim();
  return bare === '' ? { state: 'empty', field, at } : { state: 'placeholder', field, text, at };
}

function textOf(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => piece.text.trimEnd())
    .join('\n')
    .trim();
}

function judgePattern(field: Field, found: Found, literals: readonly string[]): Answer {
  const at = positionOf(found);
  const text = textOf(found.pieces);
  const slots = slotsIn(text, literals);
  if (!slots) {
    const like = field.hint ?? field.label;
    return { state: 'invalid', field, text, problem: `does not have the form \`${like}\``, at };
  }
  const open =
    (field.hint !== null && keyOf(text) === keyOf(field.hint)) ||
    slots.some((slot) => keyOf(slot) === '' || words.saysUnfinished(keyOf(slot))) ||
    found.anchor.blanks.some((blank) => text.includes(blank));
  return open
    ? { state: 'placeholder', field, text, at }
    : { state: 'filled', field, value: { text, chosen: [], unticked: [] }, at };
}

/** What is written in a line's blanks, given the fixed words around them; null where not all of these are there. */
export function slotsIn(text: string, literals: readonly string[]): string[] | null {
  const slots: string[] = [];
  const lower = text.toLowerCase();
  const first = literals[0]?.toLowerCase() ?? '';
  if (!lower.startsWith(first)) return null;
  let from = first.length;
  for (const literal of literals.slice(1)) {
    const wanted = literal.toLowerCase().trimEnd();
    const at = wanted === '' ? text.length : lower.indexOf(wanted, from);
    if (at < 0) return null;
    slots.push(text.slice(from, at));
    from = at + wanted.length;
  }
  return slots;
}

function judgeBoxes(field: Field, found: Found, items: readonly BoxItem[], stray: readonly Piece[]): Answer {
  const at = found.line
    ? { line: found.line.number, column: Math.min(found.start, found.line.raw.length) + 1 }
    : { line: 1, column: 1 };
  const boxes = found.boxes;
  const strayKey = keyOf(textOf(stray));
  if (boxes.every((box) => !box.ticked) && words.saysNotApplicable(strayKey))
    return { state: 'not-applicable', field, at };
  if (boxes.length > 0 && boxes.every((box) => box.struck)) return { state: 'not-applicable', field, at };
  switch (field.boxes) {
    case 'slots':
      return judgeSlots(field, boxes, items, found.anchor.own, at);
    case 'one':
    case 'any':
    case 'optional':
      return judgePick(field, boxes, stray, at);
    case 'all':
    case null:
      return judgeAll(field, boxes, items, at);
  }
}

function judgeAll(field: Field, boxes: readonly FoundBox[], items: readonly BoxItem[], at: Position): Answer {
  const byItem = new Map(boxes.filter((box) => box.item !== null).map((box) => [box.item, box]));
  let added = boxes.filter((box) => box.item === null && box.ticked && box.key !== '').length;
  const open: OpenItem[] = [];
  const left: Unticked[] = [];
  for (const item of items) {
    const box = byItem.get(item);
    const place = { item: box?.text || item.text, line: box?.line.number ?? null };
    const hasPlaceholder = box === undefined ? item.prompts : keepsBlank(box);
    if (box?.ticked && hasPlaceholder) open.push({ ...place, isUnticked: false, hasPlaceholder });
    if (box?.ticked || box?.struck || saysYesOrNo(box, item) || item.ticked || item.key === '') continue;
    if (!box && added > 0) added--;
    else if (item.optional) left.push(place);
    else open.push({ ...place, isUnticked: true, hasPlaceholder });
  }
  const ticked = boxes.filter((box) => box.ticked && box.key !== '');
  const isBegun = ticked.some((box) => !box.item?.ticked);
  const asked = items.filter((item) => !item.optional && !item.ticked && item.key !== '').length;
  const unticked = open.filter((item) => item.isUnticked).length;
  if (unticked > 0 || (!isBegun && asked === 0)) {
    if (!isBegun) return { state: 'empty', field, at, open };
    const problem = `has ${unticked} of ${asked} boxes without a tick`;
    return { state: 'invalid', field, text: listOf(ticked), problem, at, open };
  }
  const blank = ticked.find(keepsBlank);
  if (blank) return { state: 'placeholder', field, text: blank.text, at: boxAt(blank), open };
  return {
    state: 'filled',
    field,
    value: { text: listOf(ticked), chosen: ticked.map(optionOf), unticked: left },
    at,
  };
}

/** "Staging validation: N - it is being rebuilt" where the item asks `[Y/N, and why]`: "N" can't be ticked off. */
function saysYesOrNo(box: FoundBox | undefined, item: BoxItem): boolean {
  if (!box || !item.asksYesNo || item.stem === null || !box.key.startsWith(`${item.stem} `)) return false;
  const [first = '', second = ''] = box.key.slice(item.stem.length + 1).split(' ', 2);
  const said = yesOrNo(first);
  // "Y/N" still stands there.
  return said !== null && yesOrNo(second) !== !said;
}

/** Ticked, but the words to replace are still in it. A blank without words (`___`) may be left: the tick says enough. */
function keepsBlank(box: FoundBox): boolean {
  return box.item?.prompts === true && box.key === box.item.key;
}

/** Each box of a body is held against the blanks of so many items: a list has a few, a hostile one thousands. */
const MOST_ITEMS = 50;

/** @param below the template's own lines, those nested below its items included */
function judgeSlots(
  field: Field,
  boxes: readonly FoundBox[],
  items: readonly BoxItem[],
  below: ReadonlySet<string>,
  at: Position,
): Answer {
  const own = new Set(items.map((item) => item.key));
  const written = boxes.filter(
    (box) => box.key !== '' && !own.has(box.key) && !words.saysUnfinished(box.key),
  );
  const blanks = [...new Set(items.slice(0, MOST_ITEMS).flatMap((item) => promptsIn(item.text)))];
  const half = written.map((box) => blankLeftIn(box, blanks, below)).find((piece) => piece !== null);
  if (half) return { state: 'placeholder', field, text: half.text.trim(), at: pieceAt(half) };
  if (written.length > 0)
    return { state: 'filled', field, value: { text: listOf(written), chosen: [], unticked: [] }, at };
  const text = listOf(boxes.filter((box) => box.key !== ''));
  return text === '' ? { state: 'empty', field, at } : { state: 'placeholder', field, text, at };
}

/** "Alert on the pool - Owner: [name]": written in part, with the owner or the date still as the template has it. */
function blankLeftIn(box: FoundBox, blanks: readonly string[], below: ReadonlySet<string>): Piece | null {
  if (blanks.some((blank) => box.text.includes(blank)))
    return { line: box.line, start: Math.max(0, box.line.text.indexOf(box.text)), text: box.text };
  return box.below.find((piece) => below.has(keyOf(piece.text)) && promptsIn(piece.text).length > 0) ?? null;
}

function promptsIn(text: string): string[] {
  return findBlanks(text.slice(0, 2000))
    .filter((blank) => /\p{L}/u.test(blank.text))
    .map((blank) => blank.text);
}

function judgePick(field: Field, boxes: readonly FoundBox[], stray: readonly Piece[], at: Position): Answer {
  const ticked = boxes.filter((box) => box.ticked && box.key !== '');
  const preset =
    ticked.length > 0 && boxes.every((box) => box.item !== null && box.item.ticked === box.ticked);
  if (preset) return { state: 'placeholder', field, text: listOf(ticked), at };
  if (ticked.length === 0) {
    const named = stray
      .map((piece) => keyOf(piece.text))
      .map((key) => field.options.find((option) => keyOf(option) === key))
      .find((option) => option !== undefined);
    if (named !== undefined)
      return { state: 'filled', field, value: { text: named, chosen: [named], unticked: [] }, at };
    return { state: 'empty', field, at };
  }
  if (field.boxes === 'one' && ticked.length > 1 && (isGraded(field.options) || isYesNo(field.options))) {
    return {
      state: 'invalid',
      field,
      text: listOf(ticked),
      problem: tooManyTicks(ticked.length),
      at: boxAt(ticked[1] ?? ticked[0]) ?? at,
    };
  }
  return {
    state: 'filled',
    field,
    value: { text: listOf(ticked), chosen: ticked.map(optionOf), unticked: [] },
    at: boxAt(ticked[0]),
  };
}

function optionOf(box: FoundBox): string {
  return box.item?.text || box.text;
}

function listOf(boxes: readonly FoundBox[]): string {
  return boxes.map((box) => box.text).join('\n');
}

function pieceAt(piece: Piece): Position {
  return { line: piece.line.number, column: Math.min(piece.start, piece.line.raw.length) + 1 };
}

function boxAt(box: FoundBox | undefined): Position {
  if (!box) return { line: 1, column: 1 };
  return { line: box.line.number, column: Math.max(0, box.line.text.search(/\S/)) + 1 };
}
