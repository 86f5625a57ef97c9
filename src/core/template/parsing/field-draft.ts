// What a field is built from, whichever shape asks for it: its place, its name, its hint, its annotation.

import type { Anchor } from '../layout.ts';
import type { BoxMeaning, Field, FieldForm, FieldKind } from '../template.ts';
import type { Line } from '../text/lines.ts';
import { keyOf, plain } from '../text/normalise.ts';
import { blanksOf } from '../text/tokens.ts';
import type { Annotation } from './annotation.ts';
import type { Need } from './need.ts';

/** Where a draft stands: the headings above, what they say of need, what the section's comments and prompts say. */
export interface FieldPlace {
  /** Headings above, as a reader sees them. */
  readonly path: readonly string[];
  readonly heading: string;
  readonly line: number;
  readonly need: Need;
  readonly hint: string | null;
  readonly annotation: (line: number) => Annotation;
}

export interface Built {
  readonly fields: readonly Field[];
  /** Anchors with `field` counted from this draft's first field. */
  readonly anchors: readonly Anchor[];
}

/** The words a field is known by: no emoji in front, no colon behind. */
export function displayName(text: string): string {
  return plain(text)
    .replace(/^(?:\s*(?::[a-z0-9_+-]{2,40}:|\p{Extended_Pictographic}\ufe0f?))+/u, '')
    .replace(/^[^\p{L}\p{N}([¿¡"'#@<{]+/u, '')
    .replace(/(?:[\s:：\-–—|·]|\p{Extended_Pictographic}|\ufe0f)+$/u, '')
    .trim();
}

export function commentsOf(lines: readonly Line[]): string | null {
  const texts = lines.flatMap((line) => line.comments).filter((text) => !/^\s*hotfix\s*:/i.test(text));
  return cleanHint(texts.join(' '));
}

export function cleanHint(text: string): string | null {
  const hint = plain(text.replace(/[<>]?-{2,}>?/g, ' ')).replace(/^[-–—*•\s]+/, '');
  return /\p{L}/u.test(hint) ? hint : null;
}

interface Wanted {
  readonly label: string;
  readonly path: readonly string[];
  readonly kind: FieldKind;
  readonly form: FieldForm;
  readonly options: readonly string[];
  readonly boxes: BoxMeaning | null;
  readonly hint: string | null;
  readonly need: Need;
  readonly line: number;
}

export function field(wanted: Wanted, annotation: Annotation): Field {
  const label = annotation.label ?? wanted.label;
  const kind =
    annotation.kind ?? (annotation.options ? 'choice' : annotation.boxes ? 'checkboxes' : wanted.kind);
  return {
    path: annotation.label ? [...wanted.path.slice(0, -1), annotation.label] : wanted.path,
    label,
    kind,
    form: wanted.form,
    required: annotation.required ?? !wanted.need.optional,
    due: annotation.due ?? wanted.need.due,
    options: annotation.options ?? wanted.options,
    boxes: kind === 'checkboxes' ? (annotation.boxes ?? wanted.boxes ?? 'all') : null,
    hint: wanted.hint,
    line: wanted.line,
  };
}

export function ownLines(lines: readonly Line[]): Set<string> {
  return new Set(lines.map((line) => keyOf(line.text)).filter((key) => key !== ''));
}

export function verbatim(lines: readonly { text: string }[]): string[] {
  return lines
    .flatMap((line) => blanksOf(line.text))
    .filter((blank) => /\p{L}/u.test(blank.text))
    .map((blank) => blank.text);
}

/** What a value says to its author: the words of its one blank, else all of it. */
export function promptIn(value: string): string | null {
  const text = value.trim().slice(0, 500);
  const blanks = blanksOf(text);
  const [blank] = blanks;
  if (blanks.length === 1 && blank && blank.end - blank.start > text.length / 2)
    return cleanHint(blank.prompt);
  return cleanHint(text.replace(/^\((.*)\)$/s, '$1'));
}
