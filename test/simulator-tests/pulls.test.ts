// Pull requests, checks, issues and protection over REST: what GitHub would answer, checked against its published schema.
import type { Octokit } from '@octokit/rest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectAnswer } from '../support/github-schemas.ts';
import { at, type Shop, startShop } from './shop.ts';

let shop: Shop;
let ada: Octokit;
let grace: Octokit;
let app: Octokit;
const open = () => shop.open();

beforeEach(async () => {
  shop = await startShop();
  ({ ada, grace, app } = shop);
});

afterEach(() => shop.simulator.close());

describe('a pull request', () => {
  it('is opened, shown with its commits and files, and edited', async () => {
    const pull = await open();
    expect(pull.mergeable).toBeNull();
    const shown = await ada.rest.pulls.get({ ...at, pull_number: pull.number });
    expectAnswer('GET', '/repos/{owner}/{repo}/pulls/{pull_number}', 200, shown.data);
    expect(shown.data).toMatchObject({
      mergeable: true,
      mergeable_state: 'clean',
      commits: 1,
      changed_files: 1,
    });
    const commits = await ada.rest.pulls.listCommits({ ...at, pull_number: pull.number });
    expectAnswer('GET', '/repos/{owner}/{repo}/pulls/{pull_number}/commits', 200, commits.data);
    const files = await ada.rest.pulls.listFiles({ ...at, pull_number: pull.number });
    expectAnswer('GET', '/repos/{owner}/{repo}/pulls/{pull_number}/files', 200, files.data);
    expect(files.data.map(({ filename, status, additions }) => ({ filename, status, additions }))).toEqual([
      { filename: 'a.txt', status: 'modified', additions: 1 },
    ]);
    await ada.rest.pulls.update({ ...at, pull_number: pull.number, body: 'Better' });
    expect(shop.events()).toEqual(['pull_request.opened', 'pull_request.edited']);
  });

  it('is synchronised by a push to its head', async () => {
    const pull = await open();
    await ada.rest.repos.createOrUpdateFileContents({
      ...at,
      path: 'b.txt',
      message: 'Add b',
      content: 'Yg==',
      branch: 'topic',
    });
    const shown = await ada.rest.pulls.get({ ...at, pull_number: pull.number });
    expect(shown.data.commits).toBe(2);
    expect(shop.events()).toContain('pull_request.synchronize');
  });

  it.each(['merge', 'squash', 'rebase'] as const)(
    'is merged by %s with a real commit on the base as it is now',
    async (method) => {
      const pull = await open();
      await grace.rest.repos.createOrUpdateFileContents({
        ...at,
        path: 'c.txt',
        message: 'Add c',
        content: 'Yw==',
      });
      const merged = await ada.rest.pulls.merge({ ...at, pull_number: pull.number, merge_method: method });
      expectAnswer('PUT', '/repos/{owner}/{repo}/pulls/{pull_number}/merge', 200, merged.data);
      const tip = await ada.rest.git.getRef({ ...at, ref: 'heads/main' });
      expectAnswer('GET', '/repos/{owner}/{repo}/git/ref/{ref}', 200, tip.data);
      expect(tip.data.object.sha).toBe(merged.data.sha);
      const commit = await ada.rest.git.getCommit({ ...at, commit_sha: merged.data.sha });
      expectAnswer('GET', '/repos/{owner}/{repo}/git/commits/{commit_sha}', 200, commit.data);
      expect(commit.data.parents).toHaveLength(method === 'merge' ? 2 : 1);
      for (const path of ['a.txt', 'c.txt'])
        expect((await ada.rest.repos.getContent({ ...at, path })).status).toBe(200);
      expect((await ada.rest.pulls.get({ ...at, pull_number: pull.number })).data.merged).toBe(true);
    },
  );

  it('refuses in GitHub’s words', async () => {
    const pull = await open();
    await grace.rest.repos.createOrUpdateFileContents({
      ...at,
      path: 'a.txt',
      message: 'Conflict',
      content: 'dGhyZWU=',
      sha: ((await grace.rest.repos.getContent({ ...at, path: 'a.txt' })).data as { sha: string }).sha,
    });
    await expect(ada.rest.pulls.merge({ ...at, pull_number: pull.number })).rejects.toMatchObject({
      status: 405,
      message: expect.stringContaining('Pull Request is not mergeable'),
    });
    await expect(
      ada.rest.pulls.merge({ ...at, pull_number: pull.number, sha: '0'.repeat(40) }),
    ).rejects.toMatchObject({ status: 409 });
    await expect(open()).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('A pull request already exists for acme:topic.'),
    });
    await expect(ada.rest.pulls.get({ ...at, pull_number: 99 })).rejects.toMatchObject({ status: 404 });
  });
});

describe('protection', () => {
  it('holds back a merge without review and lets an administrator past it, on record', async () => {
    const put = await grace.rest.repos.updateBranchProtection({
      ...at,
      branch: 'main',
      required_status_checks: null,
      enforce_admins: null,
      required_pull_request_reviews: { required_approving_review_count: 1 },
      restrictions: null,
    });
    expectAnswer('PUT', '/repos/{owner}/{repo}/branches/{branch}/protection', 200, put.data);
    const pull = await open();
    expect((await ada.rest.pulls.get({ ...at, pull_number: pull.number })).data.mergeable_state).toBe(
      'blocked',
    );
    await expect(ada.rest.pulls.merge({ ...at, pull_number: pull.number })).rejects.toMatchObject({
      status: 405,
      message: expect.stringContaining('At least 1 approving review is required'),
    });
    await grace.rest.pulls.merge({ ...at, pull_number: pull.number });
    const suites = await grace.rest.repos.getRepoRuleSuites(at);
    expect(suites.data.map((suite) => suite.result)).toEqual(['bypass', 'fail']);
  });

  it('is satisfied by an approval of somebody else', async () => {
    await grace.rest.repos.updateBranchProtection({
      ...at,
      branch: 'main',
      required_status_checks: null,
      enforce_admins: true,
      required_pull_request_reviews: {},
      restrictions: null,
    });
    const pull = await open();
    await expect(
      ada.rest.pulls.createReview({ ...at, pull_number: pull.number, event: 'APPROVE' }),
    ).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('Can not approve your own pull request'),
    });
    const review = await grace.rest.pulls.createReview({ ...at, pull_number: pull.number, event: 'APPROVE' });
    expectAnswer('POST', '/repos/{owner}/{repo}/pulls/{pull_number}/reviews', 200, review.data);
    expect((await ada.rest.pulls.merge({ ...at, pull_number: pull.number })).data.merged).toBe(true);
  });

  it('refuses a push to a protected branch', async () => {
    await grace.rest.repos.updateBranchProtection({
      ...at,
      branch: 'main',
      required_status_checks: null,
      enforce_admins: null,
      required_pull_request_reviews: {},
      restrictions: null,
    });
    await expect(
      ada.rest.repos.createOrUpdateFileContents({ ...at, path: 'x', message: 'x', content: 'eA==' }),
    ).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('Changes must be made through a pull request.'),
    });
  });
});

describe('checks', () => {
  it('are made by an App, completed, asked for again, and belong to it alone', async () => {
    const pull = await open();
    const created = await app.rest.checks.create({
      ...at,
      name: 'Hotfix',
      head_sha: pull.head.sha,
      status: 'completed',
      conclusion: 'failure',
      external_id: 'x',
      output: { title: 't', summary: 's' },
    });
    expectAnswer('POST', '/repos/{owner}/{repo}/check-runs', 201, created.data);
    const updated = await app.rest.checks.update({
      ...at,
      check_run_id: created.data.id,
      conclusion: 'success',
    });
    expectAnswer('PATCH', '/repos/{owner}/{repo}/check-runs/{check_run_id}', 200, updated.data);
    const runs = await ada.rest.checks.listForRef({ ...at, ref: 'topic' });
    expectAnswer('GET', '/repos/{owner}/{repo}/commits/{ref}/check-runs', 200, runs.data);
    expect(runs.data.check_runs.map((run) => run.conclusion)).toEqual(['success']);
    const suites = await ada.rest.checks.listSuitesForRef({ ...at, ref: 'topic' });
    expectAnswer('GET', '/repos/{owner}/{repo}/commits/{ref}/check-suites', 200, suites.data);
    await ada.rest.checks.rerequestRun({ ...at, check_run_id: created.data.id });
    expect(shop.events()).toEqual(
      expect.arrayContaining([
        'check_run.created',
        'check_run.completed',
        'check_suite.completed',
        'check_run.rerequested',
      ]),
    );
    await expect(
      ada.rest.checks.update({ ...at, check_run_id: created.data.id, conclusion: 'failure' }),
    ).rejects.toMatchObject({ status: 403 });
  });
});

describe('issues', () => {
  it('are opened, commented, labelled and closed', async () => {
    const issue = await ada.rest.issues.create({ ...at, title: 'Broken', labels: ['bug'] });
    expectAnswer('POST', '/repos/{owner}/{repo}/issues', 201, issue.data);
    const comment = await app.rest.issues.createComment({
      ...at,
      issue_number: issue.data.number,
      body: 'Hello',
    });
    expectAnswer('POST', '/repos/{owner}/{repo}/issues/{issue_number}/comments', 201, comment.data);
    expect(comment.data.user?.login).toBe('checker[bot]');
    await app.rest.issues.updateComment({ ...at, comment_id: comment.data.id, body: 'Changed' });
    const labels = await ada.rest.issues.addLabels({
      ...at,
      issue_number: issue.data.number,
      labels: ['made on demand'],
    });
    expectAnswer('POST', '/repos/{owner}/{repo}/issues/{issue_number}/labels', 200, labels.data);
    expect(labels.data.map(({ name }) => name)).toEqual(['bug', 'made on demand']);
    const closed = await ada.rest.issues.update({ ...at, issue_number: issue.data.number, state: 'closed' });
    expectAnswer('PATCH', '/repos/{owner}/{repo}/issues/{issue_number}', 200, closed.data);
    expect(closed.data).toMatchObject({ state: 'closed', state_reason: 'completed' });
  });
});
