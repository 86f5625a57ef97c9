// What a body holds for each of a template's anchors.

import type { Anchor, BoxItem } from '../layout.ts';
import type { Line } from '../text/lines.ts';

/** A stretch of one body line. `start` is 0-based in the line. */
export interface Piece {
  readonly line: Line;
  readonly start: number;
  readonly text: string;
}

/** A box of the body and the template's item it stands for; null where the author added it. */
export interface FoundBox {
  readonly line: Line;
  readonly text: string;
  readonly key: string;
  readonly ticked: boolean;
  readonly struck: boolean;
  item: BoxItem | null;
  /** The lines nested below it. */
  readonly below: Piece[];
}

/** What a body holds for one anchor. */
export interface Found {
  readonly anchor: Anchor;
  /** Where the label stands, or the first line; null for a section's text with no line at all. */
  readonly line: Line | null;
  readonly start: number;
  readonly pieces: Piece[];
  readonly boxes: FoundBox[];
}

export interface Alignment {
  readonly found: ReadonlyMap<Anchor, Found>;
  /** Lines that no anchor claims. */
  readonly stray: readonly Piece[];
}
