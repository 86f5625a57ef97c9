import { describe, expect, it } from 'vitest';
import { operations } from '../fake-github.ts';
import { aCarrier, aCheckRun, HEAD, sha } from './fake-repository.ts';
import { BRANCH, branchFacts, plan, readerWorld, snapshot } from './reader-world.ts';

const world = readerWorld();

describe('a branch', () => {
  it('is read in one question', async () => {
    world.state.branch = { pulls: [12, 14] };
    world.state.suites = [{ status: 'COMPLETED', runs: [aCheckRun('acme/shop@hotfix/v1.4.1-mira')] }];
    const { facts, published } = await snapshot(
      world,
      BRANCH,
      plan({ develop: ['develop'], production: ['main'] }),
    );
    expect(operations(world.asked)).toEqual(['HotfixBranch']);
    expect(facts.change).toMatchObject({
      kind: 'branch',
      branch: 'hotfix/v1.4.1-mira',
      sha: HEAD,
      pulls: [12, 14],
      origin: {
        known: true,
        value: { production: 'main', sharedWith: [{ branch: 'develop', commits: [] }], carriedBy: [] },
      },
    });
    expect(facts.files.branch).toBe('main');
    expect(published.checks.map(({ id }) => id)).toEqual([77]);
    expect(facts.change).toMatchObject({
      incoming: [{ number: 14, branch: 'hotfix/v1.4.1-x', labels: ['hotfix'] }],
    });
  });

  it('W3: shows the commits that it has in common with develop and not with production', async () => {
    world.state.ahead = { 'refs/heads/main': [sha('1'), sha('2'), HEAD], 'refs/heads/develop': [HEAD] };
    const { origin } = await branchFacts(world, plan({ develop: ['develop'], production: ['main'] }));
    expect(origin.known && origin.value.sharedWith[0]?.commits.toSorted()).toEqual([sha('1'), sha('2')]);
  });

  it('W3: shows the open pull requests that hold its newest commit, once that is its own', async () => {
    // The other one goes on beyond this branch: it took it in.
    world.state.carriers = [aCarrier(5), aCarrier(7, { headRefOid: HEAD })];
    const what = plan({ develop: ['develop'], production: ['main'] });
    const carriers = async () => {
      const { origin } = await branchFacts(world, what);
      return origin.known && origin.value.carriedBy.map(({ number }) => number);
    };
    expect(await carriers()).toEqual([7]);
    world.state.ahead = { 'refs/heads/main': [], 'refs/heads/develop': [] };
    expect(await carriers()).toEqual([]);
  });

  it('began on the production branch that it is closest to', async () => {
    world.state.ahead = { 'refs/heads/main': [sha('1'), sha('2'), HEAD], 'refs/heads/v1': [HEAD] };
    const { origin } = await branchFacts(world, plan({ production: ['main', 'v1'] }));
    expect(origin.known && origin.value.production).toBe('v1');
  });

  it('has no origin to tell when no production branch was named, or none could be compared', async () => {
    expect((await branchFacts(world)).origin).toMatchObject({ known: false, cause: 'not-given' });
    expect((await branchFacts(world, plan({ production: ['trunk'] }))).origin).toMatchObject({
      known: false,
      cause: 'unreadable',
    });
  });

  it('that was deleted is not found', async () => {
    world.state.branch = null;
    expect(await world.read(BRANCH)).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  });

  it('of a repository without a default branch is not found', async () => {
    world.state.overrides = { defaultBranchRef: null };
    expect(await world.read(BRANCH)).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  });
});
