// The writes of labels.
import type { PullFacts } from '../../model/facts/pull.ts';
import type { RepositoryId } from '../../model/ids.ts';
import { sameLabel } from '../../model/same-label.ts';
import type { Desired, Effect } from '../effects.ts';

export function planLabels(
  repository: RepositoryId,
  wanted: Desired['labels'],
  { number: pull, labels: shown }: PullFacts,
): readonly Effect[] {
  if (wanted === null) return [];
  const has = (name: string) => shown.some((label) => sameLabel(label, name));
  const labels = wanted.wanted.filter(({ name }) => !has(name));
  return [
    ...(labels.length === 0 ? [] : [{ kind: 'add-labels', repository, pull, labels } as const]),
    ...wanted.unwanted
      .filter(has)
      .map((label): Effect => ({ kind: 'remove-label', repository, pull, label })),
  ];
}
