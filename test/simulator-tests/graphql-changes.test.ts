// GraphQL mutations, and what can be read after them.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Shop, startShop } from './graphql-client.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop.simulator.close());

describe('a pull request', () => {
  it('is opened, drafted, labelled, edited, closed and reopened', async () => {
    const { id, number } = await shop.openPull('life');
    const pull = `pullRequest(number: ${number})`;
    await shop.mutate('convertPullRequestToDraft', { pullRequestId: id }, 'pullRequest { isDraft }');
    expect(await shop.read(`${pull} { isDraft state mergeStateStatus }`)).toEqual({
      pullRequest: { isDraft: true, state: 'OPEN', mergeStateStatus: 'DRAFT' },
    });
    await shop.mutate('markPullRequestReadyForReview', { pullRequestId: id }, 'pullRequest { isDraft }');
    const bug = await shop.idOf('label(name: "bug") { id }');
    await shop.mutate(
      'addLabelsToLabelable',
      { labelableId: id, labelIds: [bug] },
      'labelable { __typename }',
    );
    const edit = { pullRequestId: id, title: 'New title', body: 'New body', baseRefName: 'release/1' };
    await shop.mutate('updatePullRequest', edit, 'pullRequest { id }');
    expect(
      await shop.read(`${pull} { title body lastEditedAt editor { login } baseRefName labels(first: 5) { nodes { name } } mergeable
        commits(last: 1) { totalCount nodes { commit { message } } } files(first: 5) { nodes { path changeType } }
        timelineItems(first: 20, itemTypes: [LABELED_EVENT, RENAMED_TITLE_EVENT]) { nodes { __typename } } }`),
    ).toEqual({
      pullRequest: {
        title: 'New title',
        body: 'New body',
        lastEditedAt: expect.any(String),
        editor: { login: expect.any(String) },
        baseRefName: 'release/1',
        labels: { nodes: [{ name: 'bug' }] },
        mergeable: 'MERGEABLE',
        commits: { totalCount: 1, nodes: [{ commit: { message: 'Add life' } }] },
        files: { nodes: [{ path: 'life.txt', changeType: 'ADDED' }] },
        timelineItems: { nodes: [{ __typename: 'LabeledEvent' }, { __typename: 'RenamedTitleEvent' }] },
      },
    });
    await shop.mutate('closePullRequest', { pullRequestId: id }, 'pullRequest { state }');
    expect(await shop.mutate('reopenPullRequest', { pullRequestId: id }, 'pullRequest { state }')).toEqual({
      pullRequest: { state: 'OPEN' },
    });
    expect(shop.events).toEqual(
      expect.arrayContaining([
        'pull_request.opened',
        'pull_request.converted_to_draft',
        'pull_request.ready_for_review',
        'pull_request.labeled',
        'pull_request.edited',
        'pull_request.closed',
        'pull_request.reopened',
      ]),
    );
  });

  it('is reviewed, and the rules on its base decide what the reviews add up to', async () => {
    const { id, number } = await shop.openPull('reviewed');
    const ruleId = await shop.protectMain();
    const state = () =>
      shop.read(`pullRequest(number: ${number}) { reviewDecision mergeStateStatus
        latestReviews(first: 5) { nodes { state author { login } } } reviewRequests(first: 5) { nodes { requestedReviewer { ... on User { login } } } } }`);
    const grace = z
      .object({ user: z.object({ id: z.string() }) })
      .parse(await shop.data('{ user(login: "grace") { id } }'));
    await shop.mutate(
      'requestReviews',
      { pullRequestId: id, userIds: [grace.user.id] },
      'pullRequest { id }',
    );
    expect(await state()).toEqual({
      pullRequest: {
        reviewDecision: 'REVIEW_REQUIRED',
        mergeStateStatus: 'BLOCKED',
        latestReviews: { nodes: [] },
        reviewRequests: { nodes: [{ requestedReviewer: { login: 'grace' } }] },
      },
    });
    const merge =
      'mutation($input: MergePullRequestInput!) { mergePullRequest(input: $input) { clientMutationId } }';
    expect((await shop.ask(merge, { input: { pullRequestId: id } })).errors).toMatchObject([
      { type: 'UNPROCESSABLE', path: ['mergePullRequest'] },
    ]);
    await shop.mutate(
      'addPullRequestReview',
      { pullRequestId: id, event: 'APPROVE' },
      'pullRequestReview { state }',
      'tok_grace',
    );
    expect(await state()).toMatchObject({
      pullRequest: {
        reviewDecision: 'APPROVED',
        latestReviews: { nodes: [{ state: 'APPROVED', author: { login: 'grace' } }] },
        reviewRequests: { nodes: [] },
      },
    });
    const own =
      'mutation($input: AddPullRequestReviewInput!) { addPullRequestReview(input: $input) { clientMutationId } }';
    const refused = await shop.ask(own, { input: { pullRequestId: id, event: 'APPROVE' } });
    expect(refused.errors?.[0]?.message).toBe('Can not approve your own pull request');
    await shop.mutate(
      'deleteBranchProtectionRule',
      { branchProtectionRuleId: ruleId },
      'clientMutationId',
      'tok_grace',
    );
    expect(shop.repo.protections).toEqual([]);
  });

  it('carries the checks on its head, and knows which of them a rule requires', async () => {
    const { number } = await shop.openPull('checked');
    const token = shop.simulator.token(shop.installation);
    const headSha = await shop.git.branch('checked');
    const ruleId = await shop.protectMain();
    const run = {
      repositoryId: await shop.repositoryId(),
      name: 'Hotfix',
      headSha,
      status: 'COMPLETED',
      conclusion: 'FAILURE',
      output: { title: '2 things to do', summary: 'Unmet' },
    };
    await shop.mutate('createCheckRun', run, 'checkRun { id }', token);
    expect(
      await shop.read(`pullRequest(number: ${number}) { statusCheckRollup { state contexts(first: 5) { totalCount nodes { __typename ... on CheckRun { name conclusion title isRequired(pullRequestNumber: ${number}) } } } }
        commits(last: 1) { nodes { commit { checkSuites(first: 5, filterBy: { appId: ${shop.installation.appId} }) { nodes { conclusion app { slug } checkRuns(first: 5, filterBy: { checkName: "Hotfix" }) { nodes { summary externalId } } } } } } } }`),
    ).toEqual({
      pullRequest: {
        statusCheckRollup: {
          state: 'FAILURE',
          contexts: {
            totalCount: 1,
            nodes: [
              {
                __typename: 'CheckRun',
                name: 'Hotfix',
                conclusion: 'FAILURE',
                title: '2 things to do',
                isRequired: true,
              },
            ],
          },
        },
        commits: {
          nodes: [
            {
              commit: {
                checkSuites: {
                  nodes: [
                    {
                      conclusion: 'FAILURE',
                      app: { slug: 'warden' },
                      checkRuns: { nodes: [{ summary: 'Unmet', externalId: '' }] },
                    },
                  ],
                },
              },
            },
          ],
        },
      },
    });
    await shop.mutate(
      'deleteBranchProtectionRule',
      { branchProtectionRuleId: ruleId },
      'clientMutationId',
      'tok_grace',
    );
  });

  it('is merged by a real commit and closes what it fixes', async () => {
    const issue = await shop.mutate(
      'createIssue',
      { repositoryId: await shop.repositoryId(), title: 'Broken' },
      'issue { number }',
    );
    const { number: broken } = z.object({ issue: z.object({ number: z.number() }) }).parse(issue).issue;
    const { id, number } = await shop.openPull('merged', `Fixes #${broken}`);
    expect(
      await shop.read(
        `pullRequest(number: ${number}) { closingIssuesReferences(first: 5) { nodes { number } } }`,
      ),
    ).toEqual({
      pullRequest: { closingIssuesReferences: { nodes: [{ number: broken }] } },
    });
    const merge = { pullRequestId: id, mergeMethod: 'SQUASH', commitHeadline: 'Fix it', commitBody: '' };
    await shop.mutate('mergePullRequest', merge, 'pullRequest { merged }');
    expect(
      await shop.read(`pullRequest(number: ${number}) { state merged mergedBy { login } mergeCommit { messageHeadline parents(first: 2) { totalCount } associatedPullRequests(first: 2) { nodes { number } } } }
        issue(number: ${broken}) { state stateReason } ref(qualifiedName: "main") { target { ... on Commit { messageHeadline } } }`),
    ).toEqual({
      pullRequest: {
        state: 'MERGED',
        merged: true,
        mergedBy: { login: 'ada' },
        mergeCommit: {
          messageHeadline: 'Fix it',
          parents: { totalCount: 1 },
          associatedPullRequests: { nodes: [{ number }] },
        },
      },
      issue: { state: 'CLOSED', stateReason: 'COMPLETED' },
      ref: { target: { messageHeadline: 'Fix it' } },
    });
  });
});

describe('other changes', () => {
  it('makes, moves and deletes refs, and commits files', async () => {
    const oid = await shop.git.branch('release/1');
    const input = { repositoryId: await shop.repositoryId(), name: 'refs/heads/made', oid };
    const made = await shop.mutate('createRef', input, 'ref { id name }');
    const { id } = z.object({ ref: z.object({ id: z.string() }) }).parse(made).ref;
    const commit = {
      branch: { repositoryNameWithOwner: 'acme/shop', branchName: 'made' },
      message: { headline: 'Add c' },
      expectedHeadOid: oid,
      fileChanges: {
        additions: [{ path: 'c.txt', contents: Buffer.from('c\n').toString('base64') }],
        deletions: [{ path: 'README.md' }],
      },
    };
    await shop.mutate('createCommitOnBranch', commit, 'commit { oid }');
    const git = shop.git;
    expect(await git.readFile('made', 'c.txt')).toBe('c\n');
    expect(await git.readFile('made', 'README.md')).toBeNull();
    const query =
      'mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }';
    expect((await shop.ask(query, { input: commit })).errors).toMatchObject([{ type: 'STALE_DATA' }]);
    await shop.mutate('updateRef', { refId: id, oid, force: true }, 'ref { target { oid } }');
    expect(await git.branch('made')).toBe(oid);
    await shop.mutate('deleteRef', { refId: id }, 'clientMutationId');
    expect(await git.branch('made')).toBeNull();
  });

  it('writes issues, comments and reactions, and finds them again', async () => {
    const bug = await shop.idOf('label(name: "bug") { id }');
    const input = {
      repositoryId: await shop.repositoryId(),
      title: 'Follow up',
      body: '**Why**',
      labelIds: [bug],
    };
    const made = await shop.mutate('createIssue', input, 'issue { id number }');
    const { id, number } = z
      .object({ issue: z.object({ id: z.string(), number: z.number() }) })
      .parse(made).issue;
    const added = await shop.mutate(
      'addComment',
      { subjectId: id, body: 'Noted' },
      'commentEdge { node { id } }',
    );
    const comment = z.object({ commentEdge: z.object({ node: z.object({ id: z.string() }) }) }).parse(added);
    await shop.mutate('addReaction', { subjectId: id, content: 'EYES' }, 'reaction { content }');
    await shop.mutate(
      'updateIssueComment',
      { id: comment.commentEdge.node.id, body: 'Noted well' },
      'issueComment { body }',
    );
    await shop.mutate('closeIssue', { issueId: id, stateReason: 'NOT_PLANNED' }, 'issue { state }');
    expect(
      await shop.read(
        `issue(number: ${number}) { stateReason bodyHTML comments(first: 5) { nodes { body } } reactionGroups { content users { totalCount } } }`,
      ),
    ).toMatchObject({
      issue: {
        stateReason: 'NOT_PLANNED',
        bodyHTML: '<p><strong>Why</strong></p>',
        comments: { nodes: [{ body: 'Noted well' }] },
        reactionGroups: expect.arrayContaining([{ content: 'EYES', users: { totalCount: 1 } }]),
      },
    });
    const found = 'repo:acme/shop is:issue is:closed label:bug author:@me "Follow up"';
    const search =
      '($q: String!) { search(query: $q, type: ISSUE, first: 5) { issueCount nodes { ... on Issue { number } } } }';
    expect(await shop.data(`query${search}`, { q: found })).toEqual({
      search: { issueCount: 1, nodes: [{ number }] },
    });
    expect(
      await shop.data('query($id: ID!) { node(id: $id) { __typename ... on Issue { title } } }', { id }),
    ).toEqual({
      node: { __typename: 'Issue', title: 'Follow up' },
    });
    await shop.mutate('deleteIssueComment', { id: comment.commentEdge.node.id }, 'clientMutationId');
    const gone = await shop.ask('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: [id, comment.commentEdge.node.id],
    });
    expect(gone.data).toEqual({ nodes: [{ id }, null] });
    expect(gone.errors).toMatchObject([{ type: 'NOT_FOUND', path: ['nodes', 1] }]);
  });
});
