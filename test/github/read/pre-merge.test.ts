// What the snapshot brings for the rules before the merge: files, reviews, teams, people, comments, labels, both policies.
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { parseTeamName } from '../../../src/core/model/ids.ts';
import { noteMarker, PASSPORT_MARKER } from '../../../src/core/show/texts/markers.ts';
import { API, operations, PLACE, refusal } from '../fake-github.ts';
import { asManyCommitsAsAreListed, connection, HEAD, sha } from './fake-repository.ts';
import { PULL, plan, pullFacts, readerWorld, snapshot } from './reader-world.ts';

const world = readerWorld();
const user = (login: string) => ({ __typename: 'User', login });
const forbidden = () => {
  throw refusal('FORBIDDEN');
};

function aReview(change: Record<string, unknown> = {}) {
  return {
    state: 'APPROVED',
    submittedAt: '2026-03-04T02:13:00Z',
    author: user('grace'),
    authorCanPushToRepository: true,
    commit: { oid: HEAD },
    ...change,
  };
}

function put(name: string, actor: unknown, minute = 12) {
  const createdAt = `2026-03-04T02:${minute}:00Z`;
  return { __typename: 'LabeledEvent', createdAt, label: { name }, actor };
}

describe('W6: changed files', () => {
  it('come with the pull request, 3,000 of them in pages of a hundred', async () => {
    world.state.changed = Array.from({ length: 3_050 }, (_, index) => ({
      path: `src/${index}.js`,
      additions: 1,
      deletions: 0,
      changeType: index === 0 ? 'DELETED' : 'ADDED',
    }));
    const { files } = await pullFacts(world);
    expect(files.known && [files.value.listed.length, files.value.total]).toEqual([3_000, 3_050]);
    expect(files.known && files.value.listed.slice(0, 2).map(({ status }) => status)).toEqual([
      'removed',
      'added',
    ]);
    expect(operations(world.asked)).toHaveLength(30);
  });

  it('that may not be read are unknown, with the permission', async () => {
    world.state.pull = { files: forbidden };
    expect((await pullFacts(world)).files).toMatchObject({
      known: false,
      reason: expect.stringContaining('“Pull requests: read”'),
    });
  });
});

describe('W8: reviews', () => {
  it('come with state, commit, and what their author may do now; unfinished ones do not', async () => {
    world.state.reviews = [
      aReview({ state: 'PENDING', submittedAt: null }),
      aReview({ submittedAt: '2026-03-04T02:20:00Z', author: { __typename: 'Bot', login: 'helper' } }),
      aReview({ authorCanPushToRepository: false }),
      aReview({ author: null, commit: null, state: 'DISMISSED' }),
      aReview({ state: 'CHANGES_REQUESTED', commit: { oid: sha('c') } }),
    ];
    const { reviews } = await pullFacts(world);
    expect(reviews.known && reviews.value).toMatchObject([
      { state: 'approved', authorCanWrite: false, commit: HEAD },
      { state: 'dismissed', author: null, commit: null },
      { state: 'changes-requested', commit: sha('c') },
      { state: 'approved', author: { login: 'helper', kind: 'bot' } },
    ]);
  });

  it('beyond a page are read on', async () => {
    world.state.reviews = Array.from({ length: 130 }, () => aReview());
    const { reviews } = await pullFacts(world);
    expect(reviews.known && reviews.value).toHaveLength(130);
    expect(operations(world.asked)).toEqual(['HotfixPull', 'HotfixReviews']);
  });
});

it('W8: co-authors and committers of a commit are known, GitHub’s own web account is none', async () => {
  const mira = { email: 'mira@example.com', user: { login: 'mira-okafor' } };
  const linus = { email: 'linus@example.com', user: { login: 'linus' } };
  world.state.commits = [
    { oid: sha('1'), author: mira, authors: [mira, linus, { email: 'x@example.com', user: null }] },
    { oid: HEAD, author: mira, committer: linus },
  ];
  const { commits } = await pullFacts(world);
  expect(commits.known && commits.value).toMatchObject([
    { coAuthors: [{ login: 'linus' }], committer: null, authoredAt: Date.parse('2026-03-04T02:05:00Z') },
    { coAuthors: [], committer: { login: 'linus' } },
  ]);
});

describe('the timeline', () => {
  it('W9: tells since when it has been ready', async () => {
    expect((await pullFacts(world)).readyAt).toBe(Date.parse('2026-03-04T02:11:09Z'));
    world.state.timeline = [
      { __typename: 'ReadyForReviewEvent', createdAt: '2026-03-04T02:30:00Z' },
      { __typename: 'ReadyForReviewEvent', createdAt: '2026-03-04T02:40:00Z' },
    ];
    expect((await pullFacts(world)).readyAt).toBe(Date.parse('2026-03-04T02:40:00Z'));
  });

  it('tells the app’s labels from people’s', async () => {
    const app = { __typename: 'Bot', login: 'hotfix-warden' };
    world.state.pull = { labels: connection(['hotfix', 'P0', 'P1', 'old'].map((name) => ({ name }))) };
    world.state.timeline = [
      put('hotfix', app),
      put('P0', app),
      put('P0', user('grace')),
      put('P1', { __typename: 'Bot', login: 'another' }),
    ];
    expect((await pullFacts(world)).ownLabels).toEqual(['hotfix']);
    world.state.timeline = [
      put('hotfix', app),
      { ...put('hotfix', user('grace')), __typename: 'UnlabeledEvent' },
    ];
    world.state.pull = { labels: connection([]) };
    expect((await pullFacts(world)).declinedLabels).toEqual(['hotfix']);
    world.state.timeline.push(put('hotfix', user('grace')));
    expect((await pullFacts(world)).declinedLabels).toEqual([]);
  });
});

describe('S1: who said how severe it is, and when', () => {
  const at = (minute: number) => Date.parse(`2026-03-04T02:${minute}:00Z`);
  const edited = (editor: unknown) => ({ lastEditedAt: '2026-03-04T02:20:00Z', editor });

  it.each([
    ['it stands as it was opened', {}, null],
    ['somebody edited it', edited(user('grace')), { at: at(20), by: 'grace' }],
    ['a deleted account edited it', edited(null), { at: at(20), by: null }],
    ['the app filled in a form', edited({ __typename: 'Bot', login: 'hotfix-warden' }), null],
    ['another app edited it', edited({ __typename: 'Bot', login: 'helper' }), { at: at(20), by: null }],
  ])('the description: %s', async (_, pull, expected) => {
    world.state.pull = pull;
    expect((await pullFacts(world)).bodyEdit).toEqual(expected);
  });

  it('each label, by the last time that it was put there', async () => {
    world.state.pull = { labels: connection(['P1', 'old'].map((name) => ({ name }))) };
    world.state.timeline = [
      put('P1', user('ada'), 12),
      put('P2', user('ada'), 13),
      put('P1', user('grace'), 14),
    ];
    expect((await pullFacts(world)).labelActs).toEqual(new Map([['P1', { at: at(14), by: 'grace' }]]));
  });
});

describe('comments', () => {
  it('are those of other people, with what the app made of them', async () => {
    world.state.comments = [
      { databaseId: 1, body: `${PASSPORT_MARKER}\nHi`, viewerDidAuthor: true },
      { databaseId: 2, body: `${noteMarker('reply:3')}\nNo.`, viewerDidAuthor: true },
      {
        databaseId: 3,
        body: '/hotfix status',
        lastEditedAt: '2026-03-04T02:14:00Z',
        editor: user('eve'),
        reactionGroups: [
          { content: 'THUMBS_UP', createdAt: null, viewerHasReacted: false },
          { content: 'THUMBS_DOWN', createdAt: '2026-03-04T02:13:00Z', viewerHasReacted: true },
        ],
      },
      { databaseId: 4, body: noteMarker('reply:9'), author: user('eve') },
      { databaseId: 5, body: 'x', author: null, editor: null },
    ];
    const { facts, published } = await snapshot(world);
    expect(published).toMatchObject({ passport: { id: 1 }, notes: ['reply:3'] });
    expect(facts.change.kind === 'pull' && facts.change.comments).toMatchObject({
      known: true,
      value: [
        {
          id: 3,
          author: { login: 'grace' },
          editedByOther: true,
          answer: { kind: 'refused', at: Date.parse('2026-03-04T02:13:00Z') },
        },
        { id: 4, editedByOther: false, answer: null },
        { id: 5, author: null },
      ],
    });
  });

  it('of whoever reads on a token of their own are heard as everybody else’s', async () => {
    world.state.comments = [
      { databaseId: 7, body: '/hotfix status', viewerDidAuthor: true, author: user('ada') },
    ];
    const { comments } = await pullFacts(world);
    expect(comments.known && comments.value.map(({ id }) => id)).toEqual([7]);
  });

  it('of the app that somebody else edited are no longer notes of the app', async () => {
    const app = { __typename: 'Bot', login: 'hotfix-warden' };
    world.state.comments = [
      {
        databaseId: 2,
        body: noteMarker('reply:3'),
        viewerDidAuthor: true,
        author: app,
        editor: user('eve'),
        lastEditedAt: '2026-03-04T02:14:00Z',
      },
    ];
    expect((await snapshot(world)).published.notes).toEqual([]);
  });
});

describe('W8: a team', () => {
  const team = (name: string) => {
    const parsed = parseTeamName(name);
    if (parsed === null) throw new Error(name);
    return parsed;
  };

  it('comes with its members, however many', async () => {
    world.state.teams = { seniors: Array.from({ length: 130 }, (_, index) => `user-${index}`) };
    const { facts } = await snapshot(world, PULL, plan({ teams: ['acme/seniors'] }));
    const members = facts.teams.get(team('acme/seniors'));
    expect(members?.known === true && members.value).toHaveLength(130);
    expect(operations(world.asked)).toEqual(['HotfixPull', 'HotfixTeam']);
  });

  it('that does not exist, or is another organisation’s, has no members', async () => {
    const { facts } = await snapshot(world, PULL, plan({ teams: ['acme/ghosts', 'other/seniors'] }));
    expect([...facts.teams.values()]).toEqual([
      { known: true, value: null },
      { known: true, value: null },
    ]);
    expect(world.asked[0]?.variables).toMatchObject({ team0: 'ghosts' });
  });

  it('that the app may not look into is unknown, with the permission and what happens without', async () => {
    Object.defineProperty(world.state.teams, 'seniors', { get: forbidden });
    const { facts } = await snapshot(world, PULL, plan({ teams: ['acme/seniors'] }));
    expect(facts.teams.get(team('acme/seniors'))).toMatchObject({
      known: false,
      reason: expect.stringMatching(/“Members: read”.*cannot? be counted|can be counted/),
    });
  });
});

describe('W12: what a person may do', () => {
  it.each([
    [200, { permission: 'write', role_name: 'maintain' }, { known: true, value: 'maintain' }],
    [200, { permission: 'write', role_name: 'release-crew' }, { known: true, value: 'write' }],
    [200, { permission: 'admin', role_name: 'admin' }, { known: true, value: 'admin' }],
    [404, { message: 'Not Found' }, { known: true, value: 'none' }],
    [403, { message: 'Resource not accessible' }, { known: false, cause: 'unreadable' }],
  ])('GitHub answers %d %j', async (status, body, expected) => {
    nock(API).get(`${PLACE}/collaborators/Grace/permission`).reply(status, body);
    const { facts } = await snapshot(world, PULL, plan({ people: ['Grace'] }));
    expect(facts.people.get('grace')).toMatchObject(expected);
  });
});

describe('E1: the changed lines', () => {
  const lines = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ filename: `${index}.js`, patch: '@@\n+x' }));

  it('are asked for once for a head, page by page', async () => {
    for (const [page, count] of [
      [1, 100],
      [2, 30],
    ] as const)
      nock(API).get(`${PLACE}/pulls/12/files`).query({ per_page: 100, page }).reply(200, lines(count));
    for (let look = 0; look < 2; look++) {
      const { patches } = await pullFacts(world, plan({ patches: true }));
      expect(patches.known && patches.value).toHaveLength(130);
    }
    expect(nock.isDone()).toBe(true);
  });

  it('that can’t be read are a fact, not an error', async () => {
    nock(API).get(`${PLACE}/pulls/12/files`).query(true).reply(502, {});
    expect((await pullFacts(world, plan({ patches: true }))).patches).toMatchObject({
      known: false,
      cause: 'unreadable',
    });
  });

  it('are not asked for where no rule wants them', async () => {
    expect((await pullFacts(world)).patches).toMatchObject({ known: false, cause: 'not-given' });
  });
});

it('the head’s own files come from the head, beyond the listed commits too', async () => {
  const what = plan({ headFiles: ['.github/hotfix.yml', 'none.md'] });
  const { facts } = await snapshot(world, PULL, what);
  expect([...facts.headFiles.keys()]).toEqual(['.github/hotfix.yml', 'none.md']);
  expect(facts.headFiles.get('none.md')).toBeNull();
  world.state.commits = asManyCommitsAsAreListed();
  world.state.pull = { headRefOid: sha('e') };
  expect((await snapshot(world, PULL, what)).facts.headFiles.size).toBe(2);
});

describe('the merge queue', () => {
  it('shows the head of the group, with the app’s check there', async () => {
    world.state.pull = { mergeQueueEntry: { headCommit: { oid: sha('c'), checkSuites: connection([]) } } };
    expect((await pullFacts(world)).queueHead).toEqual({ known: true, value: sha('c') });
  });

  it('that the app may not see is unknown, with what happens without', async () => {
    world.state.pull = { mergeQueueEntry: forbidden };
    expect((await pullFacts(world)).queueHead).toMatchObject({
      known: false,
      reason: expect.stringContaining('“Merge queues: read”'),
    });
  });
});

it('a cold read has the comparison already where GitHub knows the pull request’s own ref', async () => {
  world.state.head.refs = ['refs/pull/12/head'];
  const { origin } = await pullFacts(world, plan({ develop: ['develop'] }));
  expect(origin.known).toBe(true);
  expect(operations(world.asked)).toEqual(['HotfixPull']);
});

it('the head was seen when the app’s first suite was made', async () => {
  expect((await pullFacts(world)).head.seenAt).toBeNull();
  world.state.suites = [{ status: 'COMPLETED', runs: [] }];
  expect((await pullFacts(world)).head.seenAt).toBe(Date.parse('2026-03-04T02:11:00Z'));
});
