/** Labels, assignees and milestone of an issue or pull request: set, added, removed, each told of. */
import { GitHubError, notFound, unprocessable, validationFailed } from '../http/errors.ts';
import { serializeAccount } from '../serialize/account.ts';
import { serializeLabel, serializeMilestone } from '../serialize/label.ts';
import type { Issue, Label } from '../state/issues.ts';
import type { Act } from './act.ts';
import { announce, recordEvent, touch } from './issue-events.ts';

const MOST_ASSIGNEES = 10;

export function findLabel(act: Act, name: string): Label | null {
  return act.repo.labels.find((label) => label.name.toLowerCase() === name.toLowerCase()) ?? null;
}

/** The label with a name, made on demand as GitHub does when an issue is given an unknown one. */
function labelNamed(act: Act, name: string): Label {
  const known = findLabel(act, name);
  if (known) return known;
  const label = { id: act.world.ids.next(), name, color: 'ededed', description: null, isDefault: false };
  act.repo.labels.push(label);
  act.world.events.emit({
    event: 'label',
    action: 'created',
    repo: act.repo,
    sender: act.person,
    payload: { label: serializeLabel(act.world, act.repo, label) },
  });
  return label;
}

export async function addLabels(act: Act, issue: Issue, names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (name.trim() === '')
      throw validationFailed([{ resource: 'Label', code: 'missing_field', field: 'name' }]);
    const label = labelNamed(act, name);
    if (issue.labelIds.includes(label.id)) continue;
    issue.labelIds.push(label.id);
    touch(act, issue);
    recordEvent(act, issue, 'labeled', { name: label.name, color: label.color });
    await announce(act, issue, 'labeled', { label: serializeLabel(act.world, act.repo, label) });
  }
}

export async function removeLabels(act: Act, issue: Issue, labels: readonly Label[]): Promise<void> {
  for (const label of labels) {
    if (!issue.labelIds.includes(label.id)) continue;
    issue.labelIds = issue.labelIds.filter((id) => id !== label.id);
    touch(act, issue);
    recordEvent(act, issue, 'unlabeled', { name: label.name, color: label.color });
    await announce(act, issue, 'unlabeled', { label: serializeLabel(act.world, act.repo, label) });
  }
}

/** Takes one label off; 404 when the issue does not carry it. */
export async function removeLabel(act: Act, issue: Issue, name: string): Promise<void> {
  const label = findLabel(act, name);
  if (!label || !issue.labelIds.includes(label.id)) throw notFound('Label does not exist');
  await removeLabels(act, issue, [label]);
}

/** Leaves exactly these labels. */
export async function setLabels(act: Act, issue: Issue, names: readonly string[]): Promise<void> {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const gone = act.repo.labels.filter(
    (label) => issue.labelIds.includes(label.id) && !wanted.has(label.name.toLowerCase()),
  );
  await removeLabels(act, issue, gone);
  await addLabels(act, issue, names);
}

/** True for accounts that GitHub lets one assign: those with a role beyond reading the public. */
export function isAssignable({ world, repo }: Act, login: string): boolean {
  const account = world.findAccount(login);
  if (!account || account.type === 'Organization') return false;
  if (account.id === repo.ownerId || repo.collaborators.has(account.id)) return true;
  const organization = world.organizationOf(repo);
  return organization ? organization.members.has(account.id) : false;
}

/** Assigns those who can be assigned; others are dropped silently, as on GitHub. */
export async function addAssignees(act: Act, issue: Issue, logins: readonly string[]): Promise<void> {
  for (const login of logins) {
    const account = act.world.findAccount(login);
    if (!account || !isAssignable(act, login) || issue.assigneeIds.includes(account.id)) continue;
    if (issue.assigneeIds.length >= MOST_ASSIGNEES) return;
    issue.assigneeIds.push(account.id);
    touch(act, issue);
    recordEvent(act, issue, 'assigned', { assigneeId: account.id });
    await announce(act, issue, 'assigned', { assignee: serializeAccount(act.world, account) });
  }
}

export async function removeAssignees(act: Act, issue: Issue, logins: readonly string[]): Promise<void> {
  for (const login of logins) {
    const account = act.world.findAccount(login);
    if (!account || !issue.assigneeIds.includes(account.id)) continue;
    issue.assigneeIds = issue.assigneeIds.filter((id) => id !== account.id);
    touch(act, issue);
    recordEvent(act, issue, 'unassigned', { assigneeId: account.id });
    await announce(act, issue, 'unassigned', { assignee: serializeAccount(act.world, account) });
  }
}

export async function setAssignees(act: Act, issue: Issue, logins: readonly string[]): Promise<void> {
  const unknown = logins.find((login) => !isAssignable(act, login));
  if (unknown !== undefined)
    throw validationFailed([{ value: unknown, resource: 'Issue', field: 'assignees', code: 'invalid' }]);
  const wanted = new Set(logins.map((login) => login.toLowerCase()));
  const gone = issue.assigneeIds.map((id) => act.world.account(id).login);
  await removeAssignees(
    act,
    issue,
    gone.filter((login) => !wanted.has(login.toLowerCase())),
  );
  await addAssignees(act, issue, logins);
}

/** Puts the issue into a milestone, or out of any (null). */
export async function setMilestone(act: Act, issue: Issue, number: number | null): Promise<void> {
  if (issue.milestoneNumber === number) return;
  const { world, repo } = act;
  const wanted = repo.milestones.find((one) => one.number === number);
  if (number !== null && !wanted)
    throw validationFailed([{ value: number, resource: 'Issue', field: 'milestone', code: 'invalid' }]);
  const before = repo.milestones.find((one) => one.number === issue.milestoneNumber);
  if (before) {
    issue.milestoneNumber = null;
    recordEvent(act, issue, 'demilestoned', { title: before.title });
    await announce(act, issue, 'demilestoned', { milestone: serializeMilestone(world, repo, before) });
  }
  if (wanted) {
    issue.milestoneNumber = wanted.number;
    recordEvent(act, issue, 'milestoned', { title: wanted.title });
    await announce(act, issue, 'milestoned', { milestone: serializeMilestone(world, repo, wanted) });
  }
  touch(act, issue);
}

const LOCK_REASONS = ['off-topic', 'too heated', 'resolved', 'spam'];

export async function lockIssue(act: Act, issue: Issue, reason: string | null): Promise<void> {
  if (reason !== null && !LOCK_REASONS.includes(reason))
    throw unprocessable(`Invalid request.\n\n${reason} is not a member of ${JSON.stringify(LOCK_REASONS)}.`);
  if (issue.locked) return;
  issue.locked = true;
  issue.activeLockReason = reason;
  recordEvent(act, issue, 'locked', { reason });
  await announce(act, issue, 'locked');
}

export async function unlockIssue(act: Act, issue: Issue): Promise<void> {
  if (!issue.locked) return;
  issue.locked = false;
  issue.activeLockReason = null;
  recordEvent(act, issue, 'unlocked');
  await announce(act, issue, 'unlocked');
}

/** The issue with a number, or GitHub's refusals: 410 where issues are off (pull requests stay), 404 otherwise. */
export function issueNumbered(act: Pick<Act, 'repo'>, number: number): Issue {
  const issue = act.repo.issues.get(number);
  if (!issue) {
    if (!act.repo.settings.hasIssues) throw new GitHubError(410, 'Issues are disabled for this repo');
    throw notFound();
  }
  return issue;
}
