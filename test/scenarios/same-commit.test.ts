// A1: required checks and several pull requests of one commit. The newest run decides, and it never lets through what another run keeps.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BRANCH, REVIEWER } from '../demo/shop.ts';
import { completeDescription } from '../support/descriptions.ts';
import { OWNER, REPO, type Scenario, startScenario } from '../support/scenario.ts';

const at = { owner: OWNER, repo: REPO };
const SECOND = 'hotfix/v1.4.3-same-commit';
const REVIEW_ONLY = 'rules:\n  tests-included: off\n';

let story: Scenario;

beforeEach(async () => {
  story = await startScenario({ policy: REVIEW_ONLY });
  await story.as(REVIEWER).octokit.rest.repos.updateBranchProtection({
    ...at,
    branch: 'main',
    required_status_checks: { strict: false, contexts: ['Hotfix'] },
    enforce_admins: true,
    required_pull_request_reviews: null,
    restrictions: null,
  });
});

afterEach(() => story.stop());

function merging(number: number) {
  return story.as(REVIEWER).octokit.rest.pulls.merge({ ...at, pull_number: number });
}

async function isRefused(number: number): Promise<void> {
  await expect(merging(number)).rejects.toMatchObject({ status: 405 });
}

/** Two hotfixes with one commit: the first lacks its description, the second lacks nothing. */
async function twoOfOneCommit(
  second = SECOND,
  description = completeDescription(),
): Promise<[number, number]> {
  const sha = await story.push(BRANCH);
  await story.github.octokit.rest.git.createRef({ ...at, ref: `refs/heads/${second}`, sha });
  const one = await story.openPull({ body: '' });
  const other = await story.openPull({ branch: second, body: description });
  await story.approve(other);
  return [one, other];
}

it('a draft that is marked ready does not merge before it is judged', async () => {
  await story.push(BRANCH);
  const number = await story.openPull({ body: '', draft: true });
  const { data } = await story.github.octokit.rest.pulls.get({ ...at, pull_number: number });
  story.simulator.world.deliveries.hold();
  await story.github.octokit.graphql(
    'mutation ($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { clientMutationId } }',
    { id: data.node_id },
  );
  await isRefused(number);
  await story.simulator.world.deliveries.flush();
});

describe('of two pull requests with one commit', () => {
  it('neither merges until both are ready', async () => {
    const [one, other] = await twoOfOneCommit();
    await isRefused(one);
    await isRefused(other);
    await story.edit(one, completeDescription());
    await story.approve(one);
    await merging(one);
  });

  it('the ready one merges when the other is closed', async () => {
    const [one, other] = await twoOfOneCommit();
    await story.github.octokit.rest.pulls.update({ ...at, pull_number: one, state: 'closed' });
    await story.warden.settled();
    await merging(other);
  });

  it.each([
    ['retargeted', { base: 'develop' }],
    ['emptied', { body: '' }],
    ['closed', { state: 'closed' }],
  ] as const)('the one that is not ready stays refused when the other is %s', async (_, change) => {
    const [one, other] = await twoOfOneCommit();
    await story.github.octokit.rest.pulls.update({ ...at, pull_number: other, ...change });
    await story.warden.settled();
    await isRefused(one);
  });

  it('the one that is not ready stays refused when the other was a hotfix by its label', async () => {
    const [one, other] = await twoOfOneCommit('quick-one', 'Nobody can pay.');
    await story.github.octokit.rest.issues.addLabels({ ...at, issue_number: other, labels: ['hotfix'] });
    await story.warden.settled();
    await isRefused(one);
    await story.github.octokit.rest.issues.removeLabel({ ...at, issue_number: other, name: 'hotfix' });
    await story.warden.settled();
    await isRefused(one);
    await isRefused(other);
  });

  it('the one that is not ready stays refused when the other becomes a draft', async () => {
    const [one, other] = await twoOfOneCommit();
    const { data } = await story.github.octokit.rest.pulls.get({ ...at, pull_number: other });
    await story.github.octokit.graphql(
      'mutation ($id: ID!) { convertPullRequestToDraft(input: { pullRequestId: $id }) { clientMutationId } }',
      { id: data.node_id },
    );
    await story.warden.settled();
    await isRefused(one);
  });
});
