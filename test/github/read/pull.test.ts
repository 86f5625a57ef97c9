import { describe, expect, it } from 'vitest';
import { NOTHING_PUBLISHED } from '../../../src/core/show/effects.ts';
import { NOW, operations } from '../fake-github.ts';
import { aCarrier, asManyCommitsAsAreListed, connection, HEAD, POLICY, sha } from './fake-repository.ts';
import { PULL, plan, pullFacts, readerWorld, snapshot, subject } from './reader-world.ts';

const world = readerWorld();

describe('a pull request', () => {
  it('is read in one question', async () => {
    const { facts, published } = await snapshot(world);
    expect(operations(world.asked)).toEqual(['HotfixPull']);
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
    expect(published).toEqual(NOTHING_PUBLISHED);
  });

  it('costs one token for many reads, also when they come at once', async () => {
    await Promise.all([world.read(), world.read(), world.read()]);
    await world.read();
    expect(world.tokens).toHaveLength(1);
    expect(world.asked).toHaveLength(4);
  });

  it('that is warm is read in one question together with its comparisons', async () => {
    const what = plan({ develop: ['develop'], files: ['docs/pr.md'] });
    await world.read(PULL, what);
    expect(operations(world.asked)).toEqual(['HotfixPull', 'HotfixComparison']);
    world.asked.length = 0;
    expect((await pullFacts(world, what)).origin).toEqual({
      known: true,
      value: { production: 'main', sharedWith: [{ branch: 'develop', commits: [] }], carriedBy: [] },
    });
    expect(operations(world.asked)).toEqual(['HotfixPull']);
  });

  it('W3: shows the open pull requests that hold its first commit', async () => {
    const holds = [sha('1')];
    world.state.commits = [{ oid: sha('1') }, { oid: HEAD }];
    world.state.carriers = [aCarrier(5, { state: 'MERGED', holds }), aCarrier(7, { holds })];
    const { origin } = await pullFacts(world);
    expect(origin.known && origin.value.carriedBy).toEqual([
      { number: 7, branch: 'feature/wish-list', base: 'develop', sha: sha('f') },
    ]);
  });

  it('W3: leaves out those that took its head in, and keeps those that end with it', async () => {
    world.state.commits = [{ oid: sha('1') }, { oid: HEAD }];
    world.state.carriers = [aCarrier(5), aCarrier(7, { headRefOid: HEAD })];
    const { origin } = await pullFacts(world);
    expect(origin.known && origin.value.carriedBy.map(({ number }) => number)).toEqual([7]);
  });

  describe('A1: the others on its head', () => {
    const own = aCarrier(12, { headRefOid: HEAD, baseRefName: 'main' });
    const same = aCarrier(7, { headRefOid: HEAD });

    it('are those that are open with that very commit, in the one question', async () => {
      world.state.carriers = [own, same, aCarrier(8), aCarrier(9, { headRefOid: HEAD, state: 'CLOSED' })];
      const { sameHead } = await pullFacts(world);
      expect(sameHead).toEqual({
        open: [{ number: 7, branch: 'feature/wish-list', base: 'develop', sha: HEAD }],
        isWhole: true,
        gone: [8, 9],
      });
      expect(operations(world.asked)).toEqual(['HotfixPull']);
    });

    it.each([
      ['lacks the pull request itself', [same]],
      ['goes on', [own, same, ...Array.from({ length: 20 }, (_, index) => aCarrier(20 + index))]],
    ])('may be more where the list %s', async (_, carriers) => {
      world.state.carriers = carriers;
      const { sameHead } = await pullFacts(world);
      expect(sameHead).toMatchObject({ open: [{ number: 7 }], isWhole: false });
    });

    it('are asked for with the runs where the list of commits ends before the head', async () => {
      world.state.commits = asManyCommitsAsAreListed();
      world.state.pull = { headRefOid: sha('e') };
      world.state.carriers = [aCarrier(12, { headRefOid: sha('e') }), aCarrier(7, { headRefOid: sha('e') })];
      const { sameHead } = await pullFacts(world);
      expect(sameHead).toMatchObject({ open: [{ number: 7 }], isWhole: true });
    });
  });

  it('brings every file of the plan, and tells a missing, a binary and an empty one apart', async () => {
    world.state.files['docs/pr.md'] = { __typename: 'Blob', text: '', isBinary: false, isTruncated: false };
    world.state.files['docs/utf16.md'] = {
      __typename: 'Blob',
      text: null,
      isBinary: true,
      isTruncated: false,
    };
    world.state.files['docs'] = { __typename: 'Tree' };
    const { facts } = await snapshot(
      world,
      PULL,
      plan({ files: ['docs/pr.md', 'docs/utf16.md', 'docs', 'none.md', '.github/hotfix.yml'] }),
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
    world.state.pull = { author: null, headRepository: null, isCrossRepository: true, body: '' };
    world.state.head.refs = ['refs/pull/12/head'];
    const facts = await pullFacts(world, plan({ develop: ['develop'] }));
    expect(facts).toMatchObject({ author: null, body: '', head: { repository: null, isFork: true } });
    expect(facts.origin.known).toBe(true);
  });

  it('takes 65,536 characters of description', async () => {
    world.state.pull = { body: '🚑'.repeat(32_768) };
    expect((await pullFacts(world)).body).toHaveLength(65_536);
  });

  it('whose base branch was deleted takes the policy from the commit that it was based on', async () => {
    world.state.pull = { baseRef: null, state: 'CLOSED' };
    const { facts } = await snapshot(world);
    expect(facts.files).toMatchObject({ branch: 'main', texts: new Map([['.github/hotfix.yml', POLICY]]) });
    expect(operations(world.asked)).toEqual(['HotfixPull', 'HotfixFiles']);
  });

  it('with more than a page of commits is read on to its end, 250 at most', async () => {
    world.state.commits = Array.from({ length: 230 }, (_, index) => ({
      oid: sha(index.toString(16).padStart(2, '0')),
    }));
    world.state.pull = { headRefOid: world.state.commits.at(-1)?.oid };
    const { commits } = await pullFacts(world);
    expect(commits.known && commits.value).toHaveLength(230);
    expect(operations(world.asked)).toEqual(['HotfixPull', 'HotfixCommits', 'HotfixCommits']);
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
    world.state.commits = [{ oid: HEAD, author }];
    const { commits } = await pullFacts(world);
    expect(commits.known && commits.value[0]?.author).toEqual(expected);
  });

  it('that is gone, or whose repository is, is not found', async () => {
    world.state.pull = null;
    expect(await world.read()).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    expect(await world.read(subject('acme/elsewhere#1'))).toMatchObject({
      ok: false,
      error: { kind: 'not-found' },
    });
  });
});

it('a long list of labels comes whole', async () => {
  world.state.pull = {
    labels: connection(Array.from({ length: 100 }, (_, index) => ({ name: `l${index}` }))),
  };
  expect((await pullFacts(world)).labels).toHaveLength(100);
});
