/** Commit statuses: written, told of, and combined. */
import { unprocessable } from '../http/errors.ts';
import { serializeStatus } from '../serialize/check.ts';
import { serializeCommit } from '../serialize/commit.ts';
import type { CommitStatus } from '../state/checks.ts';
import type { Repository } from '../state/repository.ts';
import type { Act } from './act.ts';
import { mergeWaiting } from './auto-merge.ts';

const MOST_STATUSES = 1_000;

export interface StatusInput {
  sha: string;
  state: CommitStatus['state'];
  context: string;
  description: string | null;
  targetUrl: string | null;
}

/** Writes a status and emits `status`; GitHub keeps a thousand of one context on a commit. */
export async function createStatus(act: Act, input: StatusInput): Promise<CommitStatus> {
  const { world, repo, git, person } = act;
  const twins = repo.statuses.filter((one) => one.sha === input.sha && one.context === input.context);
  if (twins.length >= MOST_STATUSES)
    throw unprocessable(
      'Validation Failed: This SHA and context has reached the maximum number of statuses.',
    );
  const now = world.now();
  const status: CommitStatus = {
    ...input,
    id: world.ids.next(),
    creatorId: person.id,
    createdAt: now,
    updatedAt: now,
  };
  repo.statuses.push(status);
  const shown = serializeStatus(world, repo, status);
  const home = `${world.urls.api}/repos/${world.fullName(repo)}/commits/${input.sha}`;
  const tips = (await git.refs('refs/heads/')).filter((one) => one.oid === input.sha).slice(0, 10);
  world.events.emit({
    event: 'status',
    action: null,
    repo,
    sender: person,
    payload: {
      id: status.id,
      sha: status.sha,
      name: world.fullName(repo),
      avatar_url: shown['avatar_url'] ?? null,
      target_url: status.targetUrl,
      context: status.context,
      description: status.description,
      state: status.state,
      commit: serializeCommit(world, repo, await git.readCommit(input.sha)),
      branches: tips.map(({ ref, oid }) => {
        const name = ref.slice('refs/heads/'.length);
        const isProtected = repo.protections.some((rule) => rule.pattern === name);
        return { name, commit: { sha: oid, url: home }, protected: isProtected };
      }),
      created_at: status.createdAt,
      updated_at: status.updatedAt,
    },
  });
  await mergeWaiting(act, input.sha);
  return status;
}

/** The newest status of each context, in the order in which the contexts first came. */
export function latestStatuses(repo: Repository, sha: string): CommitStatus[] {
  const latest = new Map<string, CommitStatus>();
  for (const status of repo.statuses) if (status.sha === sha) latest.set(status.context, status);
  return [...latest.values()];
}

export function combinedState(statuses: readonly CommitStatus[]): 'failure' | 'pending' | 'success' {
  if (statuses.some(({ state }) => state === 'failure' || state === 'error')) return 'failure';
  if (statuses.length === 0 || statuses.some(({ state }) => state === 'pending')) return 'pending';
  return 'success';
}
