/** Labels, assignees and milestones as mutations name them, by node id, in the words of the operations. */
import type { IssueEdit } from '../../operations/issues.ts';
import { findNodeOf } from '../node-lookup.ts';
import type { QueryContext } from '../query-context.ts';

export async function labelsOf(context: QueryContext, ids: readonly string[]): Promise<string[]> {
  const found = await Promise.all(ids.map((id) => findNodeOf(context, id, 'Label')));
  return found.map(({ label }) => label.name);
}

export async function loginsOf(context: QueryContext, ids: readonly string[]): Promise<string[]> {
  const found = await Promise.all(ids.map((id) => findNodeOf(context, id, 'User', 'Bot')));
  return found.map(({ account }) => account.login);
}

/** What is left out stays as it is; a milestone of null takes the issue out of its milestone. */
export async function marksOf(
  context: QueryContext,
  input: {
    labelIds?: readonly string[] | null;
    assigneeIds?: readonly string[] | null;
    milestoneId?: string | null;
  },
): Promise<Pick<IssueEdit, 'labels' | 'assignees' | 'milestone'>> {
  const { labelIds, assigneeIds, milestoneId } = input;
  const milestone = milestoneId ? await findNodeOf(context, milestoneId, 'Milestone') : null;
  return {
    labels: labelIds ? await labelsOf(context, labelIds) : undefined,
    assignees: assigneeIds ? await loginsOf(context, assigneeIds) : undefined,
    milestone: milestoneId === undefined ? undefined : (milestone?.milestone.number ?? null),
  };
}
