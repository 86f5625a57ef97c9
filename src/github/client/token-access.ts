// The way to GitHub of a person with a token, for commands that only look. No pacing: one look asks a handful of questions.
import { Octokit } from '@octokit/rest';
import type { Clock } from '../../reconcile/ports.ts';
import type { Answer, AppAccess } from './app-access.ts';
import { gitHubError, graphqlFailure } from './errors.ts';

export interface TokenAccessOptions {
  readonly token: string;
  readonly baseUrl: string;
  readonly clock: Clock;
}

/** No app has this id: what an app published is found by its own id only. */
const NO_APP = 0;

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** The installation that is named with each request means nothing here. */
export function tokenAccess({ token, baseUrl, clock }: TokenAccessOptions): AppAccess {
  const octokit = new Octokit({ auth: token, baseUrl, userAgent: 'hotfix-warden', log: silent });

  function partial(thrown: unknown): Answer | null {
    const failed = graphqlFailure(thrown);
    const isPartial = failed?.errors.every(({ type }) => type === 'NOT_FOUND' || type === 'FORBIDDEN');
    const hasData = typeof failed?.data === 'object' && failed.data !== null;
    return failed !== null && isPartial === true && hasData
      ? { data: failed.data, problems: failed.errors }
      : null;
  }

  return {
    appId: NO_APP,
    async query(_installation, text, variables, signal) {
      try {
        const data = await octokit.graphql<unknown>(text, { ...variables, request: { signal } });
        return { ok: true, value: { data, problems: [] } };
      } catch (thrown) {
        const value = partial(thrown);
        return value === null ? { ok: false, error: gitHubError(thrown, clock.now()) } : { ok: true, value };
      }
    },
    async request(_installation, route, parameters, signal) {
      try {
        const answer = await octokit.request(route, { ...parameters, request: { signal } });
        return { ok: true, value: answer.data };
      } catch (thrown) {
        return { ok: false, error: gitHubError(thrown, clock.now()) };
      }
    },
    prepare: async () => {},
  };
}
