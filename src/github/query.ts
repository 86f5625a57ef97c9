// The questions put to GitHub's GraphQL API: one for a pull request, one for a branch, and small ones for what a first answer leaves open.
// Only the number of files and of compared branches shapes the text; every name is a variable, so that none can be read as syntax.
import { CHECK_NAME } from '../core/effects.ts';

/** GitHub's largest page. */
export const PAGE = 100;
/** The passport is one of a pull request's first comments, and where it is not its page is remembered: a small page saves much text. */
export const COMMENT_PAGE = 50;

const CHECK_SUITES = `checkSuites(last: 5, filterBy: { appId: $appId }) {
  nodes {
    status
    checkRuns(last: 10, filterBy: { checkName: "${CHECK_NAME}", checkType: ALL }) {
      nodes { databaseId externalId status conclusion title summary text }
    }
  }
}`;

const COMMENTS = `comments(first: ${COMMENT_PAGE}, after: $commentsAfter) {
  pageInfo { hasNextPage endCursor }
  nodes { databaseId body viewerDidAuthor }
}`;

const COMMITS = `pageInfo { hasNextPage endCursor }
nodes {
  commit { oid message parents { totalCount } author { email user { login } } }
}`;

const REPOSITORY = `nameWithOwner
url
squashMergeAllowed
mergeCommitAllowed
rebaseMergeAllowed
defaultBranchRef { name }
tags: refs(refPrefix: "refs/tags/", first: ${PAGE}, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }) { nodes { name } }
branches: refs(refPrefix: "refs/heads/", first: ${PAGE}) { nodes { name } }`;

/** The newest commits come last, and a pull request's own commits are among the newest of its head. */
const COMPARISON = `headTarget { oid }
aheadBy
commits(last: ${PAGE}) { pageInfo { hasPreviousPage startCursor } nodes { oid } }`;

function repeat(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

function files(count: number): string {
  return repeat(
    count,
    (index) =>
      `file${index}: file(path: $file${index}) { object { ... on Blob { text isBinary isTruncated } } }`,
  );
}

function comparisons(count: number): string {
  return repeat(
    count,
    (index) =>
      `compared${index}: ref(qualifiedName: $compared${index}) { name compare(headRef: $headRef) { ${COMPARISON} } }`,
  );
}

function variables(fileCount: number, comparedCount: number): string {
  const declared = [
    ...Array.from({ length: fileCount }, (_, index) => `$file${index}: String!`),
    ...Array.from({ length: comparedCount }, (_, index) => `$compared${index}: String!`),
    ...(comparedCount > 0 ? ['$headRef: String!'] : []),
  ];
  return declared.join(', ');
}

/** Everything about a pull request. `compared` is 0 while its head's name is not known. */
export function pullQuery(fileCount: number, comparedCount: number): string {
  return `query HotfixPull($owner: String!, $name: String!, $number: Int!, $appId: Int!, $commentsAfter: String, ${variables(fileCount, comparedCount)}) {
  repository(owner: $owner, name: $name) {
    ${REPOSITORY}
    pullRequest(number: $number) {
      title
      body
      state
      isDraft
      createdAt
      author { __typename login }
      baseRefName
      baseRefOid
      headRefName
      headRefOid
      isCrossRepository
      headRepository { nameWithOwner }
      labels(first: ${PAGE}) { nodes { name } }
      baseRef { target { ... on Commit { ${files(fileCount)} } } }
      commits(first: ${PAGE}) { ${COMMITS} }
      headCommit: commits(last: 1) { nodes { commit { oid ${CHECK_SUITES} } } }
      ${COMMENTS}
    }
    ${comparisons(comparedCount)}
  }
}`;
}

/** Everything about a branch. The files are the default branch's. */
export function branchQuery(fileCount: number, comparedCount: number): string {
  return `query HotfixBranch($owner: String!, $name: String!, $ref: String!, $appId: Int!, ${variables(fileCount, comparedCount)}) {
  repository(owner: $owner, name: $name) {
    ${REPOSITORY}
    policy: defaultBranchRef { target { ... on Commit { ${files(fileCount)} } } }
    ref(qualifiedName: $ref) {
      target { oid ... on Commit { ${CHECK_SUITES} } }
      associatedPullRequests(first: 20, states: OPEN) { nodes { number } }
    }
    ${comparisons(comparedCount)}
  }
}`;
}

/** How development branches compare with a head whose name the first question did not know yet. */
export function comparisonQuery(comparedCount: number): string {
  return `query HotfixComparison($owner: String!, $name: String!, ${variables(0, comparedCount)}) {
  repository(owner: $owner, name: $name) {
    ${comparisons(comparedCount)}
  }
}`;
}

/** Older commits of one comparison. */
export const OLDER_COMPARED_COMMITS = `query HotfixOlderCommits($owner: String!, $name: String!, $compared: String!, $headRef: String!, $before: String!) {
  repository(owner: $owner, name: $name) {
    ref(qualifiedName: $compared) {
      compare(headRef: $headRef) {
        headTarget { oid }
        aheadBy
        commits(last: ${PAGE}, before: $before) { pageInfo { hasPreviousPage startCursor } nodes { oid } }
      }
    }
  }
}`;

/** The next page of a pull request's commits. */
export const MORE_COMMITS = `query HotfixCommits($owner: String!, $name: String!, $number: Int!, $after: String!) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) { commits(first: ${PAGE}, after: $after) { ${COMMITS} } }
  }
}`;

/** Another page of a pull request's comments. */
export const MORE_COMMENTS = `query HotfixComments($owner: String!, $name: String!, $number: Int!, $commentsAfter: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) { ${COMMENTS} }
  }
}`;

/** The check runs of a commit by its id, where the list of the pull request's commits ends before it. */
export const CHECKS_OF_COMMIT = `query HotfixChecks($owner: String!, $name: String!, $oid: GitObjectID!, $appId: Int!) {
  repository(owner: $owner, name: $name) {
    object(oid: $oid) { ... on Commit { oid ${CHECK_SUITES} } }
  }
}`;

/** The policy's files at a commit, for a base branch that was deleted. */
export function filesAtCommitQuery(fileCount: number): string {
  return `query HotfixFiles($owner: String!, $name: String!, $oid: GitObjectID!, ${variables(fileCount, 0)}) {
  repository(owner: $owner, name: $name) {
    object(oid: $oid) { ... on Commit { ${files(fileCount)} } }
  }
}`;
}
