// Tells the blanks of some other template, pasted in and left as they were, from an author's own words.

import { findBlanks, literalsOf } from './blanks.ts';
import { keyOf } from './normalise.ts';

/**
 * A sentence in brackets and nothing else, `#[number]`, `@[name]`. Digits make it somebody's own: `[INC-12]`, `[2 hours]`. Nothing
 * but signs to be replaced: `INC-NNN`, `YYYY-MM-DD HH:MM UTC`.
 */
export function isForeignBlank(text: string): boolean {
  const line = text.trim();
  return /^(?:\[[^[\]\n\d]*[\s/|][^[\]\n\d]*\]|[#@]\[[^[\]\n\d]+\])$/u.test(line) || isAllSigns(line);
}

/** Longer than any form that is filled in: what is this long is somebody's own text. */
const LONGEST_FORM = 100;

function isAllSigns(line: string): boolean {
  if (line.length > LONGEST_FORM) return false;
  const signs = findBlanks(line).filter(({ text }) => !/^[[<{]/.test(text));
  return signs.length > 0 && /^(?:utc|gmt)?$/.test(keyOf(literalsOf(line, signs).join(' ')));
}

/** A sentence in brackets somewhere in a heading. A link's text is none. */
export function holdsForeignBlank(heading: string): boolean {
  return /\[[^[\]\n\d]{1,200}[\s/|][^[\]\n\d]{1,200}\](?!\()/u.test(heading.slice(0, 600));
}
