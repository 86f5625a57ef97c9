// Decides what ticking a group of boxes means: all of them, one, some, none, or blanks to write into.

import { findBlanks } from './blanks.ts';
import { yesOrNo } from './grades.ts';
import { isGraded, isYesNo } from './kinds.ts';
import { keyOf } from './normalise.ts';
import type { BoxMeaning } from './template.ts';
import * as words from './words.ts';

/** A group as read: its items as written, whether the template ticks them, and the words around it. */
export interface BoxGroup {
  readonly items: readonly { readonly text: string; readonly ticked: boolean }[];
  /** Keys of the heading, the lead-in or label, and the comments near by. */
  readonly heading: string;
  readonly lead: string;
  readonly hint: string;
  readonly optional: boolean;
  /** A single item with a blank nested below it. */
  readonly nested: boolean;
}

/**
 * The order matters: what the items are (blanks, a scale, a pair) outweighs what the words around them say, and words
 * outweigh counting. What nothing decides is a checklist, since that is what most groups are.
 */
export function meaningOf(group: BoxGroup): BoxMeaning {
  const keys = group.items.map((item) => keyOf(item.text));
  if (group.nested || group.items.every((item) => isSlot(item.text))) return 'slots';
  if (
    isExclusive(
      group.items.map((item) => item.text),
      keys,
    )
  )
    return 'one';
  const ticked = group.items.filter((item) => item.ticked).length;
  const around = [group.lead, group.hint];
  if (words.saysOne(group.lead) || words.saysOne(group.hint)) return 'one';
  const categories = words.saysCategories(group.heading) || around.some((key) => words.saysCategories(key));
  const terse = isTerse(keys);
  if (ticked > 0 && ticked < keys.length) return categories && keys.length > 4 ? 'any' : 'one';
  if (group.optional) return 'optional';
  const isKind = typeOfChange(group.heading);
  if (categories && !words.saysChecklist(group.heading) && (terse || isKind || noneOption(keys)))
    return isKind && terse && keys.length <= 3 ? 'one' : 'any';
  if (noneOption(keys)) return 'any';
  if (words.saysOne(group.heading) && terse) return 'one';
  return 'all';
}

/** A blank item, or one that is nothing but a blank with a word in front: `Alert: ___`, `#XXX - follow-up`. */
function isSlot(text: string): boolean {
  const item = text.trim();
  if (keyOf(item) === '') return true;
  if (/^#(?:\s|$)|^[[<{]/.test(item) && findBlanks(item).length === 0 && keyOf(item).length < 3) return true;
  return (
    findBlanks(item).some((blank) => blank.start < 4 || blank.end >= item.length - 2) &&
    findBlanks(item).length > 0 &&
    isMostlyBlank(item)
  );
}

function isMostlyBlank(item: string): boolean {
  const blanks = findBlanks(item);
  let rest = item;
  for (const blank of [...blanks].reverse()) rest = rest.slice(0, blank.start) + rest.slice(blank.end);
  const left = keyOf(rest).split(' ').filter(Boolean);
  return left.length <= 2 || (blanks[0]?.start === 0 && left.length <= 5);
}

/** Items of which only one can be true: a scale, yes and no, a thing and its negation. */
function isExclusive(items: readonly string[], keys: readonly string[]): boolean {
  if (isGraded(items) && items.length <= 6) return true;
  if (items.length === 2 && (isYesNo(items) || isContradiction(keys[0] ?? '', keys[1] ?? ''))) return true;
  return keys.length === 1 && yesOrNo(keys[0] ?? '') !== null && (keys[0] ?? '').split(' ').length === 1;
}

const PAIRS: readonly (readonly [string, string])[] = [
  ['permanent', 'temporary'],
  ['zero', 'estimated'],
  ['breaking', 'non breaking'],
  ['breaking', 'backward compatible'],
  ['manual', 'automatic'],
  ['internal', 'external'],
  ['pass', 'fail'],
  ['passed', 'failed'],
  ['success', 'failure'],
  ['dauerhaft', 'vorübergehend'],
  ['définitif', 'temporaire'],
  ['permanente', 'temporal'],
  ['definitiva', 'temporária'],
  ['постоянное', 'временное'],
  ['永久', '临时'],
  ['恒久', '暫定'],
  ['영구', '임시'],
];

function isContradiction(one: string, two: string): boolean {
  const answers = [yesOrNo(one), yesOrNo(two)];
  if (answers.includes(true) && answers.includes(false)) return true;
  if (answers.includes(false) && sharesWord(one, two)) return true;
  return PAIRS.some(
    ([left, right]) =>
      (one.includes(left) && two.includes(right)) || (two.includes(left) && one.includes(right)),
  );
}

function sharesWord(one: string, two: string): boolean {
  const words = new Set(one.split(' ').slice(1));
  return two.split(' ').some((word) => word.length > 3 && words.has(word));
}

/** Items that name things rather than state what was done: short on average. */
function isTerse(keys: readonly string[]): boolean {
  const lengths = keys.map((key) => weight(key));
  return lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length) <= 6;
}

/** Words, or for scripts without spaces a third of the characters. */
function weight(key: string): number {
  const unspaced = key.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  return key.split(' ').length + unspaced / 3;
}

/** A list whose last item says that none of the others applies is no checklist. */
function noneOption(keys: readonly string[]): boolean {
  const last = keys.at(-1) ?? '';
  return (
    keys.length >= 3 &&
    /^(?:no .{1,60} needed|none|none of the above|not applicable|other|n a|keine|aucun|ninguno|ninguna|nenhum|нет|другое|khác|없음|기타|그외 기타|无|其他|なし|その他)$/u.test(
      last,
    )
  );
}

function typeOfChange(heading: string): boolean {
  return /(?:^| )(?:type|tipo|typ|kind|тип|jenis|tür|유형|종류|类型)(?: |$)/u.test(heading);
}
