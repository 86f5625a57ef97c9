// Finds the comments that speak to a section: those in it, and one in front of its heading.

import type { Line } from '../text/lines.ts';
import type { OutlineSection } from '../text/outline.ts';
import { readAnnotation } from './annotation.ts';
import { cleanHint } from './field-draft.ts';

const NONE: ReadonlySet<Line> = new Set();

/**
 * What comments say of a section: those in it, but for one that clings to the next heading; and one that clings to its own.
 * @param apart lines whose comments speak to something else, as those below a label do.
 */
export function hintOf(
  sections: readonly OutlineSection[],
  index: number,
  apart: ReadonlySet<Line> = NONE,
): string | null {
  const section = sections[index];
  if (!section) return null;
  const before = index > 0 ? clinging(sections[index - 1]) : [];
  const own = clinging(section);
  const inside = section.lines.filter(
    (line) => line.kind === 'comment' && !own.includes(line) && !apart.has(line),
  );
  const texts = [...(section.heading ? before : []), ...inside].flatMap((line) => line.comments);
  return cleanHint(texts.filter((text) => readAnnotation(text) === null).join(' '));
}

/** The comment lines right above the next heading with a blank line before them: a hint set in front of its heading. */
function clinging(section: OutlineSection | undefined): Line[] {
  if (!section) return [];
  let from = section.lines.length;
  while (section.lines[from - 1]?.kind === 'comment') from--;
  const found = section.lines.slice(from);
  const above = section.lines[from - 1];
  const touches =
    found.length > 0 &&
    above?.kind === 'blank' &&
    section.lines.some((line, at) => at < from && line.kind !== 'blank' && line.kind !== 'break');
  return touches ? found : [];
}
