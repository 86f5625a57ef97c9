// What one line is made of: a list marker, a box, labels with their values, cells.

import { closesIssue } from '../words/words.ts';
import { keyOf, plain } from './normalise.ts';

export interface Marker {
  /** Columns of white space in front. */
  readonly indent: number;
  /** `-`, `1.`; empty where the line is not a list item. */
  readonly mark: string;
  /** Where the words start. */
  readonly at: number;
}

export function markerOf(text: string): Marker {
  const match = /^([ \t]*)(?:([-*+•◦]|\d{1,3}[.)])(?:[ \t]+|$))?/.exec(text);
  const indent = match?.[1]?.length ?? 0;
  return { indent, mark: match?.[2] ?? '', at: match?.[0].length ?? 0 };
}

export interface Box {
  readonly indent: number;
  readonly ticked: boolean;
  /** Where the mark between the brackets stands, and where the item's words start. */
  readonly markAt: number;
  readonly at: number;
  readonly item: string;
}

const BOX = /^(?:\[([ \txX✓✔✗*-]{0,3})\](?![(:[\]])|([⬜☐🔲▢]|\( \)(?=\s))|([☑✅☒🗹]|\([xX•*]\)(?=\s)))\s*/u;

/** A task item: `- [ ] x`, `[x] x` without a marker, `- []x`, `⬜ x`. `( ) x`. A ticked glyph alone counts only behind a list marker. */
export function boxOf(text: string): Box | null {
  const marker = markerOf(text);
  const rest = text.slice(marker.at);
  const match = BOX.exec(rest);
  if (!match) return null;
  const [whole, mark, , ticked] = match;
  if (ticked !== undefined && marker.mark === '' && !/[⬜☐🔲▢]|^\([xX•*]\)/u.test(rest)) return null;
  if (mark === '' && marker.mark === '') return null;
  return {
    indent: marker.indent,
    ticked: ticked !== undefined || /[xX✓✔*]/.test(mark ?? ''),
    markAt: marker.at + 1,
    at: marker.at + whole.length,
    item: rest.slice(whole.length).trim(),
  };
}

/** Boxes side by side on one line (`[X] P0 | [ ] P1`, `⬜ CRITICAL ⬜ HIGH`): their words and ticks. */
export function inlineBoxes(text: string): { readonly item: string; readonly ticked: boolean }[] {
  const marks = [...text.matchAll(/\[([ xX✓✔]?)\](?![(:[])|\([ xX•*]\)(?=\s)|[⬜☐🔲▢]|[☑✅☒🗹]/gu)];
  return marks.map((mark, index) => {
    const end = marks[index + 1]?.index ?? text.length;
    const item = text.slice(mark.index + mark[0].length, end).replace(/[\s/|·,]+$/u, '');
    return { item: plain(item), ticked: /[xX•*✓✔☑✅☒🗹]/u.test(mark[0]) };
  });
}

/** Boxes that a template offers. Ticked signs alone ("✅ All green") are a remark. */
export function offeredBoxes(text: string): string[] {
  const boxes = inlineBoxes(text);
  const offers = boxes.some((box) => !box.ticked) || /\[[xX✓✔]\]|\([xX•*]\)/u.test(text);
  return offers ? boxes.map((box) => box.item) : [];
}

/** A label on a line and the stretch of the line that is its value. */
export interface Label {
  readonly name: string;
  readonly key: string;
  readonly start: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  /** `colon`: a colon says so; `title`: the line is nothing but these bold words; `verb`: `Fixes #`. */
  readonly form: 'colon' | 'title' | 'verb';
  readonly bold: boolean;
  readonly marker: Marker;
}

const BOLD = /(\*\*|__)([^*\n]{1,160}?)\1(\s{0,3}[:：])?/gu;

/**
 * The labels of one line. Several stand side by side only in bold (`**A:** x | **B:** y`).
 * @param known where given, keys that count as labels however long or odd they look (reading a body).
 */
export function labelsOf(text: string, known?: ReadonlySet<string>): Label[] {
  if (text.length <= STRUCTURE) return findLabels(text, known);
  const labels = findLabels(text.slice(0, STRUCTURE), known);
  return labels.map((found) => (found.valueEnd === STRUCTURE ? { ...found, valueEnd: text.length } : found));
}

/** Labels are looked for in a line's first units only: some patterns below are quadratic in a line, never in a document. */
const STRUCTURE = 600;

function findLabels(text: string, known: ReadonlySet<string> | undefined): Label[] {
  const marker = markerOf(text);
  const summary = /^\s*<summary>(.{1,300})<\/summary>\s*$/i.exec(text);
  if (summary?.[1] !== undefined) {
    const name = plain(summary[1]);
    return name === '' ? [] : [label(name, marker, text.length, text.length, 'title', true)];
  }
  const bold = boldLabels(text, marker);
  if (bold.length > 0) return bold;
  const verb = verbLabel(text, marker);
  if (verb) return [verb];
  const single = plainLabel(text, marker, known);
  return single ? [single] : [];
}

function label(
  name: string,
  marker: Marker,
  valueStart: number,
  valueEnd: number,
  form: Label['form'],
  bold: boolean,
  start = marker.at,
): Label {
  return { name, key: keyOf(name), start, valueStart, valueEnd, form, bold, marker };
}

function boldLabels(text: string, marker: Marker): Label[] {
  if (!text.includes('**') && !text.includes('__')) return [];
  const found: { name: string; start: number; valueStart: number; colon: boolean }[] = [];
  for (const match of text.matchAll(BOLD)) {
    const inner = match[2]?.trim() ?? '';
    const colon = match[3] !== undefined || /[:：]$/.test(inner);
    const name = inner.replace(/\s*[:：]$/, '');
    if (!/[\p{L}\p{N}]/u.test(name) || /^\[[^\]]*\]\(/.test(name)) continue;
    const before = text.slice(found.length === 0 ? marker.at : (found.at(-1)?.valueStart ?? 0), match.index);
    const opens =
      found.length === 0 ? !/[\p{L}\p{N}]/u.test(before) : /(?:[|·/→,;–—-]\s*|\s{2,})$/u.test(before);
    if (!opens) {
      if (found.length === 0) return [];
      continue;
    }
    const after = text.slice(match.index + match[0].length);
    const alone = found.length === 0 && !/[\p{L}\p{N}\\<]/u.test(after) && !/[.!。！…]$/u.test(plain(name));
    if (!colon && !alone) {
      if (found.length === 0) return [];
      continue;
    }
    found.push({ name, start: match.index, valueStart: match.index + match[0].length, colon });
  }
  return found.map((part, index) => {
    const next = found[index + 1];
    const raw = text.slice(part.valueStart, next?.start ?? text.length);
    const value = next ? raw.replace(/[\s|·/→,;–—-]+$/u, '') : raw;
    return label(
      plain(part.name),
      marker,
      part.valueStart,
      part.valueStart + value.length,
      part.colon ? 'colon' : 'title',
      true,
      part.start,
    );
  });
}

/** `Fixes #`, `Closes: #[n]`, `Resolves <url>`: a closing word with nothing but a reference behind it. */
function verbLabel(text: string, marker: Marker): Label | null {
  const match = /^(\p{L}[\p{L} ]{2,18}?)\s*[:：]?\s*(?=$|#|https?:|\[#)/u.exec(text.slice(marker.at));
  if (!match?.[1] || !closesIssue(keyOf(match[1]))) return null;
  if (/\p{L}/u.test(match[1]) && match[1].split(' ').length > 3) return null;
  const valueStart = marker.at + match[0].length;
  // "Issue:" waits for a number, "Issue type:" for words.
  if (valueStart >= text.trimEnd().length && (!/[:：]\s*$/.test(text) || /\s/.test(match[1].trim())))
    return null;
  return label(match[1].trim(), marker, valueStart, text.length, 'verb', false);
}

function plainLabel(text: string, marker: Marker, known: ReadonlySet<string> | undefined): Label | null {
  const rest = text.slice(marker.at, marker.at + 200);
  for (const match of rest.matchAll(/[:：]/g)) {
    const raw = rest.slice(0, match.index);
    const name = plain(raw);
    const valueStart = marker.at + match.index + 1;
    if (known) {
      if (known.has(keyOf(name))) return label(name, marker, valueStart, text.length, 'colon', false);
      continue;
    }
    if (!isLabelName(name, raw, marker.mark !== '')) return null;
    const next = text[valueStart];
    if (match[0] === ':' && next !== undefined && !/[\s[<{#@`_~*(]/.test(next)) return null;
    return label(name, marker, valueStart, text.length, 'colon', false);
  }
  return null;
}

/** Not in a list, more than a few words before a colon are a prompt: "Please sum the change up in a line:". */
function isLabelName(name: string, raw: string, listed: boolean): boolean {
  if (raw.split('`').length % 2 === 0) return false;
  if (!/\p{L}/u.test(name) || name.length > 90 || name.split(' ').length > (listed ? 14 : 6)) return false;
  if (/^(?:https?|ftp|mailto)$/i.test(name) || /[.!]\s|[。！]|[[{<]|\]\(|^\s*[_(（]/.test(raw)) return false;
  return !/^(?:(?:for )?e\.?g\.?|i\.?e\.?|z\. ?b\.?|ex\.?|예|예시|例|例如|example|contoh|ví dụ|ejemplo|exemplo|exemple|beispiel|пример|например)$/iu.test(
    name,
  );
}

/** The cells of a table's row, with their places; null where the line is not a row. */
export function cellsOf(
  text: string,
): { readonly text: string; readonly start: number; readonly end: number }[] | null {
  const first = text.search(/\S/);
  if (first < 0 || text[first] !== '|') return null;
  const cells: { text: string; start: number; end: number }[] = [];
  let from = first + 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '|') {
      cells.push({ text: text.slice(from, at).trim(), start: from, end: at });
      from = at + 1;
    }
  }
  if (text.slice(from).trim() !== '')
    cells.push({ text: text.slice(from).trim(), start: from, end: text.length });
  return cells.length > 0 ? cells : null;
}

/** Whether a row is the `|---|:-:|` under a header. */
export function isDelimiter(text: string): boolean {
  return /^[\s|:-]+$/.test(text) && text.includes('-') && text.includes('|');
}
