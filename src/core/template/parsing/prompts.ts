// Tells a prompt from an explanation: what a section says in sentences, in its comments, in quotes.

import type { Line } from '../text/lines.ts';
import { keyOf } from '../text/normalise.ts';
import type { OutlineSection } from '../text/outline.ts';
import { labelsOf } from '../text/shapes.ts';
import type { Token } from '../text/tokens.ts';
import * as words from '../words/words.ts';

export function commentTells(section: OutlineSection): boolean {
  return section.lines.some(
    (line) => line.kind === 'comment' && line.comments.some((comment) => words.tellsToWrite(keyOf(comment))),
  );
}

export function tellsToWrite(prose: readonly Line[]): boolean {
  return words.tellsToWrite(keyOf(prose[0]?.text.slice(0, 300) ?? ''));
}

/** Nothing, or few enough words to be a prompt: a sentence or two, a short list of questions. Longer prose and numbered steps explain. */
export function isPromptSized(lines: readonly Line[]): boolean {
  const length = lines.reduce((sum, line) => sum + line.text.trim().length, 0);
  const links = lines.filter((line) => /\]\((?!\))/.test(line.text)).length;
  const steps = lines.filter((line) => /^\s*\d+[.)]\s/.test(line.text)).length;
  if (steps >= 3 && steps === lines.length) return false;
  if (links >= Math.max(1, lines.length - (links > 1 ? 2 : 0))) return false;
  return lines.length <= 6 && length <= 420 && !isExplained(lines);
}

/** Prose wrapped over several lines, with no question in it, and without a word that tells to write. */
function isExplained(lines: readonly Line[]): boolean {
  return (
    lines.length >= 4 &&
    lines.every((line) => /^\s*\p{L}/u.test(line.text) && !/[?？]/.test(line.text)) &&
    !lines.some((line) => words.tellsToWrite(keyOf(line.text.slice(0, 300))))
  );
}

/** A fence of more than a line is an example or a command to keep; one line in it, or only remarks, is to be replaced. */
export function isLongCode(tokens: readonly Token[]): boolean {
  return tokens.filter((token) => token.type === 'code' && !isRemark(token.line)).length > 1;
}

/** A line of code that only says something: `# paste the log`, `-- only where the schema changes`. Blank lines too. */
export function isRemark(line: Line): boolean {
  return /^\s*(?:#|\/\/|--|$)/.test(line.text);
}

export function isCommentOnly(tokens: readonly Token[]): boolean {
  return (
    tokens.some((token) => token.type === 'comment') &&
    tokens.every((token) => token.type === 'comment' || token.type === 'blank' || token.type === 'skip')
  );
}

/** In a quote, bold words above a sentence that tells to write are a label and its prompt: whole forms are written in `> [!NOTE]`. */
export function withQuotedTitles(tokens: readonly Token[]): Token[] {
  const read = [...tokens];
  for (const [at, token] of tokens.entries()) {
    const below = tokens[at + 1];
    if (token.type !== 'quote' || below?.type !== 'quote') continue;
    const labels = labelsOf(token.line.text);
    if (labels.length !== 1 || labels[0]?.form !== 'title' || !tellsToWrite([below.line])) continue;
    read[at] = { type: 'label', line: token.line, labels };
    read[at + 1] = { type: 'text', line: below.line, words: below.line.text.trim(), bullet: false };
  }
  return read;
}

/** The last rule of a section that asks for things above it: italics below are the small print. */
export function footOf(lines: readonly Line[]): number {
  return lines.findLast((line) => line.kind === 'break')?.number ?? Number.POSITIVE_INFINITY;
}

/** What a template writes down itself where there is mostly nothing to say: "None", "No changes", "Hotfix" for the type. */
export function saysNothing(key: string, heading: string): boolean {
  if (
    words.saysNotApplicable(key) ||
    /^no (?:\p{L}{1,20} ){0,2}(?:changes?|caution|impact|risks?)$/u.test(key)
  )
    return true;
  return (
    /(?:^| )(?:type|kind)$/.test(heading) &&
    key.split(' ').length <= 4 &&
    /(?:^| )(?:hotfix|hot fix|bugfix|bug|fix|feature|release)(?: |$)/.test(key)
  );
}

/** A single box that says "None": one tick answers for the section. */
export function isNoneBox(boxes: readonly { readonly box: { readonly item: string } }[]): boolean {
  return boxes.length === 1 && words.saysNotApplicable(keyOf(boxes[0]?.box.item ?? ''));
}
