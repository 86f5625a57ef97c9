// Reads the section `severities` of a policy file: which steps it names, and which rules each requires or defers.
import { list, type Markdown, md } from '../model/markdown.ts';
import { severityOf } from '../model/severity.ts';
import type { ConfigurableRule } from './configurable-rule.ts';
import { isMapping } from './key-paths.ts';
import type { More } from './mistake.ts';
import type { PlainMapping } from './yaml-source.ts';

/** Where mistakes are added, and rules looked up with a mistake for an unknown one. */
interface SectionReading {
  add(path: readonly PropertyKey[], message: Markdown, more?: More): void;
  ruleNamed(id: string, path: readonly PropertyKey[]): ConfigurableRule | null;
}

function deferrable(rules: readonly ConfigurableRule[]): readonly string[] {
  return rules.flatMap(({ id, deferral }) => (deferral === null ? [] : [id]));
}

function severitySettings(
  key: string,
  wish: PlainMapping,
  rules: readonly ConfigurableRule[],
  reading: SectionReading,
): PlainMapping {
  const given = wish['required'];
  const required = (Array.isArray(given) ? given : [given]).filter((id) => typeof id === 'string');
  for (const id of required) reading.ruleNamed(id, ['severities', key, 'required']);
  const deferred = Object.entries(isMapping(wish['deferred']) ? wish['deferred'] : {}).filter(([id]) => {
    const path = ['severities', key, 'deferred', id];
    const rule = reading.ruleNamed(id, path);
    if (rule === null) return false;
    if (rule.deferral === null)
      reading.add(path, md`${id} cannot be deferred`, {
        help: md`Remove it. Only ${list(deferrable(rules))} can be done after the merge`,
      });
    if (required.includes(id))
      reading.add(path, md`${id} is both required and deferred`, { help: md`Keep one of the two` });
    return rule.deferral !== null && !required.includes(id);
  });
  const { required: _, ...rest } = wish;
  // The schema does not allow an empty list.
  const named = required.filter((id) => rules.some((rule) => rule.id === id));
  return {
    ...rest,
    ...(named.length === 0 ? {} : { required: named }),
    deferred: Object.fromEntries(deferred),
  };
}

/** The section without its mistakes, under the scale's own names; and how the file spells each of them. */
export function severitySection(
  given: PlainMapping,
  rules: readonly ConfigurableRule[],
  reading: SectionReading,
): { readonly severities: PlainMapping; readonly spelling: ReadonlyMap<string, string> } {
  const spelling = new Map<string, string>();
  const found: PlainMapping = {};
  const twice = new Set<string>();
  for (const [key, wish] of Object.entries(given)) {
    const severity = severityOf(key);
    if (severity === null)
      reading.add(['severities', key], md`Unknown severity ${key}`, { help: md`Use P0, P1 or P2` });
    else if (spelling.has(severity)) {
      const other = spelling.get(severity) ?? severity;
      reading.add(['severities', key], md`${key} and ${other} are the same severity`, {
        help: md`Keep one; until then both are ignored`,
      });
      twice.add(severity);
    } else {
      if (isMapping(wish)) found[severity] = severitySettings(key, wish, rules, reading);
      spelling.set(severity, key);
    }
  }
  const severities = Object.fromEntries(Object.entries(found).filter(([severity]) => !twice.has(severity)));
  return { severities, spelling };
}
