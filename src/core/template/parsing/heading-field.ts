// Reads the headings that are fields themselves: those with blanks, or with a comment where the answer goes.

import type { Field } from '../template.ts';
import { literalsOf } from '../text/blanks.ts';
import { keyOf } from '../text/normalise.ts';
import type { OutlineSection } from '../text/outline.ts';
import { blanksOf } from '../text/tokens.ts';
import { cleanHint, commentsOf, displayName, type FieldPlace } from './field-draft.ts';
import { readKind } from './kinds.ts';

export interface HeadingField {
  readonly field: Field;
  /** The fixed words around the blanks, normalised. */
  readonly literals: readonly string[];
  readonly blanks: readonly string[];
}

/** A heading with blanks is a field of its own: "# Hotfix: [what broke]", or "# Hotfix: <!-- what broke -->". */
export function readHeading(section: OutlineSection, place: FieldPlace): HeadingField | null {
  if (!section.heading) return null;
  const title = wordsOf(section);
  const blanks = blanksOf(title).filter((blank) => !/^\[?[\d.]+\]?$/.test(blank.text));
  const comment = /[:：#]\s*v?\s*$/.test(title) ? commentsOf([section.heading]) : null;
  if (blanks.length === 0 && comment === null) return null;
  // Of several blanks the first tells: "HOTFIX-[number]: [what broke]" asks for a reference, "[what] in [where]" for words.
  const reading = readKind('', title.slice(Math.max(0, (blanks[0]?.start ?? 0) - 8), blanks[0]?.end), null);
  const annotation = place.annotation(section.heading.number);
  const field: Field = {
    path: [...place.path, 'title'],
    label: annotation.label ?? place.heading,
    kind: annotation.kind ?? (blanks.length > 0 && reading.kind === 'issue' ? 'issue' : 'text'),
    form: 'line',
    required: annotation.required ?? !place.need.optional,
    due: place.need.due,
    options: [],
    boxes: null,
    hint: comment ?? cleanHint(blanks.map((blank) => blank.prompt || blank.text).join(', ')),
    line: section.heading.number,
  };
  return {
    field,
    literals: blanks.length > 0 ? literalsOf(title, blanks).map(keyOf) : [keyOf(title), ''],
    blanks: blanks.map((blank) => blank.text),
  };
}

/** A heading as its reader knows it: the fixed words where it has blanks, else all of them. */
export function headingName(section: OutlineSection | undefined): string {
  if (!section?.heading) return '';
  const title = wordsOf(section);
  const blanks = blanksOf(title);
  if (blanks.length === 0) return displayName(title) || title.trim();
  const fixed = displayName(
    literalsOf(title, blanks)
      .join(' ')
      .replace(/[:：]\s*v?\s*$/, ''),
  );
  return fixed || displayName(blanks[0]?.prompt ?? '') || section.title.trim();
}

/** A heading that is nothing but a field: "Version: `v[X.Y.Z]`" with no word below it. */
export function isFieldAlone(section: OutlineSection): boolean {
  const holds = section.lines.some((line) => line.kind !== 'blank' && line.kind !== 'break');
  return !holds && /`[^`]{1,100}`\s*$/.test(section.title) && blanksOf(wordsOf(section)).length > 0;
}

/** A heading's words with a code span behind its colon opened: "Version: `v[X.Y.Z]`" has a blank. */
function wordsOf(section: OutlineSection): string {
  return section.title.replace(/([:：]\*{0,2}\s{0,3})`([^`\n]{1,100})`\s*$/, '$1$2');
}
