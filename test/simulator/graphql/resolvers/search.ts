/** Search over issues, pull requests, repositories and users, with the qualifiers that clients use. */
import { mentions } from '../../operations/mentions.ts';
import type { Issue } from '../../state/issues.ts';
import type { Repository } from '../../state/repository.ts';
import { type ConnectionInfo, connection, type PageArguments } from '../connection.ts';
import { nodeOf, threadNode } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';
import { threadState } from './thread-filters.ts';

interface Term {
  /** Empty for a plain word. */
  key: string;
  value: string;
  negated: boolean;
}

/** `is:pr -label:"good first issue" word` → terms. */
function readTerms(query: string): Term[] {
  const found = query.matchAll(/(-?)(?:([a-z-]+):)?(?:"([^"]*)"|(\S+))/gi);
  return [...found].map((match) => ({
    negated: match[1] === '-',
    key: (match[2] ?? '').toLowerCase(),
    value: match[3] ?? match[4] ?? '',
  }));
}

interface Candidate {
  repo: Repository;
  issue: Issue;
}

/** What `is:` and `state:` may say of a thread. */
function traits({ repo, issue }: Candidate): Set<string> {
  const pull = repo.pulls.get(issue.number);
  return new Set([
    pull ? 'pr' : 'issue',
    pull ? 'pull-request' : 'issue',
    issue.state,
    threadState(repo, issue).toLowerCase(),
    ...(pull ? [pull.draft ? 'draft' : 'ready', pull.mergedAt === null ? 'unmerged' : 'merged'] : []),
    repo.settings.private ? 'private' : 'public',
    issue.locked ? 'locked' : 'unlocked',
  ]);
}

function isLogin(context: QueryContext, id: number, value: string): boolean {
  const wanted = value === '@me' ? context.viewer.login : value.replace(/^@/, '').replace(/^app\//, '');
  const { login } = context.world.account(id);
  return login.toLowerCase() === wanted.toLowerCase() || login === `${wanted}[bot]`;
}

function meets(context: QueryContext, one: Candidate, { key, value }: Term): boolean {
  const { repo, issue } = one;
  const { world } = context;
  const pull = repo.pulls.get(issue.number);
  switch (key) {
    case 'repo':
      return world.fullName(repo).toLowerCase() === value.toLowerCase();
    case 'org':
    case 'user':
      return isLogin(context, repo.ownerId, value);
    case 'is':
    case 'type':
    case 'state':
      return traits(one).has(value.toLowerCase());
    case 'draft':
      return pull !== undefined && pull.draft === (value === 'true');
    case 'author':
      return isLogin(context, issue.authorId, value);
    case 'assignee':
      return issue.assigneeIds.some((id) => isLogin(context, id, value));
    case 'mentions':
      return mentions(issue.body ?? '', value === '@me' ? context.viewer.login : value.replace(/^@/, ''));
    case 'involves':
      return (
        isLogin(context, issue.authorId, value) || issue.assigneeIds.some((id) => isLogin(context, id, value))
      );
    case 'review-requested':
    case 'user-review-requested':
      return pull?.requestedReviewerIds.some((id) => isLogin(context, id, value)) ?? false;
    case 'reviewed-by':
      return [...(pull?.reviews.values() ?? [])].some(({ authorId }) => isLogin(context, authorId, value));
    case 'label':
      return repo.labels.some(
        (label) =>
          issue.labelIds.includes(label.id) &&
          value.toLowerCase().split(',').includes(label.name.toLowerCase()),
      );
    case 'milestone':
      return repo.milestones.some(
        (milestone) => milestone.number === issue.milestoneNumber && milestone.title === value,
      );
    case 'head':
      return pull?.headRef.startsWith(value) ?? false;
    case 'base':
      return pull?.baseRef === value;
    case 'no':
      return hasNone(issue, value);
    case 'sha':
      return pull !== undefined && [pull.headSha, pull.mergeCommitSha].some((sha) => sha?.startsWith(value));
    case 'sort':
    case 'in':
    case 'archived':
      return true;
    default:
      return `${issue.title}\n${issue.body ?? ''}`.toLowerCase().includes(value.toLowerCase());
  }
}

function hasNone(issue: Issue, what: string): boolean {
  if (what === 'assignee') return issue.assigneeIds.length === 0;
  if (what === 'label') return issue.labelIds.length === 0;
  return what === 'milestone' && issue.milestoneNumber === null;
}

/** Newest first, or as `sort:` says. */
function sortThreads(found: Candidate[], terms: readonly Term[]): Candidate[] {
  const order = terms.find(({ key }) => key === 'sort')?.value ?? 'created-desc';
  const by = order.startsWith('updated') ? 'updatedAt' : 'createdAt';
  found.sort((a, b) => a.issue[by].localeCompare(b.issue[by]) || a.issue.id - b.issue.id);
  return order.endsWith('-asc') ? found : found.reverse();
}

function findThreads(context: QueryContext, terms: readonly Term[]) {
  const found: Candidate[] = [];
  for (const repo of context.world.state.repositories.values()) {
    if (!context.sees(repo)) continue;
    for (const issue of repo.issues.values())
      if (terms.every((term) => meets(context, { repo, issue }, term) !== term.negated))
        found.push({ repo, issue });
  }
  return sortThreads(found, terms).flatMap(({ repo, issue }) => threadNode(repo, issue.number) ?? []);
}

function findRepositories(context: QueryContext, terms: readonly Term[]) {
  const fits = (repo: Repository) =>
    context.sees(repo) &&
    terms.every(({ key, value, negated }) => {
      const name = context.world.fullName(repo).toLowerCase();
      if (key === 'repo') return (name === value.toLowerCase()) !== negated;
      if (key === 'org' || key === 'user') return isLogin(context, repo.ownerId, value) !== negated;
      if (key === 'topic') return repo.topics.includes(value) !== negated;
      if (key !== '') return true;
      return name.includes(value.toLowerCase()) !== negated;
    });
  return [...context.world.state.repositories.values()]
    .filter(fits)
    .map((repo) => nodeOf('Repository', { repo }));
}

function findUsers(context: QueryContext, terms: readonly Term[]) {
  const words = terms.filter(({ key }) => key === '').map(({ value }) => value.toLowerCase());
  return [...context.world.state.accounts.values()].flatMap((account) =>
    account.type === 'User' && words.every((word) => account.login.toLowerCase().includes(word))
      ? [nodeOf('User', { account })]
      : [],
  );
}

export function search(
  _: null,
  args: PageArguments & { query: string; type: string },
  context: QueryContext,
  info: ConnectionInfo,
) {
  const terms = readTerms(args.query);
  const threads = args.type.startsWith('ISSUE') ? findThreads(context, terms) : [];
  const repositories = args.type === 'REPOSITORY' ? findRepositories(context, terms) : [];
  const users = args.type === 'USER' ? findUsers(context, terms) : [];
  const page = connection(info, [...threads, ...repositories, ...users], args);
  return {
    ...page,
    edges: page.edges.map((edge) => ({ ...edge, textMatches: [] })),
    issueCount: threads.length,
    repositoryCount: repositories.length,
    userCount: users.length,
    codeCount: 0,
    discussionCount: 0,
    wikiCount: 0,
  };
}
