// Which rule a person means: its id, or a word of it, or its beginning.

import type { BoundRule } from '../case/rule.ts';
import { didYouMean } from '../support/did-you-mean.ts';

/** What people call rules that are not called so. A map: words like "constructor" are people's words too. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['test', 'tests-included'],
  ['tests', 'tests-included'],
  ['body', 'pull-request-body'],
  ['description', 'pull-request-body'],
  ['template', 'pull-request-body'],
  ['scope', 'minimal-scope'],
  ['incident', 'incident-reference'],
  ['marker', 'emergency-marker'],
]);

export type NamedRule =
  | { readonly kind: 'found'; readonly rule: BoundRule }
  /** The word fits more than one. */
  | { readonly kind: 'several'; readonly ids: readonly string[] }
  | { readonly kind: 'none'; readonly meant: string | null };

type Fits = (id: string) => boolean;

/**
 * @param word in lower case
 * @param able the rules that the command can be about: where the word fits one of them, that one is meant
 */
export function ruleNamed(
  word: string,
  rules: readonly BoundRule[],
  able: readonly BoundRule[] = rules,
): NamedRule {
  const exact = ALIASES.get(word) ?? word;
  const ways: readonly Fits[] = [
    (id) => id === exact,
    (id) => id.split('-').includes(word),
    (id) => id.startsWith(word),
  ];
  for (const fits of ways) {
    for (const pool of [able, rules]) {
      const [only, ...more] = pool.filter(({ id }) => fits(id));
      if (only === undefined) continue;
      if (more.length === 0) return { kind: 'found', rule: only };
      return { kind: 'several', ids: [only, ...more].map(({ id }) => id) };
    }
  }
  const idsOf = (pool: readonly BoundRule[]) => pool.map(({ id }) => id);
  return { kind: 'none', meant: didYouMean(word, idsOf(able)) ?? didYouMean(word, idsOf(rules)) };
}
