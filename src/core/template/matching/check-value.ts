// Judges whether an author's words can be an answer of the kind asked for. Lenient: at night a false red costs more than a missed nicety.

import type { Field } from '../template.ts';
import { isGraded } from '../text/choices.ts';
import { keyOf } from '../text/normalise.ts';
import { inlineBoxes } from '../text/shapes.ts';
import { colourRank, gradeOf, yesOrNo } from '../words/grades.ts';

export type Check =
  | { readonly fits: true; readonly chosen: readonly string[] }
  /** As in `Answer`: "is not a link". */
  | { readonly fits: false; readonly problem: string }
  /** Nothing was chosen: the options stand there as the template offers them. */
  | { readonly fits: 'undecided' };

const FITS: Check = { fits: true, chosen: [] };

/** @param text the answer, trimmed, with at least one letter, digit or sign that is not the template's. */
export function checkValue(field: Field, text: string): Check {
  switch (field.kind) {
    case 'text':
    case 'person':
    case 'checkboxes':
      return FITS;
    case 'choice':
      return checkChoice(field.options, text);
    case 'yes-no':
      return checkYesNo(field.options, text);
    case 'issue':
      return hasReference(text) ? FITS : { fits: false, problem: 'does not name an issue' };
    case 'url':
      return hasReference(text) || /\S\.\S/.test(text) || countWords(text) > 2
        ? FITS
        : { fits: false, problem: 'is not a link' };
    case 'datetime':
      return /\p{N}/u.test(text) || countWords(text) > 3 || TIME_WORDS.test(keyOf(text))
        ? FITS
        : { fits: false, problem: 'is not a time' };
    case 'duration':
      return /\p{N}/u.test(text) || countWords(text) > 3 || DURATION_WORDS.test(keyOf(text))
        ? FITS
        : { fits: false, problem: 'is not a length of time' };
  }
}

/** A digit (`#12`, `INC-12`, `12`) or a link: whatever else it says, it points somewhere. */
function hasReference(text: string): boolean {
  return /\p{N}/u.test(text) || /https?:\/\/\S{3,}/.test(text);
}

function countWords(text: string): number {
  return keyOf(text).split(' ').length;
}

/** Times without a digit that people write; anything of four words and more is let through as well. */
const TIME_WORDS =
  /(?:^| )(?:now|today|yesterday|tonight|noon|midnight|morning|evening|ongoing|unknown|asap|immediately|friday|monday|tuesday|wednesday|thursday|saturday|sunday|heute|gestern|jetzt|sofort|unbekannt|maintenant|hier|aujourd|inconnu|ahora|hoy|ayer|desconocid[oa]|hoje|ontem|agora|oggi|ieri|сейчас|сегодня|вчера|неизвестно|зараз|сьогодні|вчора|dzisiaj|dziś|wczoraj|şimdi|bugün|dün|hôm nay|hôm qua|bây giờ|sekarang|kemarin)(?= |$)|今|昨|明|现在|오늘|어제|지금/u;
const DURATION_WORDS =
  /(?:^| )(?:minutes?|hours?|days?|weeks?|seconds?|hour|brief|short|instant|ongoing|unknown|zero|none|stunden?|minuten?|tage?|heures?|jours?|horas?|minutos?|días?|dias?|ore|minuti|giorni|час|часа|часов|минут|дней|годин|хвилин|godzin|minut|saat|dakika|giờ|phút|jam|menit)(?= |$)|分|时|時|시간|분/u;

function checkYesNo(options: readonly string[], text: string): Check {
  const behind = tickedBehind(options, text);
  if (behind.length > 0) return oneOf(behind, true);
  const boxes = inlineBoxes(text.slice(0, 600)).filter((box) => box.item !== '');
  if (boxes.length > 0) return fromBoxes(boxes, true);
  const yes = yesOrNo(keyOf(text));
  if (yes === null) return checkChoice(options, text);
  return { fits: true, chosen: options.filter((option) => yesOrNo(keyOf(option)) === yes) };
}

/** @param isOne whether the options exclude each other: steps of a scale, yes and no. */
function fromBoxes(boxes: readonly { item: string; ticked: boolean }[], isOne: boolean): Check {
  const ticked = boxes.filter((box) => box.ticked).map((box) => box.item);
  if (ticked.length === 0)
    return boxes.length === 1 ? { fits: true, chosen: boxes.map((box) => box.item) } : { fits: 'undecided' };
  return oneOf(ticked, isOne);
}

export function tooManyTicks(ticked: number): string {
  return `has ${ticked} boxes ticked, and 1 is allowed`;
}

function oneOf(ticked: readonly string[], isOne: boolean): Check {
  if (isOne && ticked.length > 1) return { fits: false, problem: tooManyTicks(ticked.length) };
  return { fits: true, chosen: ticked };
}

/** The options with a tick behind them ("Critical ✅ | High", "Critical [x] / High [ ]"); none where boxes are in front. */
function tickedBehind(options: readonly string[], text: string): string[] {
  const parts = text.slice(0, 600).split(/[|/·\n]/u);
  if (parts.some((part) => /^\s*(?:[-*+]\s+)?(?:\[[ xX✓✔]?\]|[⬜☐🔲▢☑✅☒🗹])/u.test(part))) return [];
  const ticked = parts.filter((part) =>
    /[\p{L}\p{N})]\**\s{0,3}(?:\[[xX✓✔]\]|[☑✅🗹✓✔])\ufe0f?\s*$/u.test(part),
  );
  return optionsIn(options, ticked.join(' . '));
}

/** Which option a text takes: the ticked, the one left, the one set apart, or one of the same grade ("P0" for CRITICAL). */
function checkChoice(options: readonly string[], text: string): Check {
  const line = text.slice(0, 2000);
  const behind = tickedBehind(options, line);
  if (behind.length > 0) return oneOf(behind, isGraded(options));
  const boxes = inlineBoxes(line).filter((box) => box.item !== '');
  if (boxes.length > 0) return fromBoxes(boxes, isGraded(options));
  const named = optionsIn(options, line.replace(/~~[^~\n]{0,200}~~/g, ' '));
  if (named.length === options.length && options.length > 1) {
    const apart = optionsIn(
      options,
      [...line.matchAll(/\*\*([^*\n]{1,80})\*\*|`([^`\n]{1,80})`|__([^_\n]{1,80})__/g)]
        .map((match) => match[0])
        .join(' . '),
    );
    return apart.length > 0 && apart.length < options.length
      ? { fits: true, chosen: apart.slice(0, 1) }
      : { fits: 'undecided' };
  }
  if (named.length > 0) return { fits: true, chosen: named.slice(0, 1) };
  if (!isGraded(options)) return FITS;
  const same = sameGrade(options, line);
  return same === null
    ? { fits: false, problem: `is not one of the ${options.length} options` }
    : { fits: true, chosen: [same] };
}

/** The options whose words are in a text, in the text's order. A longer option hides a shorter one inside it. */
function optionsIn(options: readonly string[], text: string): string[] {
  let key = ` ${keyOf(text)} `;
  const places: { option: string; at: number }[] = [];
  for (const option of [...options].sort((one, two) => two.length - one.length)) {
    const wanted = keyOf(option);
    if (wanted === '') continue;
    const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(wanted);
    const at = key.indexOf(unspaced ? wanted : ` ${wanted} `);
    if (at < 0) continue;
    places.push({ option, at });
    key = key.slice(0, at + 1) + '\u0000'.repeat(wanted.length) + key.slice(at + 1 + wanted.length);
  }
  return places.sort((one, two) => one.at - two.at).map(({ option }) => option);
}

function sameGrade(options: readonly string[], text: string): string | null {
  const key = keyOf(text);
  const own = gradeOf(key);
  const colour = colourRank(text);
  const level = own ? levelOf(own) : colour;
  if (level === null) return null;
  return (
    options.find((option) => {
      const grade = gradeOf(keyOf(option));
      if (!grade) return colourRank(option) === level;
      return own && own.scale === grade.scale ? own.rank === grade.rank : levelOf(grade) === level;
    }) ?? null
  );
}

/** SEV1 is the gravest of its scale as P0 is of its own. */
function levelOf(grade: { rank: number; scale: 'p' | 'sev' | 'word' }): number {
  return grade.scale === 'sev' ? Math.max(0, grade.rank - 1) : grade.rank;
}
