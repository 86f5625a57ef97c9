// GraphQL on GitHub's published schema: what clients read and change through it, and how it refuses.
import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ManualClock } from '../simulator/clock.ts';
import { githubSchema } from '../simulator/graphql/schema.ts';
import { tables } from '../simulator/graphql/tables.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import type { Installation } from '../simulator/state/accounts.ts';
import type { Repository } from '../simulator/state/repository.ts';
import { expectPayload } from '../support/github-schemas.ts';

const answerShape = z.object({
  data: z.unknown(),
  errors: z.array(z.looseObject({ message: z.string() })).optional(),
});

let simulator: Simulator;
let repo: Repository;
let installation: Installation;
const events: string[] = [];

beforeAll(async () => {
  simulator = await startSimulator({ clock: new ManualClock() });
  const { create } = simulator;
  for (const login of ['ada', 'grace', 'eve']) create.user(login);
  create.organization('acme', { members: { grace: 'admin', ada: 'member' } });
  repo = await create.repository('acme/shop', {
    files: { 'README.md': '# Shop\n', '.github/hotfix.yml': 'playbook: workflow\n' },
    branches: {
      topic: { files: { 'a.txt': 'one\n' }, message: 'Add a\n\nBecause.', author: 'ada' },
      'release/1': {},
    },
    tags: { 'v1.0.0': 'main' },
    collaborators: { ada: 'write' },
  });
  await create.repository('acme/secret', { private: true });
  const permissions = {
    contents: 'write',
    checks: 'write',
    issues: 'write',
    pull_requests: 'write',
  } as const;
  installation = create.installApp(create.app({ slug: 'warden', permissions, events: [] }).app, 'acme');
  simulator.world.events.onEmit((event, payload) => {
    events.push(`${event}.${String(payload['action'] ?? '')}`);
    expectPayload(event, payload);
  });
});

afterAll(() => simulator.close());

async function post(token: string | null, body: object): Promise<{ status: number; json: unknown }> {
  const answer = await fetch(`${simulator.url}/graphql`, {
    method: 'POST',
    headers: token === null ? {} : { authorization: `bearer ${token}` },
    body: JSON.stringify(body),
  });
  return { status: answer.status, json: await answer.json() };
}

async function ask(query: string, variables: object = {}, token = 'tok_ada') {
  const { status, json } = await post(token, { query, variables });
  expect(status).toBe(200);
  return answerShape.parse(json);
}

/** The data of a query that must not fail. */
async function data(query: string, variables: object = {}, token = 'tok_ada') {
  const answer = await ask(query, variables, token);
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

/** A field of the shop. */
async function shop(selection: string, token = 'tok_ada') {
  const shape = z.object({ repository: z.record(z.string(), z.unknown()) });
  const answer = await data(`{ repository(owner: "acme", name: "shop") { ${selection} } }`, {}, token);
  return shape.parse(answer).repository;
}

async function mutate(name: string, input: object, selection: string, token = 'tok_ada') {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { ${name}(input: $input) { ${selection} } }`;
  const shape = z.record(z.string(), z.record(z.string(), z.unknown()));
  return shape.parse(await data(query, { input }, token))[name] ?? {};
}

async function idOf(selection: string): Promise<string> {
  const found = await shop(`thing: ${selection}`);
  return z.object({ thing: z.object({ id: z.string() }) }).parse(found).thing.id;
}

const repositoryId = async () => z.object({ id: z.string() }).parse(await shop('id')).id;

const numbered = z.object({ pullRequest: z.object({ id: z.string(), number: z.number() }) });

/** Opens a pull request from a new branch with one commit. */
async function openPull(branch: string, body = 'Why') {
  const files = { [`${branch}.txt`]: `${branch}\n` };
  await simulator.create.commit(repo, { branch, files, message: `Add ${branch}`, author: 'ada' });
  const input = {
    repositoryId: await repositoryId(),
    baseRefName: 'main',
    headRefName: branch,
    title: branch,
    body,
  };
  return numbered.parse(await mutate('createPullRequest', input, 'pullRequest { id number }')).pullRequest;
}

describe('what is read', () => {
  it('gives refs, files by path and objects by expression', async () => {
    const answer = await shop(`
      defaultBranchRef { name prefix target { ... on Commit { file(path: ".github/hotfix.yml") { mode object { ... on Blob { text isBinary byteSize } } } } } }
      byExpression: object(expression: "main:README.md") { __typename ... on Blob { text } }
      folder: object(expression: "HEAD:.github") { ... on Tree { entries { name type } } }
      missing: object(expression: "main:nothing") { oid }
      refs(refPrefix: "refs/heads/", first: 10) { totalCount nodes { name } }
      tag: ref(qualifiedName: "refs/tags/v1.0.0") { name prefix target { __typename } }
      gone: ref(qualifiedName: "refs/heads/gone") { name }`);
    expect(answer).toEqual({
      defaultBranchRef: {
        name: 'main',
        prefix: 'refs/heads/',
        target: {
          file: { mode: 0o100644, object: { text: 'playbook: workflow\n', isBinary: false, byteSize: 19 } },
        },
      },
      byExpression: { __typename: 'Blob', text: '# Shop\n' },
      folder: { entries: [{ name: 'hotfix.yml', type: 'blob' }] },
      missing: null,
      refs: { totalCount: 3, nodes: [{ name: 'main' }, { name: 'release/1' }, { name: 'topic' }] },
      tag: { name: 'v1.0.0', prefix: 'refs/tags/', target: { __typename: 'Commit' } },
      gone: null,
    });
  });

  it('gives commits with their people, and compares refs', async () => {
    const answer = await shop(`
      main: ref(qualifiedName: "main") { compare(headRef: "topic") { status aheadBy behindBy commits(first: 5) { nodes { messageHeadline messageBody author { name user { login } } additions deletions parents(first: 1) { totalCount } } } } }
      topic: ref(qualifiedName: "topic") { compare(headRef: "acme:main") { status behindBy } }`);
    expect(answer).toEqual({
      main: {
        compare: {
          status: 'AHEAD',
          aheadBy: 1,
          behindBy: 0,
          commits: {
            nodes: [
              {
                messageHeadline: 'Add a',
                messageBody: 'Because.',
                author: { name: 'ada', user: { login: 'ada' } },
                additions: 1,
                deletions: 0,
                parents: { totalCount: 1 },
              },
            ],
          },
        },
      },
      topic: { compare: { status: 'BEHIND', behindBy: 1 } },
    });
  });

  it('pages by cursor in both directions', async () => {
    const page = z.object({
      labels: z.object({
        nodes: z.array(z.object({ name: z.string() })),
        pageInfo: z.object({
          hasNextPage: z.boolean(),
          hasPreviousPage: z.boolean(),
          startCursor: z.string(),
          endCursor: z.string(),
        }),
      }),
    });
    const read = async (args: string) =>
      page.parse(
        await shop(
          `labels(${args}) { nodes { name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`,
        ),
      ).labels;
    const all = await read('first: 100');
    expect(all.nodes).toHaveLength(9);
    const first = await read('first: 4');
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const rest = await read(`first: 100, after: "${first.pageInfo.endCursor}"`);
    expect([...first.nodes, ...rest.nodes]).toEqual(all.nodes);
    const before = await read(`last: 2, before: "${rest.pageInfo.startCursor}"`);
    expect(before.nodes).toEqual(all.nodes.slice(2, 4));
  });

  it('shows bots under both of their names', async () => {
    const token = simulator.token(installation);
    expect(
      await data('{ viewer { login __typename } rateLimit { cost limit remaining } }', {}, token),
    ).toEqual({
      viewer: { login: 'warden[bot]', __typename: 'User' },
      rateLimit: { cost: 1, limit: 5_000, remaining: 4_999 },
    });
    const id = await idOf('issueOrPullRequest(number: 1) { ... on Node { id } }').catch(() => null);
    const subjectId = id ?? (await openPull('bots')).id;
    const selection = 'commentEdge { node { author { __typename login } viewerDidAuthor } }';
    expect(await mutate('addComment', { subjectId, body: 'Hello' }, selection, token)).toEqual({
      commentEdge: { node: { author: { __typename: 'Bot', login: 'warden' }, viewerDidAuthor: true } },
    });
  });
});

describe('refusals', () => {
  it('says NOT_FOUND with path and location, and goes on with the rest', async () => {
    const query = '{ repository(owner: "acme", name: "nothing") { id } viewer { login } }';
    expect(await ask(query)).toEqual({
      data: { repository: null, viewer: { login: 'ada' } },
      errors: [
        {
          type: 'NOT_FOUND',
          path: ['repository'],
          locations: [{ line: 1, column: 3 }],
          message: "Could not resolve to a Repository with the name 'acme/nothing'.",
        },
      ],
    });
  });

  it('hides private repositories from those who have no access', async () => {
    const query = '{ repository(owner: "acme", name: "secret") { name } }';
    expect(await data(query)).toEqual({ repository: { name: 'secret' } });
    expect((await ask(query, {}, 'tok_eve')).errors?.[0]).toMatchObject({ type: 'NOT_FOUND' });
  });

  it('refuses fields that an installation has no permission for', async () => {
    const token = simulator.token(installation, { permissions: { contents: 'read' } });
    const answer = await ask(
      '{ repository(owner: "acme", name: "shop") { name issue(number: 1) { title } } }',
      {},
      token,
    );
    expect(answer.data).toEqual({ repository: { name: 'shop', issue: null } });
    expect(answer.errors).toMatchObject([
      {
        type: 'FORBIDDEN',
        path: ['repository', 'issue'],
        message: 'Resource not accessible by integration',
      },
    ]);
  });

  it('refuses changes by people without the right', async () => {
    const oid = await simulator.world.git(repo).branch('main');
    const input = { repositoryId: await repositoryId(), name: 'refs/heads/eve', oid };
    const query = 'mutation($input: CreateRefInput!) { createRef(input: $input) { ref { name } } }';
    const answer = await ask(query, { input }, 'tok_eve');
    expect(answer.errors?.[0]).toMatchObject({ type: 'FORBIDDEN', path: ['createRef'] });
    expect(await simulator.world.git(repo).branch('eve')).toBeNull();
  });

  it('wants a login, a query, and a page size that GitHub allows', async () => {
    const query = '{ viewer { login } }';
    expect((await post(null, { query })).status).toBe(401);
    expect((await post('ghs_unknown', { query })).status).toBe(401);
    expect((await post('tok_ada', {})).status).toBe(400);
    const labels = async (args: string) =>
      (await ask(`{ repository(owner: "acme", name: "shop") { labels${args} { nodes { name } } } }`)).errors;
    expect(await labels('')).toMatchObject([
      {
        type: 'MISSING_PAGINATION_BOUNDARIES',
        message: 'You must provide a `first` or `last` value to properly paginate the `labels` connection.',
      },
    ]);
    expect(await labels('(first: 101)')).toMatchObject([{ type: 'EXCESSIVE_PAGINATION' }]);
    expect(await labels('(first: 1, after: "x")')).toMatchObject([{ type: 'INVALID_CURSOR_ARGUMENTS' }]);
    expect(await shop('labels { totalCount }')).toEqual({ labels: { totalCount: 9 } });
  });

  it('tells what is wrong with a query in the words of GitHub', async () => {
    expect((await ask('{ viewer { nothing } }')).errors).toMatchObject([
      {
        message: "Field 'nothing' doesn't exist on type 'User'",
        extensions: { code: 'undefinedField', typeName: 'User', fieldName: 'nothing' },
      },
    ]);
    expect((await ask('{ viewer {')).errors?.[0]?.message).toContain('Parse error');
    expect(
      (
        await ask(
          'query($n: Int!) { viewer { login } repository(owner: "a", name: "b") { issue(number: $n) { id } } }',
        )
      ).errors,
    ).toMatchObject([{ message: 'Variable $n of type Int! was provided invalid value' }]);
  });

  it('names a field that it lacks and makes nothing up', async () => {
    const answer = await ask('{ viewer { bio hasSponsorsListing } }');
    expect(answer.data).toBeNull();
    expect(answer.errors).toMatchObject([
      { message: "The simulator does not implement 'User.hasSponsorsListing'." },
    ]);
    expect(await data('{ viewer { bio } }')).toEqual({ viewer: { bio: null } });
  });
});

describe('a pull request', () => {
  it('is opened, drafted, labelled, edited, closed and reopened', async () => {
    const { id, number } = await openPull('life');
    const pull = `pullRequest(number: ${number})`;
    await mutate('convertPullRequestToDraft', { pullRequestId: id }, 'pullRequest { isDraft }');
    expect(await shop(`${pull} { isDraft state mergeStateStatus }`)).toEqual({
      pullRequest: { isDraft: true, state: 'OPEN', mergeStateStatus: 'DRAFT' },
    });
    await mutate('markPullRequestReadyForReview', { pullRequestId: id }, 'pullRequest { isDraft }');
    const bug = await idOf('label(name: "bug") { id }');
    await mutate('addLabelsToLabelable', { labelableId: id, labelIds: [bug] }, 'labelable { __typename }');
    const edit = { pullRequestId: id, title: 'New title', body: 'New body', baseRefName: 'release/1' };
    await mutate('updatePullRequest', edit, 'pullRequest { id }');
    expect(
      await shop(`${pull} { title body baseRefName labels(first: 5) { nodes { name } } mergeable
        commits(last: 1) { totalCount nodes { commit { message } } } files(first: 5) { nodes { path changeType } }
        timelineItems(first: 20, itemTypes: [LABELED_EVENT, RENAMED_TITLE_EVENT]) { nodes { __typename } } }`),
    ).toEqual({
      pullRequest: {
        title: 'New title',
        body: 'New body',
        baseRefName: 'release/1',
        labels: { nodes: [{ name: 'bug' }] },
        mergeable: 'MERGEABLE',
        commits: { totalCount: 1, nodes: [{ commit: { message: 'Add life' } }] },
        files: { nodes: [{ path: 'life.txt', changeType: 'ADDED' }] },
        timelineItems: { nodes: [{ __typename: 'LabeledEvent' }, { __typename: 'RenamedTitleEvent' }] },
      },
    });
    await mutate('closePullRequest', { pullRequestId: id }, 'pullRequest { state }');
    expect(await mutate('reopenPullRequest', { pullRequestId: id }, 'pullRequest { state }')).toEqual({
      pullRequest: { state: 'OPEN' },
    });
    expect(events).toEqual(
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
    const { id, number } = await openPull('reviewed');
    const input = {
      repositoryId: await repositoryId(),
      pattern: 'main',
      requiresApprovingReviews: true,
      requiredApprovingReviewCount: 1,
      requiresStatusChecks: true,
      requiredStatusCheckContexts: ['Hotfix'],
    };
    const rule = z
      .object({ branchProtectionRule: z.object({ id: z.string() }) })
      .parse(await mutate('createBranchProtectionRule', input, 'branchProtectionRule { id }', 'tok_grace'));
    const state = () =>
      shop(`pullRequest(number: ${number}) { reviewDecision mergeStateStatus
        latestReviews(first: 5) { nodes { state author { login } } } reviewRequests(first: 5) { nodes { requestedReviewer { ... on User { login } } } } }`);
    const grace = z
      .object({ user: z.object({ id: z.string() }) })
      .parse(await data('{ user(login: "grace") { id } }'));
    await mutate('requestReviews', { pullRequestId: id, userIds: [grace.user.id] }, 'pullRequest { id }');
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
    expect((await ask(merge, { input: { pullRequestId: id } })).errors).toMatchObject([
      { type: 'UNPROCESSABLE', path: ['mergePullRequest'] },
    ]);
    await mutate(
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
    const refused = await ask(own, { input: { pullRequestId: id, event: 'APPROVE' } });
    expect(refused.errors?.[0]?.message).toBe('Can not approve your own pull request');
    const ruleId = rule.branchProtectionRule.id;
    await mutate(
      'deleteBranchProtectionRule',
      { branchProtectionRuleId: ruleId },
      'clientMutationId',
      'tok_grace',
    );
    expect(repo.protections).toEqual([]);
  });

  it('carries the checks on its head, and knows which of them a rule requires', async () => {
    const { number } = await openPull('checked');
    const token = simulator.token(installation);
    const headSha = await simulator.world.git(repo).branch('checked');
    const rule = {
      repositoryId: await repositoryId(),
      pattern: 'main',
      requiresStatusChecks: true,
      requiredStatusCheckContexts: ['Hotfix'],
    };
    const made = z
      .object({ branchProtectionRule: z.object({ id: z.string() }) })
      .parse(await mutate('createBranchProtectionRule', rule, 'branchProtectionRule { id }', 'tok_grace'));
    const run = {
      repositoryId: await repositoryId(),
      name: 'Hotfix',
      headSha,
      status: 'COMPLETED',
      conclusion: 'FAILURE',
      output: { title: '2 things to do', summary: 'Unmet' },
    };
    await mutate('createCheckRun', run, 'checkRun { id }', token);
    expect(
      await shop(`pullRequest(number: ${number}) { statusCheckRollup { state contexts(first: 5) { totalCount nodes { __typename ... on CheckRun { name conclusion title isRequired(pullRequestNumber: ${number}) } } } }
        commits(last: 1) { nodes { commit { checkSuites(first: 5, filterBy: { appId: ${installation.appId} }) { nodes { conclusion app { slug } checkRuns(first: 5, filterBy: { checkName: "Hotfix" }) { nodes { summary externalId } } } } } } } }`),
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
    const ruleId = made.branchProtectionRule.id;
    await mutate(
      'deleteBranchProtectionRule',
      { branchProtectionRuleId: ruleId },
      'clientMutationId',
      'tok_grace',
    );
  });

  it('is merged by a real commit and closes what it fixes', async () => {
    const issue = await mutate(
      'createIssue',
      { repositoryId: await repositoryId(), title: 'Broken' },
      'issue { number }',
    );
    const { number: broken } = z.object({ issue: z.object({ number: z.number() }) }).parse(issue).issue;
    const { id, number } = await openPull('merged', `Fixes #${broken}`);
    expect(
      await shop(`pullRequest(number: ${number}) { closingIssuesReferences(first: 5) { nodes { number } } }`),
    ).toEqual({
      pullRequest: { closingIssuesReferences: { nodes: [{ number: broken }] } },
    });
    const merge = { pullRequestId: id, mergeMethod: 'SQUASH', commitHeadline: 'Mend it', commitBody: '' };
    await mutate('mergePullRequest', merge, 'pullRequest { merged }');
    expect(
      await shop(`pullRequest(number: ${number}) { state merged mergedBy { login } mergeCommit { messageHeadline parents(first: 2) { totalCount } associatedPullRequests(first: 2) { nodes { number } } } }
        issue(number: ${broken}) { state stateReason } ref(qualifiedName: "main") { target { ... on Commit { messageHeadline } } }`),
    ).toEqual({
      pullRequest: {
        state: 'MERGED',
        merged: true,
        mergedBy: { login: 'ada' },
        mergeCommit: {
          messageHeadline: 'Mend it',
          parents: { totalCount: 1 },
          associatedPullRequests: { nodes: [{ number }] },
        },
      },
      issue: { state: 'CLOSED', stateReason: 'COMPLETED' },
      ref: { target: { messageHeadline: 'Mend it' } },
    });
  });
});

describe('other changes', () => {
  it('makes, moves and deletes refs, and commits files', async () => {
    const oid = await simulator.world.git(repo).branch('release/1');
    const input = { repositoryId: await repositoryId(), name: 'refs/heads/made', oid };
    const made = await mutate('createRef', input, 'ref { id name }');
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
    await mutate('createCommitOnBranch', commit, 'commit { oid }');
    const git = simulator.world.git(repo);
    expect(await git.readFile('made', 'c.txt')).toBe('c\n');
    expect(await git.readFile('made', 'README.md')).toBeNull();
    const query =
      'mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }';
    expect((await ask(query, { input: commit })).errors).toMatchObject([{ type: 'STALE_DATA' }]);
    await mutate('updateRef', { refId: id, oid, force: true }, 'ref { target { oid } }');
    expect(await git.branch('made')).toBe(oid);
    await mutate('deleteRef', { refId: id }, 'clientMutationId');
    expect(await git.branch('made')).toBeNull();
  });

  it('writes issues, comments and reactions, and finds them again', async () => {
    const bug = await idOf('label(name: "bug") { id }');
    const input = {
      repositoryId: await repositoryId(),
      title: 'Follow up',
      body: '**Why**',
      labelIds: [bug],
    };
    const made = await mutate('createIssue', input, 'issue { id number }');
    const { id, number } = z
      .object({ issue: z.object({ id: z.string(), number: z.number() }) })
      .parse(made).issue;
    const added = await mutate('addComment', { subjectId: id, body: 'Noted' }, 'commentEdge { node { id } }');
    const comment = z.object({ commentEdge: z.object({ node: z.object({ id: z.string() }) }) }).parse(added);
    await mutate('addReaction', { subjectId: id, content: 'EYES' }, 'reaction { content }');
    await mutate(
      'updateIssueComment',
      { id: comment.commentEdge.node.id, body: 'Noted well' },
      'issueComment { body }',
    );
    await mutate('closeIssue', { issueId: id, stateReason: 'NOT_PLANNED' }, 'issue { state }');
    expect(
      await shop(
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
    expect(await data(`query${search}`, { q: found })).toEqual({
      search: { issueCount: 1, nodes: [{ number }] },
    });
    expect(
      await data('query($id: ID!) { node(id: $id) { __typename ... on Issue { title } } }', { id }),
    ).toEqual({
      node: { __typename: 'Issue', title: 'Follow up' },
    });
    await mutate('deleteIssueComment', { id: comment.commentEdge.node.id }, 'clientMutationId');
    const gone = await ask('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: [id, comment.commentEdge.node.id],
    });
    expect(gone.data).toEqual({ nodes: [{ id }, null] });
    expect(gone.errors).toMatchObject([{ type: 'NOT_FOUND', path: ['nodes', 1] }]);
  });
});

describe('the tables of resolvers', () => {
  it('name only types and fields of the published schema', () => {
    const unknown = Object.entries<object>(tables).flatMap(([name, table]) => {
      const type = githubSchema().getType(name);
      const fields = isObjectType(type) ? type.getFields() : {};
      return Object.keys(table).flatMap((field) => (field in fields ? [] : [`${name}.${field}`]));
    });
    expect(unknown).toEqual([]);
  });

  it('answers what gh asks of pull requests, issues and repositories', async () => {
    const { number } = await openPull('gh');
    const actor = 'login __typename ... on User { id name } ... on Bot { id }';
    const reactions = 'reactionGroups { content users { totalCount } }';
    const common = `id number title body state url closed closedAt createdAt updatedAt author { ${actor} }
      assignees(first: 100) { nodes { id login name } totalCount } labels(first: 100) { nodes { id name description color } totalCount }
      milestone { number title description dueOn } ${reactions} projectCards(first: 100) { totalCount nodes { column { name } } }
      comments(first: 100) { nodes { id author { login } authorAssociation body createdAt includesCreatedEdit isMinimized minimizedReason url viewerDidAuthor ${reactions} } pageInfo { hasNextPage endCursor } totalCount }`;
    const answer = await ask(`{ repository(owner: "acme", name: "shop") {
      id name nameWithOwner owner { id login } hasIssuesEnabled hasWikiEnabled description viewerPermission viewerDefaultMergeMethod
      mergeCommitAllowed rebaseMergeAllowed squashMergeAllowed autoMergeAllowed deleteBranchOnMerge isPrivate isArchived isFork isEmpty visibility
      defaultBranchRef { name } parent { id } stargazerCount forkCount watchers { totalCount } latestRelease { tagName } pushedAt sshUrl url homepageUrl
      languages(first: 10) { edges { size node { name } } } primaryLanguage { name } licenseInfo { key } codeOfConduct { name } fundingLinks { url }
      issueTemplates { name } pullRequestTemplates { filename body } repositoryTopics(first: 10) { nodes { topic { name } } } diskUsage
      assignableUsers(first: 10) { nodes { login } } milestones(first: 5) { totalCount } projects(first: 5) { totalCount } projectsV2(first: 5) { totalCount }
      issues(first: 30, states: OPEN, orderBy: { field: CREATED_AT, direction: DESC }) { totalCount nodes { ${common} isPinned } }
      issueOrPullRequest(number: ${number}) { ... on Issue { state } ... on PullRequest { state } }
      releases(first: 5) { nodes { name tagName isDraft isLatest isPrerelease createdAt publishedAt } }
      pullRequests(first: 5, headRefName: "gh", orderBy: { field: CREATED_AT, direction: DESC }) { nodes { ${common}
        additions deletions changedFiles baseRefName headRefName headRefOid isCrossRepository isDraft maintainerCanModify mergeStateStatus mergeable merged mergedAt
        headRepository { id name } headRepositoryOwner { ${actor} } mergeCommit { oid } mergedBy { login } potentialMergeCommit { oid }
        reviewDecision reviewRequests(first: 100) { nodes { requestedReviewer { __typename ... on User { login } ... on Team { organization { login } name slug } } } }
        reviews(first: 100) { nodes { id author { login } authorAssociation submittedAt body state url commit { oid } ${reactions} } pageInfo { hasNextPage endCursor } totalCount }
        latestReviews(first: 100) { nodes { author { login } state } } files(first: 100) { nodes { additions deletions path } }
        baseRef { branchProtectionRule { requiresStrictStatusChecks requiredApprovingReviewCount } } autoMergeRequest { mergeMethod } isInMergeQueue isMergeQueueEnabled
        closingIssuesReferences(first: 100) { nodes { id number url } } fullDatabaseId
        commits(first: 100) { totalCount nodes { commit { oid messageHeadline messageBody committedDate authoredDate authors(first: 100) { nodes { name email user { id login } } }
          statusCheckRollup { contexts(first: 100) { nodes { __typename ... on StatusContext { context state targetUrl createdAt description isRequired(pullRequestNumber: ${number}) }
            ... on CheckRun { name checkSuite { workflowRun { event workflow { name } } } status conclusion startedAt completedAt detailsUrl isRequired(pullRequestNumber: ${number}) } } pageInfo { hasNextPage endCursor } } } } } } } } } }`);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      repository: {
        issueOrPullRequest: { state: 'OPEN' },
        pullRequests: { nodes: [{ number, additions: 1 }] },
      },
    });
  });

  it('answers introspection, by which gh finds out what a server can do', async () => {
    const fields = await data('{ __type(name: "PullRequest") { fields(includeDeprecated: true) { name } } }');
    expect(JSON.stringify(fields)).toContain('"isInMergeQueue"');
  });
});
