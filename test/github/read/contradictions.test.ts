// B2: an answer whose parts are of two moments is asked for again, and nothing is concluded from it.
import { describe, expect, it } from 'vitest';
import {
  aCheckRun,
  asManyCommitsAsAreListed,
  connection,
  type FakeRepository,
  HEAD,
  sha,
} from './fake-repository.ts';
import { readerWorld, snapshot } from './reader-world.ts';

const world = readerWorld();
const OLD = sha('0d');
const FILE = { path: 'src/cart.js', additions: 2, deletions: 1, changeType: 'MODIFIED' };

/** A connection that says another total than it lists. */
function counted(totalCount: number) {
  return () => ({ ...connection([FILE])(), totalCount });
}

describe('a pull request that contradicts itself', () => {
  it.each<[string, (state: FakeRepository) => void, string]>([
    [
      'lists the commits before the push only',
      (state) => {
        state.commits = [{ oid: OLD }];
      },
      `the commits of another head than ${HEAD}`,
    ],
    [
      'lists no commit',
      (state) => {
        state.commits = [];
      },
      `the commits of another head than ${HEAD}`,
    ],
    [
      'lists the commits after a force push, and still shows the old head',
      (state) => {
        state.pull = { headRefOid: OLD };
      },
      `the commits of another head than ${OLD}`,
    ],
    [
      'counts a file more than it lists',
      (state) => {
        state.pull = { changedFiles: 2 };
      },
      '2 changed files and lists 1',
    ],
    [
      'counts a file less than it lists',
      (state) => {
        state.pull = { changedFiles: 1, files: counted(2) };
      },
      '1 changed files and lists 2',
    ],
  ])('%s', async (_what, change, why) => {
    change(world.state);
    const answer = await world.read();
    expect(answer).toMatchObject({ ok: false, error: { kind: 'transient' } });
    expect(JSON.stringify(answer)).toContain(why);
  });

  it('shows the check runs of another commit beside the right list', async () => {
    world.state.commits = [{ oid: OLD }, { oid: HEAD }];
    const ends = connection([{ commit: { oid: OLD, checkSuites: connection([]) } }]);
    const all = connection(world.state.commits.map(({ oid }) => ({ commit: commit(oid) })));
    world.state.pull = {
      commits: (page: { last?: number }) => (page.last === undefined ? all(page) : ends(page)),
    };
    expect(await world.read()).toMatchObject({
      ok: false,
      error: { kind: 'transient', message: 'GitHub lists the commits in two ways' },
    });
  });
});

function commit(oid: string) {
  return {
    __typename: 'Commit',
    oid,
    message: 'fix: something',
    authoredDate: '2026-03-04T02:05:00Z',
    parents: { totalCount: 1 },
    author: null,
    authors: connection([]),
    committer: null,
    associatedPullRequests: connection([]),
    file: () => null,
    checkSuites: connection([]),
  };
}

describe('no contradiction', () => {
  it('is a head beyond the 250 commits that GitHub lists: its checks are asked for by its id', async () => {
    world.state.commits = asManyCommitsAsAreListed();
    world.state.pull = { headRefOid: sha('e') };
    world.state.suites = [{ status: 'COMPLETED', runs: [aCheckRun('acme/shop#12')] }];
    expect((await snapshot(world)).published.checks).toMatchObject([{ headSha: sha('e') }]);
  });

  it('is one more file than the 3,000 that GitHub lists', async () => {
    world.state.pull = { changedFiles: 3_001, files: counted(3_000) };
    expect((await world.read()).ok).toBe(true);
  });

  it.each(['CLOSED', 'MERGED'])('is looked for in a pull request that is %s', async (state) => {
    world.state.pull = { state, headRefOid: OLD, changedFiles: 5 };
    expect((await world.read()).ok).toBe(true);
  });
});

it('what deliveries may promise is what the snapshot shows', async () => {
  world.state.commits = [{ oid: OLD }, { oid: HEAD }];
  world.state.comments = [
    { databaseId: 5, body: 'Talk' },
    { databaseId: 6, body: 'Ours', viewerDidAuthor: true },
  ];
  world.state.reviews = [
    {
      fullDatabaseId: '4294967296123',
      state: 'COMMENTED',
      submittedAt: '2026-03-04T02:20:00Z',
      author: null,
      authorCanPushToRepository: false,
      commit: null,
    },
  ];
  expect((await snapshot(world)).seen).toEqual({
    head: HEAD,
    commits: new Set([OLD, HEAD]),
    queueHead: null,
    updatedAt: Date.parse('2026-03-04T02:13:00Z'),
    record: expect.stringMatching(/^[0-9a-f]{16}$/),
    comments: new Set([5, 6]),
    reviews: new Set([4_294_967_296_123]),
  });
});
