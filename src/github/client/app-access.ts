// The app's way to GitHub: requests as an installation, with its token, within its limits. What goes wrong comes back as a `GitHubError`.
import type { ProbotOctokit } from 'probot';
import { Lru, LruMap } from 'toad-cache';
import { z } from 'zod';

import type { Clock, GitHubError, InstallationId, Log, Result } from '../../reconcile/ports.ts';
import { type GraphqlProblem, gitHubError, graphqlFailure, problemError } from './errors.ts';
import { GITHUB_LIMITS, type Limits, pacing, swiftLane } from './pacing.ts';
import { unlessAborted } from './unless-aborted.ts';

export interface AccessOptions {
  readonly appId: number;
  /** The app's private key as PEM. */
  readonly privateKey: string;
  /** `https://api.github.com`, or an Enterprise server's `https://HOST/api/v3`. */
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly log: Log;
  /** GitHub's own where left out; a server of one's own may allow more. */
  readonly limits?: Limits;
}

/** A GraphQL answer. With problems, the parts that they name are null. */
export interface Answer {
  readonly data: unknown;
  readonly problems: readonly GraphqlProblem[];
}

export type Parameters = Readonly<Record<string, unknown>>;

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

interface Clients {
  /** Without queues, for the swift lane. */
  readonly swift: ProbotOctokit;
  readonly reading: ProbotOctokit;
  readonly writing: ProbotOctokit;
}

/** 2026-03-10 takes fields away from pull requests; every request says which version it means. */
const API_VERSION = '2022-11-28';
/** GitHub gives a query ten seconds itself. */
const REQUEST_TIMEOUT = 15_000;
/** Tokens live an hour; the last minute is left unused so that none runs out on its way. */
const TOKEN_LIFE = 59 * 60_000;
const INSTALLATIONS = 1_000;

/** The time limit starts here, not when the request joins a queue. */
async function fetchInTime(url: string, init: RequestInit): Promise<Response> {
  const timeout = AbortSignal.timeout(REQUEST_TIMEOUT);
  const { signal } = init;
  return fetch(url, {
    ...init,
    signal: signal === null || signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
  });
}

const unauthorised = z.object({ status: z.literal(401) });

/** Problems that blank out a part and leave the rest true; after any other the whole answer is doubtful. */
function isPartial(problem: GraphqlProblem): boolean {
  return problem.type === 'NOT_FOUND' || problem.type === 'FORBIDDEN';
}

/** Makes the access of one app. Nothing is loaded or asked before the first request or `prepare`. */
export function appAccess(options: AccessOptions): AppAccess {
  const { appId, privateKey, clock, log } = options;
  const limits = options.limits ?? GITHUB_LIMITS;
  const pace = pacing(limits);
  const lane = swiftLane(limits);
  const tokens = new Lru<string>(INSTALLATIONS, TOKEN_LIFE);
  const clients = new LruMap<Clients>(INSTALLATIONS);
  /** Installations whose last answer was 401: a second one in a row is not a stale token. */
  const refused = new Set<InstallationId>();
  // Probot's client logs the bodies of requests when it debugs; they are other people's texts.
  const quiet = {
    debug: () => undefined,
    info: () => undefined,
    warn: (message: string) => log.warn({}, message),
    error: (message: string) => log.warn({}, message),
  };

  /** Probot brings its web server along; loading it all takes longer than everything else at start-up. */
  let loading: Promise<typeof ProbotOctokit> | null = null;
  function octokitClass(): Promise<typeof ProbotOctokit> {
    loading ??= import('probot').then((probot) => probot.ProbotOctokit);
    return loading;
  }

  function client(
    Octokit: typeof ProbotOctokit,
    installation: InstallationId,
    groups: (typeof pace)['reading'] | null,
  ): ProbotOctokit {
    // The limit handlers' silence means "do not try again": the worker does that, durably.
    const throttle = {
      ...groups,
      enabled: groups !== null,
      id: String(installation),
      onRateLimit: () => undefined,
      onSecondaryRateLimit: () => undefined,
    };
    const octokit = new Octokit({
      auth: { appId, privateKey, installationId: installation, cache: tokens },
      baseUrl: options.baseUrl.replace(/\/+$/, ''),
      userAgent: 'hotfix-warden',
      request: { fetch: fetchInTime },
      // A retry in memory is lost with the process and holds the subject's lease; a turn that failed is stored.
      retry: { enabled: false },
      throttle,
      log: quiet,
    });
    octokit.hook.before('request', (request) => {
      request.headers['x-github-api-version'] = API_VERSION;
    });
    return octokit;
  }

  async function clientsOf(installation: InstallationId): Promise<Clients> {
    const Octokit = await octokitClass();
    const known = clients.get(installation);
    if (known !== undefined) return known;
    const made = {
      swift: client(Octokit, installation, null),
      reading: client(Octokit, installation, pace.reading),
      writing: client(Octokit, installation, pace.writing),
    };
    clients.set(installation, made);
    return made;
  }

  function failure(installation: InstallationId, thrown: unknown): GitHubError {
    const error = gitHubError(thrown, clock.now());
    if (!unauthorised.safeParse(thrown).success) return error;
    tokens.delete(String(installation));
    if (!refused.has(installation)) {
      refused.add(installation);
      return error;
    }
    return { kind: 'forbidden', message: error.message, permission: null };
  }

  async function attempt<T>(
    installation: InstallationId,
    signal: AbortSignal,
    work: (made: Clients) => Promise<T>,
    recover: (thrown: unknown) => T | null = () => null,
  ): Promise<Result<T>> {
    try {
      const value = await unlessAborted(clientsOf(installation).then(work), signal);
      refused.delete(installation);
      return { ok: true, value };
    } catch (thrown) {
      const value = recover(thrown);
      return value === null ? { ok: false, error: failure(installation, thrown) } : { ok: true, value };
    }
  }

  function partialAnswer(thrown: unknown): Answer | null {
    const failed = graphqlFailure(thrown);
    if (failed === null || typeof failed.data !== 'object' || failed.data === null) return null;
    return failed.errors.every(isPartial) ? { data: failed.data, problems: failed.errors } : null;
  }

  function doubtful(thrown: unknown): unknown {
    const failed = graphqlFailure(thrown);
    const worst = failed?.errors.find((problem) => !isPartial(problem));
    // What can be tried again decides over what cannot.
    return failed === null || worst === undefined ? thrown : { ...failed, errors: [worst] };
  }

  return {
    appId,
    query: (installation, text, variables, signal) =>
      attempt(
        installation,
        signal,
        async ({ swift, reading }) => {
          const isSwift = lane.enter(installation, 'reads', clock.now());
          const parameters = { ...variables, request: { signal } };
          try {
            const data = await (isSwift ? swift : reading).graphql<unknown>(text, parameters);
            // Octokit hands on what is no JSON as if it were an answer without data.
            if (typeof data !== 'object' || data === null) throw new Error("GitHub's answer is not whole");
            return { data, problems: [] };
          } catch (thrown) {
            throw doubtful(thrown);
          } finally {
            if (isSwift) lane.done(installation);
          }
        },
        partialAnswer,
      ),
    request: (installation, route, parameters, signal) =>
      attempt(installation, signal, async ({ swift, reading, writing }) => {
        const isRead = route.startsWith('GET ');
        const kind = isRead ? 'reads' : route.endsWith('/comments') ? 'comments' : 'writes';
        const isSwift = lane.enter(installation, kind, clock.now());
        const paced = isRead ? reading : writing;
        try {
          const answer = await (isSwift ? swift : paced).request(route, {
            ...parameters,
            request: { signal },
          });
          return answer.data;
        } finally {
          if (isSwift) lane.done(installation);
        }
      }),
    prepare: async () => {
      await octokitClass();
    },
  };
}

/** The error that a partial answer stands for where the part that it lacks cannot be done without. */
export function answerError(answer: Answer, clock: Clock): GitHubError | null {
  const problem = answer.problems.find((one) => one.type === 'FORBIDDEN') ?? answer.problems[0];
  return problem === undefined ? null : problemError(problem, {}, clock.now());
}
