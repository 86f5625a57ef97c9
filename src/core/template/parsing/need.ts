// Decides whether a field must be answered and when it is due, from the words on and above it.

import type { Due } from '../template.ts';
import { keyOf, plain } from '../text/normalise.ts';
import * as words from '../words/words.ts';

/** What a heading, label or group says for everything below it. */
export interface Need {
  readonly optional: boolean;
  readonly due: Due;
}

export const NOW: Need = { optional: false, due: 'merge' };

/** A heading's own words on top of what the headings above it say. `isTitle` marks the document's name, which rules nothing. */
export function headingNeed(title: string, above: Need, isTitle: boolean): Need {
  if (isTitle) return NOW;
  const key = keyOf(title);
  const authors = words.saysAuthor(key);
  const after = !authors && (words.saysAfter(key) || words.saysOthers(key));
  const extra =
    key.split(' ').length <= 6 && key.length <= 44 && words.saysExtra(key) && !words.saysMandatory(key);
  return {
    optional:
      (above.optional && !authors) ||
      words.saysOptional(key) ||
      words.hasCondition(title) ||
      words.namesOneKind(key) ||
      extra,
    due: after || (above.due === 'after' && !authors) ? 'after' : 'merge',
  };
}

/** A label's own words on top of its section's. @param isHeading whether the label is a line of bold words, a heading in all but name. */
export function labelNeed(name: string, above: Need, isHeading = false): Need {
  const key = keyOf(name);
  if (isHeading) return headingNeed(name, above, false);
  // "Post-incident actions: [how]" asks for a plan now: only headings put off what stands under them.
  return {
    optional: above.optional || words.saysOptional(key) || words.hasCondition(name),
    due: above.due,
  };
}

/**
 * Whether a comment or prompt makes its field optional. Only where a sentence opens with the words ("Optional. …", "If
 * applicable, …"), where they stand alone, or where the only sentence ends on them ("Link to the report, if available"):
 * "describe how to roll back if needed" still asks for a rollback, "orders; data if applicable" for the orders.
 */
export function hintIsOptional(hint: string | null): boolean {
  if (hint === null) return false;
  const sentences = keysOf(hint, /[.!?\n。！？]+/);
  if (sentences.some((sentence) => words.saysOptional(sentence, 'opening'))) return true;
  const clauses = keysOf(hint, /[.!?\n,;:()（）。、，；：—–]+/);
  if (clauses.some((clause) => isBrief(clause) && words.saysOptional(clause, 'opening'))) return true;
  if (sentences.length === 1 && isListed(clauses)) return true;
  const [only, ...more] = clauses;
  if (only === undefined || more.length > 0) return false;
  if (words.endsOptional(only)) return true;
  return (
    words.opensWithCondition(only) &&
    only.split(' ').length <= 8 &&
    only.length <= 60 &&
    !/[,，、;；]/.test(hint)
  );
}

/** "Screenshots, logs, or links, if available": the condition at a list's end is the whole list's. */
function isListed(clauses: readonly string[]): boolean {
  const last = clauses.at(-1) ?? '';
  const ends = clauses.slice(-2).join(' ');
  return (
    clauses.length > 1 &&
    (words.endsOptional(last) || words.endsOptional(ends)) &&
    clauses.some((clause) => /^(?:or|oder|ou|o|или|або|lub|veya|hoặc|atau) /.test(clause))
  );
}

function keysOf(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .map((part) => keyOf(part))
    .filter(Boolean);
}

/** A clause of nothing but the words themselves: "(if applicable)". */
function isBrief(clause: string): boolean {
  return clause.length <= 24 && clause.split(' ').length <= 3;
}

/** An item that an author may leave unticked: marked so, opening with a condition, or only doable once it is live. */
export function itemIsOptional(item: string): boolean {
  const text = plain(item);
  const key = keyOf(text);
  if (words.saysOptional(key) || words.opensWithCondition(key)) return true;
  return (
    words.saysAfter(key.split(' ').slice(0, 3).join(' ')) ||
    /(?:^| )(?:after deploy|after merge|post merge|post deploy)/.test(key)
  );
}
