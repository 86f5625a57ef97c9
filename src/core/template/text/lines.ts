// Reads a document into lines and says of each what it is: heading, fence, comment, break, or text.
//
// Not a Markdown parser, on purpose. A template is compared line by line, and three of its readings differ from
// CommonMark's: a fence or comment that nobody closes ends at the next heading (an author's slip must not swallow the
// rest), `text` above `---` is an answer above a rule unless the template has that heading, and what a quote or an alert
// holds counts as if it stood outside. One pass, linear in the input whatever it nests.

export type LineKind =
  | 'blank'
  | 'heading'
  | 'break'
  | 'fence'
  | 'code'
  | 'comment'
  | 'alert'
  | 'front-matter'
  | 'text';

export interface Line {
  /** 1-based. */
  readonly number: number;
  readonly raw: string;
  /** `raw` with quote marks and comments overwritten by spaces, so that columns stay those of `raw`. */
  readonly text: string;
  readonly kind: LineKind;
  /** Headings only: 1–6. */
  readonly level: number;
  /** How many `>` are in front. */
  readonly quoted: number;
  /** The comments that end on this line, their text only. */
  readonly comments: readonly string[];
}

export interface Reading {
  readonly lines: readonly Line[];
  readonly warnings: readonly { readonly message: string; readonly line: number }[];
  /** Fences and comments that nobody closed, and what would close each. */
  readonly unclosed: readonly Unclosed[];
}

export interface Unclosed {
  readonly line: number;
  readonly closer: string;
}

interface Draft {
  raw: string;
  text: string;
  kind: LineKind;
  level: number;
  quoted: number;
  comments: string[];
}

const ATX = /^ {0,3}(#{1,6})(?:[ \t]|$)/;
/** GitHub does not render `##Title`; authors write it all the same. A digit behind it makes it an issue number. */
const TIGHT_ATX = /^ {0,3}(#{2,6})(?=[^\s#\d])/;
/** Templates written by hand in HTML: `<h3>Title</h3>` on a line of its own. */
const HTML_HEADING = /^\s*<h([1-6])(?:\s[^>]{0,200})?>.{1,400}<\/h[1-6]>\s*$/i;
const FENCE = /^[ \t]*(?:[-*+][ \t]+)?(`{3,}|~{3,})([^`]*)$/;
const BREAK = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;

/**
 * Reads a template or a body.
 * @param isHeading tells whether a line underlined with `---` is a heading (in a body: only one that the template has).
 */
export function readLines(source: string, isHeading: (text: string) => boolean): Reading {
  const drafts = source.split(/\r\n|\n|\r/).map(unquote);
  const unclosed: Unclosed[] = [];
  skipFrontMatter(drafts);
  markFences(drafts, unclosed);
  markComments(drafts, unclosed);
  markBlocks(drafts, isHeading);
  const lines = drafts.map((draft, index) => ({ number: index + 1, ...draft }));
  const warnings = unclosed.map(({ line, closer }) => ({
    message: `This ${closer === '-->' ? 'comment' : 'code fence'} is not closed. It is read up to the next heading.`,
    line,
  }));
  return { lines, warnings, unclosed };
}

function unquote(raw: string): Draft {
  let at = 0;
  let quoted = 0;
  for (let spaces = 0; at < raw.length && spaces <= 3; at++) {
    const unit = raw[at];
    if (unit === '>') {
      quoted++;
      spaces = 0;
    } else if (unit === ' ') spaces++;
    else break;
  }
  const text =
    quoted === 0 ? raw : blanks(raw.lastIndexOf('>', at) + 1) + raw.slice(raw.lastIndexOf('>', at) + 1);
  return { raw, text, kind: 'text', level: 0, quoted, comments: [] };
}

function blanks(count: number): string {
  return ' '.repeat(count);
}

/** A template file may open with `---` / `name: …` / `---`; GitHub takes it off, a body pasted by hand may still have it. */
function skipFrontMatter(drafts: Draft[]): void {
  if (drafts[0]?.raw.trimEnd() !== '---' || !/^[\w-]+[ \t]*:/.test(drafts[1]?.raw ?? '')) return;
  let end = drafts.findIndex((draft, index) => index > 0 && draft.raw.trimEnd() === '---');
  // Some files hold two, one below the other.
  const next = drafts.findIndex((draft, index) => end > 0 && index > end && draft.raw.trim() !== '');
  if (drafts[next]?.raw.trimEnd() === '---' && /^name[ \t]*:/.test(drafts[next + 1]?.raw ?? ''))
    end = drafts.findIndex((draft, index) => index > next && draft.raw.trimEnd() === '---');
  for (let index = 0; index <= end; index++) {
    const draft = drafts[index];
    if (draft) draft.kind = 'front-matter';
  }
}

function markFences(drafts: Draft[], unclosed: Unclosed[]): void {
  const closers = closersBelow(drafts);
  for (let index = 0; index < drafts.length; index++) {
    const opener = drafts[index];
    if (opener?.kind !== 'text') continue;
    const [, mark] = FENCE.exec(opener.text) ?? [];
    if (!mark) continue;
    const sign = mark.startsWith('~') ? '~' : '`';
    const closed = (closers[sign][index + 1] ?? 0) >= mark.length;
    if (!closed) unclosed.push({ line: index + 1, closer: mark });
    opener.kind = 'fence';
    for (index++; index < drafts.length; index++) {
      const line = drafts[index];
      if (!line) break;
      if (closed && closerLength(line.text, sign) >= mark.length) {
        line.kind = 'fence';
        break;
      }
      if (!closed && ATX.test(line.text)) {
        index--;
        break;
      }
      line.kind = 'code';
    }
  }
}

/** For each line, the longest closing fence at or below it: tells in one look whether a fence is ever closed. */
function closersBelow(drafts: readonly Draft[]): Record<'`' | '~', number[]> {
  const below = {
    '`': new Array<number>(drafts.length + 1).fill(0),
    '~': new Array<number>(drafts.length + 1).fill(0),
  };
  for (let index = drafts.length - 1; index >= 0; index--) {
    const text = drafts[index]?.text ?? '';
    for (const sign of ['`', '~'] as const) {
      below[sign][index] = Math.max(below[sign][index + 1] ?? 0, closerLength(text, sign));
    }
  }
  return below;
}

function closerLength(text: string, sign: '`' | '~'): number {
  const mark = text.trim();
  if (mark.length < 3 || !mark.startsWith(sign)) return 0;
  for (const unit of mark) if (unit !== sign) return 0;
  return mark.length;
}

function markComments(drafts: Draft[], unclosed: Unclosed[]): void {
  let lastClose = -1;
  drafts.forEach((draft, index) => {
    if (isOpen(draft) && draft.text.includes('-->')) lastClose = index;
  });
  let open: string[] | null = null;
  let ends = true;
  drafts.forEach((draft, index) => {
    if (!isOpen(draft)) return;
    if (open && !ends && ATX.test(draft.text)) open = null;
    let from = 0;
    let shown = '';
    while (from < draft.text.length || open) {
      if (open) {
        const close = draft.text.indexOf('-->', from);
        const stop = close < 0 ? draft.text.length : close;
        open.push(draft.text.slice(from, stop));
        shown += blanks(Math.min(stop + 3, draft.text.length) - from);
        from = stop + 3;
        if (close < 0) break;
        draft.comments.push(open.join('\n'));
        open = null;
        continue;
      }
      const start = draft.text.indexOf('<!--', from);
      if (start < 0) break;
      if (inCode(draft.text, start)) {
        shown += draft.text.slice(from, start + 4);
        from = start + 4;
        continue;
      }
      shown += `${draft.text.slice(from, start)}    `;
      from = start + 4;
      open = [];
      ends = index < lastClose || draft.text.includes('-->', from);
      if (!ends) unclosed.push({ line: index + 1, closer: '-->' });
    }
    shown += draft.text.slice(from);
    const hidden = draft.comments.length > 0 || shown !== draft.text;
    if (hidden && shown.trim() === '' && draft.text.trim() !== '') draft.kind = 'comment';
    draft.text = shown;
  });
}

function isOpen(draft: Draft): boolean {
  return draft.kind === 'text';
}

/** Whether a backtick stands open before `at` and is closed behind it; only the nearest ones on either side are looked at. */
function inCode(text: string, at: number): boolean {
  return text[at - 1] === '`' && text.indexOf('`', at) > 0;
}

function markBlocks(drafts: Draft[], isHeading: (text: string) => boolean): void {
  drafts.forEach((draft, index) => {
    if (draft.kind !== 'text') return;
    const atx = ATX.exec(draft.text) ?? TIGHT_ATX.exec(draft.text);
    const html = atx ? null : HTML_HEADING.exec(draft.text);
    if (draft.text.trim() === '') draft.kind = 'blank';
    else if (atx || html) {
      draft.kind = 'heading';
      draft.level = atx?.[1]?.length ?? Number(html?.[1]);
    } else if (draft.quoted > 0 && /^\s*\[![a-z]+\][-+]?\s*$/i.test(draft.text)) draft.kind = 'alert';
    else if (/^ {0,3}(?:=+|-{2,})[ \t]*$/.test(draft.text)) {
      const above = drafts[index - 1];
      const underline = draft.text.trim().startsWith('=') ? 1 : 2;
      draft.kind = underline === 2 && draft.text.trim().length < 3 ? 'text' : 'break';
      if (
        above?.kind === 'text' &&
        isTitle(above, drafts[index - 2]) &&
        (underline === 1 || isHeading(above.text))
      ) {
        draft.kind = 'break';
        above.kind = 'heading';
        above.level = underline;
      } else if (underline === 1) draft.kind = 'text';
    } else if (BREAK.test(draft.text)) draft.kind = 'break';
  });
}

/** A line that an underline turns into a heading: one line of words, nothing above it that it continues. */
function isTitle(line: Draft, above: Draft | undefined): boolean {
  if (
    line.text.trim().length > 100 ||
    !/[\p{L}\p{N}]/u.test(line.text.replace(/<[^<>]{0,100}>/g, '')) ||
    /^\s*(?:[-*+>|]|\d+[.)])\s|[.!。！]\**\s*$/.test(line.text)
  )
    return false;
  return above === undefined || above.kind !== 'text';
}

/** The words of a heading line: no `#`, no closing `##`, no underline. */
export function headingText(line: Line): string {
  return line.text
    .replace(/^[ \t]*#{1,6}/, '')
    .replace(/[ \t]#+[ \t]*$/, '')
    .trim();
}
