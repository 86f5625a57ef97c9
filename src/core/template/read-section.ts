// Reads one section of a template: which of its lines ask for something, and what words stand around them.

import type { Line } from './lines.ts';
import type { OutlineSection } from './outline.ts';
import type { Label } from './shapes.ts';
import { asksForText, type Token, tokenOf, valueShape } from './tokens.ts';

/** Something a section asks for, before kind and need are decided. */
export type Draft =
  | {
      readonly type: 'label';
      readonly label: Label;
      readonly line: Line;
      readonly value: string;
      /** Lines under the label that belong to it. */
      readonly rest: readonly Line[];
      readonly asks: boolean;
      /** The label above a list of labels ("**If temporary**:"). */
      readonly group: string | null;
    }
  | {
      readonly type: 'boxes';
      readonly boxes: readonly (Token & { type: 'box' })[];
      /** All lines from the first item to the last, what is nested below items included. */
      readonly lines: readonly Line[];
      readonly lead: { readonly text: string; readonly isLabel: boolean } | null;
      readonly nestedBlank: ReadonlySet<number>;
      readonly group: string | null;
    }
  | { readonly type: 'table'; readonly rows: readonly (Token & { type: 'row' })[] }
  | { readonly type: 'text'; readonly lines: readonly Line[]; readonly asks: readonly Line[] };

export interface SectionDraft {
  readonly drafts: readonly Draft[];
  /** Prompts that stand in the section as text: quotes, lead-ins, prose. */
  readonly prose: readonly Line[];
}

/**
 * @param leaf whether no section stands below this one.
 * @param askWhenBare whether a section of nothing, a comment or a short prompt asks for text.
 */
export function readSection(section: OutlineSection, leaf: boolean, askWhenBare: boolean): SectionDraft {
  const tokens = section.lines.map((line) => tokenOf(line));
  const reader = new SectionReader(tokens);
  const { drafts, text, prose } = reader.read();
  const asks = text.filter((token) => token.type === 'text' && asksForText(token)).map((token) => token.line);
  const asking = drafts.some((draft) =>
    draft.type === 'label' ? draft.asks : draft.type === 'boxes' || draft.type === 'table',
  );
  const proseLines = text
    .filter((token) => token.type === 'text' && !asksForText(token))
    .map((token) => token.line);
  if (asks.length > 0 && (section.heading || !hasLaterHeading(leaf, asking))) {
    drafts.push({ type: 'text', lines: text.map((token) => token.line), asks });
  } else if (!asking && askWhenBare && (leaf || isCommentOnly(tokens))) {
    const labelled = drafts.flatMap((draft) => (draft.type === 'label' ? [draft.line, ...draft.rest] : []));
    const words = [...proseLines, ...labelled].filter((line) => line.kind === 'text');
    const constant = drafts.some((draft) => draft.type === 'label' && valueShape(draft.value) === 'constant');
    const said =
      section.heading !== null || words.length > 0 || tokens.some((token) => token.type === 'comment');
    if (!constant && said && isPromptSized(words) && !isLongCode(tokens)) {
      return {
        drafts: [{ type: 'text', lines: tokens.map((token) => token.line), asks: words }],
        prose: [...prose, ...words],
      };
    }
  }
  drafts.sort((one, two) => firstLine(one) - firstLine(two));
  return { drafts, prose: [...prose, ...proseLines] };
}

function firstLine(draft: Draft): number {
  switch (draft.type) {
    case 'label':
      return draft.line.number;
    case 'boxes':
      return draft.lines[0]?.number ?? 0;
    case 'table':
      return draft.rows[0]?.line.number ?? 0;
    case 'text':
      return draft.asks[0]?.number ?? 0;
  }
}

/** Words above the first heading explain the form; they ask only where the document has no headings at all. */
function hasLaterHeading(leaf: boolean, asking: boolean): boolean {
  return !leaf || asking;
}

function isCommentOnly(tokens: readonly Token[]): boolean {
  return (
    tokens.some((token) => token.type === 'comment') &&
    tokens.every((token) => token.type === 'comment' || token.type === 'blank' || token.type === 'skip')
  );
}

/** Nothing, or few enough words to be a prompt: a sentence or two, a short list of questions. Longer prose and numbered steps explain. */
function isPromptSized(lines: readonly Line[]): boolean {
  const length = lines.reduce((sum, line) => sum + line.text.trim().length, 0);
  const links = lines.filter((line) => line.text.includes('](http')).length;
  const steps = lines.filter((line) => /^\s*\d+[.)]\s/.test(line.text)).length;
  if (steps >= 3 && steps === lines.length) return false;
  return lines.length <= 6 && length <= 420 && links < Math.max(1, lines.length);
}

/** A fence of more than a line is an example or a command to keep; one line in it, or only remarks, is to be replaced. */
function isLongCode(tokens: readonly Token[]): boolean {
  return (
    tokens.filter((token) => token.type === 'code' && !/^\s*(?:#|\/\/|$)/.test(token.line.text)).length > 1
  );
}

class SectionReader {
  private readonly drafts: Draft[] = [];
  private readonly text: (Token & { type: 'text' })[] = [];
  private readonly prose: Line[] = [];
  private readonly tokens: readonly Token[];
  private group: string | null = null;
  private lead: { text: string; isLabel: boolean } | null = null;
  private at = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  read(): { drafts: Draft[]; text: (Token & { type: 'text' })[]; prose: Line[] } {
    while (this.at < this.tokens.length) {
      const token = this.tokens[this.at];
      if (!token) break;
      if (token.type === 'box') this.readBoxes(token);
      else if (token.type === 'row') this.readTable();
      else if (token.type === 'label') this.readLabels(token);
      else this.readOther(token);
    }
    return { drafts: this.drafts, text: this.text, prose: this.prose };
  }

  private readOther(token: Token): void {
    this.at++;
    if (token.type === 'quote') {
      this.prose.push(token.line);
      this.lead = { text: token.line.text.trim(), isLabel: false };
    } else if (token.type === 'text') {
      this.text.push(token);
      this.lead = { text: token.words, isLabel: false };
      this.group = null;
    } else if (token.type === 'skip' && token.line.kind === 'break') {
      this.group = null;
      this.lead = null;
    }
  }

  private readBoxes(first: Token & { type: 'box' }): void {
    const boxes: (Token & { type: 'box' })[] = [];
    const nestedBlank = new Set<number>();
    let last = this.at;
    let from = this.at;
    for (; from < this.tokens.length; from++) {
      const token = this.tokens[from];
      if (!token) break;
      if (token.type === 'box') {
        boxes.push(token);
        last = from;
      } else if (token.type === 'blank' || token.type === 'comment') continue;
      else if (isNested(token, first)) {
        if (token.type === 'text' && asksForText(token)) nestedBlank.add(boxes.length - 1);
        last = from;
      } else break;
    }
    const lines = this.tokens.slice(this.at, last + 1).map((token) => token.line);
    this.drafts.push({ type: 'boxes', boxes, lines, lead: this.lead, nestedBlank, group: this.group });
    this.lead = null;
    this.at = last + 1;
  }

  private readTable(): void {
    const rows: (Token & { type: 'row' })[] = [];
    for (; this.at < this.tokens.length; this.at++) {
      const token = this.tokens[this.at];
      if (token?.type === 'row') rows.push(token);
      else if (token?.type !== 'comment') break;
    }
    this.drafts.push({ type: 'table', rows });
    this.lead = null;
  }

  private readLabels(token: Token & { type: 'label' }): void {
    this.at++;
    const { labels, line } = token;
    const last = labels.at(-1);
    const listed = last !== undefined && last.marker.mark !== '';
    if (!listed) this.group = null;
    labels.slice(0, -1).forEach((label) => {
      this.pushLabel(label, line, []);
    });
    if (!last) return;
    const value = line.text.slice(last.valueStart, last.valueEnd);
    const next = this.tokens
      .slice(this.at, this.at + 12)
      .find((other) => other.type !== 'blank' && other.type !== 'comment');
    if (valueShape(value) === 'empty' && next && this.leadsInto(last, next)) {
      this.lead = { text: last.name, isLabel: true };
      if (next.type === 'label') this.group = last.name;
      this.drafts.push({ type: 'label', label: last, line, value, rest: [], asks: false, group: null });
      return;
    }
    this.pushLabel(last, line, this.readRest(last));
    this.lead = null;
  }

  /** A label with nothing behind it and boxes, a table or a list of labels below it names those. */
  private leadsInto(label: Label, next: Token): boolean {
    if (next.type === 'row') return label.marker.mark === '';
    if (next.type === 'box') return label.marker.mark === '' || next.box.indent > label.marker.indent;
    if (next.type !== 'label') return false;
    // "**Issue:**" above "Fixes #" asks once.
    if (next.labels[0]?.form === 'verb') return true;
    const inner = next.labels[0]?.marker;
    return (
      inner !== undefined &&
      inner.mark !== '' &&
      (label.marker.mark === '' || inner.indent > label.marker.indent)
    );
  }

  private readRest(label: Label): Line[] {
    const rest: Line[] = [];
    const listed = label.marker.mark !== '';
    for (; this.at < this.tokens.length; this.at++) {
      const token = this.tokens[this.at];
      if (!token || token.type === 'box' || token.type === 'row' || token.type === 'label') break;
      if (token.type === 'skip' && token.line.kind === 'break') break;
      if (
        listed &&
        token.type === 'text' &&
        (token.bullet || rest.length === 0) &&
        indentOf(token.line) <= label.marker.indent
      )
        break;
      rest.push(token.line);
    }
    return rest;
  }

  private pushLabel(label: Label, line: Line, rest: readonly Line[]): void {
    const value = line.text.slice(label.valueStart, label.valueEnd);
    const shape = valueShape(value);
    const below = rest.map((other) => tokenOf(other)).filter((other) => other.type === 'text');
    const code = rest.filter((other) => other.kind === 'code' && other.text.trim() !== '').length > 1;
    const asks =
      shape === 'ask' || (shape === 'empty' && asksBelow(label, below) && !(code && below.length === 0));
    this.drafts.push({ type: 'label', label, line, value, rest, asks, group: this.group });
  }
}

/** Whether what stands under an empty label is to be replaced: nothing, a blank, or under bold words a short prompt. */
function asksBelow(label: Label, below: readonly (Token & { type: 'text' })[]): boolean {
  if (below.length === 0 || below.some(asksForText)) return true;
  return (
    below.length <= 3 &&
    below.every((token) => !token.bullet) &&
    (label.form === 'title' || below.length === 1)
  );
}

function indentOf(line: Line): number {
  return line.text.length - line.text.trimStart().length;
}

/** Whether a line belongs to the item above it rather than to the section. */
function isNested(token: Token, first: Token & { type: 'box' }): boolean {
  return (
    (token.type === 'text' || token.type === 'label' || token.type === 'code' || token.type === 'skip') &&
    token.line.kind !== 'break' &&
    indentOf(token.line) > first.box.indent + 1
  );
}
