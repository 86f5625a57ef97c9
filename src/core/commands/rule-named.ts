// Which rule a person means: its id, or a word of it that no other rule has.
import { didYouMean } from '../did-you-mean.ts';
import type { BoundRule } from '../rule.ts';

/** What people call rules that are not called so. */
const ALIASES: Readonly<Record<string, string>> = {
  test: 'tests-included',
  tests: 'tests-included',
  body: 'pull-request-body',
  description: 'pull-request-body',
  template: 'pull-request-body',
  scope: 'minimal-scope',
  incident: 'incident-reference',
  marker: 'emergency-marker',
};

export type NamedRule =
  | { readonly kind: 'found'; readonly rule: BoundRule }
  | { readonly kind: 'none'; readonly meant: string | null };

export function ruleNamed(word: string, rules: readonly BoundRule[]): NamedRule {
  const id = ALIASES[word] ?? word;
  const exact = rules.find((rule) => rule.id === id);
  if (exact !== undefined) return { kind: 'found', rule: exact };
  const [only, ...more] = rules.filter((rule) => rule.id.split('-').includes(id));
  if (only !== undefined && more.length === 0) return { kind: 'found', rule: only };
  const ids = rules.map((rule) => rule.id);
  return { kind: 'none', meant: didYouMean(id, ids) };
}
