// What a template says once it is read: the fields it asks for, and what an answer to each may look like.

import type { Layout } from './layout.ts';

/** What kind of answer a field takes. `checkboxes` carries its meaning in `Field.boxes`. */
export type FieldKind =
  | 'text'
  | 'choice'
  | 'issue'
  | 'url'
  | 'datetime'
  | 'duration'
  | 'person'
  | 'yes-no'
  | 'checkboxes';

/**
 * What ticking a group of boxes means. Measured on real templates, "tick them all" is right for only about
 * half of the groups, so the meaning is read from the words around the boxes.
 *
 * - `all`: the author confirms every item (an item struck out or marked optional is left aside)
 * - `one`: exactly one item is the answer (a severity, yes or no)
 * - `any`: the items are categories; at least one applies
 * - `slots`: the items are blanks to write into, not statements to tick
 * - `optional`: nothing has to be ticked ("if applicable", "only if …")
 */
export type BoxMeaning = 'all' | 'one' | 'any' | 'slots' | 'optional';

/**
 * Where an answer stands: behind a label or in a table's row, below a heading of its own, or within a heading or a first line
 * (`# Hotfix: [title]`).
 */
export type FieldForm = 'label' | 'section' | 'line';

/** When an answer is due: before the pull request is merged, or afterwards (or by somebody else than the author). */
export type Due = 'merge' | 'after';

/** One thing that a template asks its author for. */
export interface Field {
  /** The headings above the field, outermost first, then the field's own label where it has one. Unique in its template. */
  readonly path: readonly string[];
  /** The words a person knows the field by: its label, or the heading it stands under. Plain text, no markup. */
  readonly label: string;
  readonly kind: FieldKind;
  readonly form: FieldForm;
  readonly required: boolean;
  readonly due: Due;
  /** The choices of a `choice` or `yes-no`, or the items of `checkboxes`, in the template's order; else empty. */
  readonly options: readonly string[];
  /** Only where `kind` is `checkboxes`. */
  readonly boxes: BoxMeaning | null;
  /** What the template says to help its author: the comment, the bracketed text, the prompt. Plain text; null where it says nothing. */
  readonly hint: string | null;
  /** The line of the template (1-based) where the field stands. */
  readonly line: number;
}

/** A place in a document. Lines and columns are 1-based; columns count UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What a body says to one field of its template. */
export type Answer =
  | { readonly state: 'filled'; readonly field: Field; readonly value: AnswerValue; readonly at: Position }
  /** The field stands there, with nothing in it. */
  | {
      readonly state: 'empty';
      readonly field: Field;
      readonly at: Position;
      readonly open?: readonly OpenItem[];
    }
  /** What stands there is what the template itself put there. */
  | {
      readonly state: 'placeholder';
      readonly field: Field;
      readonly text: string;
      readonly at: Position;
      readonly open?: readonly OpenItem[];
    }
  /**
   * Something stands there that the field cannot take: `text`. `problem` goes on where the text ends, for `checkboxes` where the
   * field's name ends: "is not a link". It holds none of the author's words.
   */
  | {
      readonly state: 'invalid';
      readonly field: Field;
      readonly text: string;
      readonly problem: string;
      readonly at: Position;
      readonly open?: readonly OpenItem[];
    }
  /** The author said that it does not apply: "N/A", a struck-out item, an optional section removed. */
  | { readonly state: 'not-applicable'; readonly field: Field; readonly at: Position | null }
  /** The field is not in the body at all. */
  | { readonly state: 'missing'; readonly field: Field };

/** A box, in its author's words where it is there. `line` is the body's, 1-based; null where the author deleted the item. */
export interface Unticked {
  readonly item: string;
  readonly line: number | null;
}

/** For `checkboxes` meaning `all`: an item with everything that is left to do about it. */
export interface OpenItem extends Unticked {
  readonly isUnticked: boolean;
  /** Whether it still has words that its author has to replace: `[describe what you tried]`. */
  readonly hasPlaceholder: boolean;
}

/** A filled field's answer: its text, and for boxes and choices which options were taken. */
export interface AnswerValue {
  /** The author's text as it stands (Markdown, comments removed, trimmed). Untrusted. */
  readonly text: string;
  /** The options taken, as the template words them; empty for other kinds. */
  readonly chosen: readonly string[];
  /** For `checkboxes` meaning `all`: the items left unticked although that is allowed (optional, struck out). */
  readonly unticked: readonly Unticked[];
}

/** A template that was read. Opaque beyond its fields; made only by `parseTemplate`. */
export interface Template {
  readonly fields: readonly Field[];
  /** Things a template's owner should know: an annotation that says nothing, an unclosed fence. */
  readonly warnings: readonly { readonly message: string; readonly line: number }[];
  /** The source it was read from, with line ends normalised to `\n`. */
  readonly source: string;
  /** Where the fields stand, for `match` and `fill` only. */
  readonly layout: Layout;
}
