// The lines of a comment that its readers see as text: fenced code and HTML comments are left out.

/** `indent`: how far its list item is indented; the fence ends with the item. */
interface Fence {
  readonly kind: 'fence';
  readonly mark: string;
  readonly indent: number;
}

/** One that begins within a line ends with its paragraph; one at a line's start can hold blank lines. */
interface HtmlComment {
  readonly kind: 'comment';
  readonly endsAtBlank: boolean;
}

type Hidden = Fence | HtmlComment;

/** A fence may stand in a list item. What backticks enclose on one line is a code span and opens nothing. */
const OPENING = /^((?: {0,3}(?:[-*+]|\d{1,9}[.)]) {1,4}){0,8}) {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const CLOSING = /^ *(`{3,}|~{3,})\s*$/;

function openedFence(line: string): Fence | null {
  const [, item = '', mark = ''] = OPENING.exec(line) ?? [];
  return mark === '' ? null : { kind: 'fence', mark, indent: item.length };
}

function isWithinCode(line: string, at: number): boolean {
  return (line.slice(0, at).match(/`+/g) ?? []).length % 2 === 1;
}

/** Nothing, or the markers of list items: there a comment is a block, and blank lines are part of it. */
const BLOCK_START = /^(?: {0,3}(?:[-*+]|\d{1,9}[.)]) {1,4}){0,8} {0,3}$/;

function openedComment(line: string): HtmlComment | null {
  // A quote ends with its lines, and so does what it leaves open.
  if (line.startsWith('>')) return null;
  let start = line.indexOf('<!--');
  while (start >= 0) {
    const end = line.indexOf('-->', start + 2);
    if (end < 0)
      return isWithinCode(line, start)
        ? null
        : { kind: 'comment', endsAtBlank: !BLOCK_START.test(line.slice(0, start)) };
    start = line.indexOf('<!--', end + 3);
  }
  return null;
}

function hasLeft(fence: Fence, line: string): boolean {
  return line.trim() !== '' && line.search(/\S/) < fence.indent;
}

function ends(hidden: Hidden, line: string): boolean {
  if (hidden.kind === 'comment') return line.includes('-->') || (hidden.endsAtBlank && line.trim() === '');
  const mark = CLOSING.exec(line)?.[1] ?? '';
  return mark[0] === hidden.mark[0] && mark.length >= hidden.mark.length;
}

export function visibleLines(body: string): readonly string[] {
  const lines: string[] = [];
  let hidden: Hidden | null = null;
  for (const line of body.split(/\r\n|\n|\r/)) {
    if (hidden?.kind === 'fence' && hasLeft(hidden, line)) hidden = null;
    if (hidden !== null) {
      if (ends(hidden, line)) hidden = null;
      continue;
    }
    hidden = openedFence(line) ?? openedComment(line);
    if (hidden?.kind !== 'fence') lines.push(line);
  }
  return lines;
}
