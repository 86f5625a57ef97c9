/** Reactions of people to issues and comments; the same one twice is one. */
import { unprocessable } from '../http/errors.ts';
import { REACTION_CONTENTS } from '../serialize/reaction.ts';
import type { Reaction, ReactionContent } from '../state/issues.ts';
import type { Act } from './act.ts';

/** What can be reacted to. */
export interface Reactable {
  reactions: Reaction[];
}

export function reactionContent(name: string): ReactionContent {
  const content = REACTION_CONTENTS.find((one) => one === name);
  if (content) return content;
  throw unprocessable(`Invalid request.\n\n${name} is not a member of ${JSON.stringify(REACTION_CONTENTS)}.`);
}

export function addReaction(
  { world, person }: Act,
  subject: Reactable,
  content: ReactionContent,
): { reaction: Reaction; isNew: boolean } {
  const known = subject.reactions.find((one) => one.content === content && one.userId === person.id);
  if (known) return { reaction: known, isNew: false };
  const reaction = { id: world.ids.next(), userId: person.id, content, createdAt: world.now() };
  subject.reactions.push(reaction);
  return { reaction, isNew: true };
}

/** False when the subject has no such reaction. */
export function removeReaction(subject: Reactable, id: number): boolean {
  const at = subject.reactions.findIndex((one) => one.id === id);
  if (at >= 0) subject.reactions.splice(at, 1);
  return at >= 0;
}
