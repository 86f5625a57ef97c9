// Says of each line inside a section which part it plays: a box, a label, a table's row, a comment, or plain text.

import * as words from '../words/words.ts';
import { type Blank, enumerationOf, findBlanks } from './blanks.ts';
import { codedChoice } from './choices.ts';
import type { Line } from './lines.ts';
import { keyOf, stripTags } from './normalise.ts';
import {
  type Box,
  boxOf,
  cellsOf,
  inlineBoxes,
  isDelimiter,
  type Label,
  labelsOf,
  markerOf,
  offeredBoxes,
} from './shapes.ts';

export type Token =
  | { readonly type: 'blank' | 'comment' | 'code' | 'quote' | 'skip'; readonly line: Line }
  | {
      readonly type: 'box';
      readonly line: Line;
      readonly box: Box;
      readonly inline: readonly { item: string; ticked: boolean }[];
    }
  | {
      readonly type: 'row';
      readonly line: Line;
      readonly cells: readonly { text: string; start: number; end: number }[];
      readonly delimiter: boolean;
    }
  | { readonly type: 'label'; readonly line: Line; readonly labels: readonly Label[] }
  | { readonly type: 'text'; readonly line: Line; readonly words: string; readonly bullet: boolean };

/**
 * Reads one line. A quoted line is a prompt unless it holds a box or a label: teams put whole forms into `> [!NOTE]`.
 * @param known keys of labels that are looked for (reading a body); without it, whatever looks like a label is one.
 */
export function tokenOf(line: Line, known?: ReadonlySet<string>): Token {
  switch (line.kind) {
    case 'blank':
    case 'comment':
    case 'code':
      return { type: line.kind, line };
    case 'break':
    case 'fence':
    case 'alert':
    case 'front-matter':
    case 'heading':
      return { type: 'skip', line };
    case 'text':
      return textToken(line, known);
  }
}

function textToken(line: Line, known: ReadonlySet<string> | undefined): Token {
  const box = boxOf(line.text);
  if (box) {
    const bare = markerOf(line.text).mark === '' ? inlineBoxes(line.text.slice(0, 600)) : [];
    return { type: 'box', line, box, inline: bare.length > 1 ? bare : [] };
  }
  const cells = cellsOf(line.text);
  if (cells && cells.length > 0 && /\|.*\|/.test(line.text))
    return { type: 'row', line, cells, delimiter: isDelimiter(line.text) };
  const labels = labelsOf(line.text, known);
  if (labels.length > 0 && (known || line.quoted === 0 || !isPrompt(labels, line.text)))
    return { type: 'label', line, labels };
  const shown = stripTags(line.text).trim();
  if (shown === '--' || LINK_TARGET.test(shown)) return { type: 'skip', line };
  if (/^\/[a-z_]{2,30}(?:\s|$)/.test(shown)) return { type: 'skip', line };
  if (shown === '') return { type: 'blank', line };
  if (line.quoted > 0) return { type: 'quote', line };
  const marker = markerOf(line.text);
  return {
    type: 'text',
    line,
    words: stripTags(line.text.slice(marker.at)).trim(),
    bullet: marker.mark !== '',
  };
}

/** `[guide]: https://…`, which GitHub shows nowhere. */
const LINK_TARGET = /^\[[^\]\n]{1,100}\]: {0,3}(?:https?:|\.{0,2}\/)\S/;

/** A quoted label with words behind it explains; it asks only with nothing or a blank behind it. */
function isPrompt(labels: readonly Label[], text: string): boolean {
  return labels.every(
    (label) =>
      valueShape(text.slice(label.valueStart, label.valueEnd)) === 'constant' || label.form === 'title',
  );
}

export type ValueShape = 'empty' | 'ask' | 'constant';

/** What a template puts behind a label: nothing, something to replace, or a constant. */
export function valueShape(raw: string): ValueShape {
  const value = uncoded(stripTags(raw).trim());
  if (value === '') return 'empty';
  if (keyOf(value) === '' || findBlanks(value.slice(0, 2000)).length > 0) return 'ask';
  if (value.length > 300) return 'constant';
  if (isWrapped(value) || opensExample(value) || isStump(value)) return 'ask';
  const isCode = /^`[^`]*`$/.test(value);
  if (offeredBoxes(value).length > 0 || codedChoice(value) || (!isCode && enumerationOf(value))) return 'ask';
  return 'constant';
}

/** A value that is one code span is what the span holds: `` `JIRA-XXX` `` is a blank, `` `main` `` a constant. */
export function uncoded(value: string): string {
  const inside = /^`([^`]{1,200})`$/.exec(value)?.[1];
  return inside !== undefined && !isCommand(inside) && findBlanks(inside).length > 0 ? inside : value;
}

/** Whether text opens like what is typed into a shell as it stands, whatever it holds. */
export function isCommand(text: string): boolean {
  return /^(?:\$ |\.{1,2}\/|(?:git|gh|npm|npx|yarn|pnpm|bun|deno|node|make|just|docker|kubectl|helm|terraform|python3?|pip|poetry|uv|pytest|tox|cargo|go|mvn|gradle|curl|ssh|bash|sh|dotnet|php|composer|bundle|rails|flutter|swift) )/.test(
    text,
  );
}

/** The whole value in italics or in parentheses: a prompt. */
export function isWrapped(value: string): boolean {
  return /^_[^_].*_?$/s.test(value) || /^\*[^*\s].*\*$/s.test(value) || /^[(（].*[)）]$/s.test(value);
}

/** "e.g. 5 minutes": an example is there to be replaced. */
export function opensExample(value: string): boolean {
  return /^[_*("']{0,2}(?:e\.? ?g\b|i\.? ?e\b|ex\b|for example|example|z\. ?b\.|par exemple|p\. ?ej\b|por ejemplo|por exemplo|например|наприклад|np\.|örn|ví dụ|contoh|예\)|예시|예:|例|例如|比如)/iu.test(
    value,
  );
}

/** The beginning of a value, to be completed: `#`, `INC-`, `` `hotfix/` ``, `` `v` ``. */
function isStump(value: string): boolean {
  return (
    /^[A-Z][A-Z0-9]{1,9}-$/.test(value) ||
    /^`(?:[^`\s]{1,30}[/-]|v|#)`$/.test(value) ||
    /(?:^|[\s*])(?:#|[A-Z][A-Z0-9]{1,9}-)\**$/.test(value.slice(-40)) ||
    /^(?:[~#@$€£v%]|ms|MB|GB|min|mins|minutes|hours|days)$/.test(value)
  );
}

/** Whether a text line outside any label is there to be replaced or written under. */
export function asksForText(token: Token & { type: 'text' }): boolean {
  const said = token.words;
  const key = keyOf(said);
  return (
    said === '' ||
    key === '' ||
    isWrapped(said) ||
    opensExample(said) ||
    isStump(said) ||
    (blanksOf(token.line.text).length > 0 && !words.instructs(key)) ||
    /^<-{1,2}.*>?$/.test(said)
  );
}

/** The blanks of a line, list marker and task mark left aside. */
export function blanksOf(text: string): Blank[] {
  return findBlanks(text.slice(0, 4000));
}
