// What is owed after the merge: everything that was allowed to wait, with how long it may and what pays it.
import type { Finding, Fix } from '../model/finding.ts';
import type { Duration } from '../model/ids.ts';
import type { Markdown } from '../model/markdown.ts';

export interface Obligation {
  /** The rule that demands it; one obligation a rule, however many findings it has. */
  readonly rule: string;
  readonly titles: readonly Markdown[];
  readonly fix: Fix;
  /** From the merge on. Before the merge nothing is due. */
  readonly within: Duration;
  readonly settledBy: Markdown;
  readonly allowedBy: Markdown;
}

export function obligationsOf(findings: readonly Finding[]): readonly Obligation[] {
  const byRule = new Map<string, Obligation>();
  for (const finding of findings) {
    if (finding.status !== 'deferred') continue;
    const { rule, title, fix, within, settledBy, allowedBy } = finding;
    const titles = [...(byRule.get(rule)?.titles ?? []), title];
    byRule.set(rule, { fix, within, settledBy, allowedBy, ...byRule.get(rule), rule, titles });
  }
  return [...byRule.values()].toSorted((one, other) => one.within - other.within);
}
