// Finds the template's item that a box of a body stands for: by its words, by the words before its blank, by likeness.

import type { Anchor, BoxItem } from '../layout.ts';
import { similarity } from '../text/normalise.ts';
import { pushTo } from '../text/push-to.ts';
import type { Found } from './found.ts';

export interface ItemOf {
  readonly anchor: Anchor & { type: 'boxes' };
  readonly item: BoxItem;
}

/** The items of a section's groups. Each is given out once: two equal items are two boxes. */
export class ItemIndex {
  private readonly items = new Map<string, ItemOf[]>();
  private readonly stems = new Map<string, ItemOf[]>();
  private readonly taken = new Set<BoxItem>();

  constructor(groups: readonly (Anchor & { type: 'boxes' })[]) {
    for (const anchor of groups) {
      for (const item of anchor.items) {
        if (item.key !== '') pushTo(this.items, item.key, { anchor, item });
        if (item.stem !== null) pushTo(this.stems, item.stem, { anchor, item });
      }
    }
  }

  /** The item with these words, or the one whose blank they fill. */
  take(key: string): ItemOf | undefined {
    return this.nextItem(this.items.get(key)) ?? this.byStem(key);
  }

  /** The first item of a queue that no box stands for yet; an item waits in two queues, by its words and by its stem. */
  private nextItem(queue: ItemOf[] | undefined): ItemOf | undefined {
    while (queue?.[0] && this.taken.has(queue[0].item)) queue.shift();
    const next = queue?.shift();
    if (next) this.taken.add(next.item);
    return next;
  }

  /** An item with a blank is found by the words before it, whatever now stands behind them. */
  private byStem(key: string): ItemOf | undefined {
    if (this.stems.size === 0) return undefined;
    let end = 0;
    let best: string | undefined;
    for (let words = 0; words < 16 && end < key.length; words++) {
      const space = key.indexOf(' ', end + 1);
      end = space < 0 ? key.length : space;
      if (this.stems.get(key.slice(0, end))?.length) best = key.slice(0, end);
    }
    return best === undefined ? undefined : this.nextItem(this.stems.get(best));
  }
}

/** An item whose words the author changed a little stands for the item it is most like. */
export function pairEdited(all: Iterable<Found>): void {
  for (const found of all) {
    if (found.anchor.type !== 'boxes') continue;
    const there = new Set(found.boxes.map((box) => box.item));
    const left = found.anchor.items.filter((item) => !there.has(item)).slice(0, 60);
    for (const box of found.boxes.filter((other) => other.item === null && other.key !== '').slice(0, 60)) {
      const scored = left
        .map((item) => ({ item, score: similarity(item.key, box.key) }))
        .sort((one, two) => two.score - one.score);
      const best = scored[0];
      if (!best || best.score < 0.6) continue;
      box.item = best.item;
      left.splice(left.indexOf(best.item), 1);
    }
  }
}
