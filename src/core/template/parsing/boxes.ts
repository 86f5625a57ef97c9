// Decides what ticking a group of boxes means: all of them, one, some, none, or blanks to write into.

import type { BoxMeaning } from '../template.ts';
import { findBlanks } from '../text/blanks.ts';
import { isGraded, isYesNo } from '../text/choices.ts';
import { keyOf } from '../text/normalise.ts';
import * as boxWords from '../words/box-words.ts';
import { yesOrNo } from '../words/grades.ts';
import * as words from '../words/words.ts';

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
  const toWrite = group.items.filter((item) => isEmptyLabel(item.text)).length;
  if (
    group.nested ||
    group.items.every((item) => isSlot(item.text) || (toWrite > 1 && isEmptyLabel(item.text)))
  )
    return 'slots';
  if (
    isExclusive(
      group.items.map((item) => item.text),
      keys,
    )
  )
    return 'one';
  const ticked = group.items.filter((item) => item.ticked).length;
  const around = [group.lead, group.hint];
  if (boxWords.saysOne(group.lead) || boxWords.saysPickOne(group.hint)) return 'one';
  const categories =
    boxWords.saysCategories(group.heading) || around.some((key) => boxWords.saysCategories(key));
  const terse = isTerse(keys);
  if (ticked > 0 && ticked < keys.length) return categories && keys.length > 4 ? 'any' : 'one';
  if (group.optional || (keys.length === 1 && words.saysNotApplicable(keys[0] ?? ''))) return 'optional';
  const isKind = typeOfChange(group.heading);
  if (categories && !boxWords.saysChecklist(group.heading) && (terse || isKind || noneOption(keys)))
    return isKind && terse && keys.length <= 3 ? 'one' : 'any';
  if (noneOption(keys) || areAlternatives(keys, group.heading)) return 'any';
  if (toWrite > 1 && toWrite * 2 > keys.length && !boxWords.saysChecklist(group.heading)) return 'any';
  if (areThings(keys, group.heading) || areKinds(keys)) return 'any';
  if (around.some((key) => boxWords.saysAllThatApply(key)) && !boxWords.saysChecklist(group.heading))
    return 'any';
  if (boxWords.saysOne(group.heading) && terse) return 'one';
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

/** "Backend files:", with nothing behind it. */
function isEmptyLabel(item: string): boolean {
  return /[:：]$/.test(item.trim()) && keyOf(item).split(' ').length <= 5;
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
  // Steps of a version number, or none of them.
  if (
    keys.length > 1 &&
    keys.every((key) => /^(?:none|no release|patch|minor|major|hotfix)(?: |$)/.test(key))
  )
    return true;
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
  ['없음', '있음'],
  ['なし', 'あり'],
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
  if (deniesOther(one, two) || deniesOther(two, one)) return true;
  const answers = [yesOrNo(one), yesOrNo(two)];
  if (answers.includes(true) && answers.includes(false)) return true;
  if (answers.includes(false) && sharesWord(one, two)) return true;
  return PAIRS.some(
    ([left, right]) =>
      (one.includes(left) && two.includes(right)) || (two.includes(left) && one.includes(right)),
  );
}

/** "The bundle was not rebuilt" beside "The bundle was rebuilt": the same opening, one with "not". */
function deniesOther(one: string, two: string): boolean {
  const at = one.indexOf(' not ');
  const opening = one.slice(0, at);
  return (
    at > 0 && at < 80 && opening.includes(' ') && two.startsWith(`${opening} `) && !two.includes(' not ')
  );
}

function sharesWord(one: string, two: string): boolean {
  // Of a long statement only the opening names what it is about; further on, two share words by chance.
  const [left, right] = [one, two].map((key) => key.split(' ', key.split(' ').length > 8 ? 5 : 8));
  return (
    right?.some((word) => word.length > 3 && !FILLERS.has(word) && (left?.indexOf(word) ?? 0) > 0) ?? false
  );
}

const FILLERS = new Set('this that these with have been from were will your code into than when'.split(' '));

/** "No database changes" among kinds of database change, "temporary" beside "permanent": not everything can be true at once. */
function areAlternatives(keys: readonly string[], heading: string): boolean {
  if (keys.length < 3 || keys.length > 12) return false;
  if (keys.some((key) => isDeniedBy(key, keys))) return true;
  if (boxWords.saysChecklist(heading)) return false;
  const brief = keys.filter((key) => key.split(' ').length <= 6).map((key) => ` ${key} `);
  const says = (side: string, not: string): boolean =>
    brief.some((key) => key.includes(` ${side} `) && !key.includes(` ${not} `));
  if (PAIRS.some(([left, right]) => says(left, right) && says(right, left))) return true;
  return keys.some((key) => {
    const denied = /(?:^|\p{Script=Han} )no (\p{L}{2,30})(?= |$)/u.exec(key)?.[1];
    if (denied === undefined || key.split(' ').length > 6 || isStatement(key)) return false;
    const stem = denied.slice(0, 6);
    return [heading, ...keys.filter((other) => other !== key)].some((other) =>
      ` ${other}`.includes(` ${stem}`),
    );
  });
}

/** "No schema change" beside "Schema change reviewed". */
function isDeniedBy(key: string, keys: readonly string[]): boolean {
  const thing = /^no (\S{1,30} \S.{0,60})$/.exec(key)?.[1];
  return thing !== undefined && keys.some((other) => other.startsWith(`${thing} `));
}

/** Says what was done rather than naming a thing: "Rollback plan prepared". English only; elsewhere being short has to do. */
function isStatement(key: string): boolean {
  return key
    .split(' ')
    .some(
      (word) =>
        /^\p{L}{2,20}ed$/u.test(word) && !/^(?:need|requir|affect|relat|bas|advanc|unit|shar)ed$/.test(word),
    );
}

function isLatin(key: string): boolean {
  return /^[\p{Script=Latin}\d ]+$/u.test(key);
}

/** Kinds of change ("Bug fix", "New feature"), or kinds of test ("Unit tests", "Manual testing"), whatever stands above. */
function areKinds(keys: readonly string[]): boolean {
  if (keys.length < 2) return false;
  const isChange = (key: string): boolean =>
    /^(?:bug ?fix|hot ?fix|(?:new )?feature|breaking change|documentation|docs|refactor|performance|security (?:fix|patch|update)|chore)(?: |$)/.test(
      key,
    ) && !isStatement(key.split(' ', 3).join(' '));
  const isTest = (key: string): boolean =>
    /^(?:[\p{L}\d]{1,20} ){1,2}(?:tests?|testing)$/u.test(key) && !isStatement(key);
  return keys.every(isChange) || keys.every(isTest);
}

/** Short names under a heading that asks which or how: ways of testing, parts that are touched. */
function areThings(keys: readonly string[], heading: string): boolean {
  if (keys.length < 2) return false;
  const average = keys.reduce((sum, key) => sum + weight(key), 0) / keys.length;
  if (boxWords.asksHow(heading)) return average <= 4;
  if (keys.length >= 3 && average <= 1.5 && keys.every(isLatin))
    return !boxWords.saysChecklist(heading) && !keys.some(isStatement);
  return (
    average <= 3.5 &&
    boxWords.saysParts(heading) &&
    !boxWords.saysChecklist(heading) &&
    !keys.some(isStatement)
  );
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

/** A list whose last item says that none of the others applies is not a checklist. */
function noneOption(keys: readonly string[]): boolean {
  const last = keys.at(-1) ?? '';
  return (
    keys.length >= 3 &&
    /^(?:no .{1,60} needed|(?:aucune?|ninguna?|ningún|nenhuma?|keine?) .{1,60} (?:nécessaires?|necesari[oa]s?|necessári[oa]s?|nötig|erforderlich)|none|none of the above|(?:not applicable|no aplica|n a|nicht zutreffend|non applicable|해당 없음|不适用|該当なし)(?: .{0,80})?|keine|aucun|ninguno|ninguna|nenhum|нет|khác|없음|无|なし|(?:others?|sonstiges?|andere[rs]?|autres?|otros?|outros?|altro|другое|інше|inne|그외 기타|기타|其他|その他)(?: other)?(?: (?:please|specify|describe|explain|bitte|angeben|préciser|por favor|especificar|_especificar|указать).{0,60})?)$/u.test(
      last,
    )
  );
}

function typeOfChange(heading: string): boolean {
  return /(?:^| )(?:types?|tipos?|typ|typen|kinds?|тип|jenis|tür|유형|종류|구분|类型|类别|種別|種類)(?: |$)/u.test(
    heading,
  );
}
