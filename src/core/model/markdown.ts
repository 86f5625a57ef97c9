// Text that is safe to publish. Words from outside get in only through `code` and `fence`, which take away their power:
// no mention, link, image, closing keyword, HTML or line break of theirs survives a code span or a fence.

/** Markdown that we wrote, or that went through `code` or `fence`. An object, so that no plain string passes for it. */
export interface Markdown {
  readonly markdown: string;
}

/** How much of somebody's words is echoed within a sentence, in UTF-16 units. */
const SPAN_LENGTH = 120;
/** How much is echoed in a block: enough for a filled-in template, far from GitHub's limit of 65,535 for the whole. */
const FENCE_LENGTH = 12_000;

function longestRunOfBackticks(text: string): number {
  let longest = 0;
  for (const run of text.match(/`+/g) ?? []) longest = Math.max(longest, run.length);
  return longest;
}

function truncate(text: string, length: number): string {
  if (text.length <= length) return text;
  // A cut between the halves of a surrogate pair would leave a character that GitHub refuses.
  return `${text
    .slice(0, length - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')}…`;
}

/**
 * Control and direction characters reorder or hide what a reader sees ("Trojan Source"): they become visible boxes. The
 * joiner stays, emoji are made with it.
 */
function visible(text: string): string {
  return text.toWellFormed().replace(/(?![\t\n\u200d])[\p{Cc}\p{Cf}]/gu, '\u25a1');
}

/** Somebody's words as a code span: on one line, truncated, unable to end the span. Empty text reads `(empty)`. */
export function code(text: string, length = SPAN_LENGTH): Markdown {
  const line = truncate(visible(text.replace(/\s+/g, ' ').trim()), length);
  if (line === '') return { markdown: '(empty)' };
  const ticks = '`'.repeat(longestRunOfBackticks(line) + 1);
  // The padding keeps a leading or trailing backtick from joining the fence; CommonMark strips one space from each side.
  const padding = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return { markdown: `${ticks}${padding}${line}${padding}${ticks}` };
}

/** Lines to copy, or somebody's words of several lines, as a fenced block that they cannot close. */
export function fence(text: string, language = '', length = FENCE_LENGTH): Markdown {
  const lines = truncate(visible(text.replace(/\r\n?/g, '\n')).replace(/\n+$/, ''), length);
  const ticks = '`'.repeat(Math.max(3, longestRunOfBackticks(lines) + 1));
  return { markdown: `${ticks}${language}\n${lines}\n${ticks}` };
}

/**
 * Writes a sentence. What is put into it is quoted with `code` unless it is a number or Markdown already, so that
 * forgetting to quote is impossible: md`The branch ${pull.head.branch} is taken.`
 */
export function md(
  parts: TemplateStringsArray,
  ...values: readonly (Markdown | string | number)[]
): Markdown {
  let text = parts[0] ?? '';
  values.forEach((value, index) => {
    if (typeof value === 'number') text += String(value);
    else text += typeof value === 'string' ? code(value).markdown : value.markdown;
    text += parts[index + 1] ?? '';
  });
  return { markdown: text };
}

export function join(parts: readonly Markdown[], separator: string): Markdown {
  return { markdown: parts.map((part) => part.markdown).join(separator) };
}

/** "a, b and c". */
export function list(parts: readonly (Markdown | string)[], conjunction: 'and' | 'or' = 'and'): Markdown {
  const quoted = parts.map((part) => (typeof part === 'string' ? code(part) : part));
  const last = quoted.at(-1);
  if (last === undefined) return { markdown: '' };
  if (quoted.length === 1) return last;
  return md`${join(quoted.slice(0, -1), ', ')} ${{ markdown: conjunction }} ${last}`;
}

/** "1 commit", "3 commits". */
export function count(number: number, one: string, many = `${one}s`): Markdown {
  return { markdown: `${number} ${number === 1 ? one : many}` };
}
