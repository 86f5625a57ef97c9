// Tells a file that was only formatted: its removed and its added lines say the same once white space is taken out.
import type { Patch } from '../model/facts/pull.ts';

/** Of a larger patch only the beginning is compared: characters. */
const COMPARED = 200_000;

/** Where the white space before a line is part of what it says, moving a line is a change. */
const INDENTED =
  /\.(?:pyi?|ya?ml|fs|fsx|hs|elm|nim|coffee|sass|styl|pug|jade|haml|slim|gd|mk)$|(?:^|\/)(?:Makefile|Snakefile)[^/]*$/i;

/** Words in quotes stay as they are; a quotation that does not end soon does not count. */
const QUOTED_OR_SPACE = /"(?:[^"\\\n]|\\.){0,200}"|'(?:[^'\\\n]|\\.){0,200}'|`[^`\n]{0,200}`|[\s,;]+/g;

/** The changed lines themselves; what stands before the first hunk names the files. */
function hunks(text: string): readonly string[] {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.startsWith('@@'));
  return first === -1 ? lines : lines.slice(first);
}

function linesWith(sign: '+' | '-', lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line.startsWith(sign)).map((line) => line.slice(1));
}

/** Trailing commas and semicolons come and go with formatters. */
function withoutSpace(lines: readonly string[]): string {
  return lines.join('\n').replace(QUOTED_OR_SPACE, (found) => (/^["'`]/.test(found) ? found : ''));
}

function withoutTrailingSpace(lines: readonly string[]): string {
  return lines
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}

export function isOnlyFormatting({ path, text }: Patch): boolean {
  if (text === null) return false;
  const lines = hunks(text.slice(0, COMPARED));
  const plain = INDENTED.test(path) ? withoutTrailingSpace : withoutSpace;
  const removed = linesWith('-', lines);
  const added = linesWith('+', lines);
  return removed.length + added.length > 0 && plain(removed) === plain(added);
}
