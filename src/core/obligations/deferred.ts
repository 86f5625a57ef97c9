// What is due after the merge: everything that was deferred, with its time limit and the evidence that settles it.
import type { Finding, Fix } from '../model/finding.ts';
import type { Duration } from '../model/ids.ts';
import type { Markdown } from '../model/markdown.ts';

export interface Obligation {
  /** The rule that requires it; one obligation a rule, however many findings it has. */
  readonly rule: string;
  readonly titles: readonly Markdown[];
  readonly fix: Fix;
  /** Counted from the merge. Before the merge nothing is due. */
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
