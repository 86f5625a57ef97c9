// Finds answers that stand behind the right words in the wrong place: `**Monitoring Plan:** …` pasted below another heading.

import type { Anchor } from '../layout.ts';
import { isForeignBlank } from '../text/foreign-blank.ts';
import type { Line } from '../text/lines.ts';
import { keyOf } from '../text/normalise.ts';
import { pushTo } from '../text/push-to.ts';
import { boxOf, cellsOf, type Label, labelsOf, markerOf } from '../text/shapes.ts';
import type { Found, Piece } from './found.ts';

/** A field that is nowhere in the body, and the keys of the labels it may stand behind. */
export interface Wanted {
  readonly anchor: Anchor;
  readonly keys: readonly string[];
}

export interface Stray {
  readonly found: ReadonlyMap<Anchor, Found>;
  /** What is taken out of each line's text: the stretches that are answers now, not their section's words. */
  readonly cuts: ReadonlyMap<Line, readonly { readonly from: number; readonly to: number }[]>;
}

/**
 * Only a whole label at a line's start is taken, and only for a field that nothing else answers: the words around it are
 * somebody's answer too.
 * @param sections the lines below each heading of the body
 * @param isTaken whether a label already is one of the template's, where it stands
 * @param known keys of all the template's labels and headings: each ends the answer above it
 */
export function findStray(
  wanted: readonly Wanted[],
  sections: readonly (readonly Line[])[],
  isTaken: (line: Line, label: Label) => boolean,
  known: ReadonlySet<string>,
): Stray {
  const waiting = new Map<string, Anchor[]>();
  for (const { anchor, keys } of wanted) for (const key of new Set(keys)) pushTo(waiting, key, anchor);
  const keys = new Set(waiting.keys());
  const found = new Map<Anchor, Found>();
  const cuts = new Map<Line, { from: number; to: number }[]>();
  for (const lines of sections) {
    let index = 0;
    while (index < lines.length) {
      const line = lines[index];
      let end = index + 1;
      for (const [label, isLast] of line ? strayIn(line, keys) : []) {
        if (!line || isTaken(line, label)) continue;
        const queue = waiting.get(label.key) ?? [];
        while (queue[0] && found.has(queue[0])) queue.shift();
        const [anchor] = queue;
        if (!anchor) continue;
        const first = {
          line,
          start: label.valueStart,
          text: line.text.slice(label.valueStart, label.valueEnd),
        };
        // `…` left as it was pasted: what stands below it was written for something else.
        if (keyOf(first.text) === '' && first.text.trim() !== '') continue;
        const below = isLast ? runOn(first, lines, index, known) : [];
        const pieces = [first, ...below];
        const said = pieces.map((piece) => piece.text).join('\n');
        if (keyOf(said) === '' || isForeignBlank(said)) continue;
        found.set(anchor, { anchor, line, start: label.start, pieces, boxes: [] });
        pushTo(cuts, line, { from: label.start, to: label.valueEnd });
        for (const piece of below) pushTo(cuts, piece.line, { from: 0, to: piece.line.text.length });
        if (below.length > 0) end = lines.indexOf(below.at(-1)?.line ?? line, index) + 1;
      }
      index = end;
    }
  }
  return { found, cuts };
}

/** The labels of a line, each with whether it is the last. Quoted words are somebody else's. */
function strayIn(line: Line, keys: ReadonlySet<string>): readonly (readonly [Label, boolean])[] {
  if (line.kind !== 'text' || line.quoted > 0) return [];
  const labels = labelsOf(line.text, keys);
  return labels.flatMap((label, index) =>
    label.form !== 'verb' && keys.has(label.key) ? [[label, index === labels.length - 1] as const] : [],
  );
}

/**
 * The lines that go on with an answer: up to an empty line, a rule, a box or the next label. Below a label with nothing behind
 * it they may begin after an empty line, and may be a list.
 */
function runOn(first: Piece, lines: readonly Line[], index: number, known: ReadonlySet<string>): Piece[] {
  const isBare = first.text.trim() === '';
  const pieces: Piece[] = [];
  for (let at = index + 1; at < lines.length; at++) {
    const line = lines[at];
    if (!line) break;
    if (line.kind === 'blank' || line.kind === 'comment') {
      if (isBare && pieces.length === 0) continue;
      break;
    }
    if (line.kind === 'fence') {
      pieces.push({ line, start: 0, text: '' });
      continue;
    }
    if (line.kind !== 'code' && (line.kind !== 'text' || isApart(line, isBare, known))) break;
    pieces.push({ line, start: line.text.length - line.text.trimStart().length, text: line.text });
  }
  return pieces;
}

function isApart(line: Line, isBare: boolean, known: ReadonlySet<string>): boolean {
  if (boxOf(line.text) !== null || cellsOf(line.text) !== null) return true;
  if (!isBare && markerOf(line.text).mark !== '') return true;
  return labelsOf(line.text, known).some((label) => known.has(label.key));
}

/** The lines without what was cut out of them; columns stay. */
export function withoutStray(lines: readonly Line[], { cuts }: Stray): readonly Line[] {
  return lines.map((line) => {
    const own = cuts.get(line);
    if (!own) return line;
    let { text } = line;
    for (const { from, to } of own) text = text.slice(0, from) + ' '.repeat(to - from) + text.slice(to);
    // A list marker or a separator that is left says nothing.
    return keyOf(text) === '' ? { ...line, text: '', kind: 'blank' as const } : { ...line, text };
  });
}
