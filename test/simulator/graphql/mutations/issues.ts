/** Mutations of issues, and of labels, assignees and locks on issues and pull requests. */
import type {
  AddAssigneesToAssignableInput,
  AddLabelsToLabelableInput,
  ClearLabelsFromLabelableInput,
  CloseIssueInput,
  CreateIssueInput,
  CreateLabelInput,
  DeleteIssueInput,
  LockLockableInput,
  Mutation,
  PinIssueInput,
  RemoveAssigneesFromAssignableInput,
  RemoveLabelsFromLabelableInput,
  ReopenIssueInput,
  UnlockLockableInput,
  UnpinIssueInput,
  UpdateIssueInput,
} from '@octokit/graphql-schema';
import { unprocessable, validationFailed } from '../../http/errors.ts';
import { announce } from '../../operations/issue-events.ts';
import {
  addAssignees,
  addLabels,
  findLabel,
  lockIssue,
  removeAssignees,
  removeLabels,
  setLabels,
  unlockIssue,
} from '../../operations/issue-marks.ts';
import { closeIssue, editIssue, openIssue, reopenIssue } from '../../operations/issues.ts';
import { serializeLabel } from '../../serialize/label.ts';
import type { Issue } from '../../state/issues.ts';
import { findNodeOf } from '../node-lookup.ts';
import { actorNode, issueNode, nodeOf, type RootFields, threadNode } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';
import { ADMINISTER, actIn, WRITE_ISSUES, WRITE_PULLS } from './act-in.ts';
import { labelsOf, loginsOf, marksOf } from './marks-input.ts';

type Client = { clientMutationId?: string | null };
const answer = (context: QueryContext, input: Client, rest: object) => ({
  clientMutationId: input.clientMutationId ?? null,
  actor: actorNode(context.viewer),
  ...rest,
});

async function own(context: QueryContext, id: string) {
  const { repo, issue } = await findNodeOf(context, id, 'Issue');
  const isAuthor = issue.authorId === context.viewer.id;
  return { repo, issue, act: actIn(context, repo, isAuthor ? 'read' : 'triage', WRITE_ISSUES) };
}

/** An issue or pull request that the viewer may mark. */
async function thread(context: QueryContext, id: string) {
  const { repo, issue } = await findNodeOf(context, id, 'Issue', 'PullRequest');
  const act = actIn(context, repo, 'triage', repo.pulls.has(issue.number) ? WRITE_PULLS : WRITE_ISSUES);
  return { repo, issue, act, node: threadNode(repo, issue.number) };
}

const CLOSE_REASONS: Readonly<Record<string, Issue['stateReason']>> = {
  COMPLETED: 'completed',
  NOT_PLANNED: 'not_planned',
  DUPLICATE: 'duplicate',
};

export const issueMutations: RootFields<Mutation> = {
  createIssue: async (
    _,
    { input }: { input: CreateIssueInput & { parentIssueId?: string | null } },
    context,
  ) => {
    const { repo } = await findNodeOf(context, input.repositoryId, 'Repository');
    const act = actIn(context, repo, 'read', WRITE_ISSUES);
    const marks = await marksOf(context, input);
    const issue = await openIssue(act, { title: input.title, body: input.body ?? null, ...marks });
    if (input.parentIssueId) {
      const parent = (await findNodeOf(context, input.parentIssueId, 'Issue')).issue;
      issue.parentIssueId = parent.id;
      parent.subIssueIds.push(issue.id);
    }
    return answer(context, input, { issue: issueNode(repo, issue.number) });
  },
  updateIssue: async (_, { input }: { input: UpdateIssueInput }, context) => {
    const { act, repo, issue } = await own(context, input.id);
    await editIssue(act, issue, {
      title: input.title ?? undefined,
      body: input.body ?? undefined,
      state: input.state === 'OPEN' ? 'open' : input.state === 'CLOSED' ? 'closed' : undefined,
      ...(await marksOf(context, input)),
    });
    return answer(context, input, { issue: issueNode(repo, issue.number) });
  },
  closeIssue: async (_, { input }: { input: CloseIssueInput }, context) => {
    const { act, repo, issue } = await own(context, input.issueId);
    await closeIssue(act, issue, CLOSE_REASONS[input.stateReason ?? 'COMPLETED'] ?? 'completed');
    return answer(context, input, { issue: issueNode(repo, issue.number) });
  },
  reopenIssue: async (_, { input }: { input: ReopenIssueInput }, context) => {
    const { act, repo, issue } = await own(context, input.issueId);
    await reopenIssue(act, issue);
    return answer(context, input, { issue: issueNode(repo, issue.number) });
  },
  deleteIssue: async (_, { input }: { input: DeleteIssueInput }, context) => {
    const { repo, issue } = await findNodeOf(context, input.issueId, 'Issue');
    const act = actIn(context, repo, 'admin', ADMINISTER);
    repo.issues.delete(issue.number);
    await announce(act, issue, 'deleted');
    return answer(context, input, { repository: nodeOf('Repository', { repo }) });
  },
  pinIssue: async (_, { input }: { input: PinIssueInput }, context) => {
    const { repo, issue } = await findNodeOf(context, input.issueId, 'Issue');
    actIn(context, repo, 'write', WRITE_ISSUES);
    const pinned = [...repo.issues.values()].filter((one) => one.pinned).length;
    if (pinned >= 3) throw unprocessable('Maximum 3 pinned issues per repository');
    issue.pinned = true;
    return answer(context, input, { issue: issueNode(repo, issue.number) });
  },
  unpinIssue: async (_, { input }: { input: UnpinIssueInput }, context) => {
    const { repo, issue } = await findNodeOf(context, input.issueId, 'Issue');
    actIn(context, repo, 'write', WRITE_ISSUES);
    issue.pinned = false;
    return answer(context, input, { issue: issueNode(repo, issue.number) });
  },
  addLabelsToLabelable: async (_, { input }: { input: AddLabelsToLabelableInput }, context) => {
    const { act, issue, node } = await thread(context, input.labelableId);
    await addLabels(act, issue, await labelsOf(context, input.labelIds));
    return answer(context, input, { labelable: node });
  },
  removeLabelsFromLabelable: async (_, { input }: { input: RemoveLabelsFromLabelableInput }, context) => {
    const { act, issue, node } = await thread(context, input.labelableId);
    const names = await labelsOf(context, input.labelIds);
    await removeLabels(
      act,
      issue,
      names.flatMap((name) => findLabel(act, name) ?? []),
    );
    return answer(context, input, { labelable: node });
  },
  clearLabelsFromLabelable: async (_, { input }: { input: ClearLabelsFromLabelableInput }, context) => {
    const { act, issue, node } = await thread(context, input.labelableId);
    await setLabels(act, issue, []);
    return answer(context, input, { labelable: node });
  },
  addAssigneesToAssignable: async (_, { input }: { input: AddAssigneesToAssignableInput }, context) => {
    const { act, issue, node } = await thread(context, input.assignableId);
    await addAssignees(act, issue, await loginsOf(context, input.assigneeIds));
    return answer(context, input, { assignable: node });
  },
  removeAssigneesFromAssignable: async (
    _,
    { input }: { input: RemoveAssigneesFromAssignableInput },
    context,
  ) => {
    const { act, issue, node } = await thread(context, input.assignableId);
    await removeAssignees(act, issue, await loginsOf(context, input.assigneeIds));
    return answer(context, input, { assignable: node });
  },
  lockLockable: async (_, { input }: { input: LockLockableInput }, context) => {
    const { act, issue, node } = await thread(context, input.lockableId);
    const reason = input.lockReason?.toLowerCase().replace('_', input.lockReason === 'OFF_TOPIC' ? '-' : ' ');
    await lockIssue(act, issue, reason ?? null);
    return answer(context, input, { lockedRecord: node });
  },
  unlockLockable: async (_, { input }: { input: UnlockLockableInput }, context) => {
    const { act, issue, node } = await thread(context, input.lockableId);
    await unlockIssue(act, issue);
    return answer(context, input, { unlockedRecord: node });
  },
  createLabel: async (_, { input }: { input: CreateLabelInput }, context) => {
    const { repo } = await findNodeOf(context, input.repositoryId, 'Repository');
    const act = actIn(context, repo, 'write', WRITE_ISSUES);
    if (findLabel(act, input.name))
      throw validationFailed([
        { resource: 'Label', code: 'already_exists', field: 'name', message: 'Name has already been taken' },
      ]);
    const { world } = context;
    const label = {
      id: world.ids.next(),
      name: input.name,
      color: input.color,
      description: input.description ?? null,
      isDefault: false,
    };
    repo.labels.push(label);
    world.events.emit({
      event: 'label',
      action: 'created',
      repo,
      sender: context.viewer,
      payload: { label: serializeLabel(world, repo, label) },
    });
    return answer(context, input, { label: nodeOf('Label', { repo, label }) });
  },
};
