/** Tells of what happens to an issue or pull request: its timeline, its `updated_at`, and the webhook of the right kind. */
import type { JsonObject } from '../json.ts';
import { serializeIssue } from '../serialize/issue.ts';
import { serializeFullPull } from '../serialize/pull.ts';
import type { Issue, IssueEvent } from '../state/issues.ts';
import type { Act } from './act.ts';

export function touch(act: Act, issue: Issue): void {
  issue.updatedAt = act.world.now();
}

/** Adds an entry to the timeline. */
export function recordEvent(
  act: Act,
  issue: Issue,
  event: string,
  data: IssueEvent['data'] = {},
  commitId: string | null = null,
): void {
  issue.events.push({
    id: act.world.ids.next(),
    event,
    actorId: act.person.id,
    commitId,
    createdAt: act.world.now(),
    data,
  });
}

/** Emits `issues.ACTION`, or `pull_request.ACTION` when the issue is one. */
export async function announce(
  act: Act,
  issue: Issue,
  action: string,
  extra: JsonObject = {},
): Promise<void> {
  const { world, repo, person } = act;
  const pull = repo.pulls.get(issue.number);
  const payload: JsonObject = pull
    ? { number: pull.number, pull_request: await serializeFullPull(world, repo, pull) }
    : { issue: serializeIssue(world, repo, issue) };
  world.events.emit({
    event: pull ? 'pull_request' : 'issues',
    action,
    repo,
    sender: person,
    payload: { ...payload, ...extra },
  });
}
