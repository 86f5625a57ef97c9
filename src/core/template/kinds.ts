// Decides what kind of answer a field takes, from its label, its blank, its hint and the enumeration it may offer.

import { type Blank, enumerationOf, findBlanks } from './blanks.ts';
import { gradeOf, yesOrNo } from './grades.ts';
import { keyOf, plain } from './normalise.ts';
import { offeredBoxes } from './shapes.ts';
import type { FieldKind } from './template.ts';
import * as words from './words.ts';

export interface KindReading {
  readonly kind: FieldKind;
  readonly options: readonly string[];
}

/** What a value in a template looks like: `text` is what stands behind the label (comments taken out), `hint` the comment. */
export function readKind(label: string, text: string, hint: string | null): KindReading {
  const value = text.trim();
  const offered = value === '' ? (/\(([^()]{3,60})\)\s*$/.exec(label)?.[1] ?? '') : '';
  const options = optionsOf(value) ?? optionsOf(offered, true) ?? optionsOf(hint ?? '', true);
  if (options) return { kind: isYesNo(options) ? 'yes-no' : 'choice', options };
  const blanks = findBlanks(value);
  const prompt = keyOf(blanks[0]?.prompt || (blanks.length === 0 ? value : ''));
  const asked = prompt || keyOf(hint ?? '');
  if ((words.asksYesNo(asked) && asked.split(' ').length <= 8) || /^y n\b/.test(asked))
    return { kind: 'yes-no', options: ['Yes', 'No'] };
  const shown = blanks.length > 0 ? blanks : findBlanks(hint?.slice(0, 200) ?? '');
  if (shown[0] && DATE_SIGN.test(shown[0].text) && !words.asksDuration(keyOf(label)))
    return { kind: 'datetime', options: [] };
  return { kind: scalarKind(keyOf(label), asked, value, blanks), options: [] };
}

const DATE_SIGN = /^(?:YYYY|JJJJ|AAAA|RRRR|ГГГГ|РРРР|HH:MM|hh:mm)/;

function scalarKind(label: string, asked: string, value: string, blanks: readonly Blank[]): FieldKind {
  const first = blanks[0];
  if (value.startsWith('@')) return 'person';
  if (isReference(value, first)) return 'issue';
  if (first && words.asksDate(keyOf(first.text))) return 'datetime';
  const short = label.split(' ').length <= 4;
  if (short && words.asksDuration(label)) return 'duration';
  const brief = asked.split(' ').length <= 4;
  if (words.opensWithWhen(asked) || (brief && words.asksDate(asked) && !words.asksDuration(asked)))
    return 'datetime';
  if (/^link\b/.test(asked) || /^link (?:to|zu)/.test(asked))
    return words.asksIssue(label) && short ? 'issue' : 'url';
  if (short && namesIssue(label) && (asked === '' || NAMES_REFERENCE.test(asked))) return 'issue';
  if (short && words.asksDate(label)) return 'datetime';
  if (short && words.asksUrl(label)) return 'url';
  if ((brief && namesPerson(asked)) || (short && namesPerson(label))) return 'person';
  if (words.asksDuration(asked) && asked.split(' ').length <= 6) return 'duration';
  return 'text';
}

/** Whether a prompt asks for a number or a link rather than for a description ("Issue: [brief description]"). */
const NAMES_REFERENCE =
  /(?:^| )(?:number|nr|no|id|key|ref|reference|link|url|ticket|issue|inc|jira|bug|numéro|número|номер|numer|numara|số|nomor|\p{N}+)(?= |$)|番号|编号|번호/u;

/** `#`, `#[n]`, `INC-XXXX`, `CPBS-`, `TAB-<id>`: a number is to be put behind a sign. */
function isReference(value: string, blank: Blank | undefined): boolean {
  if (/(?:^|\s)#\s*$/.test(value) || /^\**[A-Z][A-Z0-9]{1,9}-\**\s*$/.test(value)) return true;
  if (!blank) return false;
  const before = value.slice(0, blank.start);
  return (
    /#$|(?:^|\s)[A-Z][A-Z0-9]{1,9}-$/.test(before) || /^#|^\[?[A-Z]{2,10}-(?:X+|N+|#+|0+|ID)/.test(blank.text)
  );
}

/** "Related issue", "Ticket id"; not "Issue discovered", which asks when. */
function namesIssue(label: string): boolean {
  const parts = label.split(' ');
  const last = parts.at(-1) ?? '';
  if (words.asksDate(label)) return parts.length <= 2 && words.asksIssue(last);
  return (
    words.asksIssue(parts.slice(-2).join(' ')) &&
    (words.asksIssue(last) || NAMES_REFERENCE.test(last) || isPhrase(parts))
  );
}

/** Two words that only together name a reference ("关联 issue"), and words of scripts without spaces. */
function isPhrase(parts: readonly string[]): boolean {
  return !words.asksIssue(parts.at(-2) ?? '');
}

/** "Owner", "Approved by", "Name"; not "Branch name". */
function namesPerson(key: string): boolean {
  const parts = key.split(' ');
  const [last] = parts.slice(-1);
  if (last === 'name' && parts.length > 1 && !words.asksPerson(parts.slice(0, -1).join(' '))) return false;
  if (words.asksPerson(key) && parts.length <= 2) return true;
  return words.asksPerson(parts.slice(-2).join(' ')) && !words.asksDate(key);
}

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
