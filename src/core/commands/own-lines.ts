// The lines of a comment that are its author's own text: those of its paragraphs, as CommonMark reads them. Lines of quotes
// and their lazy continuations, of code, of HTML and of quoted mail are somebody else's words, or examples.
import MarkdownIt, { type Token } from 'markdown-it';
import { QUOTING_ELEMENTS } from '../model/quoting-elements.ts';
import { mailBegins } from './quoted-mail.ts';

/** Underlined headings are left out: the "--" of a signature below a command must not make a heading of the command. */
const BLOCKS = ['table', 'code', 'fence', 'blockquote', 'hr', 'list', 'reference', 'html_block', 'heading'];
/** What can reach over the end of a line. */
const INLINES = ['escape', 'backticks', 'html_inline'];

const markdown = new MarkdownIt('zero', { html: true, maxNesting: 100 });
markdown.enable([...BLOCKS, ...INLINES]);
markdown.core.ruler.enableOnly(['normalize', 'block']);
/** Marks where a line begins as text, and not within a code span or a tag. The token's content is the place. */
markdown.inline.ruler.before('escape', 'line_start', (state) => {
  const lineEnd = /^\\?\n/.exec(state.src.slice(state.pos, state.pos + 2))?.[0];
  if (lineEnd === undefined) return false;
  state.pos += lineEnd.length;
  state.push('line_start', '', 0).content = String(state.pos);
  return true;
});

/** Tags whose content nobody says. */
const QUOTING = new RegExp(`<(/?)(?:${QUOTING_ELEMENTS})(?=[\\s/>])`, 'gi');

/** How many of these tags are open behind a piece of HTML. */
function depthAfter(html: string, before: number): number {
  let depth = before;
  for (const [, end] of html.replace(/<!--[\s\S]*?(?:-->|$)/g, '').matchAll(QUOTING))
    depth = Math.max(0, depth + (end === '' ? 1 : -1));
  return depth;
}

/** A line outside of quotes and code blocks; `isOwn` where a command can stand on it. */
interface Line {
  readonly text: string;
  readonly isOwn: boolean;
}

interface Paragraph {
  readonly lines: readonly Line[];
  /** Quoting tags that are still open behind it. */
  readonly depth: number;
}

function readParagraph(text: string, before: number): Paragraph {
  const tokens: Token[] = [];
  markdown.inline.parse(text, markdown, {}, tokens);
  let depth = before;
  const starts = new Set(depth === 0 ? [0] : []);
  for (const { type, content } of tokens) {
    if (type === 'html_inline') depth = depthAfter(content, depth);
    if (type === 'line_start' && depth === 0) starts.add(Number(content));
  }
  let start = 0;
  const lines = text.split('\n').map((line): Line => {
    const isOwn = starts.has(start);
    start += line.length + 1;
    return { text: line, isOwn };
  });
  return { lines, depth };
}

function linesOutsideQuotes(body: string): readonly Line[] {
  const source = body.replace(/\r\n?/g, '\n').split('\n');
  const lines: Line[] = [];
  let quotes = 0;
  let depth = 0;
  let isParagraph = false;
  for (const { type, level, map, content } of markdown.parse(body, {})) {
    if (type === 'blockquote_open') quotes += 1;
    if (type === 'blockquote_close') quotes -= 1;
    if (quotes > 0) continue;
    if (type === 'html_block') depth = depthAfter(content, depth);
    if (type === 'hr' && map !== null) lines.push({ text: source[map[0]] ?? '', isOwn: false });
    if (type === 'inline' && isParagraph && map !== null) {
      const paragraph = readParagraph(source.slice(map[0], map[1]).join('\n'), depth);
      depth = paragraph.depth;
      lines.push(...paragraph.lines);
    } else if (type === 'inline') {
      lines.push(...content.split('\n').map((text) => ({ text, isOwn: false })));
    }
    isParagraph = type === 'paragraph_open' && level === 0;
  }
  return lines;
}

export function ownLines(body: string): readonly string[] {
  const lines = linesOutsideQuotes(body);
  const own = lines.slice(0, mailBegins(lines.map(({ text }) => text)));
  return own.flatMap(({ text, isOwn }) => (isOwn ? [text] : []));
}
