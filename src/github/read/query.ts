// The questions put to GitHub's GraphQL API: one for a pull request, one for a branch, and small ones for what a first answer leaves open.
// Only the number of files and of compared branches shapes the text; every name is a variable, so that none can be read as syntax.

/** GitHub's largest page. */
export const PAGE = 100;
/** More authors than this have not been seen on one commit. */
const AUTHORS = 10;

/** Each pull request on a commit has runs of its own there; a run that is not listed is made anew. */
const RUNS = 50;

const CHECK_SUITES = `checkSuites(last: 5, filterBy: { appId: $appId }) {
  nodes {
    status
    createdAt
    checkRuns(last: ${RUNS}, filterBy: { checkType: ALL }) {
      nodes { databaseId name externalId status conclusion title summary text }
    }
  }
}`;

const NEXT = 'pageInfo { hasNextPage endCursor }';

const COMMENTS = `${NEXT}
nodes {
  databaseId
  body
  createdAt
  lastEditedAt
  author { __typename login }
  editor { __typename login }
  viewerDidAuthor
  reactionGroups { content createdAt viewerHasReacted }
}`;

const COMMITS = `${NEXT}
nodes {
  commit {
    oid
    message
    authoredDate
    parents { totalCount }
    author { email user { login } }
    authors(first: ${AUTHORS}) { nodes { email user { login } } }
    committer { email user { login } }
  }
}`;

/** Merged ones too, where the commit is on the default branch. */
const CARRIERS = `associatedPullRequests(first: 20) {
  pageInfo { hasNextPage }
  nodes { number state headRefName headRefOid baseRefName }
}`;

const FILES = `totalCount
${NEXT}
nodes { path additions deletions changeType }`;

const REVIEWS = `${NEXT}
nodes {
  fullDatabaseId
  state
  submittedAt
  author { __typename login }
  authorCanPushToRepository
  commit { oid }
}`;

const TIMELINE = `nodes {
  __typename
  ... on ReadyForReviewEvent { createdAt }
  ... on LabeledEvent { createdAt label { name } actor { __typename login } }
  ... on UnlabeledEvent { label { name } actor { __typename login } }
}`;

const MEMBERS = `${NEXT}
nodes { login }`;

const REPOSITORY = `nameWithOwner
owner { __typename }
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

function files(prefix: string, count: number): string {
  return repeat(
    count,
    (index) =>
      `${prefix}${index}: file(path: $${prefix}${index}) { object { ... on Blob { text isBinary isTruncated } } }`,
  );
}

function teams(count: number): string {
  return repeat(
    count,
    (index) =>
      `team${index}: organization(login: $owner) { team(slug: $team${index}) { members(first: ${PAGE}) { ${MEMBERS} } } }`,
  );
}

/** The owner's own policy, which lives in a repository that many owners do not have. */
function organisation(count: number): string {
  return `organisation: repository(owner: $owner, name: ".github") @include(if: $withOrganisation) {
    nameWithOwner
    defaultBranchRef { target { ... on Commit { ${files('organisationFile', count)} } } }
  }`;
}

function comparisons(count: number): string {
  return repeat(
    count,
    (index) =>
      `compared${index}: ref(qualifiedName: $compared${index}) { name compare(headRef: $headRef) { ${COMPARISON} } }`,
  );
}

/** How many of each thing a question asks for. Only these numbers shape its text. */
export interface Counts {
  readonly file?: number;
  readonly organisationFile?: number;
  readonly headFile?: number;
  readonly compared?: number;
  readonly team?: number;
}

function variables(counts: Counts): string {
  const declared = Object.entries(counts).flatMap(([prefix, count]: readonly [string, number]) =>
    Array.from({ length: count }, (_, index) => `$${prefix}${index}: String!`),
  );
  const compared = (counts.compared ?? 0) > 0 ? ['$headRef: String!'] : [];
  return [...declared, ...compared].join(', ');
}

/** Everything about a pull request. `compared` is 0 while its head's name is not known. */
export function pullQuery(counts: Required<Counts>): string {
  return `query HotfixPull($owner: String!, $name: String!, $number: Int!, $appId: Int!, $withOrganisation: Boolean!, ${variables(counts)}) {
  viewer { login }
  ${organisation(counts.organisationFile)}
  ${teams(counts.team)}
  repository(owner: $owner, name: $name) {
    ${REPOSITORY}
    pullRequest(number: $number) {
      title
      body
      state
      isDraft
      createdAt
      updatedAt
      lastEditedAt
      author { __typename login }
      editor { __typename login }
      baseRefName
      baseRefOid
      headRefName
      headRefOid
      isCrossRepository
      headRepository { nameWithOwner }
      labels(first: ${PAGE}) { nodes { name } }
      baseRef { target { ... on Commit { ${files('file', counts.file)} } } }
      commits(first: ${PAGE}) { ${COMMITS} }
      firstCommit: commits(first: 1) { nodes { commit { oid ${CARRIERS} } } }
      headCommit: commits(last: 1) { nodes { commit { oid ${CARRIERS} ${files('headFile', counts.headFile)} ${CHECK_SUITES} } } }
      changedFiles
      files(first: ${PAGE}) { ${FILES} }
      reviews(first: ${PAGE}) { ${REVIEWS} }
      timelineItems(last: ${PAGE}, itemTypes: [READY_FOR_REVIEW_EVENT, LABELED_EVENT, UNLABELED_EVENT]) { ${TIMELINE} }
      comments(first: ${PAGE}) { ${COMMENTS} }
      mergeQueueEntry { headCommit { oid ${CHECK_SUITES} } }
    }
    ${comparisons(counts.compared)}
  }
}`;
}

/** Everything about a branch. The files are the default branch's. */
export function branchQuery(
  counts: Required<Pick<Counts, 'file' | 'organisationFile' | 'compared'>>,
): string {
  return `query HotfixBranch($owner: String!, $name: String!, $ref: String!, $branch: String!, $appId: Int!, $withOrganisation: Boolean!, ${variables(counts)}) {
  ${organisation(counts.organisationFile)}
  repository(owner: $owner, name: $name) {
    ${REPOSITORY}
    policy: defaultBranchRef { target { ... on Commit { ${files('file', counts.file)} } } }
    incoming: pullRequests(first: ${PAGE}, states: OPEN, baseRefName: $branch) {
      nodes { number headRefName labels(first: 20) { nodes { name } } }
    }
    ref(qualifiedName: $ref) {
      target { oid ... on Commit { ${CHECK_SUITES} ${CARRIERS} } }
      associatedPullRequests(first: 20, states: OPEN) { nodes { number } }
    }
    ${comparisons(counts.compared)}
  }
}`;
}

/** How development branches compare with a head whose name the first question did not know yet. */
export function comparisonQuery(comparedCount: number): string {
  return `query HotfixComparison($owner: String!, $name: String!, ${variables({ compared: comparedCount })}) {
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

/** The next page of a pull request's comments. */
export const MORE_COMMENTS = `query HotfixComments($owner: String!, $name: String!, $number: Int!, $after: String!) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) { comments(first: ${PAGE}, after: $after) { ${COMMENTS} } }
  }
}`;

/** The next page of a pull request's files. */
export const MORE_FILES = `query HotfixChangedFiles($owner: String!, $name: String!, $number: Int!, $after: String!) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) { files(first: ${PAGE}, after: $after) { ${FILES} } }
  }
}`;

/** The next page of a pull request's reviews. */
export const MORE_REVIEWS = `query HotfixReviews($owner: String!, $name: String!, $number: Int!, $after: String!) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) { reviews(first: ${PAGE}, after: $after) { ${REVIEWS} } }
  }
}`;

/** The next page of a team's members. */
export const MORE_MEMBERS = `query HotfixTeam($owner: String!, $team: String!, $after: String!) {
  organization(login: $owner) { team(slug: $team) { members(first: ${PAGE}, after: $after) { ${MEMBERS} } } }
}`;

/** What is on a commit by its id, and who else has it, where the list of the pull request's commits ends before it. */
export const CHECKS_OF_COMMIT = `query HotfixChecks($owner: String!, $name: String!, $oid: GitObjectID!, $appId: Int!) {
  repository(owner: $owner, name: $name) {
    object(oid: $oid) { ... on Commit { oid ${CHECK_SUITES} ${CARRIERS} } }
  }
}`;

/** Files at a commit, for a base branch that was deleted and for a head beyond the listed commits. */
export function filesAtCommitQuery(fileCount: number): string {
  return `query HotfixFiles($owner: String!, $name: String!, $oid: GitObjectID!, ${variables({ file: fileCount })}) {
  repository(owner: $owner, name: $name) {
    object(oid: $oid) { ... on Commit { ${files('file', fileCount)} } }
  }
}`;
}
