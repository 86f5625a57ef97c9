// Decides what kind of failure an answer of GitHub's is, so that the reconcile knows whether trying again is any use.
import { z } from 'zod';
import { type Instant, instant } from '../../core/model/ids.ts';
import type { GitHubError } from '../../reconcile/ports.ts';

/** GitHub asks for at least a minute's pause where a secondary limit's answer names none. */
const UNNAMED_PAUSE = 60_000;

const headers = z.record(z.string(), z.union([z.string(), z.number()]).optional());
export type Headers = z.infer<typeof headers>;

/** Octokit's errors by their shape: there may be several copies of its classes in one tree. */
const httpError = z.object({
  status: z.number(),
  message: z.string(),
  response: z.object({ headers: headers.default({}) }).optional(),
});

/** One error of a GraphQL answer, which comes with HTTP 200. */
export const graphqlProblem = z.object({
  type: z.string().optional(),
  message: z.string().default(''),
  path: z.array(z.union([z.string(), z.number()])).nullish(),
});
export type GraphqlProblem = z.infer<typeof graphqlProblem>;

function header(all: Headers, name: string): string | null {
  const value = all[name];
  return value === undefined ? null : String(value);
}

function retryAt(all: Headers, now: Instant): Instant {
  const seconds = Number(header(all, 'retry-after') ?? Number.NaN);
  if (Number.isFinite(seconds)) return instant(now + Math.max(seconds, 1) * 1000);
  const reset = Number(header(all, 'x-ratelimit-reset') ?? Number.NaN);
  // One second more, because the limit is still in force within the second of its reset.
  if (header(all, 'x-ratelimit-remaining') === '0' && Number.isFinite(reset))
    return instant(Math.max(reset * 1000, now) + 1000);
  return instant(now + UNNAMED_PAUSE);
}

function isLimit(all: Headers, message: string): boolean {
  return (
    header(all, 'retry-after') !== null ||
    header(all, 'x-ratelimit-remaining') === '0' ||
    /\brate limit\b|\babuse detection\b/i.test(message)
  );
}

function ofStatus(status: number, message: string, all: Headers, now: Instant): GitHubError {
  switch (status) {
    case 401:
      // A new token is not known everywhere at once, and an old one is replaced; what lasts is told by `app-access.ts`.
      return { kind: 'transient', message };
    case 403:
    case 429:
      if (status === 429 || isLimit(all, message))
        return { kind: 'rate-limited', message, retryAt: retryAt(all, now) };
      return { kind: 'forbidden', message, permission: header(all, 'x-accepted-github-permissions') };
    case 404:
    case 410:
      return { kind: 'not-found', message };
    case 409:
      return { kind: 'conflict', message };
    case 422:
      // GitHub understood and refused: a head that was pushed over, a conversation that was locked. A new read decides anew.
      return { kind: 'conflict', message };
    default:
      return { kind: 'transient', message };
  }
}

/** The permission that a part of the snapshot needs, for those who have to grant it. */
const PERMISSIONS: readonly (readonly [part: string, permission: string])[] = [
  ['checkSuites', 'checks=write'],
  ['comments', 'pull_requests=write'],
  ['pullRequest', 'pull_requests=read'],
  ['associatedPullRequests', 'pull_requests=read'],
];

function permissionFor(problem: GraphqlProblem): string {
  const path = problem.path ?? [];
  const found = path.findLast((step) => PERMISSIONS.some(([part]) => part === step));
  return PERMISSIONS.find(([part]) => part === found)?.[1] ?? 'contents=read';
}

/** What one error of a GraphQL answer means. */
export function problemError(problem: GraphqlProblem, all: Headers, now: Instant): GitHubError {
  const { message } = problem;
  switch (problem.type) {
    case 'NOT_FOUND':
      return { kind: 'not-found', message };
    case 'FORBIDDEN':
    case 'INSUFFICIENT_SCOPES':
      return { kind: 'forbidden', message, permission: permissionFor(problem) };
    case 'RATE_LIMITED':
    case 'RATE_LIMIT':
      return { kind: 'rate-limited', message, retryAt: retryAt(all, now) };
    default:
      // Time-outs ("Something went wrong while executing your query") and node limits have no type that lasts.
      return isLimit({}, message)
        ? { kind: 'rate-limited', message, retryAt: retryAt(all, now) }
        : { kind: 'transient', message };
  }
}

/** What anything thrown while GitHub was asked means. `now` dates a pause that GitHub gives in seconds. */
export function gitHubError(thrown: unknown, now: Instant): GitHubError {
  const parsed = httpError.safeParse(thrown);
  if (parsed.success) {
    const { status, message, response } = parsed.data;
    // Without a response the status is Octokit's invention: the network failed.
    if (response !== undefined) return ofStatus(status, message, response.headers, now);
    return { kind: 'transient', message };
  }
  return { kind: 'transient', message: thrown instanceof Error ? thrown.message : 'The request failed' };
}
