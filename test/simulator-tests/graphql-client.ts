// A small shop on a simulator and a GraphQL client for it, shared by the GraphQL tests.
import { expect } from 'vitest';
import { z } from 'zod';
import { ManualClock } from '../simulator/clock.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import type { Installation } from '../simulator/state/accounts.ts';
import type { Repository } from '../simulator/state/repository.ts';
import { expectPayload } from '../support/github-schemas.ts';

const answerShape = z.object({
  data: z.unknown().optional(),
  errors: z.array(z.looseObject({ message: z.string() })).optional(),
});
const repositoryShape = z.object({ repository: z.record(z.string(), z.unknown()) });
const payloadShape = z.record(z.string(), z.record(z.string(), z.unknown()));
const idShape = z.object({ thing: z.object({ id: z.string() }) });
const pullShape = z.object({ pullRequest: z.object({ id: z.string(), number: z.number() }) });
const ruleShape = z.object({ branchProtectionRule: z.object({ id: z.string() }) });

/** `acme/shop` with branches main, topic and release/1, the private `acme/secret`, ada (write), grace (owner), eve (stranger). */
export class Shop {
  readonly simulator: Simulator;
  readonly repo: Repository;
  /** Of the App `warden`. */
  readonly installation: Installation;
  /** `event.action` of everything sent so far. */
  readonly events: string[] = [];

  constructor(simulator: Simulator, repo: Repository, installation: Installation) {
    this.simulator = simulator;
    this.repo = repo;
    this.installation = installation;
    simulator.world.events.onEmit((event, payload) => {
      this.events.push(`${event}.${String(payload['action'] ?? '')}`);
      expectPayload(event, payload);
    });
  }

  get git() {
    return this.simulator.world.git(this.repo);
  }

  async post(token: string | null, body: object): Promise<{ status: number; json: unknown }> {
    const answer = await fetch(`${this.simulator.url}/graphql`, {
      method: 'POST',
      headers: token === null ? {} : { authorization: `bearer ${token}` },
      body: JSON.stringify(body),
    });
    return { status: answer.status, json: await answer.json() };
  }

  async ask(query: string, variables: object = {}, token = 'tok_ada') {
    const { status, json } = await this.post(token, { query, variables });
    expect(status).toBe(200);
    return answerShape.parse(json);
  }

  /** The data of a query that must not fail. */
  async data(query: string, variables: object = {}, token = 'tok_ada') {
    const answer = await this.ask(query, variables, token);
    expect(answer.errors).toBeUndefined();
    return answer.data;
  }

  /** Fields of the shop's repository. */
  async read(selection: string, token = 'tok_ada') {
    const query = `{ repository(owner: "acme", name: "shop") { ${selection} } }`;
    return repositoryShape.parse(await this.data(query, {}, token)).repository;
  }

  async mutate(name: string, input: object, selection: string, token = 'tok_ada') {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation($input: ${type}!) { ${name}(input: $input) { ${selection} } }`;
    return payloadShape.parse(await this.data(query, { input }, token))[name] ?? {};
  }

  /** Node id of one of the repository's objects. */
  async idOf(selection: string): Promise<string> {
    return idShape.parse(await this.read(`thing: ${selection}`)).thing.id;
  }

  async repositoryId(): Promise<string> {
    return idShape.parse(await this.data('{ thing: repository(owner: "acme", name: "shop") { id } }')).thing
      .id;
  }

  /** ada's pull request from a new branch with one commit. */
  async openPull(branch: string, body = 'Why') {
    const files = { [`${branch}.txt`]: `${branch}\n` };
    const { create } = this.simulator;
    await create.commit(this.repo, { branch, files, message: `Add ${branch}`, author: 'ada' });
    const input = {
      repositoryId: await this.repositoryId(),
      baseRefName: 'main',
      headRefName: branch,
      title: branch,
      body,
    };
    const made = await this.mutate('createPullRequest', input, 'pullRequest { id number }');
    return pullShape.parse(made).pullRequest;
  }

  /** Protects main: one approval and the check `Hotfix`. Gives the rule's id. */
  async protectMain(): Promise<string> {
    const input = {
      repositoryId: await this.repositoryId(),
      pattern: 'main',
      requiresApprovingReviews: true,
      requiredApprovingReviewCount: 1,
      requiresStatusChecks: true,
      requiredStatusCheckContexts: ['Hotfix'],
    };
    const selection = 'branchProtectionRule { id }';
    const made = await this.mutate('createBranchProtectionRule', input, selection, 'tok_grace');
    return ruleShape.parse(made).branchProtectionRule.id;
  }
}

export async function startShop(): Promise<Shop> {
  const simulator = await startSimulator({ clock: new ManualClock() });
  const { create } = simulator;
  for (const login of ['ada', 'grace', 'eve']) create.user(login);
  create.organization('acme', { members: { grace: 'admin', ada: 'member' } });
  const repo = await create.repository('acme/shop', {
    files: { 'README.md': '# Shop\n', '.github/hotfix.yml': 'playbook: workflow\n' },
    branches: {
      topic: { files: { 'a.txt': 'one\n' }, message: 'Add a\n\nBecause.', author: 'ada' },
      'release/1': {},
    },
    tags: { 'v1.0.0': 'main' },
    collaborators: { ada: 'write' },
  });
  await create.repository('acme/secret', { private: true });
  const permissions = {
    contents: 'write',
    checks: 'write',
    issues: 'write',
    pull_requests: 'write',
  } as const;
  const { app } = create.app({ slug: 'warden', permissions, events: [] });
  return new Shop(simulator, repo, create.installApp(app, 'acme'));
}
