// What the app says to commands, and what it writes into the description because of them.
import type { CommandAnswer } from '../effects.ts';
import type { Evaluation } from '../evaluate.ts';
import type { Facts, PullFacts } from '../facts.ts';
import { fieldWithRole } from '../field-roles.ts';
import type { Policy } from '../policy.ts';
import { renderReply } from '../render/command-replies.ts';
import type { Severity } from '../severity.ts';
import type { JudgedComment } from './judge-commands.ts';
import { writeSeverity } from './write-severity.ts';

export interface CommandWork {
  readonly answers: readonly CommandAnswer[];
  /** The description as the commands leave it. */
  readonly body: string;
}

/** The last one wins, as it would if they were written one after the other. */
function wantedSeverity(comments: readonly JudgedComment[]): Severity | null {
  const wanted = comments.flatMap(({ commands }) =>
    commands.flatMap(({ command, refusal }) =>
      command?.kind === 'severity' && refusal === null ? [command.severity] : [],
    ),
  );
  return wanted.at(-1) ?? null;
}

export function answerCommands(
  evaluation: Evaluation,
  pull: PullFacts,
  facts: Facts,
  policy: Policy,
): CommandWork {
  const answers = evaluation.commands.map(({ comment, commands }): CommandAnswer => {
    const isRefused = commands.some(({ refusal }) => refusal !== null);
    const by = comment.author?.login ?? '';
    return {
      comment: comment.id,
      verdict: isRefused ? 'refused' : 'accepted',
      reply: renderReply(commands, by, evaluation, facts, policy),
    };
  });
  const severity = wantedSeverity(evaluation.commands);
  if (severity === null) return { answers, body: pull.body };
  const { template } = policy.templates.pullRequest;
  const field = fieldWithRole(template.fields, 'severity', policy.fields.severity);
  return { answers, body: writeSeverity(pull.body, severity, template, field) };
}
