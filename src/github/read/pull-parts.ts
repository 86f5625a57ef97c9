// Turns the parts of a pull request's answer into facts: files, reviews, comments, labels, moments.

import type { Act, ChangedFile, Comment, Review } from '../../core/model/facts/pull.ts';
import { type Instant, instant, parseInstant, parseSha } from '../../core/model/ids.ts';
import { sameLabel } from '../../core/model/same-label.ts';
import type {
  CheckSuitesAnswer,
  CommentAnswer,
  CommentPage,
  FilePage,
  Listed,
  PullAnswer,
  ReviewPage,
  TimelineAnswer,
} from './answer.ts';
import { accountOf } from './answer-facts.ts';

const FILE_STATUSES: Readonly<Record<string, ChangedFile['status']>> = {
  ADDED: 'added',
  CHANGED: 'changed',
  COPIED: 'copied',
  DELETED: 'removed',
  MODIFIED: 'modified',
  RENAMED: 'renamed',
};

export function filesOf(page: Listed<FilePage>): readonly ChangedFile[] {
  return page.nodes.map(({ path, additions, deletions, changeType }) => ({
    path,
    additions,
    deletions,
    status: FILE_STATUSES[changeType] ?? 'changed',
  }));
}

const REVIEW_STATES: Readonly<Record<string, Review['state']>> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
};

/** Reviews that are still being written have no state of ours, and nobody but their author sees them. */
export function reviewsOf(page: Listed<ReviewPage>): readonly Review[] {
  return page.nodes.flatMap((node) => {
    const state = REVIEW_STATES[node.state];
    const submittedAt = parseInstant(node.submittedAt ?? '');
    if (state === undefined || submittedAt === null) return [];
    return [
      {
        author: accountOf(node.author),
        state,
        commit: parseSha(node.commit?.oid ?? ''),
        submittedAt,
        authorCanWrite: node.authorCanPushToRepository,
      },
    ];
  });
}

/** Also of those that are still being written; null where GitHub does not tell one. */
export function reviewIdsOf(pages: readonly Listed<ReviewPage>[]): ReadonlySet<number> | null {
  const ids = pages.flatMap(({ nodes }) => nodes.map(({ fullDatabaseId }) => fullDatabaseId));
  return ids.includes(null) ? null : new Set(ids.map(Number));
}

/** The app's own reaction. It never gives both; if both stand there, the refusal counts. */
function answerOf({ reactionGroups }: CommentAnswer): Comment['answer'] {
  for (const [content, kind] of [
    ['THUMBS_DOWN', 'refused'],
    ['THUMBS_UP', 'accepted'],
  ] as const) {
    const group = reactionGroups?.find((one) => one.content === content && one.viewerHasReacted);
    // The group's time is that of its first reaction: somebody else's may be earlier than ours, never later.
    if (group !== undefined) return { kind, at: parseInstant(group.createdAt ?? '') ?? instant(0) };
  }
  return null;
}

function sameAccount(one: CommentAnswer['author'], other: CommentAnswer['author']): boolean {
  return one !== null && other !== null && one.login === other.login && one.__typename === other.__typename;
}

/** What other people wrote. */
export function commentsOf(page: Listed<CommentPage>): readonly Comment[] {
  return page.nodes.flatMap((node) => {
    const createdAt = parseInstant(node.createdAt);
    // The app's own; a person who reads on a token of their own is heard as everybody else is.
    const isOwn = node.viewerDidAuthor && node.author?.__typename !== 'User';
    if (node.databaseId === null || createdAt === null || isOwn) return [];
    const editedAt = node.lastEditedAt === null ? null : parseInstant(node.lastEditedAt);
    return [
      {
        id: node.databaseId,
        author: accountOf(node.author),
        body: node.body,
        createdAt,
        editedAt,
        editedByOther: editedAt !== null && !sameAccount(node.editor, node.author),
        answer: answerOf(node),
      },
    ];
  });
}

/** Since when it has not been a draft; null where the timeline does not say. */
export function readyAtOf(timeline: TimelineAnswer | null): Instant | null {
  const ready = timeline?.nodes.findLast(({ __typename }) => __typename === 'ReadyForReviewEvent');
  return parseInstant(ready?.createdAt ?? '');
}

/** An app's account is `name[bot]` to itself and `name` as an actor. */
function isViewer(actor: NonNullable<TimelineAnswer['nodes'][number]['actor']>, viewer: string): boolean {
  return actor.__typename === 'Bot' && actor.login === viewer.replace(/\[bot\]$/, '');
}

/** The last time that a label was put on or taken off; null where the timeline does not reach so far back. */
function lastChange(name: string, timeline: TimelineAnswer | null) {
  const isAbout = ({ label }: TimelineAnswer['nodes'][number]) =>
    label !== undefined && sameLabel(label.name, name);
  return timeline?.nodes.findLast(isAbout) ?? null;
}

function wasByViewer(event: ReturnType<typeof lastChange>, viewer: string): boolean {
  const actor = event?.actor ?? null;
  return actor !== null && isViewer(actor, viewer);
}

/** Who put each label there last, and when. */
export function labelActsOf(
  labels: readonly string[],
  timeline: TimelineAnswer | null,
): ReadonlyMap<string, Act> {
  const acts = labels.flatMap((name): readonly (readonly [string, Act])[] => {
    const event = lastChange(name, timeline);
    const at = parseInstant(event?.createdAt ?? '');
    return at === null ? [] : [[name, { at, by: accountOf(event?.actor ?? null)?.login ?? null }]];
  });
  return new Map(acts);
}

/**
 * The app's own edits fill in forms: they say nothing of what the rest of the description says. Another app is nobody here: it can
 * have the name of a person's account.
 */
export function bodyEditOf({ lastEditedAt, editor }: PullAnswer, viewer: string): Act | null {
  const at = parseInstant(lastEditedAt ?? '');
  if (at === null || (editor !== null && isViewer(editor, viewer))) return null;
  const account = accountOf(editor);
  return { at, by: account?.kind === 'user' ? account.login : null };
}

/** Of the labels, those that the app put there: the last one to put it there counts. */
export function ownLabelsOf(
  labels: readonly string[],
  timeline: TimelineAnswer | null,
  viewer: string,
): readonly string[] {
  return labels.filter((name) => wasByViewer(lastChange(name, timeline), viewer));
}

/** Labels that somebody else took off last. */
export function declinedLabelsOf(timeline: TimelineAnswer | null, viewer: string): readonly string[] {
  const names = new Set((timeline?.nodes ?? []).flatMap(({ label }) => label?.name ?? []));
  return [...names].filter((name) => {
    const last = lastChange(name, timeline);
    return last?.__typename === 'UnlabeledEvent' && !wasByViewer(last, viewer);
  });
}

/** GitHub makes the app's suite when a commit is pushed. */
export function seenAtOf(suites: CheckSuitesAnswer): Instant | null {
  const moments = (suites?.nodes ?? []).flatMap(({ createdAt }) => parseInstant(createdAt) ?? []);
  return moments.length === 0 ? null : instant(Math.min(...moments));
}
