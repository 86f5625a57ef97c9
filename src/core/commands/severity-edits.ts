// Small edits of a description that change its severity: a line, a tick, a word. Line ends stay as they are.
import { type Severity, severityOf } from '../model/severity.ts';

interface Line {
  readonly text: string;
  readonly end: string;
}

/** How far below its heading an answer is looked for. */
const REACH = 40;

function linesOf(body: string): readonly Line[] {
  return body.split(/(?<=\n)/).map((whole) => {
    const end = /\r?\n$/.exec(whole)?.[0] ?? '';
    return { text: whole.slice(0, whole.length - end.length), end };
  });
}

function withLine(lines: readonly Line[], index: number, text: string): string {
  return lines.map((line, at) => `${at === index ? text : line.text}${line.end}`).join('');
}

/** What stands before the answer, on its line: everything after the colon is the answer. */
const LABELLED = /^(\s*(?:[-*+]\s+)?(?:\*\*|__)?[^:：*_\n]{1,80}(?:\*\*|__)?\s?[:：](?:\*\*|__)?)/;
const BOX = /^(\s*(?:(?:[-*+]|\d{1,9}[.)])\s*)?\[)([ xX]?)(\]\s*)(\S.*)$/;

/** Writes over all that stands behind a line's label. Null where the line has none. */
export function overLine(body: string, number: number, word: string): string | null {
  const lines = linesOf(body);
  const text = lines[number - 1]?.text;
  const label = text === undefined ? undefined : LABELLED.exec(text)?.[1];
  return label === undefined ? null : withLine(lines, number - 1, `${label} ${word}`);
}

/** The lines of an answer that begins at a line: to the next heading, within reach. */
function answerLines(lines: readonly Line[], number: number): readonly number[] {
  const first = number - 1;
  const below = lines.findIndex(({ text }, index) => index > first && /^ {0,3}#{1,6}\s/.test(text));
  const last = Math.min(below < 0 ? lines.length : below, first + REACH);
  return lines.flatMap((_, index) => (index >= first && index < last ? [index] : []));
}

/** Moves the tick among the boxes that stand together. Null where none of them names the severity. */
export function tickFrom(body: string, number: number, severity: Severity): string | null {
  const lines = linesOf(body);
  const isBox = (index: number) => BOX.test(lines[index]?.text ?? '');
  let first = answerLines(lines, number).find(isBox);
  if (first === undefined) return null;
  while (isBox(first - 1)) first -= 1;
  let end = first;
  while (isBox(end)) end += 1;
  const boxes = lines.slice(first, end).map(({ text }) => BOX.exec(text)?.[4] ?? '');
  const wanted = boxes.findIndex((item) => severityOf(item) === severity);
  if (wanted < 0) return null;
  const from = first;
  return lines
    .map(({ text, end: ending }, index) => {
      if (index < from || index >= end) return text + ending;
      const mark = index === from + wanted ? 'x' : ' ';
      return (
        text.replace(BOX, (_, open: string, _old: string, close: string, item: string) => {
          return `${open}${mark}${close}${item}`;
        }) + ending
      );
    })
    .join('');
}

const WORD = /\b(?:sev|severity|p)[\s_-]?\d\b|\p{Extended_Pictographic}|[\p{L}\p{N}]+/giu;

/** The first stretch of words that name a step: "🔴 P0 (Critical" of "🔴 P0 (Critical) since two". */
function gradeIn(text: string): { readonly start: number; readonly end: number } | null {
  let grade: { start: number; end: number } | null = null;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const isGrade = severityOf(word) !== null;
    if (grade === null) {
      if (isGrade) grade = { start: index, end: index + word.length };
    } else if (isGrade && /^[\s/|·–—-]{1,5}$/u.test(text.slice(grade.end, index)))
      grade.end = index + word.length;
    else return grade;
  }
  return grade;
}

/** Puts a word for the first step that the answer names, and leaves the explanation beside it. */
export function gradeFrom(body: string, number: number, word: string): string | null {
  const lines = linesOf(body);
  for (const index of answerLines(lines, number)) {
    const text = lines[index]?.text ?? '';
    if (/^ {0,3}#{1,6}\s/.test(text)) continue;
    const from = LABELLED.exec(text)?.[1]?.length ?? 0;
    const grade = gradeIn(text.slice(from));
    if (grade === null) continue;
    // What is ticked on the line, and not the first step that it offers, is the answer.
    if (/\[[ xX]?\]/.test(text)) return null;
    const [before, rest] = [text.slice(0, from + grade.start), text.slice(from + grade.end)];
    return withLine(lines, index, `${before}${word}${rest}`);
  }
  return null;
}

/** Puts a paragraph in front of an answer; behind its heading, where that is the line. */
export function aboveLine(body: string, number: number, text: string): string {
  const lines = linesOf(body);
  const end = lines.find((line) => line.end !== '')?.end ?? '\n';
  const isHeading = /^ {0,3}#{1,6}\s/.test(lines[number - 1]?.text ?? '');
  const before = lines.slice(0, isHeading && number > 1 ? number : number - 1);
  const rest = lines.slice(before.length);
  const whole = (part: readonly Line[]) => part.map((line) => line.text + line.end).join('');
  if (rest.every((line) => line.text.trim() === '')) return `${whole(before)}${text}${end}`;
  const gap = isHeading && number > 1 ? end : '';
  return `${whole(before)}${gap}${text}${end}${end}${whole(rest)}`;
}
