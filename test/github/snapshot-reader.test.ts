import nock from 'nock';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BranchFacts, PullFacts } from '../../src/core/facts.ts';
import { parseBranchName, parseSubjectKey, type Subject } from '../../src/core/ids.ts';
import type { ReadPlan } from '../../src/core/reconcile-step.ts';
import { COMMENT_MARKER } from '../../src/core/render/comment.ts';
import { snapshotReader } from '../../src/github/snapshot-reader.ts';
import type { Snapshot } from '../../src/reconcile/ports.ts';
import {
  answerQuestions,
  answerTokens,
  CLOCK,
  NOW,
  newAccess,
  newInstallation,
  operations,
  type Question,
  refusal,
} from './fake-github.ts';
import {
  aRepository,
  connection,
  type FakeRepository,
  HEAD,
  POLICY,
  rootOf,
  sha,
} from './fake-repository.ts';

function subject(key: string): Subject {
  const parsed = parseSubjectKey(key);
  if (parsed === null) throw new Error(key);
  return parsed;
}

function plan(
  develop: readonly string[] = [],
  production: readonly string[] = [],
  files: readonly string[] = [],
): ReadPlan {
  const names = (all: readonly string[]) => all.map(parseBranchName).filter((name) => name !== null);
  return { files, develop: names(develop), production: names(production) };
}

const PULL = subject('acme/shop#12');
const BRANCH = subject('acme/shop@hotfix/v1.4.1-mira');
const FORK = { isCrossRepository: true, headRepository: { nameWithOwner: 'mira/shop' } };
const RUN = {
  databaseId: 77,
  externalId: 'acme/shop#12',
  status: 'COMPLETED',
  conclusion: 'FAILURE',
  title: '3 things',
  summary: 'Do this.',
  text: 'And that.',
};

let state: FakeRepository;
let asked: Question[];
let tokens: string[];
let read: (about?: Subject, what?: ReadPlan) => ReturnType<ReturnType<typeof snapshotReader>['read']>;

beforeAll(() => nock.disableNetConnect());

beforeEach(() => {
  state = aRepository();
  tokens = answerTokens();
  asked = answerQuestions(() => rootOf(state));
  const reader = snapshotReader(newAccess(), CLOCK);
  const installation = newInstallation();
  read = (about = PULL, what = plan()) =>
    reader.read(installation, about, what, new AbortController().signal);
});

afterEach(() => nock.cleanAll());

async function snapshot(about?: Subject, what?: ReadPlan): Promise<Snapshot> {
  const result = await read(about, what);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

async function pull(what?: ReadPlan): Promise<PullFacts> {
  const { change } = (await snapshot(PULL, what)).facts;
  if (change.kind !== 'pull') throw new Error('not a pull request');
  return change;
}

async function branch(what?: ReadPlan): Promise<BranchFacts> {
  const { change } = (await snapshot(BRANCH, what)).facts;
  if (change.kind !== 'branch') throw new Error('not a branch');
  return change;
}

describe('a pull request', () => {
  it('is read in one question', async () => {
    const { facts, published } = await snapshot();
    expect(operations(asked)).toEqual(['HotfixPull']);
    expect(facts.now).toBe(NOW);
    expect(facts.repository).toMatchObject({
      id: { owner: 'acme', name: 'shop' },
      webUrl: 'https://github.com',
      defaultBranch: 'main',
      tags: { known: true, value: ['v1.4.0', 'v1.3.0'] },
      allowsSquashOnly: false,
    });
    expect(facts.change).toMatchObject({
      title: '[HOTFIX] Cart total ignores discount',
      body: 'The body.\r\n',
      state: 'open',
      author: { login: 'mira-okafor', kind: 'user' },
      base: 'main',
      head: { branch: 'hotfix/v1.4.1-mira', sha: HEAD, isFork: false },
      labels: ['hotfix'],
      openedAt: Date.parse('2026-03-04T02:11:09Z'),
    });
    expect(facts.files.texts).toEqual(new Map([['.github/hotfix.yml', POLICY]]));
    expect(published).toEqual({ check: null, comment: null });
  });

  it('costs one token for many reads, also when they come at once', async () => {
    await Promise.all([read(), read(), read()]);
    await read();
    expect(tokens).toHaveLength(1);
    expect(asked).toHaveLength(4);
  });

  it('that is warm is read in one question together with its comparisons', async () => {
    const what = plan(['develop'], [], ['docs/pr.md']);
    await read(PULL, what);
    expect(operations(asked)).toEqual(['HotfixPull', 'HotfixComparison']);
    asked.length = 0;
    expect((await pull(what)).origin).toEqual({
      known: true,
      value: { production: 'main', sharedWith: [{ branch: 'develop', commits: [] }] },
    });
    expect(operations(asked)).toEqual(['HotfixPull']);
  });

  it('brings every file of the plan, and tells a missing, a binary and an empty one apart', async () => {
    state.files['docs/pr.md'] = { __typename: 'Blob', text: '', isBinary: false, isTruncated: false };
    state.files['docs/utf16.md'] = { __typename: 'Blob', text: null, isBinary: true, isTruncated: false };
    state.files['docs'] = { __typename: 'Tree' };
    const { facts } = await snapshot(
      PULL,
      plan([], [], ['docs/pr.md', 'docs/utf16.md', 'docs', 'none.md', '.github/hotfix.yml']),
    );
    expect([...facts.files.texts]).toEqual([
      ['.github/hotfix.yml', POLICY],
      ['docs/pr.md', ''],
      ['docs/utf16.md', '\u0000'],
      ['docs', null],
      ['none.md', null],
    ]);
  });

  it('whose author, fork and body are gone is read all the same', async () => {
    state.pull = { author: null, headRepository: null, isCrossRepository: true, body: '' };
    state.head.refs = ['refs/pull/12/head'];
    const facts = await pull(plan(['develop']));
    expect(facts).toMatchObject({ author: null, body: '', head: { repository: null, isFork: true } });
    expect(facts.origin.known).toBe(true);
  });

  it('takes 65,536 characters of description', async () => {
    state.pull = { body: '🚑'.repeat(32_768) };
    expect((await pull()).body).toHaveLength(65_536);
  });

  it('whose base branch was deleted takes the policy from the commit that it was based on', async () => {
    state.pull = { baseRef: null, state: 'CLOSED' };
    const { facts } = await snapshot();
    expect(facts.files).toMatchObject({ branch: 'main', texts: new Map([['.github/hotfix.yml', POLICY]]) });
    expect(operations(asked)).toEqual(['HotfixPull', 'HotfixFiles']);
  });

  it('with more than a page of commits is read on to its end, 250 at most', async () => {
    state.commits = Array.from({ length: 230 }, (_, index) => ({
      oid: sha(index.toString(16).padStart(2, '0')),
    }));
    state.pull = { headRefOid: state.commits.at(-1)?.oid };
    const { commits } = await pull();
    expect(commits.known && commits.value).toHaveLength(230);
    expect(operations(asked)).toEqual(['HotfixPull', 'HotfixCommits', 'HotfixCommits']);
  });

  it.each([
    [
      'a bot by the address that GitHub gives to bots',
      { email: '49699333+dependabot[bot]@users.noreply.github.com', user: null },
      { login: 'dependabot', kind: 'bot' },
    ],
    ['nobody by a name alone', { email: 'bot[bot]@example.com', user: null }, null],
    ['nobody by no address', { email: null, user: null }, null],
  ])('knows as a commit’s author %s', async (_what, author, expected) => {
    state.commits = [{ oid: HEAD, author }];
    const { commits } = await pull();
    expect(commits.known && commits.value[0]?.author).toEqual(expected);
  });

  it('that is gone, or whose repository is, is not found', async () => {
    state.pull = null;
    expect(await read()).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    expect(await read(subject('acme/elsewhere#1'))).toMatchObject({
      ok: false,
      error: { kind: 'not-found' },
    });
  });
});

describe('W3: which commits are on a development branch', () => {
  const own = ['1', '2', '3'].map(sha);

  beforeEach(() => {
    state.commits = [...own.map((oid) => ({ oid })), { oid: HEAD }];
  });

  async function shared(what = plan(['develop'])) {
    await read(PULL, what);
    const { origin } = await pull(what);
    return origin.known ? origin.value.sharedWith : origin.reason;
  }

  it('says which, when the list is whole', async () => {
    state.ahead['refs/heads/develop'] = [sha('3'), HEAD];
    expect(await shared()).toEqual([{ branch: 'develop', commits: own.slice(0, 2) }]);
  });

  it('leaves out branches that do not exist', async () => {
    state.ahead['refs/heads/develop'] = [...own, HEAD];
    expect(await shared(plan(['develop', 'development']))).toEqual([{ branch: 'develop', commits: [] }]);
  });

  it('needs no older commits when all own ones are on the newest page', async () => {
    const long = Array.from({ length: 400 }, (_, index) => sha(`f${index.toString(16)}`));
    state.ahead['refs/heads/develop'] = [...long, ...own, HEAD];
    expect(await shared()).toEqual([{ branch: 'develop', commits: [] }]);
    expect(operations(asked)).not.toContain('HotfixOlderCommits');
  });

  it('asks for older commits before it says that one is shared', async () => {
    const long = Array.from({ length: 250 }, (_, index) => sha(`f${index.toString(16)}`));
    state.ahead['refs/heads/develop'] = [sha('2'), ...long, sha('3'), HEAD];
    expect(await shared()).toEqual([{ branch: 'develop', commits: [sha('1')] }]);
  });

  it('says that it does not know where the list has no end in reach', async () => {
    const long = Array.from({ length: 900 }, (_, index) => sha(`f${index.toString(16)}`));
    state.ahead['refs/heads/develop'] = [...long, HEAD];
    expect(await shared()).toMatch(/too far apart from develop/);
  });

  it('says that it does not know where GitHub does not compare', async () => {
    state.ahead['refs/heads/develop'] = null;
    expect(await shared()).toMatch(/could not compare/);
  });

  it('asks again when the comparison was made with another head', async () => {
    await read(PULL, plan(['develop']));
    state.pull = FORK;
    state.head.refs = ['mira:hotfix/v1.4.1-mira'];
    asked.length = 0;
    const { origin } = await pull(plan(['develop']));
    expect(origin.known).toBe(true);
    expect(asked.map(({ variables }) => variables['headRef'])).toEqual([
      'hotfix/v1.4.1-mira',
      'mira:hotfix/v1.4.1-mira',
    ]);
  });

  it('does not trust a comparison with a head that moved meanwhile', async () => {
    state.head.oid = sha('9');
    expect(await shared()).toMatch(/could not compare/);
  });
});

describe('what was published', () => {
  async function check() {
    return (await snapshot()).published.check;
  }

  it('is the app’s own run', async () => {
    state.suites = [{ status: 'COMPLETED', runs: [RUN] }];
    expect(await check()).toEqual({
      id: 77,
      headSha: HEAD,
      externalId: 'acme/shop#12',
      conclusion: 'failure',
      title: '3 things',
      summary: 'Do this.',
      text: 'And that.',
    });
  });

  it('is the newest of several, and its own before another’s', async () => {
    const other = { ...RUN, databaseId: 90, externalId: 'acme/shop#13' };
    const branchs = { ...RUN, databaseId: 91, externalId: 'acme/shop@hotfix/v1.4.1-mira' };
    state.suites = [{ status: 'COMPLETED', runs: [RUN, { ...RUN, databaseId: 78 }, other, branchs] }];
    expect((await check())?.id).toBe(78);
  });

  it('goes over from the branch to its pull request, never from another pull request', async () => {
    const other = { ...RUN, databaseId: 90, externalId: 'acme/shop#13' };
    state.suites = [{ status: 'COMPLETED', runs: [other] }];
    expect(await check()).toBeNull();
    state.suites = [
      { status: 'COMPLETED', runs: [other, { ...RUN, databaseId: 60, externalId: 'acme/shop@hotfix/x' }] },
    ];
    expect((await check())?.id).toBe(60);
  });

  it('has no conclusion while it is in progress, and after a re-run was asked for', async () => {
    state.suites = [{ status: 'IN_PROGRESS', runs: [{ ...RUN, status: 'IN_PROGRESS', conclusion: null }] }];
    expect((await check())?.conclusion).toBeNull();
    state.suites = [{ status: 'QUEUED', runs: [RUN] }];
    expect((await check())?.conclusion).toBeNull();
  });

  it('is looked for on the head itself where the list of commits ends before it', async () => {
    state.pull = { headRefOid: sha('e') };
    state.suites = [{ status: 'COMPLETED', runs: [RUN] }];
    expect(await check()).toMatchObject({ id: 77, headSha: sha('e') });
    expect(operations(asked)).toContain('HotfixChecks');
  });

  it('is the app’s own comment, whoever else uses its marker', async () => {
    const body = `${COMMENT_MARKER}\nHi`;
    state.comments = [
      { databaseId: 1, body, viewerDidAuthor: false },
      { databaseId: 2, body: 'Something else', viewerDidAuthor: true },
      { databaseId: 3, body, viewerDidAuthor: true },
    ];
    expect((await snapshot()).published.comment).toEqual({ id: 3, body });
  });

  it('is found beyond the first page, and there at once the next time', async () => {
    const talk = Array.from({ length: 130 }, (_, index) => ({
      databaseId: index + 1,
      body: 'Talk',
      viewerDidAuthor: false,
    }));
    state.comments = [...talk, { databaseId: 200, body: COMMENT_MARKER, viewerDidAuthor: true }];
    expect((await snapshot()).published.comment?.id).toBe(200);
    expect(operations(asked)).toEqual(['HotfixPull', 'HotfixComments', 'HotfixComments']);
    asked.length = 0;
    expect((await snapshot()).published.comment?.id).toBe(200);
    expect(operations(asked)).toEqual(['HotfixPull']);
  });
});

describe('a missing permission', () => {
  const FORBIDDEN = refusal('FORBIDDEN');
  const refused = () => {
    throw FORBIDDEN;
  };

  it('makes commits, tags and branches unknown and leaves the rest true', async () => {
    state.overrides = { refs: refused };
    const { facts } = await snapshot();
    expect(facts.repository.tags).toMatchObject({ known: false, cause: 'unreadable' });
    expect(facts.repository.branches).toMatchObject({ known: false, cause: 'unreadable' });
  });

  it.each([
    ['comments', { comments: refused }, 'pull_requests=write'],
    ['labels', { labels: refused }, 'pull_requests=read'],
  ])('for %s is named, because nothing can be decided without', async (_part, fields, permission) => {
    state.pull = fields;
    expect(await read()).toMatchObject({ ok: false, error: { kind: 'forbidden', permission } });
  });

  it('for a private fork leaves its repository out', async () => {
    state.pull = { isCrossRepository: true, headRepository: refused };
    expect((await pull()).head).toMatchObject({ repository: null, isFork: true });
  });

  it('for the whole repository is a refusal, not an absence', async () => {
    state.overrides = { pullRequest: refused };
    expect(await read()).toMatchObject({
      ok: false,
      error: { kind: 'forbidden', permission: 'pull_requests=read' },
    });
  });

  it('never hides a failure that will pass', async () => {
    state.overrides = {
      refs: refused,
      pullRequest: () => {
        throw new Error('Something went wrong while executing your query.');
      },
    };
    expect(await read()).toMatchObject({ ok: false, error: { kind: 'transient' } });
  });
});

describe('a branch', () => {
  it('is read in one question', async () => {
    state.branch = { pulls: [12, 14] };
    state.suites = [{ status: 'COMPLETED', runs: [{ ...RUN, externalId: 'acme/shop@hotfix/v1.4.1-mira' }] }];
    const { facts, published } = await snapshot(BRANCH, plan(['develop'], ['main']));
    expect(operations(asked)).toEqual(['HotfixBranch']);
    expect(facts.change).toMatchObject({
      kind: 'branch',
      branch: 'hotfix/v1.4.1-mira',
      sha: HEAD,
      pulls: [12, 14],
      origin: {
        known: true,
        value: { production: 'main', sharedWith: [{ branch: 'develop', commits: [] }] },
      },
    });
    expect(facts.files.branch).toBe('main');
    expect(published.check?.id).toBe(77);
  });

  it('W3: shows the commits that it has in common with develop and not with production', async () => {
    state.ahead = { 'refs/heads/main': [sha('1'), sha('2'), HEAD], 'refs/heads/develop': [HEAD] };
    const { origin } = await branch(plan(['develop'], ['main']));
    expect(origin.known && origin.value.sharedWith[0]?.commits.toSorted()).toEqual([sha('1'), sha('2')]);
  });

  it('began on the production branch that it is closest to', async () => {
    state.ahead = { 'refs/heads/main': [sha('1'), sha('2'), HEAD], 'refs/heads/v1': [HEAD] };
    const { origin } = await branch(plan([], ['main', 'v1']));
    expect(origin.known && origin.value.production).toBe('v1');
  });

  it('has no origin to tell when no production branch was named, or none could be compared', async () => {
    expect((await branch()).origin).toMatchObject({ known: false, cause: 'not-given' });
    expect((await branch(plan([], ['trunk']))).origin).toMatchObject({ known: false, cause: 'unreadable' });
  });

  it('that was deleted is not found', async () => {
    state.branch = null;
    expect(await read(BRANCH)).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  });

  it('of a repository without a default branch is not found', async () => {
    state.overrides = { defaultBranchRef: null };
    expect(await read(BRANCH)).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  });
});

it('a long list of labels comes whole', async () => {
  state.pull = { labels: connection(Array.from({ length: 100 }, (_, index) => ({ name: `l${index}` }))) };
  expect((await pull()).labels).toHaveLength(100);
});
