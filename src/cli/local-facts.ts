// A hotfix as the command line knows it: checked before it is opened, so GitHub's numbers and accounts do not exist yet.

import type { Facts } from '../core/model/facts/facts.ts';
import { type Known, known, notGiven } from '../core/model/facts/known.ts';
import type { Origin } from '../core/model/facts/origin.ts';
import type { Commit, PullFacts } from '../core/model/facts/pull.ts';
import { ALONE } from '../core/model/facts/same-head.ts';
import { type BranchName, instant, parsePullNumber, parseRepositoryId, parseSha } from '../core/model/ids.ts';
import { UsageError } from './input.ts';

export interface LocalHotfix {
  readonly branch: BranchName;
  readonly base: BranchName;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly commits: Known<readonly Commit[]>;
  readonly tags: Known<readonly string[]>;
  readonly origin: Known<Origin>;
  readonly files: PullFacts['files'];
  readonly patches: PullFacts['patches'];
}

/** A message that is not committed yet. */
export function uncommitted(message: string): Commit {
  return {
    sha: null,
    message,
    parents: 1,
    author: null,
    coAuthors: [],
    committer: null,
    authoredAt: null,
  };
}

/** The value, or a usage error with a sentence for the caller. */
export function required<T>(value: T | null, sentence: string): T {
  if (value === null) throw new UsageError(sentence);
  return value;
}

/** Values in the place of GitHub's, where there is no GitHub. No rule's verdict depends on them. */
const HERE = required(parseRepositoryId('local/repository'), 'unreachable');
const NO_COMMIT = required(parseSha('0'.repeat(40)), 'unreachable');
const NO_NUMBER = required(parsePullNumber(1), 'unreachable');

export function localFacts(hotfix: LocalHotfix, files: Facts['files']): Facts {
  const { branch, base, title, body, labels, commits, tags, origin, patches } = hotfix;
  const onGitHub = notGiven('This command does not read from GitHub');
  return {
    now: instant(0),
    repository: {
      id: HERE,
      webUrl: 'https://github.com',
      defaultBranch: base,
      tags,
      branches: notGiven('This command only looks at the branches that it is given'),
      allowsSquashOnly: false,
    },
    change: {
      kind: 'pull',
      number: NO_NUMBER,
      title,
      body,
      bodyEdit: null,
      state: 'unopened',
      isDraft: false,
      author: null,
      base,
      head: { branch, sha: NO_COMMIT, seenAt: null, repository: HERE, isFork: false },
      labels,
      ownLabels: [],
      labelActs: new Map(),
      declinedLabels: [],
      openedAt: instant(0),
      readyAt: instant(0),
      commits,
      origin,
      sameHead: ALONE,
      files: hotfix.files,
      patches,
      reviews: onGitHub,
      comments: onGitHub,
      queueHead: known(null),
    },
    files,
    headFiles: new Map(),
    teams: new Map(),
    people: new Map(),
    presses: [],
  };
}
