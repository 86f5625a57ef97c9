// A description without what its writer only repeats, strikes out or shows: quotes, deleted text, code in HTML.

/** Elements whose content nobody says. */
const TAG = /<(\/?)(blockquote|pre|code|del|s|strike|template)(?:\s[^<>]{0,200})?>/gi;
const QUOTE = /^ {0,3}(?:(?:[-+*]|\d{1,9}[.)]) {1,3})?>/;
/** What begins something of its own, and does not continue the paragraph of a quote above it. */
const BEGINS = /^ {0,3}(?:#{1,6}(?:\s|$)|```|~~~|<!--|[-+*]\s|\d{1,9}[.)]\s|---|\*\*\*\s*$|___\s*$)|^\s*$/;

interface Region {
  readonly from: number;
  readonly to: number;
}

/** From each tag to its end. One without an end counts where it opens a line: the others are mentioned in a sentence. */
function elementsIn(text: string): readonly Region[] {
  const regions: Region[] = [];
  const open = new Map<string, number[]>();
  for (const { 0: tag, 1: slash, 2: name = '', index } of text.matchAll(TAG)) {
    const begun = open.get(name.toLowerCase()) ?? [];
    open.set(name.toLowerCase(), begun);
    if (slash === '') begun.push(index);
    else regions.push({ from: begun.pop() ?? index, to: index + tag.length });
  }
  const opensLine = (at: number) => /(?:^|\n) {0,3}$/.test(text.slice(Math.max(0, at - 4), at));
  const endless = [...open.values()].flat().filter(opensLine);
  return [...regions, ...endless.map((from) => ({ from, to: text.length }))];
}

function withoutElements(text: string): string {
  let kept = '';
  let at = 0;
  for (const { from, to } of elementsIn(text).toSorted((one, other) => one.from - other.from)) {
    kept += text.slice(at, Math.max(at, from));
    // Lines keep their numbers.
    kept += text.slice(Math.max(at, from), Math.max(at, to)).replace(/[^\n]+/g, '');
    at = Math.max(at, to);
  }
  return kept + text.slice(at);
}

function withoutQuotedLines(text: string): string {
  let isQuoted = false;
  const lines = text.split('\n').map((line) => {
    isQuoted = QUOTE.test(line) || (isQuoted && !BEGINS.test(line));
    return isQuoted ? '' : line;
  });
  return lines.join('\n');
}

export function withoutQuotes(body: string): string {
  return withoutQuotedLines(withoutElements(body.replace(/\r\n?/g, '\n')));
}
