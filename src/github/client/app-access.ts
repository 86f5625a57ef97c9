// The app's way to GitHub: requests as an installation, within its limits. What goes wrong comes back as a `GitHubError`.
import { z } from 'zod';
import type { Clock, GitHubError, InstallationId, Log, Result } from '../../reconcile/ports.ts';
import { type AppIdentity, appOctokit } from './app-octokit.ts';
import { budgets, GITHUB_LIMITS, type Limits, type RequestKind } from './budgets.ts';
import { gitHubError } from './errors.ts';
import { type Answer, askGraphql, type Parameters, type Requester } from './graphql.ts';

export interface AccessOptions extends AppIdentity {
  readonly clock: Clock;
  readonly log: Log;
  /** GitHub's own where left out; a server of one's own may allow more. */
  readonly limits?: Limits;
}

export interface AppAccess {
  readonly appId: number;
  query(
    installation: InstallationId,
    text: string,
    variables: Parameters,
    signal: AbortSignal,
  ): Promise<Result<Answer>>;
  /** One REST request, such as `POST /repos/{owner}/{repo}/check-runs`. */
  request(
    installation: InstallationId,
    route: string,
    parameters: Parameters,
    signal: AbortSignal,
  ): Promise<Result<unknown>>;
  /** Loads what the first request needs, so that the first delivery need not wait for it. */
  prepare(): Promise<void>;
}

const unauthorised = z.object({ status: z.literal(401) });

function kindOf(route: string): RequestKind {
  if (route.startsWith('GET ')) return 'read';
  return route.endsWith('/comments') ? 'comment' : 'write';
}

/** Makes the access of one app. Nothing is loaded or asked before the first request or `prepare`. */
export function appAccess(options: AccessOptions): AppAccess {
  const { appId, baseUrl, clock } = options;
  const octokit = appOctokit(options, options.log);
  const budget = budgets(options.limits ?? GITHUB_LIMITS);
  /** Installations whose last answer was 401: a second one in a row is not a stale token. */
  const refused = new Set<InstallationId>();

  function failure(installation: InstallationId, thrown: unknown): GitHubError {
    const error = gitHubError(thrown, clock.now());
    if (!unauthorised.safeParse(thrown).success) return error;
    octokit.forgetToken(installation);
    if (!refused.has(installation)) {
      refused.add(installation);
      return error;
    }
    return { kind: 'forbidden', message: error.message, permission: null };
  }

  /** Sends one request where the budget allows it, and turns what is thrown into an error. */
  async function within<T>(
    installation: InstallationId,
    kind: RequestKind,
    signal: AbortSignal,
    send: (client: Requester) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    if (signal.aborted) return { ok: false, error: { kind: 'transient', message: 'The turn was given up' } };
    const exceeded = budget.take(installation, kind, clock.now());
    if (exceeded !== null) {
      const message = `This installation has used up its ${exceeded.what}`;
      return {
        ok: false,
        error: {
          kind: 'rate-limited',
          message,
          retryAt: exceeded.until,
          ...(exceeded.only && { only: exceeded.only }),
        },
      };
    }
    try {
      const result = await send(await octokit.as(installation));
      refused.delete(installation);
      return result;
    } catch (thrown) {
      return { ok: false, error: failure(installation, thrown) };
    } finally {
      budget.done(installation);
    }
  }

  return {
    appId,
    query: (installation, text, variables, signal) =>
      within(installation, 'read', signal, (client) =>
        askGraphql(client, baseUrl, text, variables, signal, clock),
      ),
    request: (installation, route, parameters, signal) =>
      within(installation, kindOf(route), signal, async (client) => {
        const answer = await client.request(route, { ...parameters, request: { signal } });
        return { ok: true, value: answer.data };
      }),
    prepare: () => octokit.load(),
  };
}
