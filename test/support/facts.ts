// Facts for tests: a plain hotfix, of which a test changes what it is about.
import type { BranchFacts } from '../../src/core/model/facts/branch.ts';
import type { Facts } from '../../src/core/model/facts/facts.ts';
import { known, notGiven } from '../../src/core/model/facts/known.ts';
import type { ChangedFile, Comment, Commit, PullFacts, Review } from '../../src/core/model/facts/pull.ts';
import type { RepositoryFacts } from '../../src/core/model/facts/repository.ts';
import { ALONE } from '../../src/core/model/facts/same-head.ts';
import {
  type BranchName,
  instant,
  type Login,
  loginFromGitHub,
  type PullNumber,
  parseBranchName,
  parseOwner,
  parsePullNumber,
  parseRepositoryName,
  parseSha,
  type Sha,
} from '../../src/core/model/ids.ts';

function must<T>(value: T | null, what: string): T {
  if (value === null) throw new Error(`not a valid ${what}`);
  return value;
}

export const branch = (name: string): BranchName => must(parseBranchName(name), 'branch');
export const sha = (digit: string): Sha => must(parseSha(digit.repeat(40).slice(0, 40)), 'sha');
export const login = (name: string): Login => loginFromGitHub(name);
export const pullNumber = (number: number): PullNumber => must(parsePullNumber(number), 'pull number');

export const repositoryId = {
  owner: must(parseOwner('acme'), 'owner'),
  name: must(parseRepositoryName('shop'), 'repository name'),
};

export function repositoryFacts(change: Partial<RepositoryFacts> = {}): RepositoryFacts {
  return {
    id: repositoryId,
    webUrl: 'https://github.com',
    defaultBranch: branch('main'),
    tags: known(['v1.2.0', 'v1.1.0']),
    branches: known([branch('main'), branch('develop')]),
    allowsSquashOnly: false,
    ...change,
  };
}

export function commit(change: Partial<Commit> = {}): Commit {
  return {
    sha: sha('a1b2c3d4'),
    message: 'hotfix(checkout): stop double charges',
    parents: 1,
    author: { login: login('ada'), kind: 'user' },
    coAuthors: [],
    committer: null,
    authoredAt: instant(Date.UTC(2026, 0, 10, 2, 50)),
    ...change,
  };
}

/** A changed file with ten new lines. */
export function changed(path: string, change: Partial<ChangedFile> = {}): ChangedFile {
  return { path, status: 'modified', additions: 10, deletions: 0, ...change };
}

export function changedFiles(...files: readonly (ChangedFile | string)[]): PullFacts['files'] {
  const listed = files.map((file) => (typeof file === 'string' ? changed(file) : file));
  return known({ listed, total: listed.length });
}

/** An approval of the head by grace, who may push. */
export function review(change: Partial<Review> = {}): Review {
  return {
    author: { login: login('grace'), kind: 'user' },
    state: 'approved',
    commit: sha('a1b2c3d4'),
    submittedAt: instant(Date.UTC(2026, 0, 10, 3, 20)),
    authorCanWrite: true,
    ...change,
  };
}

/** A comment of grace, unedited and not yet answered. */
export function comment(body: string, change: Partial<Comment> = {}): Comment {
  return {
    id: 501,
    author: { login: login('grace'), kind: 'user' },
    body,
    createdAt: instant(Date.UTC(2026, 0, 10, 3, 25)),
    editedAt: null,
    editedByOther: false,
    answer: null,
    ...change,
  };
}

export function pullFacts(change: Partial<PullFacts> = {}): PullFacts {
  return {
    kind: 'pull',
    number: pullNumber(12),
    title: 'Stop double charges',
    body: '',
    bodyEdit: null,
    state: 'open',
    isDraft: false,
    author: { login: login('ada'), kind: 'user' },
    base: branch('main'),
    head: {
      branch: branch('hotfix/v1.2.1-double-charges'),
      sha: sha('a1b2c3d4'),
      seenAt: instant(Date.UTC(2026, 0, 10, 3, 0)),
      repository: repositoryId,
      isFork: false,
    },
    labels: [],
    ownLabels: [],
    labelActs: new Map(),
    declinedLabels: [],
    openedAt: instant(Date.UTC(2026, 0, 10, 3, 0)),
    readyAt: instant(Date.UTC(2026, 0, 10, 3, 0)),
    commits: known([commit()]),
    origin: known({
      production: branch('main'),
      sharedWith: [{ branch: branch('develop'), commits: [] }],
      carriedBy: [],
    }),
    sameHead: ALONE,
    files: changedFiles('src/charge.js', 'test/charge.test.js'),
    patches: notGiven('No rule asked for the changed lines'),
    reviews: known([review()]),
    comments: known([]),
    queueHead: known(null),
    ...change,
  };
}

export function branchFacts(change: Partial<BranchFacts> = {}): BranchFacts {
  return {
    kind: 'branch',
    branch: branch('hotfix/v1.2.1-double-charges'),
    sha: sha('a1b2c3d4'),
    pulls: [],
    incoming: [],
    origin: known({
      production: branch('main'),
      sharedWith: [{ branch: branch('develop'), commits: [] }],
      carriedBy: [],
    }),
    sameHead: ALONE,
    ...change,
  };
}

export function facts(change: Partial<Facts> = {}): Facts {
  return {
    now: instant(Date.UTC(2026, 0, 10, 3, 30)),
    repository: repositoryFacts(),
    change: pullFacts(),
    files: {
      branch: branch('main'),
      texts: new Map([['.github/hotfix.yml', 'extends: workflow\n']]),
      organisation: { kind: 'not-asked' },
    },
    headFiles: new Map(),
    teams: new Map(),
    people: new Map(),
    presses: [],
    ...change,
  };
}
