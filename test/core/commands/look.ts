// Looks at a pull request with comments on it, as the reconcile does: judged, then answered.

import { judgeCommands } from '../../../src/core/commands/judge-commands.ts';
import type { Facts } from '../../../src/core/model/facts/facts.ts';
import { known } from '../../../src/core/model/facts/known.ts';
import type { Account, Permission } from '../../../src/core/model/facts/people.ts';
import type { Comment, PullFacts } from '../../../src/core/model/facts/pull.ts';
import { instant } from '../../../src/core/model/ids.ts';
import { answerCommands } from '../../../src/core/show/answer-commands.ts';
import { completeDescription } from '../../support/descriptions.ts';
import { comment, facts, login, pullFacts } from '../../support/facts.ts';
import { evaluated } from '../../support/judge.ts';
import { workflowPolicy } from '../../support/policy.ts';

export const at = (minute: number) => instant(Date.UTC(2026, 0, 10, 3, minute));
export const user = (name: string): Account => ({ login: login(name), kind: 'user' });

export interface World {
  /** Of everybody; null where it was not read yet. */
  readonly permission?: Permission | null;
  readonly pull?: Partial<PullFacts>;
  readonly more?: Partial<Facts>;
  readonly policy?: typeof workflowPolicy;
}

export function look(
  comments: readonly Comment[],
  { permission = 'write', pull = {}, more = {}, policy = workflowPolicy }: World = {},
) {
  const people = new Map(
    permission === null ? [] : ['grace', 'linus', 'ada'].map((name) => [name, known(permission)] as const),
  );
  const change = pullFacts({ body: completeDescription(), comments: known(comments), ...pull });
  const seen = facts({ change, people, ...more });
  const evaluation = evaluated(seen, policy);
  return {
    evaluation,
    answers: answerCommands(evaluation, seen, policy, false),
    decisions: judgeCommands(seen, policy, evaluation.rules, evaluation.recognition).decisions,
  };
}

export const answers = (comments: readonly Comment[], world: World = {}) => look(comments, world).answers;
export const reply = (body: string, world: World = {}) => answers([comment(body)], world)[0]?.reply ?? null;
export const verdict = (body: string, world: World = {}) =>
  answers([comment(body)], world)[0]?.verdict ?? 'ignored';
