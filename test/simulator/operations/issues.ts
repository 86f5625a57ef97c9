/** Opens, edits, closes and reopens issues; pull requests use the parts they share. */
import { GitHubError, unprocessable } from '../http/errors.ts';
import type { Issue } from '../state/issues.ts';
import type { Act } from './act.ts';
import { mayTriage } from './act.ts';
import { announce, recordEvent, touch } from './issue-events.ts';
import { addAssignees, addLabels, setAssignees, setLabels, setMilestone } from './issue-marks.ts';
import { applyText, checkText, markClosed, newIssue } from './issue-record.ts';
import { closePull, editPull, reopenPull } from './pulls.ts';

export interface IssueInput {
  title: string;
  body?: string | null | undefined;
  labels?: readonly string[] | undefined;
  assignees?: readonly string[] | undefined;
  milestone?: number | null | undefined;
}

export async function openIssue(act: Act, input: IssueInput): Promise<Issue> {
  if (!act.repo.settings.hasIssues)
    throw new GitHubError(410, 'Issues has been disabled in this repository.');
  checkText('Issue', input);
  const issue = newIssue(act, input.title, input.body ?? null);
  await announce(act, issue, 'opened');
  if (!mayTriage(act)) return issue;
  await addLabels(act, issue, input.labels ?? []);
  await addAssignees(act, issue, input.assignees ?? []);
  if (input.milestone) await setMilestone(act, issue, input.milestone);
  return issue;
}

export interface IssueEdit {
  title?: string | undefined;
  body?: string | null | undefined;
  state?: 'open' | 'closed' | undefined;
  stateReason?: Issue['stateReason'] | undefined;
  labels?: readonly string[] | undefined;
  assignees?: readonly string[] | undefined;
  milestone?: number | null | undefined;
}

/** Applies an edit to an issue or, by the same words, to a pull request. */
export async function editIssue(act: Act, issue: Issue, edit: IssueEdit): Promise<void> {
  const pull = act.repo.pulls.get(issue.number);
  if (pull) await editPull(act, pull, { title: edit.title, body: edit.body });
  else await editText(act, issue, edit);
  if (mayTriage(act)) {
    if (edit.labels) await setLabels(act, issue, edit.labels);
    if (edit.assignees) await setAssignees(act, issue, edit.assignees);
    if (edit.milestone !== undefined) await setMilestone(act, issue, edit.milestone);
  }
  if (edit.state === 'closed') {
    if (pull) await closePull(act, pull);
    else await closeIssue(act, issue, edit.stateReason ?? 'completed');
  }
  if (edit.state === 'open') {
    if (pull) await reopenPull(act, pull);
    else await reopenIssue(act, issue);
  }
}

async function editText(act: Act, issue: Issue, edit: IssueEdit): Promise<void> {
  checkText('Issue', edit);
  const changes = applyText(act, issue, edit);
  if (Object.keys(changes).length > 0) await announce(act, issue, 'edited', { changes });
}

/** Closes; with a reason other than before, an already closed issue only changes the reason. */
export async function closeIssue(act: Act, issue: Issue, reason: Issue['stateReason']): Promise<void> {
  if (reason === 'reopened')
    throw unprocessable('Invalid request.\n\nstate_reason does not fit a closed issue.');
  if (issue.state === 'closed') {
    issue.stateReason = reason;
    return;
  }
  markClosed(act, issue, reason);
  await announce(act, issue, 'closed');
}

export async function reopenIssue(act: Act, issue: Issue): Promise<void> {
  if (issue.state === 'open') return;
  issue.state = 'open';
  issue.stateReason = issue.stateReason === null ? null : 'reopened';
  issue.closedAt = null;
  issue.closedById = null;
  touch(act, issue);
  recordEvent(act, issue, 'reopened');
  await announce(act, issue, 'reopened');
}
