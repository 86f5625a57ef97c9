// Which rule a person means: by its id, or by one of the short names that docs/POLICY.md lists.

import type { BoundRule } from '../case/rule.ts';
import { didYouMean } from '../support/did-you-mean.ts';

/** A map: words like "constructor" are people's words too. */
export const RULE_ALIASES: ReadonlyMap<string, string> = new Map([
  ['test', 'tests-included'],
  ['tests', 'tests-included'],
  ['body', 'pull-request-body'],
  ['description', 'pull-request-body'],
  ['template', 'pull-request-body'],
  ['scope', 'minimal-scope'],
  ['incident', 'incident-reference'],
  ['marker', 'emergency-marker'],
]);

export function ruleNamed(word: string, rules: readonly BoundRule[]): BoundRule | null {
  const name = word.toLowerCase();
  const id = RULE_ALIASES.get(name) ?? name;
  return rules.find((rule) => rule.id === id) ?? null;
}

/** The id that somebody most likely meant; null where none is near. */
export function ruleMeant(word: string, rules: readonly BoundRule[]): string | null {
  const ids = rules.map(({ id }) => id);
  const aliases = [...RULE_ALIASES].filter(([, id]) => ids.includes(id));
  const near = didYouMean(word, [...ids, ...aliases.map(([alias]) => alias)]);
  return near === null ? null : (RULE_ALIASES.get(near) ?? near);
}
