// What the app says to comments that hold commands.

import type { Evaluation } from '../evaluation/evaluate.ts';
import type { Facts } from '../model/facts/facts.ts';
import type { Policy } from '../policy/policy.ts';
import type { CommandAnswer } from './effects.ts';
import { renderReply } from './texts/command-replies.ts';

/** @param isEdited whether a button is about to change the description */
export function answerCommands(
  evaluation: Evaluation,
  facts: Facts,
  policy: Policy,
  isEdited: boolean,
): readonly CommandAnswer[] {
  const asksStatus = evaluation.commands.some(({ commands }) =>
    commands.some(({ command }) => command?.kind === 'status'),
  );
  // The status would be that of the old description: the next look has the new one.
  if (isEdited && asksStatus) return [];
  return evaluation.commands.map(({ comment, commands }) => {
    const isRefused = commands.some(({ refusal }) => refusal !== null);
    const by = comment.author?.login ?? '';
    return {
      comment: comment.id,
      verdict: isRefused ? 'refused' : 'accepted',
      reply: renderReply(commands, by, evaluation, facts, policy),
    };
  });
}
