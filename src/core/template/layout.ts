// Where a template's fields stand: its sections, and in each the anchors that a body is held against.

/** One item of a group of boxes. */
export interface BoxItem {
  /** The item's words, plain. Empty where the template leaves a blank item. */
  readonly text: string;
  /** `text`, normalised; how the item is found again in a body. */
  readonly key: string;
  /** The normalised words before the item's first blank, where it has one ("Manual validation: [what]"); else null. */
  readonly stem: string | null;
  /** Whether a blank of the item says in words what to write. A tick beside such words confirms nothing. */
  readonly prompts: boolean;
  /** Whether its one blank asks for a yes or a no: such an answer says what a tick would. */
  readonly asksYesNo: boolean;
  readonly optional: boolean;
  /** Ticked in the template itself. */
  readonly ticked: boolean;
  readonly line: number;
}

/** What every anchor knows. `field` is an index into `Template.fields`; null marks words that ask for nothing. */
interface Anchored {
  readonly field: number | null;
  /** Template lines (1-based, inclusive) that belong to the anchor: what `fill` puts back when they are gone. */
  readonly from: number;
  readonly to: number;
  /** The template's own lines below or behind the anchor, normalised: never an answer. */
  readonly own: ReadonlySet<string>;
  /** Blanks that have to be replaced, as written (`[Name]`). */
  readonly blanks: readonly string[];
}

export type Anchor =
  /** `**Label:** value`, the value running on until the next anchor. `bare` where the value is the rest of an issue line (`Fixes #`). */
  | (Anchored & { readonly type: 'label'; readonly key: string })
  /** `slots`: the items are blanks to write into. */
  | (Anchored & { readonly type: 'boxes'; readonly items: readonly BoxItem[]; readonly slots: boolean })
  /** A table row whose first cell is the label. */
  | (Anchored & { readonly type: 'row'; readonly key: string })
  /** A table to be filled with rows. */
  | (Anchored & { readonly type: 'table'; readonly header: string })
  /** The free text of a section. */
  | (Anchored & { readonly type: 'text' })
  /** Words with blanks among them, outside any label: `hotfix([scope]): [subject]`. */
  | (Anchored & { readonly type: 'pattern'; readonly literals: readonly string[] });

export interface Section {
  /** Normalised heading; empty for what stands above the first heading. */
  readonly key: string;
  /** Normalised headings from the outermost to this one. */
  readonly path: readonly string[];
  /** 1–6; 0 for what stands above the first heading. */
  readonly level: number;
  readonly line: number;
  readonly endLine: number;
  /** A heading with blanks ("# Hotfix: [title]"): the fixed words around them and the field they make. */
  readonly heading: {
    readonly field: number;
    readonly literals: readonly string[];
    readonly blanks: readonly string[];
  } | null;
  /** All of the section's own lines, normalised: never an answer. */
  readonly own: ReadonlySet<string>;
  /** The section's lines as written, white space drawn together: what stands there unchanged says nothing, whatever its marks. */
  readonly written: ReadonlySet<string>;
  /** The whole template's lines that hold a blank, normalised: no answer in any section. One set for all sections. */
  readonly asking: ReadonlySet<string>;
  readonly anchors: readonly Anchor[];
}

export interface Layout {
  readonly sections: readonly Section[];
}
