// Turns the parts of GitHub's answers into facts. Pure: what needs another question is asked in `read-pull.ts` and `read-branch.ts`.

import { type Known, known, unreadable } from '../../core/model/facts/known.ts';
import type { Account } from '../../core/model/facts/people.ts';
import type { Commit } from '../../core/model/facts/pull.ts';
import type { RepositoryFacts } from '../../core/model/facts/repository.ts';
import {
  loginFromGitHub,
  parseBranchName,
  parseInstant,
  parseRepositoryId,
  parseSha,
} from '../../core/model/ids.ts';
import type { GraphqlProblem } from '../client/errors.ts';
import type { CommitPage, GitActorAnswer, Listed, RepositoryAnswer } from './answer.ts';

/** @param without what the app does without it, as a sentence; left out where that says itself */
export function permissionMissing(what: string, permission: string, without = ''): Known<never> {
  const more = without === '' ? '' : `. ${without}`;
  return unreadable(`${what} could not be read: the app lacks the permission “${permission}”${more}`);
}

/** Whether GitHub refused the part of an answer that a path begins with. */
export function isForbidden(problems: readonly GraphqlProblem[], part: string): boolean {
  return problems.some(({ type, path }) => type === 'FORBIDDEN' && (path ?? []).includes(part));
}

function namesOf(connection: RepositoryAnswer['tags'], what: string): Known<readonly string[]> {
  return connection === null
    ? permissionMissing(what, 'Contents: read')
    : known(connection.nodes.map(({ name }) => name));
}

/** Null when the repository has no branch yet, or its name is not one. */
export function repositoryFacts(answer: RepositoryAnswer): RepositoryFacts | null {
  const id = parseRepositoryId(answer.nameWithOwner);
  const defaultBranch = parseBranchName(answer.defaultBranchRef?.name ?? '');
  if (id === null || defaultBranch === null) return null;
  const branches = namesOf(answer.branches, 'The branches');
  return {
    id,
    webUrl: answer.url.slice(0, -`/${answer.nameWithOwner}`.length),
    defaultBranch,
    tags: namesOf(answer.tags, 'The tags'),
    branches: branches.known
      ? known(branches.value.map(parseBranchName).filter((name) => name !== null))
      : branches,
    allowsSquashOnly: answer.squashMergeAllowed && !answer.mergeCommitAllowed && !answer.rebaseMergeAllowed,
  };
}

const KINDS: Readonly<Record<string, Account['kind']>> = {
  Bot: 'bot',
  Organization: 'organization',
  Mannequin: 'mannequin',
};

export function accountOf(
  actor: { readonly __typename: string; readonly login: string } | null,
): Account | null {
  if (actor === null) return null;
  return { login: loginFromGitHub(actor.login), kind: KINDS[actor.__typename] ?? 'user' };
}

/** GraphQL knows a commit's author only as a user; a bot is known by the address that GitHub gives to bots. */
const BOT_ADDRESS = /^\d+\+(.+)\[bot\]@users\.noreply\./;

function gitAccount(author: GitActorAnswer | null): Account | null {
  if (author === null) return null;
  if (author.user !== null) return accountOf({ __typename: 'User', login: author.user.login });
  const bot = BOT_ADDRESS.exec(author.email ?? '')?.[1];
  return bot === undefined ? null : accountOf({ __typename: 'Bot', login: bot });
}

/** GitHub's own account, which commits what people do in the browser. */
const WEB_COMMITTER = 'web-flow';

function committerOf(committer: GitActorAnswer | null): Account | null {
  const account = gitAccount(committer);
  return account?.login === WEB_COMMITTER ? null : account;
}

export function commitsOf(page: Listed<CommitPage>): readonly Commit[] {
  return page.nodes.map(({ commit }) => ({
    sha: parseSha(commit.oid),
    message: commit.message,
    parents: commit.parents.totalCount,
    author: gitAccount(commit.author),
    // The first one is the author again.
    coAuthors: commit.authors.nodes
      .slice(1)
      .map(gitAccount)
      .filter((account) => account !== null),
    committer: committerOf(commit.committer),
    authoredAt: parseInstant(commit.authoredDate),
  }));
}
