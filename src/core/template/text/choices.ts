// Reads the choices that a line offers: boxes, an enumeration in brackets or bare, in code; and whether they are a scale or yes and no.
import { gradeOf, yesOrNo } from '../words/grades.ts';
import { enumerationOf, findBlanks } from './blanks.ts';
import { keyOf, plain } from './normalise.ts';
import { offeredBoxes } from './shapes.ts';

/** A choice written as code, with or without words behind it: "`yes/no`", "`low/high` and why". A path is none. */
export function codedChoice(value: string): string[] | null {
  const inside = /^`([^`\n]{3,80})`/.exec(value.trim())?.[1];
  const parts = inside === undefined ? null : enumerationOf(inside);
  return parts && (isGraded(parts) || isYesNo(parts)) ? parts : null;
}

/** The options a value offers: boxes on the line, or an enumeration, in brackets or bare. A hint's only where it is graded. */
export function optionsOf(value: string, isHint = false): string[] | null {
  const boxes = offeredBoxes(value);
  if (boxes.length > 0 && boxes.every((item) => item !== '')) return boxes;
  const coded = codedChoice(value);
  if (coded || /^`[^`]*`$/.test(value.trim())) return coded;
  const bracket = /^[[({<]\s*(.*?)\s*[\])}>]$/s.exec(value.trim().slice(0, 400));
  const inside = (bracket?.[1] ?? value).trim();
  const parts = enumerationOf(inside.slice(0, 400))?.map(plain);
  if (
    !parts ||
    parts.some((part) => findBlanks(part).length > 0) ||
    isOpenEnded(parts.at(-1) ?? '') ||
    EXAMPLE.test(parts[0] ?? '')
  )
    return null;
  if (isHint && !isGraded(parts) && !isYesNo(parts)) return null;
  return parts;
}

/** "e.g. cache, pool or lock": examples, however they are set apart. */
const EXAMPLE = /^(?:e\.?g\b|ex\.|for example\b|z\. ?b\.|p\. ?ej\b|por ejemplo\b|例|예)[.:：,]?/iu;

/** A list that ends on "etc." gives examples, no choice. */
function isOpenEnded(part: string): boolean {
  return /(?:^|\s)(?:etc|usw|ecc|и т\.? ?д|та ін|itd|vb|v\.v|dll|dst)\.?$|(?:등|など|等)$/iu.test(part);
}

/** Two options, one that says yes and one that says no. */
export function isYesNo(options: readonly string[]): boolean {
  if (options.length !== 2) return false;
  const answers = options.map((option) => yesOrNo(keyOf(option)));
  return answers.includes(true) && answers.includes(false);
}

/** Whether options are steps of one scale: critical, high, medium; P0, P1, P2. */
export function isGraded(options: readonly string[]): boolean {
  if (options.length < 2) return false;
  const grades = options.map((option) => gradeOf(keyOf(option)));
  const graded = grades.filter((grade) => grade !== null);
  const distinct = new Set(graded.map((grade) => grade.rank));
  return graded.length >= Math.max(2, options.length - 1) && distinct.size >= 2;
}
