// What reports on a commit: statuses, check suites and runs, and the merges that wait for them.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectAnswer } from '../support/github-schemas.ts';
import { at, expectRefusal, type Shop, startShop } from './shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop.simulator.close());

describe('a commit status', () => {
  it('is written, listed, combined by context and told of', async () => {
    const { head } = await shop.open();
    const status = { ...at, sha: head.sha, context: 'ci' };
    const made = await shop.ada.rest.repos.createCommitStatus({ ...status, state: 'pending' });
    expectAnswer('POST', '/repos/{owner}/{repo}/statuses/{sha}', 201, made.data);
    await shop.app.rest.repos.createCommitStatus({ ...status, state: 'success' });
    expect(shop.payload('status')).toMatchObject({ state: 'success', branches: [{ name: 'topic' }] });
    const all = await shop.ada.rest.repos.listCommitStatusesForRef({ ...at, ref: 'topic' });
    expectAnswer('GET', '/repos/{owner}/{repo}/commits/{ref}/statuses', 200, all.data);
    expect(all.data.map(({ state }) => state)).toEqual(['success', 'pending']);
    const combined = await shop.ada.rest.repos.getCombinedStatusForRef({ ...at, ref: 'topic' });
    expectAnswer('GET', '/repos/{owner}/{repo}/commits/{ref}/status', 200, combined.data);
    expect(combined.data).toMatchObject({ state: 'success', total_count: 1 });
  });

  it('that fails leaves a pull request unstable', async () => {
    const { head, number } = await shop.open();
    await shop.ada.rest.repos.createCommitStatus({ ...at, sha: head.sha, state: 'failure' });
    const { data } = await shop.ada.rest.pulls.get({ ...at, pull_number: number });
    expect(data.mergeable_state).toBe('unstable');
  });

  it('is refused for a commit that is not there', () =>
    expectRefusal(
      shop.ada.rest.repos.createCommitStatus({ ...at, sha: '0'.repeat(40), state: 'success' }),
      422,
      'No commit found for SHA',
    ));
});

describe('a check suite', () => {
  it('is made by a push for each App that writes checks, and asked for again', async () => {
    const sha = await shop.push('topic', { 'b.txt': 'b\n' });
    const suites = await shop.app.rest.checks.listSuitesForRef({ ...at, ref: sha });
    expectAnswer('GET', '/repos/{owner}/{repo}/commits/{ref}/check-suites', 200, suites.data);
    expect(suites.data.check_suites).toMatchObject([{ head_branch: 'topic', status: 'queued' }]);
    await shop.ada.rest.checks.rerequestSuite({
      ...at,
      check_suite_id: suites.data.check_suites[0]?.id ?? 0,
    });
    expect(shop.events()).toEqual(
      expect.arrayContaining(['check_suite.requested', 'check_suite.rerequested']),
    );
  });
});

describe('a check run', () => {
  const run = { ...at, name: 'Hotfix' };

  it('keeps to GitHub’s limits', async () => {
    const { head } = await shop.open();
    const action = { label: 'Fix', description: 'Fixes it', identifier: 'fix' };
    const create = (more: object) => shop.app.rest.checks.create({ ...run, head_sha: head.sha, ...more });
    await expectRefusal(create({ actions: [action, action, action, action] }), 422, 'actions');
    await expectRefusal(create({ actions: [{ ...action, label: 'x'.repeat(21) }] }), 422, 'label');
    await expectRefusal(create({ actions: [{ ...action, identifier: 'x'.repeat(21) }] }), 422, 'identifier');
    await expectRefusal(create({ output: { title: 't', summary: 'x'.repeat(65_536) } }), 422, 'summary');
    await expectRefusal(create({ head_sha: '0'.repeat(40) }), 422, 'No commit found for SHA');
    await expectRefusal(
      shop.ada.rest.checks.create({ ...run, head_sha: head.sha }),
      403,
      'You must authenticate via a GitHub App.',
    );
  });

  it('collects annotations over several updates', async () => {
    const { head } = await shop.open();
    const note = {
      path: 'a.txt',
      start_line: 1,
      end_line: 1,
      annotation_level: 'warning',
      message: 'm',
    } as const;
    const output = { title: 't', summary: 's', annotations: [note] };
    const { data } = await shop.app.rest.checks.create({ ...run, head_sha: head.sha, output });
    const id = { ...at, check_run_id: data.id };
    await shop.app.rest.checks.update({ ...id, output });
    const notes = await shop.ada.rest.checks.listAnnotations(id);
    expectAnswer('GET', '/repos/{owner}/{repo}/check-runs/{check_run_id}/annotations', 200, notes.data);
    expect(notes.data).toHaveLength(2);
    expect(data.check_suite).not.toBeNull();
  });

  it('tells its App alone of a pressed button', async () => {
    const { head } = await shop.open();
    const actions = [{ label: 'Fix', description: 'Fixes it', identifier: 'fix' }];
    const { data } = await shop.app.rest.checks.create({ ...run, head_sha: head.sha, actions });
    await shop.ada.request('POST /repos/{owner}/{repo}/check-runs/{id}/actions/{identifier}', {
      ...at,
      id: data.id,
      identifier: 'fix',
    });
    expect(shop.payload('check_run.requested_action')).toMatchObject({
      requested_action: { identifier: 'fix' },
      sender: { login: 'ada' },
    });
  });
});

describe('required checks', () => {
  it('hold a merge until they pass, in words that count them', async () => {
    await shop.protect({ checks: ['ci', 'lint'], enforceAdmins: true });
    const { head, number } = await shop.open();
    const merge = () => shop.grace.rest.pulls.merge({ ...at, pull_number: number });
    await expectRefusal(merge(), 405, '2 of 2 required status checks are expected.');
    await shop.ada.rest.repos.createCommitStatus({ ...at, sha: head.sha, context: 'ci', state: 'failure' });
    await expectRefusal(
      merge(),
      405,
      '2 of 2 required status checks have not succeeded: 1 expected and 1 failing.',
    );
    await shop.ada.rest.repos.createCommitStatus({ ...at, sha: head.sha, context: 'ci', state: 'success' });
    await expectRefusal(merge(), 405, 'Required status check "lint" is expected.');
    await shop.app.rest.checks.create({ ...at, name: 'lint', head_sha: head.sha, conclusion: 'skipped' });
    expect((await merge()).data.merged).toBe(true);
  });

  it('pinned to an App do not take another’s word', async () => {
    await shop.grace.rest.repos.updateBranchProtection({
      ...at,
      branch: 'main',
      required_status_checks: {
        strict: false,
        contexts: [],
        checks: [{ context: 'ci', app_id: shop.registered.id }],
      },
      enforce_admins: true,
      required_pull_request_reviews: null,
      restrictions: null,
    });
    const { head, number } = await shop.open();
    await shop.ada.rest.repos.createCommitStatus({ ...at, sha: head.sha, context: 'ci', state: 'success' });
    await expectRefusal(shop.ada.rest.pulls.merge({ ...at, pull_number: number }), 405, 'is expected');
    await shop.app.rest.repos.createCommitStatus({ ...at, sha: head.sha, context: 'ci', state: 'success' });
    expect((await shop.ada.rest.pulls.merge({ ...at, pull_number: number })).status).toBe(200);
  });

  it('that are strict ask for a head that is up to date', async () => {
    await shop.protect({ checks: ['ci'], strict: true, enforceAdmins: true });
    const { head, number } = await shop.open();
    await shop.ada.rest.repos.createCommitStatus({ ...at, sha: head.sha, context: 'ci', state: 'success' });
    await shop.push('main', { 'c.txt': 'c\n' }, 'grace');
    const { data } = await shop.ada.rest.pulls.get({ ...at, pull_number: number });
    expect(data.mergeable_state).toBe('behind');
    await expectRefusal(shop.ada.rest.pulls.merge({ ...at, pull_number: number }), 405, 'not up to date');
    const updated = await shop.ada.rest.pulls.updateBranch({ ...at, pull_number: number });
    expectAnswer('PUT', '/repos/{owner}/{repo}/pulls/{pull_number}/update-branch', 202, updated.data);
    const after = await shop.ada.rest.pulls.get({ ...at, pull_number: number });
    expect(after.data.mergeable_state).toBe('blocked');
  });

  it('let auto-merge do its work when the last of them arrives', async () => {
    await shop.protect({ checks: ['ci'] });
    shop.repo.settings.allowAutoMerge = true;
    const { head, number, node_id } = await shop.open();
    await shop.ada.graphql(
      'mutation($id: ID!) { enablePullRequestAutoMerge(input: { pullRequestId: $id, mergeMethod: SQUASH }) { clientMutationId } }',
      { id: node_id },
    );
    expect(shop.payload('pull_request.auto_merge_enabled')['pull_request']).toMatchObject({
      auto_merge: { merge_method: 'squash', enabled_by: { login: 'ada' } },
    });
    await shop.ada.rest.repos.createCommitStatus({ ...at, sha: head.sha, context: 'ci', state: 'success' });
    const { data } = await shop.ada.rest.pulls.get({ ...at, pull_number: number });
    expect(data).toMatchObject({ merged: true, merged_by: { login: 'ada' } });
  });
});
