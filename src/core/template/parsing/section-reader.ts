// Walks the lines of one section and says of each run of them what it asks for: a label, boxes, a table.

import type { Line } from '../text/lines.ts';
import { keyOf, stripTags } from '../text/normalise.ts';
import type { Label } from '../text/shapes.ts';
import { asksForText, isCommand, type Token, tokenOf, valueShape } from '../text/tokens.ts';
import * as words from '../words/words.ts';

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

/** A line that names what can be folded away. */
export const SUMMARY = /<summary>/i;

export class SectionReader {
  private readonly drafts: Draft[] = [];
  private readonly text: (Token & { type: 'text' })[] = [];
  private readonly prose: Line[] = [];
  private readonly tokens: readonly Token[];
  private group: string | null = null;
  private lead: { text: string; isLabel: boolean } | null = null;
  private at = 0;

  /** Whether no heading follows the section. */
  private readonly last: boolean;

  constructor(tokens: readonly Token[], last: boolean) {
    this.tokens = tokens;
    this.last = last;
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
    if (SUMMARY.test(line.text) && this.holdsMore()) {
      this.lead = { text: last.name, isLabel: true };
      this.drafts.push({ type: 'label', label: last, line, value, rest: [], asks: false, group: null });
      return;
    }
    const next = this.tokens
      .slice(this.at, this.at + 12)
      .find((other) => other.type !== 'blank' && other.type !== 'comment');
    if (valueShape(value) === 'empty' && next && this.leadsInto(last, next)) {
      this.lead = { text: last.name, isLabel: true };
      if (next.type === 'label') this.group = last.name;
      this.drafts.push({ type: 'label', label: last, line, value, rest: [], asks: false, group: null });
      return;
    }
    const rest = this.readRest(last);
    if (this.introduces(last, value, rest)) {
      this.lead = { text: last.name, isLabel: true };
      this.drafts.push({ type: 'label', label: last, line, value, rest, asks: false, group: null });
      return;
    }
    this.pushLabel(last, line, rest);
    this.lead = null;
  }

  /** Bold words, a sentence, and then boxes or references: the words name what is below, the sentence says how to answer it. */
  private introduces(label: Label, value: string, rest: readonly Line[]): boolean {
    if (label.form !== 'title' || valueShape(value) !== 'empty') return false;
    const next = this.tokens[this.at];
    const said = rest.map((line) => tokenOf(line)).filter((token) => token.type === 'text');
    if (said.length === 0 || said.length > 3 || said.some(asksForText)) return false;
    if (next?.type === 'label') return next.labels[0]?.form === 'verb' && words.namesReferences(label.key);
    const last = said.at(-1)?.words ?? '';
    return (
      next?.type === 'box' &&
      (/[:：]$/.test(last) || !said.some((token) => words.tellsToWrite(keyOf(token.words))))
    );
  }

  /** Whether what a summary folds away has headings, labels, boxes or rows of its own: then it only names them. */
  private holdsMore(): boolean {
    for (let at = this.at; at < this.tokens.length; at++) {
      const token = this.tokens[at];
      if (token && /<\/details>/i.test(token.line.text)) return false;
      if (token?.type === 'label' || token?.type === 'box' || token?.type === 'row') return true;
    }
    return (
      this.tokens.slice(this.at).every((token) => token.type === 'blank' || token.type === 'comment') &&
      !this.last
    );
  }

  /** A label with nothing behind it and boxes, a table or a list of labels below it names those. */
  private leadsInto(label: Label, next: Token): boolean {
    if (next.type === 'row') return label.marker.mark === '';
    if (next.type === 'box') return label.marker.mark === '' || next.box.indent > label.marker.indent;
    if (next.type !== 'label') return false;
    // "**Issue:**" above "Fixes #" asks once.
    if (next.labels[0]?.form === 'verb' && /#/.test(next.line.text)) return true;
    // Bold words above plain labels are their heading; with a colon only right above them.
    const [first] = next.labels;
    const isPlain = first?.bold === false && first.marker.mark === '' && first.form !== 'verb';
    if (isPlain && (label.form === 'title' || (label.bold && next === this.tokens[this.at]))) return true;
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
      if (label.form === 'verb' && token.type === 'text') break;
      if (token.type === 'skip' && (token.line.kind === 'break' || token.line.kind === 'alert')) break;
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
    const typed = rest.filter((other) => other.kind === 'code' && other.text.trim() !== '');
    const code = typed.length > 1 || typed.some((other) => isCommand(other.text.trim()));
    const asks =
      shape === 'ask' ||
      isExampleReference(label, value) ||
      (line.quoted === 0 && label.marker.indent < 4 && isPromptSentence(value)) ||
      (shape === 'empty' && asksBelow(label, below) && !(code && below.length === 0));
    this.drafts.push({ type: 'label', label, line, value, rest, asks, group: this.group });
  }
}

/** "Can it be rolled back?", "Describe the way back": words to answer, not an answer. */
function isPromptSentence(raw: string): boolean {
  const value = stripTags(raw).trim();
  const key = keyOf(value);
  return (/[?？]$/.test(value) && key.includes(' ')) || words.tellsToWrite(key);
}

/** "Fixes #123", "Ticket: OPS-12": no template knows the number, so it shows where one goes. */
function isExampleReference(label: Label, value: string): boolean {
  if (label.form !== 'verb' && !words.asksIssue(label.key)) return false;
  const parts = value.trim().split(/[\s,]+/, 5);
  return (
    parts.length <= 4 && parts.every((part) => /^(?:#[\p{L}\p{N}_-]{1,30}|[A-Z]{2,10}-\d{1,6})$/u.test(part))
  );
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
