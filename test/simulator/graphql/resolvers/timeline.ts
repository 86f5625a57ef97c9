/** The timeline of an issue or pull request: its events, comments, commits and reviews in the order in which they came. */

import { issueEventNodeId } from '../../node-ids.ts';
import { pullCommits } from '../../operations/pull-range.ts';
import type { Issue, IssueEvent } from '../../state/issues.ts';
import type { Repository } from '../../state/repository.ts';
import { type ConnectionInfo, connection, type PageArguments } from '../connection.ts';
import { actorNode, nodeOf, threadNode, userNode } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';

interface Thread {
  repo: Repository;
  issue: Issue;
}

/** REST's names of events → GraphQL's types. */
const TYPES: Readonly<Record<string, string>> = {
  labeled: 'LabeledEvent',
  unlabeled: 'UnlabeledEvent',
  assigned: 'AssignedEvent',
  unassigned: 'UnassignedEvent',
  milestoned: 'MilestonedEvent',
  demilestoned: 'DemilestonedEvent',
  renamed: 'RenamedTitleEvent',
  locked: 'LockedEvent',
  unlocked: 'UnlockedEvent',
  closed: 'ClosedEvent',
  reopened: 'ReopenedEvent',
  merged: 'MergedEvent',
  ready_for_review: 'ReadyForReviewEvent',
  convert_to_draft: 'ConvertToDraftEvent',
  review_requested: 'ReviewRequestedEvent',
  review_request_removed: 'ReviewRequestRemovedEvent',
  base_ref_changed: 'BaseRefChangedEvent',
  head_ref_force_pushed: 'HeadRefForcePushedEvent',
  head_ref_deleted: 'HeadRefDeletedEvent',
  head_ref_restored: 'HeadRefRestoredEvent',
};

function eventValue({ repo, issue }: Thread, event: IssueEvent, { world }: QueryContext) {
  const { data } = event;
  const account = (key: string) => {
    const id = data[key];
    return typeof id === 'number' ? userNode(world.account(id)) : null;
  };
  const label = repo.labels.find((one) => one.name === data['name']);
  const pull = repo.pulls.get(issue.number);
  const thread = threadNode(repo, issue.number);
  const commit = event.commitId === null ? null : nodeOf('Commit', { repo, oid: event.commitId });
  return {
    __typename: TYPES[event.event] ?? '',
    id: issueEventNodeId(repo, event),
    databaseId: event.id,
    actor: actorNode(world.account(event.actorId)),
    createdAt: event.createdAt,
    label: label ? nodeOf('Label', { repo, label }) : null,
    labelable: thread,
    assignee: account('assigneeId'),
    user: account('assigneeId'),
    assignable: thread,
    milestoneTitle: data['title'] ?? null,
    subject: thread,
    previousTitle: data['from'] ?? null,
    currentTitle: data['to'] ?? null,
    lockReason: null,
    lockable: thread,
    closable: thread,
    closer: commit,
    stateReason: typeof data['reason'] === 'string' ? data['reason'].toUpperCase() : null,
    commit,
    mergeRef: null,
    mergeRefName: pull?.baseRef ?? null,
    pullRequest: thread,
    requestedReviewer: account('reviewerId'),
  };
}

async function everything(thread: Thread, context: QueryContext) {
  const { repo, issue } = thread;
  const items: { at: string; node: { __typename: string } }[] = [];
  for (const event of issue.events)
    if (TYPES[event.event]) items.push({ at: event.createdAt, node: eventValue(thread, event, context) });
  for (const comment of repo.comments.values())
    if (comment.issueNumber === issue.number)
      items.push({ at: comment.createdAt, node: nodeOf('IssueComment', { repo, comment }) });
  const pull = repo.pulls.get(issue.number);
  if (pull) {
    for (const review of pull.reviews.values())
      items.push({
        at: review.submittedAt ?? review.updatedAt,
        node: nodeOf('PullRequestReview', { repo, pull, review }),
      });
    for (const oid of await pullCommits(context.world, repo, pull))
      items.push({
        at: (await context.git(repo).readCommit(oid)).committer.date,
        node: nodeOf('PullRequestCommit', { repo, issue, pull, oid }),
      });
  }
  return items.sort((a, b) => a.at.localeCompare(b.at)).map(({ node }) => node);
}

/** `LABELED_EVENT` → `LabeledEvent`, the enum's spelling of a type. */
const typeOf = (itemType: string) =>
  itemType.toLowerCase().replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

export async function timelineItems(
  thread: Thread,
  args: PageArguments & { itemTypes?: readonly string[] | null },
  context: QueryContext,
  info: ConnectionInfo,
) {
  const wanted = args.itemTypes ? new Set(args.itemTypes.map(typeOf)) : null;
  const all = await everything(thread, context);
  const items = wanted ? all.filter(({ __typename }) => wanted.has(__typename)) : all;
  const page = connection(info, items, args);
  return {
    ...page,
    filteredCount: items.length,
    pageCount: page.nodes.length,
    updatedAt: thread.issue.updatedAt,
  };
}
