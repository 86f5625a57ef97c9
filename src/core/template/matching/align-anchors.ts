// Walks a body's section beside its template's and gives each line to the label, the boxes, the row or the text it answers.

import type { Anchor } from '../layout.ts';
import type { Line } from '../text/lines.ts';
import { keyOf } from '../text/normalise.ts';
import { pushTo } from '../text/push-to.ts';
import { type Label, markerOf } from '../text/shapes.ts';
import { type Token, tokenOf } from '../text/tokens.ts';
import type { Alignment, Found, FoundBox, Piece } from './found.ts';
import { ItemIndex, pairEdited } from './item-index.ts';

/** @param loose whether the lines stand outside the section the anchors are from: then only known words are an answer. */
export function alignAnchors(anchors: readonly Anchor[], lines: readonly Line[], loose = false): Alignment {
  return new AnchorWalk(anchors, loose).walk(lines);
}

class AnchorWalk {
  private readonly found = new Map<Anchor, Found>();
  private readonly stray: Piece[] = [];
  private readonly named = new Map<string, Anchor[]>();
  private readonly keys: ReadonlySet<string>;
  private readonly boxes: readonly (Anchor & { type: 'boxes' })[];
  private readonly items: ItemIndex;
  private readonly text: Anchor | null;
  private readonly tables: (Anchor & { type: 'table' })[];
  private table: (Anchor & { type: 'table' }) | null = null;
  private readonly pattern: Anchor | null;
  private current: Found | null = null;
  private currentLabel: Label | null = null;
  private lastBoxes: (Anchor & { type: 'boxes' }) | null = null;
  private lastBox: FoundBox | null = null;
  /** Whether the last line with words was a box. */
  private inBoxes = false;
  private inTable = false;
  private gap = false;

  private readonly loose: boolean;

  constructor(anchors: readonly Anchor[], loose: boolean) {
    this.loose = loose;
    for (const anchor of anchors) {
      if (anchor.type === 'label' || anchor.type === 'row') pushTo(this.named, anchor.key, anchor);
    }
    this.keys = new Set(this.named.keys());
    this.boxes = anchors.filter((anchor) => anchor.type === 'boxes');
    this.items = new ItemIndex(this.boxes);
    this.text = anchors.find((anchor) => anchor.type === 'text' && anchor.field !== null) ?? null;
    this.tables = anchors.filter((anchor) => anchor.type === 'table');
    this.pattern = anchors.find((anchor) => anchor.type === 'pattern') ?? null;
  }

  walk(lines: readonly Line[]): Alignment {
    for (const line of lines) {
      const token = tokenOf(line, this.keys);
      if (
        this.pattern &&
        !this.found.has(this.pattern) &&
        token.type !== 'blank' &&
        token.type !== 'comment' &&
        this.takePattern(token)
      )
        continue;
      this.take(token);
    }
    pairEdited(this.found.values());
    return { found: this.found, stray: this.stray };
  }

  /** The first line with words answers a header, unless it is one of the template's labels. */
  private takePattern(token: Token): boolean {
    if (!this.pattern) return false;
    const isLabel = token.type === 'label' && token.labels.some((label) => this.named.has(label.key));
    const found = this.open(this.pattern, isLabel ? null : token.line, 0);
    if (isLabel) {
      this.found.delete(this.pattern);
      return false;
    }
    found.pieces.push({ line: token.line, start: 0, text: token.line.text });
    return true;
  }

  private take(token: Token): void {
    if (token.type !== 'row' && token.type !== 'comment') this.inTable = false;
    if (token.type !== 'box' && token.type !== 'blank' && token.type !== 'comment') this.inBoxes = false;
    switch (token.type) {
      case 'blank':
        this.gap = true;
        return;
      case 'comment':
      case 'skip':
        if (token.line.kind === 'break') this.current = this.currentLabel = null;
        return;
      case 'label':
        this.takeLabels(token);
        return;
      case 'box':
        this.takeBox(token);
        return;
      case 'row':
        this.takeRow(token);
        return;
      case 'text':
      case 'quote':
      case 'code':
        this.takeText(token.line, token.type === 'text' && token.bullet);
        return;
    }
  }

  private takeLabels(token: Token & { type: 'label' }): void {
    const { line, labels } = token;
    let last: { found: Found; label: Label; end: number } | null = null;
    for (const label of labels) {
      const anchor = this.pick(label.key, line.text.slice(label.valueStart, label.valueEnd));
      if (!anchor) {
        if (last) last.end = label.valueEnd;
        continue;
      }
      if (last) this.closeLabel(last, line, label.start);
      last = { found: this.open(anchor, line, label.start), label, end: label.valueEnd };
    }
    if (!last) {
      this.takeText(line, markerOf(line.text).mark !== '');
      return;
    }
    this.closeLabel(last, line, line.text.length);
    this.current = last.found;
    this.currentLabel = last.label;
    this.gap = false;
  }

  /** Of several labels with the same words the one whose value stands there untouched, else the next that asks for one. */
  private pick(key: string, value: string): Anchor | undefined {
    const queue = this.named.get(key);
    if (!queue) return undefined;
    while (queue[0] && this.found.has(queue[0])) queue.shift();
    if (queue.length < 2) return queue[0];
    const own = keyOf(value);
    const open = queue.slice(0, 50).filter((candidate) => !this.found.has(candidate));
    return (
      open.find((candidate) => candidate.own.has(own)) ??
      open.find((candidate) => candidate.field !== null) ??
      open[0]
    );
  }

  private closeLabel(last: { found: Found; label: Label; end: number }, line: Line, before: number): void {
    const end = Math.min(last.end, before);
    last.found.pieces.push({
      line,
      start: last.label.valueStart,
      text: line.text.slice(last.label.valueStart, end),
    });
  }

  private takeBox(token: Token & { type: 'box' }): void {
    const { line, box, inline } = token;
    const items = inline.length > 0 ? inline : [{ item: box.item, ticked: box.ticked }];
    for (const { item, ticked } of items) {
      const key = keyOf(item);
      const match = this.items.take(key);
      const anchor = match?.anchor ?? this.boxesFor();
      if (!anchor) {
        this.takeText(line, true);
        return;
      }
      const found = this.found.get(anchor) ?? this.open(anchor, line, box.at);
      this.lastBox = {
        line,
        text: item,
        key,
        ticked,
        struck: /^~~.*~~/.test(item.trim()),
        item: match?.item ?? null,
        below: [],
      };
      found.boxes.push(this.lastBox);
      this.lastBoxes = anchor;
      this.inBoxes = true;
      this.current = null;
      this.currentLabel = null;
    }
    this.gap = false;
  }

  /** A box that no item knows belongs to the group it continues; behind other words, to the next group not found yet. */
  private boxesFor(): (Anchor & { type: 'boxes' }) | null {
    if (this.loose) return null;
    if (this.inBoxes && this.lastBoxes) return this.lastBoxes;
    const from = this.lastBoxes === null ? 0 : this.boxes.indexOf(this.lastBoxes) + 1;
    const next = this.boxes.slice(from, from + 20).find((anchor) => !this.found.has(anchor));
    return next ?? this.lastBoxes ?? this.boxes[0] ?? null;
  }

  private takeRow(token: Token & { type: 'row' }): void {
    const { line, cells } = token;
    if (token.delimiter) return;
    if (!this.inTable) this.table = this.nextTable(keyOf(line.text)) ?? this.table;
    this.inTable = true;
    const key = keyOf(cells[0]?.text ?? '');
    const anchor = this.pick(key, cells[1]?.text ?? '');
    if (anchor) {
      const found = this.open(anchor, line, cells[0]?.start ?? 0);
      for (const cell of cells.slice(1)) found.pieces.push({ line, start: cell.start, text: cell.text });
      this.current = null;
      return;
    }
    if (!this.table) {
      this.takeText(line, false);
      return;
    }
    const found = this.found.get(this.table) ?? this.open(this.table, line, 0);
    for (const cell of cells) found.pieces.push({ line, start: cell.start, text: cell.text });
  }

  /** A table is the template's next one with its header, or the next one at all. */
  private nextTable(header: string): (Anchor & { type: 'table' }) | undefined {
    const at = this.tables.slice(0, 20).findIndex((table) => table.header === header);
    return this.tables.splice(Math.max(0, at), 1)[0];
  }

  private takeText(line: Line, bullet: boolean): void {
    const piece = { line, start: line.text.length - line.text.trimStart().length, text: line.text };
    this.nest(piece);
    const label = this.currentLabel;
    const indent = line.quoted > 0 ? 0 : markerOf(line.text).indent;
    // A number behind a closing word is one line; a listed label ends with its item.
    const leaves =
      label !== null &&
      this.text !== null &&
      (label.form === 'verb' ||
        (label.marker.mark !== '' && indent <= label.marker.indent && (bullet || this.gap)));
    this.gap = false;
    if (leaves) {
      this.current = null;
      this.currentLabel = null;
    }
    if (this.current && (this.current.anchor.field !== null || !this.text)) {
      this.current.pieces.push(piece);
      if (this.current.anchor.field === null) this.stray.push(piece);
      return;
    }
    if (!this.text) {
      this.stray.push(piece);
      return;
    }
    const found = this.found.get(this.text) ?? this.open(this.text, line, piece.start);
    found.pieces.push(piece);
  }

  /** A line set in deeper than the box above it belongs to that box; the first that is not ends it. */
  private nest(piece: Piece): void {
    if (this.lastBox === null) return;
    const box = markerOf(this.lastBox.line.text).indent;
    if (piece.start > box + 1) this.lastBox.below.push(piece);
    else this.lastBox = null;
  }

  private open(anchor: Anchor, line: Line | null, start: number): Found {
    const found: Found = { anchor, line, start, pieces: [], boxes: [] };
    this.found.set(anchor, found);
    return found;
  }
}
