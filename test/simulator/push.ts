/** The one way in which refs move: guards, the update, the record, the events, then whoever listens. */

import { ZERO_OID } from './git/objects.ts';
import type { GitRepository } from './git/repository.ts';
import { RefConflict } from './git/repository.ts';
import { GitHubError } from './http/errors.ts';
import { serializePush } from './serialize/push.ts';
import type { App, Person } from './state/accounts.ts';
import type { ActivityType, Repository } from './state/repository.ts';
import type { World } from './world.ts';

export interface RefChange {
  /** Full name: `refs/heads/main`. */
  ref: string;
  /** null: the ref is created. */
  before: string | null;
  /** null: the ref is deleted. */
  after: string | null;
}

export interface PushAttempt {
  repo: Repository;
  /** Sees the objects that are pushed, even before they are accepted. */
  git: GitRepository;
  person: Person;
  /** The App that pushes, if one does. */
  app: App | null;
  changes: readonly RefChange[];
  /** How it comes: `merge` has been judged by the merge route already, `seed` is never judged. */
  origin: 'git' | 'api' | 'merge' | 'seed';
}

/** Why a push is refused: the words of REST with their status, and the lines that `git push` prints after `remote: `. */
export interface PushRefusal {
  status: number;
  message: string;
  gitLines: string[];
  /** What git prints in brackets behind `[remote rejected]`; default `pre-receive hook declined`. */
  gitReason?: string;
}

export type PushGuard = (attempt: PushAttempt) => Promise<PushRefusal | null>;
export type PushListener = (attempt: PushAttempt) => Promise<void>;

/** Asks every guard; null means that the push may go on. */
export async function judgePush(world: World, attempt: PushAttempt): Promise<PushRefusal | null> {
  if (attempt.origin === 'seed') return null;
  for (const guard of world.pushGuards) {
    const refusal = await guard(attempt);
    if (refusal) return refusal;
  }
  return null;
}

/**
 * Judges, moves the refs, and tells everyone. Throws GitHubError with the refusal's words, and 409 when a ref was not
 * where the caller saw it.
 */
export async function pushRefs(world: World, attempt: PushAttempt): Promise<void> {
  const refusal = await judgePush(world, attempt);
  if (refusal) throw new GitHubError(refusal.status, refusal.message);
  for (const change of attempt.changes) {
    try {
      await attempt.git.updateRef(change.ref, change.after, change.before);
    } catch (error) {
      if (error instanceof RefConflict) throw new GitHubError(409, 'Reference cannot be updated');
      throw error;
    }
  }
  await afterPush(world, attempt);
}

/** What follows once refs have moved, whichever way they did: record, events, listeners. */
export async function afterPush(world: World, attempt: PushAttempt): Promise<void> {
  const { repo } = attempt;
  repo.pushedAt = world.now();
  repo.updatedAt = repo.pushedAt;
  // GitHub sends nothing for tags when more than three come at once.
  const tags = attempt.changes.filter((change) => change.ref.startsWith('refs/tags/'));
  for (const change of attempt.changes) {
    const forced = await isForced(attempt.git, change);
    record(world, attempt, change, forced);
    const loud = /^refs\/(heads|tags)\//.test(change.ref) && !(tags.length > 3 && tags.includes(change));
    if (loud) await announce(world, attempt, change, forced);
  }
  for (const listener of world.pushListeners) await listener(attempt);
}

async function isForced(git: GitRepository, change: RefChange): Promise<boolean> {
  if (change.before === null || change.after === null) return false;
  if (!change.ref.startsWith('refs/heads/')) return true;
  return !(await git.isAncestor(change.before, change.after));
}

function record(world: World, attempt: PushAttempt, change: RefChange, forced: boolean): void {
  if (!change.ref.startsWith('refs/heads/')) return;
  attempt.repo.activity.push({
    id: world.ids.next(),
    before: change.before ?? ZERO_OID,
    after: change.after ?? ZERO_OID,
    ref: change.ref,
    timestamp: world.now(),
    type: activityType(attempt, change, forced),
    actorId: attempt.person.id,
  });
}

function activityType(attempt: PushAttempt, change: RefChange, forced: boolean): ActivityType {
  if (change.before === null) return 'branch_creation';
  if (change.after === null) return 'branch_deletion';
  if (attempt.origin === 'merge') return 'pr_merge';
  return forced ? 'force_push' : 'push';
}

async function announce(
  world: World,
  attempt: PushAttempt,
  change: RefChange,
  forced: boolean,
): Promise<void> {
  const { repo, person } = attempt;
  const isTag = change.ref.startsWith('refs/tags/');
  const named = {
    ref: change.ref.replace(/^refs\/(heads|tags)\//, ''),
    ref_type: isTag ? 'tag' : 'branch',
    pusher_type: 'user',
  };
  const base = { action: null, repo, sender: person } as const;
  if (change.before === null) {
    world.events.emit({
      ...base,
      event: 'create',
      payload: { ...named, master_branch: repo.defaultBranch, description: repo.settings.description },
    });
  }
  if (change.after === null) world.events.emit({ ...base, event: 'delete', payload: named });
  world.events.emit({ ...base, event: 'push', payload: await serializePush(world, attempt, change, forced) });
}
