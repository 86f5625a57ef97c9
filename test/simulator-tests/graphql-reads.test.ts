// GraphQL reads: git, commits, pages, and everything that gh asks for.
import { isObjectType } from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { githubSchema } from '../simulator/graphql/schema.ts';
import { tables } from '../simulator/graphql/tables.ts';
import { type Shop, startShop } from './graphql-client.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop.simulator.close());

describe('what is read', () => {
  it('gives refs, files by path and objects by expression', async () => {
    const answer = await shop.read(`
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
    const answer = await shop.read(`
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
        await shop.read(
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
    const token = shop.simulator.token(shop.installation);
    expect(
      await shop.data('{ viewer { login __typename } rateLimit { cost limit remaining } }', {}, token),
    ).toEqual({
      viewer: { login: 'warden[bot]', __typename: 'User' },
      rateLimit: { cost: 1, limit: 5_000, remaining: 4_999 },
    });
    const { id: subjectId } = await shop.openPull('bots');
    const selection = 'commentEdge { node { author { __typename login } viewerDidAuthor } }';
    expect(await shop.mutate('addComment', { subjectId, body: 'Hello' }, selection, token)).toEqual({
      commentEdge: { node: { author: { __typename: 'Bot', login: 'warden' }, viewerDidAuthor: true } },
    });
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
    const { number } = await shop.openPull('gh');
    const actor = 'login __typename ... on User { id name } ... on Bot { id }';
    const reactions = 'reactionGroups { content users { totalCount } }';
    const common = `id number title body state url closed closedAt createdAt updatedAt author { ${actor} }
      assignees(first: 100) { nodes { id login name } totalCount } labels(first: 100) { nodes { id name description color } totalCount }
      milestone { number title description dueOn } ${reactions} projectCards(first: 100) { totalCount nodes { column { name } } }
      comments(first: 100) { nodes { id author { login } authorAssociation body createdAt includesCreatedEdit isMinimized minimizedReason url viewerDidAuthor ${reactions} } pageInfo { hasNextPage endCursor } totalCount }`;
    const answer = await shop.ask(`{ repository(owner: "acme", name: "shop") {
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
        headRepository { id name } headRepositoryOwner { id login } mergeCommit { oid } mergedBy { login } potentialMergeCommit { oid }
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
    const fields = await shop.data(
      '{ __type(name: "PullRequest") { fields(includeDeprecated: true) { name } } }',
    );
    expect(JSON.stringify(fields)).toContain('"isInMergeQueue"');
  });
});
