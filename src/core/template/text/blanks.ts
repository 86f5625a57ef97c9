// Finds the blanks that a line of a template leaves for its author: `[what]`, `<id>`, `{name}`, `___`, `#XXX`, `YYYY-MM-DD`.

import { gradeOf, yesOrNo } from '../words/grades.ts';
import { isMarkup } from './normalise.ts';

/** A blank, with its place in the text it was found in. `prompt` is what it says inside its brackets, empty for `___`. */
export interface Blank {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly prompt: string;
}

const LETTER = /\p{L}/u;

/**
 * Signs that are blanks without brackets. Each alternative starts with another unit and none repeats a group,
 * so that a hostile line is read once.
 */
const SIGN_KINDS: readonly RegExp[] = [
  // Letters that stand for others, each a word of its own: ___, XXX, YYYY-MM-DD, x.y.z, OPS-NNN.
  /(?<![\p{L}\p{N}_])(?:_{2,}|[Xx]{3,}|(?:YYYY|JJJJ|AAAA|RRRR|ГГГГ|РРРР)(?:[-/.](?:MM|DD|TT|JJ|AA|ММ|ДД|GG)){0,2}(?:[T ]HH:MM(?::SS)?Z?)?|[Hh][Hh]:[Mm][Mm](?::[Ss][Ss])?|[Dd][Dd][./-][Mm][Mm][./-][Yy]{2,4}|v?[XxYyZz]\.[XxYyZz]\.[XxYyZz]|\?{2,}|N{3,}|TBD|TODO|[A-Z]{2,10}-(?:X{2,}|N{2,}|#{2,}|0{3,}|ID)|SEVx)(?![\p{L}\p{N}_])/u,
  // A number to come behind its sign: #XXX, #issue-number.
  /#(?:X{1,6}|N{1,6}|_{1,9}|0{2,6}|ID|(?:issue|ticket|bug|incident|task|pr)[ _-]?(?:number|no|nr|id)?)(?![\p{L}\p{N}])/u,
  // Digits to come before their unit: XX%, X minutes.
  /(?<![A-Za-z\d_])X{1,3}(?:\.X{1,2})?(?=\s?(?:%|minutes?|hours?|users?)|[人件分時秒回명건])/u,
  // A sign and what it wants in brackets: #(issue number).
  /(?<![\p{L}\p{N}])# ?\((?=[^()\n]{0,39}\p{L})[^()\n]{1,40}\)/u,
  // Dots at the end.
  /(?<![.…])(?:\.{3}|…)(?=\s*$)/u,
];
const SIGNS = new RegExp(SIGN_KINDS.map(({ source }) => source).join('|'), 'gu');

/** The blanks of one line, left to right. Those inside inline code are part of a command or a name and left out. */
export function findBlanks(text: string): Blank[] {
  const found = [...bracketed(text), ...signs(text)].sort(
    (left, right) => left.start - right.start || right.end - left.end,
  );
  const blanks: Blank[] = [];
  let covered = 0;
  for (const blank of found) {
    if (blank.start < covered) continue;
    blanks.push(blank);
    covered = blank.end;
  }
  return outsideCode(text, blanks);
}

function signs(text: string): Blank[] {
  return [...text.matchAll(SIGNS)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
    prompt: /[YJARHDhd]{2}|ГГ|РР/.test(match[0]) ? match[0] : '',
  }));
}

const CLOSERS: Readonly<Record<string, string>> = { '[': ']', '<': '>', '{': '}' };

function bracketed(text: string): Blank[] {
  const blanks: Blank[] = [];
  for (let at = 0; at < text.length; at++) {
    const closer = CLOSERS[text[at] ?? ''];
    if (closer === undefined) continue;
    const stop = nearest(text, at + 1, closer);
    if (stop < 0) continue;
    const inside = text.slice(at + 1, stop);
    const end = stop + 1;
    if (text[at] === '[' && text[end] === '(' && text[end + 1] !== ')') {
      // A link's target is an address, with all its brackets.
      const close = text.slice(end, end + 400).indexOf(')');
      at = close < 0 ? stop : end + close;
      continue;
    }
    if (!isBlank(text, at, end, inside)) continue;
    const target = text.startsWith('()', end) ? 2 : 0;
    blanks.push({ start: at, end: end + target, text: text.slice(at, end + target), prompt: inside.trim() });
    at = end - 1;
  }
  return blanks;
}

/** The next `closer` within 300 units, unless another bracket opens before it. */
function nearest(text: string, from: number, closer: string): number {
  for (let at = from; at < text.length && at < from + 300; at++) {
    const unit = text[at] ?? '';
    if (unit === closer) return at;
    if (CLOSERS[unit] !== undefined) return -1;
  }
  return -1;
}

function isBlank(text: string, start: number, end: number, inside: string): boolean {
  if (inside.trim() === '') return false;
  switch (text[start]) {
    case '[':
      if (/^[xX✓✔\s]$/.test(inside.trim()) && !LETTER.test(text[end] ?? '')) return false;
      if (inside.startsWith('!') || /[[\]]/.test(text[start - 1] ?? '') || text[end] === ']') return false;
      if (text[end] === '[' || text[end] === ':') return LETTER.test(inside) && text[end] === ':';
      return text[end] !== '(' || text[end + 1] === ')';
    case '<':
      return (
        !isMarkup(inside.trim()) &&
        !inside.startsWith('!') &&
        !/^[=\d\s]/.test(inside.replace(/^ (?=\p{L})/u, ''))
      );
    default:
      return LETTER.test(inside);
  }
}

/** The blanks outside inline code. One walk over the backticks; the last of an odd number opens nothing. */
function outsideCode(text: string, blanks: readonly Blank[]): Blank[] {
  const ticks: number[] = [];
  for (let at = text.indexOf('`'); at >= 0; at = text.indexOf('`', at + 1)) ticks.push(at);
  let passed = 0;
  return blanks.filter((blank) => {
    while ((ticks[passed] ?? Number.POSITIVE_INFINITY) < blank.start) passed++;
    return passed % 2 === 0 || passed === ticks.length;
  });
}

/** The words left when a line's blanks are taken out: what surrounds them, in order, one more than there are blanks. */
export function literalsOf(text: string, blanks: readonly Blank[]): string[] {
  const literals: string[] = [];
  let from = 0;
  for (const blank of blanks) {
    literals.push(text.slice(from, blank.start));
    from = blank.end;
  }
  literals.push(text.slice(from));
  return literals;
}

/** Splits `A / B / C`, `A | B`, `A · B`, and `A/B/C` where that reads as a choice; null where it does not. */
export function enumerationOf(text: string): string[] | null {
  const bare = text.trim().replace(/^\((.*)\)$/s, '$1');
  for (const sign of [' | ', ' / ', ' · ', ' → ', '|', '/', '·']) {
    if (!bare.includes(sign)) continue;
    const parts = bare.split(sign).map((part) => part.trim());
    if (parts.length < 2 || parts.length > 8) continue;
    // "`hotfix` → `main`" is a way, not a choice.
    if (sign === ' → ' && (parts.length < 3 || bare.includes('`'))) continue;
    if (parts.every(isOption) && (sign.startsWith(' ') || isTightChoice(parts))) return parts;
  }
  return null;
}

function isOption(part: string): boolean {
  return (
    part.length > 0 &&
    part.length <= 40 &&
    part.split(/\s+/).length <= 4 &&
    /[\p{L}\p{N}]/u.test(part) &&
    !/[[\]<>{}]|https?:|[.!?]$/.test(part.replace(/etc\.$/, ''))
  );
}

/** `CRITICAL/HIGH`, `Y/N`, `P0/P1/P2`, or three and more short parts; "Who/what" and "User/business impact" are not choices. */
function isTightChoice(parts: readonly string[]): boolean {
  if (parts.every((part) => /^[\p{Lu}\d][\p{Lu}\d _-]*$/u.test(part))) return true;
  const keys = parts.map((part) => part.toLowerCase());
  if (
    keys.every((key) => gradeOf(key) !== null) ||
    keys.every((key) => !key.includes(' ') && yesOrNo(key) !== null)
  )
    return true;
  return (
    parts.length >= 3 &&
    parts.every((part) => part.split(/\s+/).length <= 3) &&
    !parts.some((part) => /^(?:who|what|when|where|why)$/i.test(part))
  );
}
