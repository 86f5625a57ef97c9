// Reads that are behind: what a reader sees of a change before, and after, the lag is over. Webhooks are never behind.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../simulator/clock.ts';
import { userNamed } from '../simulator/create/accounts.ts';
import { parseLag } from '../simulator/lag/lag.ts';
import { enqueuePull } from '../simulator/operations/merge-queue.ts';
import { expectAnswer } from '../support/github-schemas.ts';
import { at, type Shop, startShop } from './shop.ts';

let shop: Shop;
let number: number;

beforeEach(async () => {
  shop = await startShop();
  number = (await shop.open()).number;
});

afterEach(() => shop.simulator.close());

const pull = async () => {
  const { data } = await shop.ada.rest.pulls.get({ ...at, pull_number: number });
  expectAnswer('GET', '/repos/{owner}/{repo}/pulls/{pull_number}', 200, data);
  return data;
};
const commits = async () => {
  const { data } = await shop.ada.rest.pulls.listCommits({ ...at, pull_number: number });
  expectAnswer('GET', '/repos/{owner}/{repo}/pulls/{pull_number}/commits', 200, data);
  return data.map(({ sha }) => sha);
};
const files = async () => {
  const { data } = await shop.ada.rest.pulls.listFiles({ ...at, pull_number: number });
  expectAnswer('GET', '/repos/{owner}/{repo}/pulls/{pull_number}/files', 200, data);
  return data.map(({ filename }) => filename);
};
const comments = async () => {
  const { data } = await shop.ada.rest.issues.listComments({ ...at, issue_number: number });
  expectAnswer('GET', '/repos/{owner}/{repo}/issues/{issue_number}/comments', 200, data);
  return data.map(({ body }) => body);
};

/** Fields of the pull request by GraphQL. */
const ask = (selection: string) =>
  shop.ada.graphql(
    `{ repository(owner: "acme", name: "shop") { pullRequest(number: ${number}) { ${selection} } } }`,
  );
const answered = (pullRequest: object) => ({ repository: { pullRequest } });

describe('the record of a pull request', () => {
  it('is as it was so long ago, by REST and GraphQL, while the webhook comes at once', async () => {
    const before = await pull();
    shop.simulator.lag.set('pull', 2_000);
    await shop.ada.rest.pulls.update({ ...at, pull_number: number, title: 'Better', body: 'Because' });
    const after = await shop.push('topic', { 'b.txt': 'b\n' });
    expect(shop.payload('pull_request.synchronize')).toMatchObject({ after });
    expect(await pull()).toMatchObject({ title: 'Change a', body: 'Why', head: { sha: before.head.sha } });
    expect(await ask('title headRefOid')).toEqual(
      answered({ title: 'Change a', headRefOid: before.head.sha }),
    );
    // The lists of commits have a lag of their own.
    expect(await commits()).toEqual([before.head.sha, after]);
    shop.clock.advance(1.999);
    expect((await pull()).title).toBe('Change a');
    shop.clock.advance(0.001);
    expect(await pull()).toMatchObject({ title: 'Better', body: 'Because', head: { sha: after } });
    expect(await ask('title headRefOid')).toEqual(answered({ title: 'Better', headRefOid: after }));
  });

  it('shows each change after its own time', async () => {
    shop.simulator.lag.set('pull', 10_000);
    for (const title of ['first', 'second']) {
      await shop.ada.rest.pulls.update({ ...at, pull_number: number, title });
      shop.clock.advance(6);
    }
    expect((await pull()).title).toBe('first');
    shop.clock.advance(4);
    expect((await pull()).title).toBe('second');
  });

  it('is not there at first when it was just opened, and what is written acts on the present', async () => {
    shop.simulator.lag.set('pull', 2_000);
    await shop.push('late', { 'late.txt': 'late\n' });
    const opened = await shop.open('late');
    const get = () => shop.ada.rest.pulls.get({ ...at, pull_number: opened.number });
    await expect(get()).rejects.toMatchObject({ status: 404 });
    const edited = await shop.ada.rest.pulls.update({ ...at, pull_number: opened.number, title: 'Late' });
    expect(edited.data.title).toBe('Late');
    shop.clock.advance(2);
    expect((await get()).data.title).toBe('Late');
  });
});

describe('git’s lists', () => {
  it('know a new head later than the record does', async () => {
    const first = (await pull()).head.sha;
    shop.simulator.lag.set('git', 3_000);
    const second = await shop.push('topic', { 'b.txt': 'b\n' });
    expect((await pull()).head.sha).toBe(second);
    expect(await commits()).toEqual([first]);
    expect(await files()).toEqual(['a.txt']);
    const compared = () =>
      shop.ada.rest.repos.compareCommitsWithBasehead({ ...at, basehead: 'main...topic' });
    expect((await compared()).data.ahead_by).toBe(1);
    const newest = 'headRefOid commits(last: 1) { nodes { commit { oid } } } headRef { target { oid } }';
    expect(await ask(newest)).toEqual(
      answered({
        headRefOid: second,
        commits: { nodes: [{ commit: { oid: first } }] },
        headRef: { target: { oid: first } },
      }),
    );
    shop.clock.advance(3);
    expect(await commits()).toEqual([first, second]);
    expect(await files()).toEqual(['a.txt', 'b.txt']);
    expect((await compared()).data.ahead_by).toBe(2);
    expect(await ask(newest)).toEqual(
      answered({
        headRefOid: second,
        commits: { nodes: [{ commit: { oid: second } }] },
        headRef: { target: { oid: second } },
      }),
    );
  });

  it('know a new branch, a deleted one, and the pull requests of a commit later', async () => {
    shop.simulator.lag.set('git', 3_000);
    await shop.ada.rest.git.deleteRef({ ...at, ref: 'heads/topic' });
    const sha = await shop.push('new', { 'new.txt': 'new\n' });
    const opened = await shop.open('new');
    const branches = async () => {
      const { data } = await shop.ada.rest.repos.listBranches(at);
      expectAnswer('GET', '/repos/{owner}/{repo}/branches', 200, data);
      return data.map(({ name }) => name);
    };
    const carriers = async () => {
      const listing = { ...at, commit_sha: sha };
      const { data } = await shop.ada.rest.repos.listPullRequestsAssociatedWithCommit(listing);
      return data.map((one) => one.number);
    };
    expect(await branches()).toEqual(['main', 'topic']);
    expect(await carriers()).toEqual([]);
    shop.clock.advance(3);
    expect(await branches()).toEqual(['main', 'new']);
    expect(await carriers()).toEqual([opened.number]);
  });
});

describe('what was written', () => {
  it('is not in the lists yet, by REST and GraphQL', async () => {
    const { head } = await pull();
    shop.simulator.lag.set('writes', 2_000);
    const said = await shop.app.rest.issues.createComment({ ...at, issue_number: number, body: 'Hello' });
    await shop.app.rest.issues.addLabels({ ...at, issue_number: number, labels: ['hotfix'] });
    await shop.app.rest.reactions.createForIssue({ ...at, issue_number: number, content: 'eyes' });
    await shop.app.rest.checks.create({ ...at, name: 'Hotfix', head_sha: head.sha });
    await shop.bob.rest.pulls.createReview({ ...at, pull_number: number, event: 'APPROVE' });
    const shown = async () => ({
      comments: await comments(),
      labels: (await pull()).labels.map(({ name }) => name),
      reactions: (await shop.ada.rest.reactions.listForIssue({ ...at, issue_number: number })).data.length,
      runs: (await shop.ada.rest.checks.listForRef({ ...at, ref: head.sha })).data.total_count,
      reviews: (await shop.ada.rest.pulls.listReviews({ ...at, pull_number: number })).data.length,
    });
    const counts =
      'comments { totalCount } labels(first: 1) { totalCount } reviews { totalCount } reactions { totalCount }';
    const of = (totalCount: number) => ({
      comments: { totalCount },
      labels: { totalCount },
      reviews: { totalCount },
      reactions: { totalCount },
    });
    expect(await shown()).toEqual({ comments: [], labels: [], reactions: 0, runs: 0, reviews: 0 });
    expect(await ask(counts)).toEqual(answered(of(0)));
    shop.clock.advance(2);
    expect(await shown()).toEqual({
      comments: ['Hello'],
      labels: ['hotfix'],
      reactions: 1,
      runs: 1,
      reviews: 1,
    });
    expect(await ask(counts)).toEqual(answered(of(1)));
    await shop.app.rest.issues.deleteComment({ ...at, comment_id: said.data.id });
    expect(await comments()).toEqual(['Hello']);
    shop.simulator.lag.off();
    expect(await comments()).toEqual([]);
  });
});

describe('the merge queue', () => {
  it('shows an entry later', async () => {
    const { world, repo } = shop;
    const queued = repo.pulls.get(number);
    if (queued === undefined) throw new Error('no pull request');
    shop.simulator.lag.set('queue', 5_000);
    const act = { world, repo, git: world.git(repo), person: userNamed(world, 'grace'), app: null };
    await enqueuePull(act, queued);
    const entry = 'mergeQueueEntry { headCommit { oid } }';
    expect(await ask(entry)).toEqual(answered({ mergeQueueEntry: null }));
    shop.clock.advance(5);
    expect(await ask(entry)).toEqual(
      answered({ mergeQueueEntry: { headCommit: { oid: queued.queueEntry?.headSha } } }),
    );
  });
});

describe('--lag', () => {
  it.each([
    ['pull:2s', { kind: 'pull', milliseconds: 2_000 }],
    ['git:500ms', { kind: 'git', milliseconds: 500 }],
    ['queue:1m', { kind: 'queue', milliseconds: 60_000 }],
  ] as const)('reads %s', (spec, lag) => expect(parseLag(spec)).toEqual(lag));

  it.each([
    ['pulls:2s', 'Unknown lag `pulls`. Use pull, git, writes or queue.'],
    ['git:2', 'Unknown length `2`. Write a number with ms, s or m.'],
    ['git', 'Unknown length ``. Write a number with ms, s or m.'],
  ])('refuses %s', (spec, words) => expect(() => parseLag(spec)).toThrow(words));
});

it('is told of a change before the clock moves, whoever made it', async () => {
  expect(shop.clock).toBeInstanceOf(ManualClock);
  shop.simulator.lag.set('pull', 2_000);
  const issue = shop.repo.issues.get(number);
  if (issue === undefined) throw new Error('no issue');
  issue.title = 'Set by hand';
  shop.clock.advance(2);
  expect((await pull()).title).toBe('Set by hand');
});
