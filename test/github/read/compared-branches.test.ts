import { beforeEach, describe, expect, it } from 'vitest';
import { TOO_MANY_COMMITS } from '../../../src/core/model/facts/origin.ts';
import { operations } from '../fake-github.ts';
import { HEAD, sha } from './fake-repository.ts';
import { PULL, plan, pullFacts, readerWorld } from './reader-world.ts';

const FORK = { isCrossRepository: true, headRepository: { nameWithOwner: 'mira/shop' } };

const world = readerWorld();

describe('W3: which commits are on a development branch', () => {
  const own = ['1', '2', '3'].map(sha);

  beforeEach(() => {
    world.state.commits = [...own.map((oid) => ({ oid })), { oid: HEAD }];
  });

  async function shared(what = plan({ develop: ['develop'] })) {
    await world.read(PULL, what);
    const { origin } = await pullFacts(world, what);
    return origin.known ? origin.value.sharedWith : origin.reason;
  }

  it('says which, when the list is whole', async () => {
    world.state.ahead['refs/heads/develop'] = [sha('3'), HEAD];
    expect(await shared()).toEqual([{ branch: 'develop', commits: own.slice(0, 2) }]);
  });

  it('leaves out branches that do not exist', async () => {
    world.state.ahead['refs/heads/develop'] = [...own, HEAD];
    expect(await shared(plan({ develop: ['develop', 'development'] }))).toEqual([
      { branch: 'develop', commits: [] },
    ]);
  });

  it('needs no older commits when all own ones are on the newest page', async () => {
    const long = Array.from({ length: 400 }, (_, index) => sha(`f${index.toString(16)}`));
    world.state.ahead['refs/heads/develop'] = [...long, ...own, HEAD];
    expect(await shared()).toEqual([{ branch: 'develop', commits: [] }]);
    expect(operations(world.asked)).not.toContain('HotfixOlderCommits');
  });

  it('asks for older commits before it says that one is shared', async () => {
    const long = Array.from({ length: 250 }, (_, index) => sha(`f${index.toString(16)}`));
    world.state.ahead['refs/heads/develop'] = [sha('2'), ...long, sha('3'), HEAD];
    expect(await shared()).toEqual([{ branch: 'develop', commits: [sha('1')] }]);
  });

  it('says that it does not know where the list has no end in reach', async () => {
    const long = Array.from({ length: 900 }, (_, index) => sha(`f${index.toString(16)}`));
    world.state.ahead['refs/heads/develop'] = [...long, HEAD];
    expect(await shared()).toMatch(/too far apart from develop/);
  });

  it('names the limit where the branch has more commits than GitHub lists', async () => {
    const many = Array.from({ length: 300 }, (_, index) => sha(`e${index.toString(16)}`));
    world.state.commits = many.map((oid) => ({ oid }));
    world.state.ahead['refs/heads/develop'] = many;
    world.state.pull = { headRefOid: many.at(-1) };
    world.state.head.oid = many.at(-1) ?? '';
    expect(await shared()).toBe(TOO_MANY_COMMITS);
  });

  it('says that it does not know where GitHub does not compare', async () => {
    world.state.ahead['refs/heads/develop'] = null;
    expect(await shared()).toMatch(/could not compare/);
  });

  it('asks again when the comparison was made with another head', async () => {
    await world.read(PULL, plan({ develop: ['develop'] }));
    world.state.pull = FORK;
    world.state.head.refs = ['mira:hotfix/v1.4.1-mira'];
    world.asked.length = 0;
    const { origin } = await pullFacts(world, plan({ develop: ['develop'] }));
    expect(origin.known).toBe(true);
    expect(world.asked.map(({ variables }) => variables['headRef'])).toEqual([
      'hotfix/v1.4.1-mira',
      'mira:hotfix/v1.4.1-mira',
    ]);
  });

  it('does not trust a comparison with a head that moved meanwhile', async () => {
    world.state.head.oid = sha('9');
    expect(await shared()).toMatch(/could not compare/);
  });
});
