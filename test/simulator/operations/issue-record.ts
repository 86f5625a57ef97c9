/** The record behind issues and pull requests: made, its text changed, closed. */
import { validationFailed } from '../http/errors.ts';
import type { JsonObject } from '../json.ts';
import type { Issue } from '../state/issues.ts';
import type { Act } from './act.ts';
import { recordEvent, touch } from './issue-events.ts';

export const MOST_BODY_CHARACTERS = 65_536;
export const MOST_TITLE_CHARACTERS = 256;

/** Throws 422 for titles and bodies that GitHub does not store. */
export function checkText(
  resource: string,
  text: { title?: string | undefined; body?: string | null | undefined },
): void {
  if (text.title !== undefined && text.title.trim() === '')
    throw validationFailed([{ resource, code: 'missing_field', field: 'title' }]);
  if (text.title !== undefined && text.title.length > MOST_TITLE_CHARACTERS)
    throw validationFailed([
      {
        resource,
        code: 'custom',
        field: 'title',
        message: `title is too long (maximum is ${MOST_TITLE_CHARACTERS} characters)`,
      },
    ]);
  if (text.body && text.body.length > MOST_BODY_CHARACTERS)
    throw validationFailed([
      {
        resource,
        code: 'custom',
        field: 'body',
        message: `body is too long (maximum is ${MOST_BODY_CHARACTERS} characters)`,
      },
    ]);
}

/** The record of a new issue, or of the issue side of a new pull request, under the next number. */
export function newIssue(act: Act, title: string, body: string | null): Issue {
  const { world, repo, person, app } = act;
  repo.lastNumber += 1;
  const now = world.now();
  const issue: Issue = {
    id: world.ids.next(),
    number: repo.lastNumber,
    title,
    body,
    bodyEdit: null,
    state: 'open',
    stateReason: null,
    authorId: person.id,
    labelIds: [],
    assigneeIds: [],
    milestoneNumber: null,
    locked: false,
    activeLockReason: null,
    reactions: [],
    events: [],
    subIssueIds: [],
    parentIssueId: null,
    pinned: false,
    closedById: null,
    closedAt: null,
    createdAt: now,
    updatedAt: now,
    appId: app?.id ?? null,
  };
  repo.issues.set(issue.number, issue);
  return issue;
}

/** Writes title and body and gives the `changes` of the `edited` event; empty when nothing differs. */
export function applyText(
  act: Act,
  issue: Issue,
  edit: { title?: string | undefined; body?: string | null | undefined },
): JsonObject {
  const changes: JsonObject = {};
  if (edit.title !== undefined && edit.title !== issue.title) {
    changes['title'] = { from: issue.title };
    recordEvent(act, issue, 'renamed', { from: issue.title, to: edit.title });
    issue.title = edit.title;
  }
  if (edit.body !== undefined && (edit.body ?? '') !== (issue.body ?? '')) {
    changes['body'] = { from: issue.body ?? '' };
    issue.body = edit.body;
    issue.bodyEdit = { at: act.world.now(), byId: act.person.id };
  }
  if (Object.keys(changes).length > 0) touch(act, issue);
  return changes;
}

/** Marks as closed without telling anyone; the caller announces. */
export function markClosed(
  act: Act,
  issue: Issue,
  reason: Issue['stateReason'],
  commitId: string | null = null,
): void {
  issue.state = 'closed';
  issue.stateReason = reason;
  issue.closedAt = act.world.now();
  issue.closedById = act.person.id;
  touch(act, issue);
  recordEvent(act, issue, 'closed', { reason }, commitId);
}
