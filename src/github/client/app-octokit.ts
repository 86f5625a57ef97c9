// Probot's Octokit as an installation: its token, its address, its time limit. Who asks how often is counted elsewhere.
import type { ProbotOctokit } from 'probot';
import { Lru, LruMap } from 'toad-cache';
import type { InstallationId, Log } from '../../reconcile/ports.ts';

export interface AppIdentity {
  readonly appId: number;
  /** The app's private key as PEM. */
  readonly privateKey: string;
  /** `https://api.github.com`, or an Enterprise server's `https://HOST/api/v3`. */
  readonly baseUrl: string;
}

export interface AppOctokit {
  as(installation: InstallationId): Promise<ProbotOctokit>;
  /** The next request of the installation asks for a new token. */
  forgetToken(installation: InstallationId): void;
  /** Loads the library, so that the first request need not wait for it. */
  load(): Promise<void>;
}

/** 2026-03-10 takes fields away from pull requests; every request says which version it means. */
const API_VERSION = '2022-11-28';
/** GitHub gives a query ten seconds itself. */
const REQUEST_TIMEOUT = 15_000;
/** Tokens live an hour; the last minute is left unused so that none runs out on its way. */
const TOKEN_LIFE = 59 * 60_000;
const INSTALLATIONS = 1_000;

async function fetchInTime(url: string, init: RequestInit): Promise<Response> {
  const timeout = AbortSignal.timeout(REQUEST_TIMEOUT);
  const { signal } = init;
  return fetch(url, {
    ...init,
    signal: signal === null || signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
  });
}

/** Nothing is loaded before the first request or `load`. */
export function appOctokit({ appId, privateKey, baseUrl }: AppIdentity, log: Log): AppOctokit {
  const tokens = new Lru<string>(INSTALLATIONS, TOKEN_LIFE);
  const clients = new LruMap<ProbotOctokit>(INSTALLATIONS);
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

  return {
    async as(installation) {
      const Octokit = await octokitClass();
      const known = clients.get(String(installation));
      if (known !== undefined) return known;
      const octokit = new Octokit({
        auth: { appId, privateKey, installationId: installation, cache: tokens },
        baseUrl: baseUrl.replace(/\/+$/, ''),
        userAgent: 'hotfix-warden',
        request: { fetch: fetchInTime },
        // A retry or a queue in memory is lost with the process and holds the subject's lease; a turn that failed is stored.
        retry: { enabled: false },
        throttle: { enabled: false },
        log: quiet,
      });
      octokit.hook.before('request', (request) => {
        request.headers['x-github-api-version'] = API_VERSION;
      });
      clients.set(String(installation), octokit);
      return octokit;
    },
    forgetToken: (installation) => tokens.delete(String(installation)),
    async load() {
      await octokitClass();
    },
  };
}
