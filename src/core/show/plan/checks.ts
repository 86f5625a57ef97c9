// The writes of check runs.
import type { Facts } from '../../model/facts/facts.ts';
import { isWeaker } from '../../model/finding.ts';
import { parseRunMark } from '../../model/run-mark.ts';
import type { CheckContent, Effect, Published, ShownCheck } from '../effects.ts';
import { mayBeOpen } from '../same-commit.ts';
import { sameText } from './same-text.ts';

/**
 * One comparison per field of a check, so that a new field cannot be forgotten: it would not compile. `actions` cannot be
 * read back from GitHub; they follow from the findings, which the texts show.
 */
const SAME: { readonly [Key in keyof CheckContent]: (wanted: CheckContent, shown: ShownCheck) => boolean } = {
  name: (wanted, shown) => wanted.name === shown.name,
  headSha: (wanted, shown) => wanted.headSha === shown.headSha,
  externalId: (wanted, shown) => wanted.externalId === shown.externalId,
  conclusion: (wanted, shown) => wanted.conclusion === shown.conclusion,
  title: (wanted, shown) => sameText(wanted.title, shown.title),
  summary: (wanted, shown) => sameText(wanted.summary, shown.summary),
  text: (wanted, shown) => sameText(wanted.text, shown.text),
  actions: () => true,
};

/**
 * Whether a newer run decides about the commit that speaks for a weaker verdict, or for a pull request that has left. Ours is then
 * made anew: the newest run belongs to one of those that are hardest to satisfy, and shows what is left to do there.
 */
export function isHidden(
  { name, headSha, externalId }: CheckContent,
  { id }: ShownCheck,
  others: Published['others'],
  change: Facts['change'],
): boolean {
  const newer = others.filter((one) => one.name === name && one.headSha === headSha && one.id > id);
  const newest = newer.toSorted((one, other) => one.id - other.id).at(-1);
  if (newest === undefined) return false;
  const own = parseRunMark(externalId)?.own ?? 'neutral';
  return isWeaker(newest.own, own) || !mayBeOpen(change, newest.pull);
}

export function planCheck(
  { change, repository: { id: repository } }: Pick<Facts, 'change' | 'repository'>,
  wanted: CheckContent,
  { checks, others }: Pick<Published, 'checks' | 'others'>,
): readonly Effect[] {
  // A run belongs to its commit: on a new head there is a new run.
  const shown = checks.find((check) => check.name === wanted.name && check.headSha === wanted.headSha);
  if (shown === undefined || isHidden(wanted, shown, others, change))
    return [{ kind: 'create-check-run', repository, check: wanted }];
  if (Object.values(SAME).every((same) => same(wanted, shown))) return [];
  return [{ kind: 'update-check-run', repository, id: shown.id, check: wanted }];
}
