// The way to GitHub of a person with a token, for commands that only look. No budget: one look asks a handful of questions.
import { Octokit } from '@octokit/rest';
import type { Clock } from '../../reconcile/ports.ts';
import type { AppAccess } from './app-access.ts';
import { gitHubError } from './errors.ts';
import { askGraphql } from './graphql.ts';

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
  return {
    appId: NO_APP,
    async query(_installation, text, variables, signal) {
      try {
        return await askGraphql(octokit, baseUrl, text, variables, signal, clock);
      } catch (thrown) {
        return { ok: false, error: gitHubError(thrown, clock.now()) };
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
