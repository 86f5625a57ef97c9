// A description without what its writer only repeats, strikes out, shows or hides: quotes, deleted text, code, and what a page leaves out.
import MarkdownIt from 'markdown-it';
import { QUOTING_ELEMENTS } from '../model/quoting-elements.ts';

/** Elements whose content nobody says. An opening tag may have attributes of any length, over several lines. */
const TAG = new RegExp(`<(?:(/)(${QUOTING_ELEMENTS})\\s{0,200}>|(${QUOTING_ELEMENTS})(?=[\\s/>]))`, 'gi');
/** What stands in a comment or a code span ends no element. */
const NO_TAGS = /<!--[\s\S]*?(?:-->|$)|`[^`\n]{1,200}`/g;
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
  const outside = text.replace(NO_TAGS, (found) => found.replaceAll('</', '  '));
  for (const { 0: tag, 1: slash, 2: ended = '', 3: begins = '', index } of outside.matchAll(TAG)) {
    const name = (ended + begins).toLowerCase();
    const begun = open.get(name) ?? [];
    open.set(name, begun);
    if (slash === undefined) begun.push(index);
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

/** By lines, because inside an HTML block CommonMark sees no quotes, and the template's reader sees answers. */
function withoutQuotedLines(text: string): string {
  let isQuoted = false;
  const lines = text.split('\n').map((line) => {
    isQuoted = QUOTE.test(line) || (isQuoted && !BEGINS.test(line));
    return isQuoted ? '' : line;
  });
  return lines.join('\n');
}

const markdown = new MarkdownIt('zero', { html: true, maxNesting: 100 });
markdown.enable(['code', 'fence', 'blockquote', 'hr', 'list', 'html_block', 'heading']);
markdown.core.ruler.enableOnly(['normalize', 'block']);
const SHOWN_OR_HIDDEN = new Set(['code_block', 'fence', 'blockquote_open']);
/** HTML that no page shows: comments, instructions and declarations, also where nobody closes them. */
const HIDDEN_HTML = /<!--[\s\S]*?(?:-->|$)|<[?!][\s\S]*?(?:>|$)/g;

function isHidden(html: string): boolean {
  return html.replace(HIDDEN_HTML, '').trim() === '';
}

/** As CommonMark reads it, not as the template does: there a fence that nobody closes ends at the next heading. */
function withoutShownLines(text: string): string {
  const lines = text.split('\n');
  for (const { type, map, content } of markdown.parse(text, {})) {
    const isUnsaid = SHOWN_OR_HIDDEN.has(type) || (type === 'html_block' && isHidden(content));
    if (isUnsaid && map !== null) lines.fill('', map[0], map[1]);
  }
  return lines.join('\n');
}

export function withoutQuotes(body: string): string {
  return withoutQuotedLines(withoutShownLines(withoutElements(body.replace(/\r\n?/g, '\n'))));
}
