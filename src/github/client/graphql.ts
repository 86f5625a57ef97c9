// Asks GitHub's GraphQL API, and tells an answer that lacks parts from one that cannot be trusted.
import { z } from 'zod';
import type { Clock, GitHubError, Result } from '../../reconcile/ports.ts';
import { type GraphqlProblem, graphqlProblem, type Headers, problemError } from './errors.ts';

/** A GraphQL answer. With problems, the parts that they name are null. */
export interface Answer {
  readonly data: object;
  readonly problems: readonly GraphqlProblem[];
}

export type Parameters = Readonly<Record<string, unknown>>;

/** What Octokit is needed for here: the token, the address and the errors of HTTP. */
export interface Requester {
  request(
    route: string,
    parameters: Parameters,
  ): Promise<{ readonly headers: Headers; readonly data: unknown }>;
}

const envelope = z.object({ data: z.unknown().optional(), errors: z.array(graphqlProblem).nullish() });

/** Problems that blank out a part and leave the rest true; after any other the whole answer is doubtful. */
function isPartial(problem: GraphqlProblem): boolean {
  return problem.type === 'NOT_FOUND' || problem.type === 'FORBIDDEN';
}

/** `https://HOST/api/graphql` on an Enterprise server, `/graphql` below the address of any other API. */
function graphqlUrl(baseUrl: string): string {
  return `${baseUrl.replace(/\/+$/, '').replace(/\/api\/v3$/, '/api')}/graphql`;
}

/**
 * Octokit's own parsing looks for integers of more than 53 bits, which GraphQL answers have none of, and throws an answer that lacks
 * a part: together they cost more than reading it.
 */
async function bodyOf(data: unknown): Promise<unknown> {
  if (!(data instanceof ReadableStream)) return null;
  const text = await new Response(data).text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Asks one question. Rejects with what Octokit throws for an answer that is not 200, or for none. */
export async function askGraphql(
  octokit: Requester,
  baseUrl: string,
  query: string,
  variables: Parameters,
  signal: AbortSignal,
  clock: Clock,
): Promise<Result<Answer>> {
  const request = { signal, parseSuccessResponseBody: false };
  const { headers, data } = await octokit.request(`POST ${graphqlUrl(baseUrl)}`, {
    query,
    variables,
    request,
  });
  const body = envelope.safeParse(await bodyOf(data));
  const problems = body.data?.errors ?? [];
  // What makes the whole answer doubtful decides over what lacks: it can be tried again.
  const worst = problems.find((problem) => !isPartial(problem)) ?? null;
  if (worst !== null) return { ok: false, error: problemError(worst, headers, clock.now()) };
  const given = body.data?.data;
  if (typeof given === 'object' && given !== null) return { ok: true, value: { data: given, problems } };
  const [first] = problems;
  const error: GitHubError =
    first === undefined
      ? { kind: 'transient', message: "GitHub's answer is not whole" }
      : problemError(first, headers, clock.now());
  return { ok: false, error };
}

/** The error that a partial answer stands for where the part that it lacks is essential. */
export function answerError(answer: Answer, clock: Clock): GitHubError | null {
  const problem = answer.problems.find((one) => one.type === 'FORBIDDEN') ?? answer.problems[0];
  return problem === undefined ? null : problemError(problem, {}, clock.now());
}
