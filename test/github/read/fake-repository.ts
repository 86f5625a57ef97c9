// The repository that the reader's tests look at, as the root of a GraphQL answer: fields are data, fields with arguments functions.
import { refusal } from '../fake-github.ts';

export const HEAD = 'a'.repeat(40);
export const POLICY = 'playbook: workflow\n';

export function sha(seed: string): string {
  return seed.repeat(40).slice(0, 40);
}

/** A completed run of the app's own, as GraphQL shows it. */
export function aCheckRun(externalId: string) {
  return {
    databaseId: 77,
    name: 'Hotfix',
    externalId,
    status: 'COMPLETED',
    conclusion: 'FAILURE',
    title: '3 things',
    summary: 'Do this.',
    text: 'And that.',
  };
}

interface Page {
  readonly first?: number;
  readonly last?: number;
  readonly after?: string | null;
  readonly before?: string | null;
}

/** A connection over `all`, whose cursors are places in it. */
export function connection(all: readonly unknown[]) {
  return ({ first, last, after, before }: Page = {}) => {
    const end = before === undefined || before === null ? all.length : Number(before);
    const from = after === undefined || after === null ? 0 : Number(after);
    const start = last === undefined ? from : Math.max(from, end - last);
    const stop = first === undefined ? end : Math.min(end, start + first);
    return {
      totalCount: all.length,
      nodes: all.slice(start, stop),
      pageInfo: {
        hasNextPage: stop < all.length,
        hasPreviousPage: start > 0,
        startCursor: String(start),
        endCursor: String(stop),
      },
    };
  };
}

/** An open pull request that holds a commit, as GraphQL shows it. */
export function aCarrier(number: number, change: Record<string, unknown> = {}) {
  return {
    number,
    state: 'OPEN',
    headRefName: 'feature/wish-list',
    headRefOid: sha('f'),
    baseRefName: 'develop',
    ...change,
  };
}

export interface FakeCommit {
  readonly oid: string;
  readonly message?: string;
  readonly parents?: number;
  readonly author?: unknown;
  readonly authors?: readonly unknown[];
  readonly committer?: unknown;
}

/** As many commits as GitHub lists at most: whatever is newer is left out. */
export function asManyCommitsAsAreListed(): FakeCommit[] {
  return Array.from({ length: 250 }, (_, index) => ({ oid: sha(`c${index.toString(16).padStart(3, '0')}`) }));
}

const MIRA = { email: 'mira@example.com', user: { login: 'mira-okafor' } };

export interface FakeComment {
  readonly databaseId: number;
  readonly body: string;
  readonly viewerDidAuthor?: boolean;
  readonly [field: string]: unknown;
}

export interface FakeRepository {
  files: Record<string, unknown>;
  pull: Record<string, unknown> | null;
  commits: FakeCommit[];
  comments: FakeComment[];
  reviews: Record<string, unknown>[];
  changed: Record<string, unknown>[];
  timeline: Record<string, unknown>[];
  /** Members by the team's slug; a team that is not there has none. */
  teams: Record<string, readonly string[]>;
  /** The owner's `.github` repository: its files, or null where it has none. */
  organisation: Record<string, unknown> | null;
  organisationOverrides: Record<string, unknown>;
  /** The repository that is asked about is that `.github` itself. */
  isOrganisationItself: boolean;
  suites: { status: string; runs: Record<string, unknown>[] }[];
  /** For each branch, by its full name, the commits by which the compared head is ahead of it, oldest first; null: cannot be compared. */
  ahead: Record<string, readonly string[] | null>;
  /** What `headTarget` says, and the names by which the head may be asked for. */
  head: { oid: string; refs: readonly string[] };
  branch: { pulls: readonly number[] } | null;
  /** Pull requests that hold the commits of their `holds`; one without holds any. */
  carriers: Record<string, unknown>[];
  overrides: Record<string, unknown>;
}

export function aRepository(): FakeRepository {
  return {
    files: {
      '.github/hotfix.yml': { __typename: 'Blob', text: POLICY, isBinary: false, isTruncated: false },
    },
    pull: {},
    commits: [{ oid: HEAD, message: 'fix(cart): apply the discount\n\nWhy.' }],
    comments: [],
    reviews: [],
    changed: [{ path: 'src/cart.js', additions: 2, deletions: 1, changeType: 'MODIFIED' }],
    timeline: [],
    teams: {},
    organisation: null,
    organisationOverrides: {},
    isOrganisationItself: false,
    suites: [],
    ahead: { 'refs/heads/develop': [HEAD], 'refs/heads/main': [HEAD] },
    head: { oid: HEAD, refs: ['hotfix/v1.4.1-mira'] },
    branch: { pulls: [] },
    carriers: [],
    overrides: {},
  };
}

function commitTarget(state: FakeRepository, oid: string) {
  const suites = state.suites.map(({ status, runs }) => ({
    status,
    createdAt: '2026-03-04T02:11:00Z',
    checkRuns: (page: Page) => connection(runs)(page),
  }));
  return {
    __typename: 'Commit',
    oid,
    associatedPullRequests: connection(
      state.carriers.filter(({ holds }) => !Array.isArray(holds) || holds.includes(oid)),
    ),
    file: ({ path }: { path: string }) => (path in state.files ? { object: state.files[path] } : null),
    checkSuites: ({ filterBy, ...page }: Page & { filterBy: { appId: number } }) => {
      if (filterBy.appId !== 4242) throw new Error('suites of another app');
      return connection(suites)(page);
    },
  };
}

function compare(state: FakeRepository, name: string) {
  return ({ headRef }: { headRef: string }) => {
    const ahead = state.ahead[name];
    if (ahead === null || ahead === undefined || !state.head.refs.includes(headRef)) return null;
    return {
      headTarget: { __typename: 'Commit', oid: state.head.oid },
      aheadBy: ahead.length,
      commits: connection(ahead.map((oid) => ({ oid }))),
    };
  };
}

function pullOf(state: FakeRepository) {
  if (state.pull === null) return null;
  const commits = state.commits.map((commit) => ({
    commit: {
      ...commitTarget(state, commit.oid),
      message: commit.message ?? 'fix: something',
      parents: { totalCount: commit.parents ?? 1 },
      authoredDate: '2026-03-04T02:05:00Z',
      author: commit.author ?? MIRA,
      authors: connection(commit.authors ?? [commit.author ?? MIRA]),
      committer: commit.committer ?? { email: 'noreply@github.com', user: { login: 'web-flow' } },
    },
  }));
  return {
    title: '[HOTFIX] Cart total ignores discount',
    body: 'The body.\r\n',
    state: 'OPEN',
    isDraft: false,
    createdAt: '2026-03-04T02:11:09Z',
    updatedAt: '2026-03-04T02:13:00Z',
    lastEditedAt: null,
    author: { __typename: 'User', login: 'mira-okafor' },
    editor: null,
    baseRefName: 'main',
    baseRefOid: sha('b'),
    headRefName: 'hotfix/v1.4.1-mira',
    headRefOid: HEAD,
    isCrossRepository: false,
    headRepository: { nameWithOwner: 'acme/shop' },
    labels: connection([{ name: 'hotfix' }]),
    baseRef: { target: commitTarget(state, sha('b')) },
    commits: connection(commits),
    comments: connection(state.comments.map(commentOf)),
    changedFiles: state.changed.length,
    files: connection(state.changed),
    reviews: connection(
      state.reviews.map((review, index) => ({ fullDatabaseId: String(index + 1), ...review })),
    ),
    timelineItems: connection(state.timeline),
    mergeQueueEntry: null,
    ...state.pull,
  };
}

function commentOf(comment: FakeComment) {
  return {
    createdAt: '2026-03-04T02:12:00Z',
    lastEditedAt: null,
    author:
      comment.viewerDidAuthor === true
        ? { __typename: 'Bot', login: 'hotfix-warden' }
        : { __typename: 'User', login: 'grace' },
    editor: null,
    viewerDidAuthor: false,
    reactionGroups: [],
    ...comment,
  };
}

/** The root that a question about `acme/shop` is answered from. */
export function rootOf(state: FakeRepository): unknown {
  const branches = [{ name: 'main' }, { name: 'develop' }, { name: 'hotfix/v1.4.1-mira' }];
  return {
    viewer: { login: 'hotfix-warden[bot]' },
    organization: ({ login }: { login: string }) => {
      if (login !== 'acme')
        throw refusal('NOT_FOUND', `Could not resolve to an Organization with the login of '${login}'.`);
      return {
        team: ({ slug }: { slug: string }) => {
          const members = state.teams[slug];
          return members === undefined
            ? null
            : { members: connection(members.map((member) => ({ login: member }))) };
        },
      };
    },
    repository: ({ owner, name }: { owner: string; name: string }) => {
      if (`${owner}/${name}` === 'acme/.github' && state.organisation !== null)
        return {
          nameWithOwner: 'acme/.github',
          defaultBranchRef: { target: commitTarget({ ...state, files: state.organisation }, sha('d')) },
          ...state.organisationOverrides,
        };
      if (`${owner}/${name}` !== (state.isOrganisationItself ? 'acme/.github' : 'acme/shop'))
        throw refusal('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
      return {
        nameWithOwner: 'acme/shop',
        owner: { __typename: 'Organization' },
        url: 'https://github.com/acme/shop',
        squashMergeAllowed: true,
        mergeCommitAllowed: true,
        rebaseMergeAllowed: false,
        defaultBranchRef: { name: 'main', target: commitTarget(state, sha('b')) },
        refs: ({ refPrefix, ...page }: Page & { refPrefix: string }) =>
          connection(refPrefix === 'refs/tags/' ? [{ name: 'v1.4.0' }, { name: 'v1.3.0' }] : branches)(page),
        pullRequest: () => pullOf(state),
        pullRequests: connection([
          {
            number: 14,
            headRefName: 'hotfix/v1.4.1-x',
            labels: connection([{ name: 'hotfix' }]),
          },
        ]),
        object: ({ oid }: { oid: string }) => commitTarget(state, oid),
        ref: ({ qualifiedName }: { qualifiedName: string }) => {
          if (qualifiedName === 'refs/heads/hotfix/v1.4.1-mira')
            return state.branch === null
              ? null
              : {
                  name: 'hotfix/v1.4.1-mira',
                  target: commitTarget(state, HEAD),
                  associatedPullRequests: connection(state.branch.pulls.map((number) => ({ number }))),
                };
          return qualifiedName in state.ahead
            ? { name: qualifiedName.slice('refs/heads/'.length), compare: compare(state, qualifiedName) }
            : null;
        },
        ...state.overrides,
      };
    },
  };
}
