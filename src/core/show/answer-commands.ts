// What the app says to commands, and what it writes into the description because of them.

import type { JudgedCommand } from '../commands/judge-command.ts';
import { writeSeverity } from '../commands/write-severity.ts';
import type { Evaluation } from '../evaluation/evaluate.ts';
import type { Facts } from '../model/facts/facts.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import type { Severity } from '../model/severity.ts';
import type { Policy } from '../policy/policy.ts';
import type { CommandAnswer } from './effects.ts';
import { renderReply } from './texts/command-replies.ts';

export interface CommandWork {
  readonly answers: readonly CommandAnswer[];
  /** The description as the commands leave it. */
  readonly body: string;
}

/** The last one wins, as it would if they were written one after the other. */
function wantedSeverity(granted: readonly JudgedCommand[]): Severity | null {
  const wanted = granted.flatMap(({ command }) => (command?.kind === 'severity' ? [command.severity] : []));
  return wanted.at(-1) ?? null;
}

/** @param pull its body is the description as buttons leave it */
export function answerCommands(
  evaluation: Evaluation,
  pull: PullFacts,
  facts: Facts,
  policy: Policy,
): CommandWork {
  const { change } = facts;
  const granted = evaluation.commands.flatMap(({ commands }) =>
    commands.filter(({ refusal }) => refusal === null),
  );
  const severity = wantedSeverity(granted);
  const body = severity === null ? pull.body : writeSeverity(pull.body, severity, pull, facts, policy);
  // A button has just taken the place away that there was for it: the next look judges what it left.
  if (body === null) return { answers: [], body: pull.body };
  const isChanged = change.kind === 'pull' && body !== change.body;
  const asksStatus = granted.some(({ command }) => command?.kind === 'status');
  // The status would be that of the old description. All wait, or the order of their severities would be lost.
  if (isChanged && asksStatus) return { answers: [], body };
  const answers = evaluation.commands.map(({ comment, commands }): CommandAnswer => {
    const isRefused = commands.some(({ refusal }) => refusal !== null);
    const by = comment.author?.login ?? '';
    return {
      comment: comment.id,
      verdict: isRefused ? 'refused' : 'accepted',
      reply: renderReply(commands, by, evaluation, facts, policy),
    };
  });
  return { answers, body };
}
