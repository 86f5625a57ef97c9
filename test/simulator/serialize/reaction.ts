/** Reactions: the roll-up inside issues and comments, and the single ones. */
import type { JsonObject } from '../json.ts';
import { reactionNodeId } from '../node-ids.ts';
import type { Reaction, ReactionContent } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { serializeAccount } from './account.ts';

export const REACTION_CONTENTS = [
  '+1',
  '-1',
  'laugh',
  'hooray',
  'confused',
  'heart',
  'rocket',
  'eyes',
] as const satisfies readonly ReactionContent[];

/** `reaction-rollup`; `subject` is the URL of what was reacted to. */
export function serializeReactions(reactions: readonly Reaction[], subject: string): JsonObject {
  const counts: JsonObject = {};
  for (const content of REACTION_CONTENTS)
    counts[content] = reactions.filter((one) => one.content === content).length;
  return { url: `${subject}/reactions`, total_count: reactions.length, ...counts };
}

export function serializeReaction(world: World, repo: Repository, reaction: Reaction): JsonObject {
  return {
    id: reaction.id,
    node_id: reactionNodeId(repo, reaction),
    user: serializeAccount(world, world.account(reaction.userId)),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}
