// The removal of second copies: two processes, or an answer that was lost after the write took effect, can have made one.
import type { PullFacts } from '../../model/facts/pull.ts';
import type { RepositoryId } from '../../model/ids.ts';
import type { Effect, Published } from '../effects.ts';

/** A closed conversation is left as it is, and a locked one would refuse. */
export function planDoubles(
  repository: RepositoryId,
  { state }: PullFacts,
  { doubles }: Published,
): readonly Effect[] {
  return state === 'open' ? doubles.map((id) => ({ kind: 'delete-comment', repository, id })) : [];
}
