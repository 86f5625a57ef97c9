/** A repository with people around it, for the tests of REST: every payload that it sends is held against GitHub's schemas. */
import { Octokit } from '@octokit/rest';
import { expect } from 'vitest';
import { ManualClock } from '../simulator/clock.ts';
import type { JsonObject } from '../simulator/json.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { expectAnswer, expectPayload } from '../support/github-schemas.ts';

export const at = { owner: 'acme', repo: 'shop' } as const;

/** Ada writes, Grace administers, Eve only reads; the App may do what Apps of this kind ask for. */
export async function startShop() {
  const clock = new ManualClock();
  const simulator = await startSimulator({ clock });
  const { create, world } = simulator;
  for (const login of ['ada', 'grace', 'eve', 'bob']) create.user(login);
  create.organization('acme', { members: { grace: 'admin', ada: 'member', bob: 'member' } });
  const repo = await create.repository('acme/shop', {
    files: { 'README.md': '# Shop\n', 'a.txt': 'one\n' },
    branches: { topic: { files: { 'a.txt': 'two\n' }, message: 'Change a' } },
    collaborators: { ada: 'write', bob: 'write', grace: 'admin' },
  });
  const { app: registered } = create.app({
    slug: 'checker',
    permissions: {
      administration: 'write',
      checks: 'write',
      contents: 'write',
      deployments: 'write',
      issues: 'write',
      metadata: 'read',
      pull_requests: 'write',
      statuses: 'write',
    },
    events: ['pull_request', 'check_run', 'check_suite', 'issue_comment'],
  });
  const token = simulator.token(create.installApp(registered, 'acme'));
  const sent: { name: string; payload: JsonObject }[] = [];
  world.events.onEmit((event, payload) => {
    const { action } = payload;
    sent.push({ name: typeof action === 'string' ? `${event}.${action}` : event, payload });
    expectPayload(event, payload);
  });
  const client = (auth: string) =>
    new Octokit({ baseUrl: simulator.url, auth, log: { debug() {}, info() {}, warn() {}, error() {} } });
  const ada = client('tok_ada');
  return {
    simulator,
    world,
    repo,
    clock,
    registered,
    ada,
    as: (login: string) => client(`tok_${login}`),
    bob: client('tok_bob'),
    grace: client('tok_grace'),
    eve: client('tok_eve'),
    app: client(token),
    /** Names of the events so far (`pull_request.opened`). */
    events: () => sent.map(({ name }) => name),
    /** The last payload of an event. */
    payload: (name: string): JsonObject => {
      const found = sent.findLast((one) => one.name === name);
      if (!found) throw new Error(`no ${name} among ${sent.map((one) => one.name).join(', ')}`);
      return found.payload;
    },
    /** Ada's pull request from `head` into main. */
    open: async (head = 'topic', body = 'Why') => {
      const answer = await ada.rest.pulls.create({ ...at, head, base: 'main', title: 'Change a', body });
      expectAnswer('POST', '/repos/{owner}/{repo}/pulls', 201, answer.data);
      return answer.data;
    },
    /** A commit by a user, pushed as `git push` would: events and listeners, no protection. */
    push: (branch: string, files: Record<string, string>, author = 'ada') =>
      create.commit(repo, { branch, files, message: `Change ${branch}`, author }),
    /** Puts classic protection on main. */
    protect: async (rules: {
      reviews?: number;
      checks?: string[];
      strict?: boolean;
      enforceAdmins?: boolean;
    }) => {
      const put = await client('tok_grace').rest.repos.updateBranchProtection({
        ...at,
        branch: 'main',
        required_status_checks: rules.checks
          ? { strict: rules.strict ?? false, contexts: rules.checks }
          : null,
        enforce_admins: rules.enforceAdmins ?? null,
        required_pull_request_reviews:
          rules.reviews === undefined ? null : { required_approving_review_count: rules.reviews },
        restrictions: null,
      });
      expectAnswer('PUT', '/repos/{owner}/{repo}/branches/{branch}/protection', 200, put.data);
    },
  };
}

export type Shop = Awaited<ReturnType<typeof startShop>>;

/** Expects GitHub's refusal: its status, and part of its words. */
export async function expectRefusal(call: Promise<unknown>, status: number, words: string): Promise<void> {
  await expect(call).rejects.toMatchObject({ status, message: expect.stringContaining(words) });
}
