// Puts back what an author removed from the template: whole sections and single labels, in the template's order.

import type { Anchor, Section } from '../layout.ts';
import { matchTemplate, type Placement, place } from '../match.ts';
import type { Answer, Template } from '../template.ts';
import { BodyEdit } from './body-edit.ts';

/** @param wanted whether a field is to be put back although nobody has to answer it: a value waits for it. */
export function insertMissing(template: Template, body: string, wanted: (field: number) => boolean): string {
  const placement = place(template, body);
  const { answers } = matchTemplate(template, body);
  const edit = new BodyEdit(body);
  const source = template.source.split('\n');
  const needs = neededSections(template, placement, answers, wanted);
  let after = 0;
  template.layout.sections.forEach((section, index) => {
    const pair = placement.pairs[index] ?? -1;
    if (pair >= 0) {
      const end = insertAnchors(template, placement, index, answers, wanted, edit, source);
      after = Math.max(end, index === 0 && end === 0 ? 0 : end);
      return;
    }
    if (!needs.has(index)) return;
    insert(edit, after, trimBlock(sectionLines(placement, section, answers, source)), true);
  });
  return edit.hasEdits() ? edit.toString() : body;
}

/** A section as the template has it, but for the labels and boxes that were answered elsewhere: asked twice, they would be open again. */
function sectionLines(
  placement: Placement,
  section: Section,
  answers: readonly Answer[],
  source: readonly string[],
): string[] {
  const gone = new Set<number>();
  const kept = new Set<number>();
  for (const anchor of section.anchors) {
    const answer = answers[anchor.field ?? -1];
    const isAnswered =
      (anchor.type === 'label' || anchor.type === 'boxes') &&
      answer?.field.required === true &&
      answer.state !== 'missing' &&
      placement.loose.found.has(anchor);
    for (let line = anchor.from; line <= anchor.to; line++) (isAnswered ? gone : kept).add(line);
  }
  const isGone = (line: number): boolean => gone.has(line) && !kept.has(line);
  const lines: string[] = [];
  for (let line = section.line; line <= section.endLine; line++) {
    const text = source[line - 1] ?? '';
    const closesGap = isGone(line - 1) && text.trim() === '' && (lines.at(-1) ?? '').trim() === '';
    if (!isGone(line) && !closesGap) lines.push(text);
  }
  return lines;
}

function isMissing(answer: Answer | undefined, wanted: boolean): boolean {
  if (!answer) return false;
  return answer.state === 'missing' || (wanted && answer.state === 'not-applicable' && answer.at === null);
}

/** The sections to put back: those that lack an answer, and the headings above them. */
function neededSections(
  template: Template,
  placement: Placement,
  answers: readonly Answer[],
  wanted: (field: number) => boolean,
): Set<number> {
  const needs = new Set<number>();
  const { sections } = template.layout;
  const last: number[] = [];
  sections.forEach((section, index) => {
    while (last.length > 0 && (sections[last.at(-1) ?? 0]?.level ?? 0) >= section.level) last.pop();
    const lacksAnswer = [
      ...section.anchors.map((anchor) => anchor.field),
      section.heading?.field ?? null,
    ].some((field) => field !== null && isMissing(answers[field], wanted(field)));
    if (lacksAnswer && (placement.pairs[index] ?? -1) < 0) {
      needs.add(index);
      for (const parent of last) if ((placement.pairs[parent] ?? -1) < 0) needs.add(parent);
    }
    if (section.level > 0) last.push(index);
  });
  return needs;
}

/** Puts back labels and groups that are gone from a section that is there; returns the section's last line. */
function insertAnchors(
  template: Template,
  placement: Placement,
  index: number,
  answers: readonly Answer[],
  wanted: (field: number) => boolean,
  edit: BodyEdit,
  source: readonly string[],
): number {
  const section = template.layout.sections[index];
  const there = placement.body[placement.pairs[index] ?? -1];
  const alignment = placement.alignments[index];
  if (!section || !there || !alignment) return 0;
  const end = lastLine(there.lines) ?? there.heading?.number ?? 0;
  let after = there.heading?.number ?? 0;
  /** The template's last line put back so far: labels that share a line come back with it once. */
  let put = 0;
  const behind = new Set(
    section.anchors.filter((anchor) => alignment.found.has(anchor)).map((anchor) => anchor.from),
  );
  for (const anchor of section.anchors) {
    const found = alignment.found.get(anchor) ?? placement.loose.found.get(anchor);
    if (found) {
      const lines = [
        found.line?.number ?? 0,
        ...found.pieces.filter((piece) => piece.text.trim() !== '').map((piece) => piece.line.number),
        ...found.boxes.map((box) => box.line.number),
      ];
      if (alignment.found.has(anchor)) after = Math.max(after, ...lines.slice(-1), lines[0] ?? 0);
      continue;
    }
    const missing = anchor.field !== null && isMissing(answers[anchor.field], wanted(anchor.field));
    if (!missing || anchor.type === 'text') continue;
    if (anchor.from <= put) continue;
    const [from, to] = stretch(anchor, section, source, behind);
    if (behind.has(anchor.from)) continue;
    put = Math.max(put, to);
    const block = trimBlock(source.slice(from - 1, to));
    const apart = anchor.type !== 'label' || (source[from - 2] ?? '').trim() === '';
    insert(
      edit,
      anchor.type === 'pattern'
        ? 0
        : after === (there.heading?.number ?? 0)
          ? Math.max(after, introEnd(there.lines, after))
          : after,
      block,
      apart,
    );
  }
  return Math.max(end, after);
}

/** A table's row comes back with its header where no row of it is left. */
function stretch(
  anchor: Anchor,
  section: Section,
  source: readonly string[],
  behind: ReadonlySet<number>,
): [number, number] {
  if (anchor.type !== 'row') return [anchor.from, anchor.to];
  let from = anchor.from;
  let to = anchor.to;
  while (from - 1 > section.line && isRow(source[from - 2])) from--;
  while (isRow(source[to])) to++;
  const kept = section.anchors.some(
    (other) => other.from >= from && other.to <= to && behind.has(other.from),
  );
  return kept ? [anchor.from, anchor.to] : [from, to];
}

function isRow(line: string | undefined): boolean {
  return line?.trimStart().startsWith('|') ?? false;
}

/** Where a section's own text ends before anything was found in it: behind the prose the author wrote. */
function introEnd(lines: readonly { number: number; kind: string }[], fallback: number): number {
  return lastLine(lines) ?? fallback;
}

function lastLine(lines: readonly { number: number; kind: string }[]): number | null {
  return lines.findLast((line) => line.kind !== 'blank' && line.kind !== 'break')?.number ?? null;
}

function trimBlock(lines: readonly string[]): string[] {
  const block = [...lines];
  while (/^\s*(?:-{3,}|\*{3,}|_{3,})?\s*$/.test(block.at(-1) ?? 'x')) block.pop();
  while (block[0]?.trim() === '') block.shift();
  return block;
}

function insert(edit: BodyEdit, after: number, block: readonly string[], apart: boolean): void {
  const above = edit.lastAt(after);
  const below = after < edit.length ? edit.line(after + 1) : '';
  const lines = [
    ...(apart && above.trim() !== '' ? [''] : []),
    ...block,
    ...(apart && below !== null && below.trim() !== '' ? [''] : []),
  ];
  edit.add(after, lines);
}
