// Force pushes to and deletion of protected branches: refused for administrators too, over git, REST and GraphQL.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { expectAnswer } from '../support/github-schemas.ts';
import { type Clone, newClone, remoteOf } from './clone.ts';
import { at, expectRefusal, type Shop, startShop } from './shop.ts';

const idShape = z.object({ repository: z.object({ ref: z.object({ id: z.string() }) }) });
const FORCE = 'Cannot force-push to this branch.';
const DELETION = 'Cannot delete this protected ref.';

let shop: Shop;
/** A commit that `release` does not lead to. */
let other: string;

beforeEach(async () => {
  shop = await startShop();
  await shop.push('release', { 'release.txt': 'one\n' });
  other = await shop.push('topic', { 'other.txt': 'other\n' });
});

afterEach(() => shop.simulator.close());

const protect = (rules: { allow_force_pushes?: boolean; allow_deletions?: boolean } = {}) =>
  shop.grace.rest.repos.updateBranchProtection({
    ...at,
    branch: 'release',
    required_status_checks: null,
    required_pull_request_reviews: null,
    restrictions: null,
    enforce_admins: false,
    ...rules,
  });
const force = () => shop.grace.rest.git.updateRef({ ...at, ref: 'heads/release', sha: other, force: true });
const remove = () => shop.grace.rest.git.deleteRef({ ...at, ref: 'heads/release' });
const tip = async () => (await shop.ada.rest.git.getRef({ ...at, ref: 'heads/release' })).data.object.sha;

async function refId(): Promise<string> {
  const query =
    '{ repository(owner: "acme", name: "shop") { ref(qualifiedName: "refs/heads/release") { id } } }';
  return idShape.parse(await shop.grace.graphql(query)).repository.ref.id;
}

describe('classic protection', () => {
  it('refuses an administrator by REST', async () => {
    await protect();
    const before = await tip();
    await expectRefusal(force(), 422, FORCE);
    await expectRefusal(remove(), 422, DELETION);
    expect(await tip()).toBe(before);
  });

  it('refuses an administrator by GraphQL', async () => {
    await protect();
    const before = await tip();
    const id = await refId();
    const update = shop.grace.graphql(
      'mutation($input: UpdateRefInput!) { updateRef(input: $input) { clientMutationId } }',
      { input: { refId: id, oid: other, force: true } },
    );
    await expect(update).rejects.toThrow(FORCE);
    const deletion = shop.grace.graphql(
      'mutation($input: DeleteRefInput!) { deleteRef(input: $input) { clientMutationId } }',
      { input: { refId: id } },
    );
    await expect(deletion).rejects.toThrow(DELETION);
    expect(await tip()).toBe(before);
  });

  describe('over git', () => {
    let clone: Clone;

    beforeEach(async () => {
      clone = await newClone();
      await clone.git('clone', '-q', remoteOf(shop.simulator.url, 'grace'), '.');
    });

    afterEach(() => clone.remove());

    it('refuses an administrator', async () => {
      await protect();
      const before = await tip();
      await expect(clone.git('push', '--force', 'origin', 'origin/topic:release')).rejects.toThrow(
        /GH006: Protected branch update failed for refs\/heads\/release[\s\S]*Cannot force-push/,
      );
      await expect(clone.git('push', 'origin', ':release')).rejects.toThrow(/GH006[\s\S]*Cannot delete/);
      expect(await tip()).toBe(before);
    });

    it('lets an administrator past what else it asks for', async () => {
      await shop.protect({ reviews: 1, checks: ['ci'] });
      await clone.git('checkout', '-q', 'main');
      await clone.git('commit', '-q', '--allow-empty', '-m', 'By hand');
      await clone.git('push', '-q', 'origin', 'main');
      const { stdout } = await clone.git('rev-parse', 'HEAD');
      const { data } = await shop.ada.rest.git.getRef({ ...at, ref: 'heads/main' });
      expect(data.object.sha).toBe(stdout.trim());
    });
  });

  it('keeps a branch that is deleted after its merge elsewhere', async () => {
    await protect();
    await shop.grace.rest.repos.update({ ...at, delete_branch_on_merge: true });
    for (const head of ['release', 'topic']) {
      const { number } = await shop.open(head);
      await shop.grace.rest.pulls.merge({ ...at, pull_number: number });
    }
    const { data } = await shop.ada.rest.repos.listBranches(at);
    expect(data.map(({ name }) => name)).toEqual(['main', 'release']);
  });

  it('that allows them lets both happen', async () => {
    const { data } = await protect({ allow_force_pushes: true, allow_deletions: true });
    expectAnswer('PUT', '/repos/{owner}/{repo}/branches/{branch}/protection', 200, data);
    await force();
    expect(await tip()).toBe(other);
    await remove();
    await expect(tip()).rejects.toMatchObject({ status: 404 });
  });
});

describe('a ruleset', () => {
  const ADMINISTRATORS = { actor_id: 5, actor_type: 'RepositoryRole' } as const;
  const create = (bypass: 'nobody' | 'always' | 'pull_request') =>
    shop.grace.rest.repos.createRepoRuleset({
      ...at,
      name: 'release',
      enforcement: 'active',
      conditions: { ref_name: { include: ['refs/heads/release'], exclude: [] } },
      bypass_actors: bypass === 'nobody' ? [] : [{ ...ADMINISTRATORS, bypass_mode: bypass }],
      rules: [{ type: 'non_fast_forward' }, { type: 'deletion' }],
    });

  it.each(['nobody', 'pull_request'] as const)(
    'that lets %s bypass refuses an administrator',
    async (who) => {
      await create(who);
      const before = await tip();
      await expectRefusal(force(), 422, FORCE);
      await expectRefusal(remove(), 422, DELETION);
      expect(await tip()).toBe(before);
    },
  );

  it('lets its bypass actors past, and keeps that on record', async () => {
    await create('always');
    await force();
    expect(await tip()).toBe(other);
    await remove();
    expect(shop.repo.ruleSuites.map(({ result }) => result)).toEqual(['bypass', 'bypass']);
  });
});
