// Completes a body: `fillTemplate` puts back what is missing and writes values where nobody has answered.

import { BodyEdit } from './filling/body-edit.ts';
import { insertMissing } from './filling/insert-missing.ts';
import type { Anchor, Section } from './layout.ts';
import { matchTemplate, place } from './match.ts';
import type { Found } from './matching/found.ts';
import type { Answer, Field, Template } from './template.ts';
import { readLines } from './text/lines.ts';
import { keyOf } from './text/normalise.ts';
import type { OutlineSection } from './text/outline.ts';
import { markerOf } from './text/shapes.ts';
import { asksForText, tokenOf } from './text/tokens.ts';

/** A field's name in `values`: its path in lower case, joined with ` / `. */
export function fieldKey(field: Field): string {
  return field.path.join(' / ').toLowerCase();
}

/**
 * Returns the body with missing sections and labels added in the template's order, and with values where the field is
 * empty, a placeholder or missing. What an author wrote is never changed; filling twice is filling once; line ends stay.
 * A value for boxes lists the items to tick, one a line, or is `all`.
 * @param values by `fieldKey`.
 */
export function fillTemplate(template: Template, body: string, values: ReadonlyMap<string, string>): string {
  const wanted = new Map<number, string>();
  template.fields.forEach((field, index) => {
    const value = values.get(fieldKey(field))?.trim();
    if (value) wanted.set(index, value);
  });
  const filled = fillOnce(template, body, wanted);
  // A fence that the author left open would end at the first fence put in below it, and swallow what stands between.
  return filled === body ? body : fillOnce(template, closeOpen(body), wanted);
}

function fillOnce(template: Template, body: string, wanted: ReadonlyMap<number, string>): string {
  const complete = insertMissing(template, body, (index) => wanted.has(index));
  return wanted.size === 0 ? complete : writeValues(template, complete, wanted);
}

/** Closes each open fence or comment where it is read as ending: above the next heading. */
export function closeOpen(body: string): string {
  const { lines, unclosed } = readLines(body, () => false);
  if (unclosed.length === 0) return body;
  const edit = new BodyEdit(body);
  for (const { line, closer } of unclosed) {
    const next = lines.findIndex((other) => other.number > line && other.kind === 'heading');
    const region = lines.slice(line - 1, next < 0 ? undefined : next);
    edit.add(region.findLast((other) => other.raw.trim() !== '')?.number ?? line, [closer]);
  }
  return edit.toString();
}

function writeValues(template: Template, body: string, values: ReadonlyMap<number, string>): string {
  const { answers } = matchTemplate(template, body);
  const placement = place(template, body);
  const edit = new BodyEdit(body);
  template.layout.sections.forEach((section, index) => {
    const there = placement.body[placement.pairs[index] ?? -1];
    const title = section.heading;
    const titleValue = title ? values.get(title.field) : undefined;
    if (title && titleValue && there?.heading && isOpen(answers[title.field])) {
      writeBlanks(edit, there.heading.number, { ...title, words: there.title }, titleValue);
    }
    for (const anchor of section.anchors) {
      const value = anchor.field === null ? undefined : values.get(anchor.field);
      const answer = answers[anchor.field ?? -1];
      if (!value || !isOpen(answer)) continue;
      const found = placement.alignments[index]?.found.get(anchor) ?? placement.loose.found.get(anchor);
      if (found && placement.stray.has(anchor)) writeLabel(edit, found, value);
      else write(edit, anchor, section, found, there, value);
    }
  });
  return edit.hasEdits() ? edit.toString() : body;
}

function isOpen(answer: Answer | undefined): boolean {
  return answer?.state === 'empty' || answer?.state === 'placeholder' || answer?.state === 'missing';
}

function write(
  edit: BodyEdit,
  anchor: Anchor,
  section: Section,
  found: Found | undefined,
  there: OutlineSection | undefined,
  value: string,
): void {
  switch (anchor.type) {
    case 'text':
      writeText(edit, section, found, there, value);
      return;
    case 'boxes':
      if (found) writeBoxes(edit, anchor, found, value);
      return;
    case 'table':
      if (found) writeTable(edit, found, value);
      return;
    case 'row':
      if (found) writeRow(edit, found, value);
      return;
    case 'label':
      if (found) writeLabel(edit, found, value);
      return;
    case 'pattern':
      if (found?.line) writeBlanks(edit, found.line.number, { ...anchor, words: found.line.text }, value);
      return;
  }
}

/**
 * One blank takes the value. With several the value is the whole line; a value without the line's fixed words goes into the
 * first blank, since a heading that lost its words would not be found again, and the other blanks wait for their author.
 */
function writeBlanks(
  edit: BodyEdit,
  number: number,
  place: { readonly blanks: readonly string[]; readonly literals: readonly string[]; readonly words: string },
  value: string,
): void {
  const { blanks, literals, words } = place;
  const line = edit.line(number) ?? '';
  const one = value.split(/\r\n|\n|\r/)[0] ?? value;
  const blank = blanks.find((other) => line.includes(other));
  const hasWords = literals.every((literal) => keyOf(one).includes(keyOf(literal)));
  const isBare = keyOf(words) === keyOf(literals.join(' '));
  if (hasWords && (blank === undefined || blanks.length > 1))
    edit.replace(
      number,
      line.replace(words, () => one),
    );
  else if (blank === undefined && isBare) edit.replace(number, `${line.trimEnd()} ${one}`);
  else if (blank !== undefined && blank === blanks[0])
    edit.replace(
      number,
      line.replace(blank, () => one),
    );
}

function writeLabel(edit: BodyEdit, found: Found, value: string): void {
  const [inline, ...rest] = found.pieces;
  if (!inline) return;
  const lines = value.split(/\r\n|\n|\r/);
  const number = inline.line.number;
  const below = rest.filter((piece) => piece.text.trim() !== '');
  const listed = markerOf(inline.line.text).mark !== '';
  const bare = !/[:：]/.test(inline.line.raw.slice(found.start)) && !/#\s*$/.test(inline.line.raw);
  const isTitle = inline.text.trim() === '' && !listed && (below.length > 0 || bare);
  if (isTitle) {
    replaceLines(
      edit,
      below.map((piece) => piece.line.number),
      number,
      lines,
    );
    return;
  }
  const raw = edit.line(number) ?? '';
  const stretch = inline.line.raw.slice(inline.start, inline.start + inline.text.length);
  const comment = stretch.includes('<!--') ? ` ${stretch.slice(stretch.indexOf('<!--')).trimEnd()}` : '';
  const gap = /[\s（(]$/.test(inline.line.raw.slice(0, inline.start)) || inline.start === 0 ? '' : ' ';
  const lead =
    /^\s*#(?!\d)/.test(inline.text) && !/^#|:\/\//.test(lines[0] ?? '') && /^\d/.test(lines[0] ?? '')
      ? '#'
      : '';
  // Several labels can share the line, so the stretch is looked for from its place or, once the line has grown, from the left.
  const at = raw === inline.line.raw ? inline.start : raw.lastIndexOf(stretch);
  const from = at < 0 ? inline.start : at;
  edit.replace(
    number,
    `${raw.slice(0, from)}${gap}${lead}${lines[0] ?? ''}${comment}${raw.slice(from + stretch.length)}`,
  );
  const indent = listed ? '  ' : '';
  if (lines.length > 1)
    edit.add(
      number,
      lines.slice(1).map((line) => (line === '' ? '' : indent + line)),
    );
  for (const piece of below) edit.remove(piece.line.number);
}

/** Puts lines in the place of others; behind `after` where there are none. */
function replaceLines(
  edit: BodyEdit,
  numbers: readonly number[],
  after: number,
  lines: readonly string[],
): void {
  const [first, ...others] = [...new Set(numbers)];
  if (first === undefined) {
    const below = edit.line(after + 1);
    edit.add(after, [
      ...lines,
      ...(below !== null && below.trim() !== '' && after < edit.length ? [''] : []),
    ]);
    return;
  }
  const old = edit.line(first) ?? '';
  const marker = markerOf(old);
  const keep =
    marker.mark !== '' && markerOf(lines[0] ?? '').mark === ''
      ? `${old.slice(0, marker.indent)}${marker.mark} `
      : '';
  edit.replace(first, `${keep}${lines[0] ?? ''}`);
  if (lines.length > 1) edit.add(first, lines.slice(1));
  for (const number of others) edit.remove(number);
}

function writeText(
  edit: BodyEdit,
  section: Section,
  found: Found | undefined,
  there: OutlineSection | undefined,
  value: string,
): void {
  const lines = value.split(/\r\n|\n|\r/);
  const pieces = found?.pieces.filter((piece) => piece.text.trim() !== '') ?? [];
  const asking = pieces.filter((piece) => {
    const token = tokenOf(piece.line);
    return token.type === 'text' && asksForText(token);
  });
  const remove = (asking.length > 0 ? asking : pieces)
    .filter((piece) => piece.line.kind === 'text')
    .map((piece) => piece.line.number);
  const heading = there?.heading?.number ?? 0;
  const hint = there?.lines.findLast((line) => line.kind === 'comment')?.number ?? heading;
  if (remove.length > 0) {
    replaceLines(edit, remove, heading, lines);
    return;
  }
  const after = Math.max(heading, section.anchors.length > 1 ? heading : hint);
  const above = after > 0 && after === heading ? [''] : [];
  replaceLines(edit, [], after, [...above, ...lines]);
}

function writeBoxes(edit: BodyEdit, anchor: Anchor & { type: 'boxes' }, found: Found, value: string): void {
  const wanted = value
    .split(/\r\n|\n|\r/)
    .map((line) => line.replace(/^\s*(?:[-*+]\s+)?(?:\[[ xX]\]\s*)?/, '').trim())
    .filter(Boolean);
  const everything = wanted.length === 1 && wanted[0]?.toLowerCase() === 'all';
  const slots = anchor.slots ? [...found.boxes] : [];
  for (const box of found.boxes) {
    const text = everything
      ? box.text
      : wanted.find((item) => isMeant(item, box.key, box.item?.stem ?? null));
    if (text === undefined) continue;
    setBox(edit, box.line.number, box.text, text);
    wanted.splice(wanted.indexOf(text), everything ? 0 : 1);
  }
  if (everything) return;
  for (const item of wanted) {
    const free = slots.shift();
    if (free) setBox(edit, free.line.number, free.text, item);
  }
}

function isMeant(item: string, key: string, stem: string | null): boolean {
  const wanted = keyOf(item);
  return wanted === key || (stem !== null && wanted.startsWith(`${stem} `));
}

const TICKED: Readonly<Record<string, string>> = { '[ ]': '[x]', '[]': '[x]', '( )': '(x)' };

/** Ticks the first open box of a line, the one in front of the item where several stand side by side, and sets its words. */
function setBox(edit: BodyEdit, number: number, old: string, text: string): void {
  const line = edit.line(number) ?? '';
  const at = old === '' ? line.length : Math.max(0, line.indexOf(old));
  const open = Math.max(
    line.lastIndexOf('[ ]', at),
    line.lastIndexOf('[]', at),
    ...['( )', '⬜', '☐', '🔲', '▢'].map((sign) => line.lastIndexOf(sign, at)),
  );
  const head =
    open < 0
      ? line.slice(0, at)
      : line.slice(0, open) +
        line.slice(open, at).replace(/\[ ?\]|\( \)|⬜|☐|🔲|▢/u, (sign) => TICKED[sign] ?? '☑');
  const gap = old === '' && !/\s$/.test(head) ? ' ' : '';
  edit.replace(number, `${head}${gap}${text}${line.slice(at + old.length)}`);
}

function writeTable(edit: BodyEdit, found: Found, value: string): void {
  const rows = new Map<number, number>();
  for (const piece of found.pieces) rows.set(piece.line.number, (rows.get(piece.line.number) ?? 0) + 1);
  const blanks = [...rows].filter(([number]) =>
    found.pieces.some((piece) => piece.line.number === number && piece.text.trim() === ''),
  );
  const [number, columns] = blanks[0] ?? [[...rows.keys()].at(-1) ?? 0, [...rows.values()].at(-1) ?? 1];
  const lines = value
    .split(/\r\n|\n|\r/)
    .map((line) => (line.trim().startsWith('|') ? line.trim() : `| ${line}${' |'.repeat(columns)}`));
  if (blanks.length === 0) edit.add(number, lines);
  else {
    edit.replace(number, lines[0] ?? '');
    edit.add(number, lines.slice(1));
  }
}

function writeRow(edit: BodyEdit, found: Found, value: string): void {
  const piece = found.pieces[0];
  if (!piece) return;
  const raw = edit.line(piece.line.number) ?? '';
  const one = value
    .split(/\r\n|\n|\r/)
    .join(' ')
    .replaceAll('|', '\\|');
  const stop = raw.indexOf('|', piece.start + piece.text.length);
  edit.replace(piece.line.number, `${raw.slice(0, piece.start)} ${one} ${stop < 0 ? '|' : raw.slice(stop)}`);
}
