/** Labels and milestones. */
import type { JsonObject } from '../json.ts';
import { labelNodeId, milestoneNodeId } from '../node-ids.ts';
import type { Label, Milestone } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { serializeAccount } from './account.ts';

export function serializeLabel(world: World, repo: Repository, label: Label): JsonObject {
  return {
    id: label.id,
    node_id: labelNodeId(repo, label),
    url: `${world.urls.api}/repos/${world.fullName(repo)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: label.isDefault,
    description: label.description,
  };
}

/** The labels with these ids, in the order in which they were put on. */
export function serializeLabels(world: World, repo: Repository, ids: readonly number[]): JsonObject[] {
  return ids.flatMap((id) => {
    const label = repo.labels.find((one) => one.id === id);
    return label ? [serializeLabel(world, repo, label)] : [];
  });
}

export function serializeMilestone(world: World, repo: Repository, milestone: Milestone): JsonObject {
  const name = world.fullName(repo);
  const url = `${world.urls.api}/repos/${name}/milestones/${milestone.number}`;
  const issues = [...repo.issues.values()].filter((one) => one.milestoneNumber === milestone.number);
  const open = issues.filter((one) => one.state === 'open').length;
  return {
    url,
    html_url: `${world.urls.html}/${name}/milestone/${milestone.number}`,
    labels_url: `${url}/labels`,
    id: milestone.id,
    node_id: milestoneNodeId(repo, milestone),
    number: milestone.number,
    title: milestone.title,
    description: milestone.description,
    creator: serializeAccount(world, world.account(milestone.creatorId)),
    open_issues: open,
    closed_issues: issues.length - open,
    state: milestone.state,
    created_at: milestone.createdAt,
    updated_at: milestone.updatedAt,
    due_on: milestone.dueOn,
    closed_at: milestone.closedAt,
  };
}
