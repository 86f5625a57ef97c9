/** Which issues and pull requests a list shows, and in which order. */
import { mentions } from '../../operations/mentions.ts';
import type { Issue } from '../../state/issues.ts';
import type { Repository } from '../../state/repository.ts';
import type { PageArguments } from '../connection.ts';
import type { QueryContext } from '../query-context.ts';

export interface ThreadArguments extends PageArguments {
  states?: readonly string[] | null;
  labels?: readonly string[] | null;
  orderBy?: { field: 'CREATED_AT' | 'UPDATED_AT' | 'COMMENTS'; direction: 'ASC' | 'DESC' } | null;
  /** Pull requests only. */
  headRefName?: string | null;
  baseRefName?: string | null;
  /** Issues only. */
  filterBy?: {
    assignee?: string | null;
    createdBy?: string | null;
    labels?: readonly string[] | null;
    mentioned?: string | null;
    milestone?: string | null;
    milestoneNumber?: string | null;
    since?: string | null;
    states?: readonly string[] | null;
  } | null;
}

/** OPEN, CLOSED or, of a pull request only, MERGED. */
export function threadState(repo: Repository, issue: Issue): 'OPEN' | 'CLOSED' | 'MERGED' {
  const pull = repo.pulls.get(issue.number);
  if (pull && pull.mergedAt !== null) return 'MERGED';
  return issue.state === 'open' ? 'OPEN' : 'CLOSED';
}

export function stateFits(repo: Repository, issue: Issue, states: readonly string[] | null | undefined) {
  return !states || states.includes(threadState(repo, issue));
}

function hasLabels(repo: Repository, issue: Issue, names: readonly string[] | null | undefined): boolean {
  if (!names) return true;
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return repo.labels.some(
    (label) => issue.labelIds.includes(label.id) && wanted.has(label.name.toLowerCase()),
  );
}

function fits(context: QueryContext, repo: Repository, issue: Issue, args: ThreadArguments): boolean {
  const { filterBy } = args;
  const pull = repo.pulls.get(issue.number);
  const isLogin = (id: number, login: string) =>
    context.world.account(id).login.replace(/\[bot\]$/, '') === login.replace(/^app\/|\[bot\]$/g, '');
  if (!stateFits(repo, issue, args.states ?? filterBy?.states)) return false;
  if (!hasLabels(repo, issue, args.labels) || !hasLabels(repo, issue, filterBy?.labels)) return false;
  if (args.headRefName && pull?.headRef !== args.headRefName) return false;
  if (args.baseRefName && pull?.baseRef !== args.baseRefName) return false;
  if (!filterBy) return true;
  const { assignee, createdBy, mentioned, since } = filterBy;
  const milestone = filterBy.milestoneNumber ?? filterBy.milestone;
  if (createdBy && !isLogin(issue.authorId, createdBy)) return false;
  if (assignee === '*' && issue.assigneeIds.length === 0) return false;
  if (assignee && assignee !== '*' && !issue.assigneeIds.some((id) => isLogin(id, assignee))) return false;
  if (mentioned && !mentions(issue.body ?? '', mentioned)) return false;
  if (milestone && milestone !== '*' && String(issue.milestoneNumber) !== milestone) return false;
  return !since || issue.updatedAt >= since;
}

/** Oldest first unless ordered otherwise, as GitHub lists both. */
export function wantedThreads(
  context: QueryContext,
  repo: Repository,
  kind: 'issues' | 'pulls',
  args: ThreadArguments,
): Issue[] {
  const found = [...repo.issues.values()].filter(
    (issue) => repo.pulls.has(issue.number) === (kind === 'pulls') && fits(context, repo, issue, args),
  );
  const { field = 'CREATED_AT', direction = 'ASC' } = args.orderBy ?? {};
  const counts = new Map<number, number>();
  if (field === 'COMMENTS')
    for (const { issueNumber } of repo.comments.values())
      counts.set(issueNumber, (counts.get(issueNumber) ?? 0) + 1);
  const compare = (a: Issue, b: Issue) => {
    if (field === 'COMMENTS') return (counts.get(a.number) ?? 0) - (counts.get(b.number) ?? 0);
    return field === 'UPDATED_AT' ? a.updatedAt.localeCompare(b.updatedAt) : 0;
  };
  found.sort((a, b) => compare(a, b) || a.number - b.number);
  return direction === 'DESC' ? found.reverse() : found;
}
