// Puts questions about one repository to GitHub on behalf of one turn, and holds the answers against the shape that they should have.
import type { z } from 'zod';
import type { RepositoryId } from '../../core/model/ids.ts';
import type { Clock, GitHubError, InstallationId, Result } from '../../reconcile/ports.ts';
import type { AppAccess } from '../client/app-access.ts';
import { type Answer, answerError, type Parameters } from '../client/graphql.ts';

export interface Reply<T> {
  readonly value: T;
  readonly answer: Answer;
}

export interface Questions {
  readonly appId: number;
  readonly clock: Clock;
  /** Fails where an essential part of the answer is missing. */
  ask<T>(text: string, variables: Parameters, shape: z.ZodType<T>): Promise<Result<Reply<T>>>;
}

/** Parts that the rules can do without: they become unknown, or are absent for reasons of GitHub's own. */
const DISPENSABLE =
  /^(?:tags|branches|commits|files|reviews|timelineItems|mergeQueueEntry|headRepository|author|user|organisation|(?:compared|team)\d+)$/;

function essentialRefusal(answer: Answer): Answer {
  const problems = answer.problems.filter(
    (problem) =>
      problem.type === 'FORBIDDEN' &&
      !(problem.path ?? []).some((step) => typeof step === 'string' && DISPENSABLE.test(step)),
  );
  return { data: answer.data, problems };
}

export function failed<T>(error: GitHubError): Result<T> {
  return { ok: false, error };
}

/** The subject, or something it cannot be without, is not there. */
export function gone<T>(what: string): Result<T> {
  return failed({ kind: 'not-found', message: `${what} is gone or out of reach` });
}

export function askRepository(
  access: AppAccess,
  clock: Clock,
  installation: InstallationId,
  repository: RepositoryId,
  signal: AbortSignal,
): Questions {
  const place = { owner: repository.owner, name: repository.name };
  return {
    appId: access.appId,
    clock,
    async ask(text, variables, shape) {
      const asked = await access.query(installation, text, { ...place, ...variables }, signal);
      if (!asked.ok) return asked;
      const answer = asked.value;
      const refusal = answerError(essentialRefusal(answer), clock);
      if (refusal !== null) return failed(refusal);
      const parsed = shape.safeParse(answer.data);
      if (parsed.success) return { ok: true, value: { value: parsed.data, answer } };
      const at = parsed.error.issues[0]?.path.join('.') ?? '';
      return failed(
        answerError(answer, clock) ?? { kind: 'transient', message: `GitHub's answer has no usable ${at}` },
      );
    },
  };
}
