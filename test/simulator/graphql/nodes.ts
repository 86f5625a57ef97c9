/** What stands behind each GraphQL object: a type name and the piece of state or the git object that it shows. */
import type { GraphQLResolveInfo } from 'graphql';
import type { Account, App, Bot, Organization, Team, User } from '../state/accounts.ts';
import type { CheckRun, CheckSuite, CommitStatus, Deployment, DeploymentStatus } from '../state/checks.ts';
import type {
  CommitComment,
  Issue,
  IssueComment,
  Label,
  Milestone,
  PullRequest,
  Review,
  ReviewComment,
} from '../state/issues.ts';
import type { BranchProtection, Ruleset, RulesetRule } from '../state/protection.ts';
import type { Release, Repository } from '../state/repository.ts';
import type { QueryContext } from './query-context.ts';

export interface NodeSources {
  App: { app: App };
  Blob: { repo: Repository; oid: string };
  Bot: { account: Bot };
  BranchProtectionRule: { repo: Repository; protection: BranchProtection };
  CheckRun: { repo: Repository; run: CheckRun };
  CheckSuite: { repo: Repository; suite: CheckSuite };
  Commit: { repo: Repository; oid: string };
  CommitComment: { repo: Repository; comment: CommitComment };
  /** `base` and `head` are commit ids; the head's commits are in the base's repository. */
  Comparison: { repo: Repository; base: string; head: string };
  Deployment: { repo: Repository; deployment: Deployment };
  DeploymentStatus: { repo: Repository; deployment: Deployment; status: DeploymentStatus };
  Issue: { repo: Repository; issue: Issue };
  IssueComment: { repo: Repository; comment: IssueComment };
  Label: { repo: Repository; label: Label };
  Milestone: { repo: Repository; milestone: Milestone };
  Organization: { account: Organization };
  PullRequest: { repo: Repository; issue: Issue; pull: PullRequest };
  PullRequestCommit: { repo: Repository; issue: Issue; pull: PullRequest; oid: string };
  PullRequestReview: { repo: Repository; pull: PullRequest; review: Review };
  PullRequestReviewComment: { repo: Repository; pull: PullRequest; comment: ReviewComment };
  /** `thread` is the comment that started it. */
  PullRequestReviewThread: { repo: Repository; pull: PullRequest; thread: ReviewComment };
  /** `name` is the full one; `oid` may be a tag object's. */
  Ref: { repo: Repository; name: string; oid: string };
  Release: { repo: Repository; release: Release };
  Repository: { repo: Repository };
  RepositoryRule: { repo: Repository; ruleset: Ruleset; rule: RulesetRule; position: number };
  RepositoryRuleset: { repo: Repository; ruleset: Ruleset };
  ReviewRequest: { repo: Repository; pull: PullRequest; reviewer: { user: Account } | { team: Team } };
  Status: { repo: Repository; sha: string };
  StatusCheckRollup: { repo: Repository; sha: string };
  StatusContext: { repo: Repository; status: CommitStatus };
  Tag: { repo: Repository; oid: string };
  Team: { organization: Organization; team: Team };
  Tree: { repo: Repository; oid: string };
  /** `path` is the whole one, from the root. */
  TreeEntry: { repo: Repository; path: string; mode: string; type: 'blob' | 'tree' | 'commit'; oid: string };
  /** A bot too: where the schema says User, GitHub shows bots as one. */
  User: { account: User | Bot };
}

export type NodeName = keyof NodeSources;
/** Of several names: the union of their nodes, told apart by `__typename`. */
export type NodeOf<K extends NodeName> = { [N in K]: { __typename: N } & NodeSources[N] }[K];

export function nodeOf<K extends NodeName>(typename: K, source: NodeSources[K]): NodeOf<K> {
  return { __typename: typename, ...source };
}

/** One field. `args` are what the schema says: graphql-js has checked them before, so a resolver may narrow `never`. */
export type Resolve<N> = (source: N, args: never, context: QueryContext, info: GraphQLResolveInfo) => unknown;

/**
 * The fields of one object type; a name that the published type does not have is a compile error. `Newer` are fields of
 * the published schema that its generated types lag behind (a test holds all names against the schema itself).
 */
export type Fields<K extends NodeName, SchemaType, Newer extends string = never> = {
  readonly [F in Exclude<keyof SchemaType, '__typename'> | Newer]?: Resolve<NodeOf<K>>;
};

/** Like `Fields`, for the two roots, which have no source. */
export type RootFields<SchemaType> = {
  readonly [F in Exclude<keyof SchemaType, '__typename'>]?: Resolve<null>;
};

/** An issue or a pull request under its number, or null. */
export function threadNode(repo: Repository, number: number): NodeOf<'Issue'> | NodeOf<'PullRequest'> | null {
  return pullNode(repo, number) ?? issueNode(repo, number);
}

export function pullNode(repo: Repository, number: number): NodeOf<'PullRequest'> | null {
  const issue = repo.issues.get(number);
  const pull = repo.pulls.get(number);
  return issue && pull ? nodeOf('PullRequest', { repo, issue, pull }) : null;
}

/** Null for a number that is a pull request's. */
export function issueNode(repo: Repository, number: number): NodeOf<'Issue'> | null {
  const issue = repo.issues.get(number);
  return issue && !repo.pulls.has(number) ? nodeOf('Issue', { repo, issue }) : null;
}

/** As an actor: users, bots and organisations each under their own type. */
export function actorNode(account: Account): NodeOf<'User'> | NodeOf<'Bot'> | NodeOf<'Organization'> {
  switch (account.type) {
    case 'User':
      return nodeOf('User', { account });
    case 'Bot':
      return nodeOf('Bot', { account });
    case 'Organization':
      return nodeOf('Organization', { account });
  }
}

/** Where the schema has User only: people and bots; organisations cannot stand there. */
export function userNode(account: Account): NodeOf<'User'> | null {
  return account.type === 'Organization' ? null : nodeOf('User', { account });
}
