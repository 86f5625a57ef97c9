// The texts that are offered for a choice: a policy's own, the kind's identifier, the app's and the playbooks'.
import { code, type Markdown } from '../model/markdown.ts';

/** A kind and the texts that choose it. Of two offers with the same text the first one counts. */
export interface Offer<Kind extends string> {
  readonly kind: Kind;
  readonly texts: readonly string[];
}

/** A policy's own words for kinds, one text each. */
export type Wording<Kind extends string> = Readonly<Partial<Record<Kind, string>>>;

type Texts<Kind extends string> = Readonly<Record<Kind, string | readonly string[]>>;

/** Everything that chooses one of the kinds. The policy's own words come first, since it may know a text by another kind. */
export function offersOf<Kind extends string>(
  kinds: readonly Kind[],
  texts: readonly Texts<Kind>[],
  wording: Wording<Kind>,
): readonly Offer<Kind>[] {
  const own = kinds.map((kind) => ({ kind, texts: [wording[kind] ?? []].flat() }));
  const usual = kinds.map((kind) => ({ kind, texts: [kind, ...texts.flatMap((one) => one[kind])] }));
  return [...own, ...usual];
}

/** How a kind is called in a sentence. A policy's words are somebody's. */
export function textOf<Kind extends string>(
  kind: Kind,
  texts: Readonly<Record<Kind, string>>,
  wording: Wording<Kind>,
): Markdown {
  const own = wording[kind];
  return own === undefined ? { markdown: texts[kind] } : code(own);
}
