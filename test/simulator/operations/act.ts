/** Who does what where: the first argument of every operation, for REST routes and GraphQL mutations alike. */
import type { GitRepository } from '../git/repository.ts';
import type { RepositoryCall } from '../http/call.ts';
import { roleReaches } from '../permissions.ts';
import type { App, Person } from '../state/accounts.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

export interface Act {
  world: World;
  repo: Repository;
  git: GitRepository;
  person: Person;
  /** The App that acts, if one does. */
  app: App | null;
}

/** The act of a REST call; throws 401 or 403 for callers that cannot act. */
export function actOf({ call, world, repo, git }: RepositoryCall): Act {
  return { world, repo, git, person: call.person, app: call.app };
}

/** True when the actor may set labels, assignees and milestones; GitHub drops them silently from others. An App was let in by its permission. */
export function mayTriage({ world, repo, person, app }: Act): boolean {
  return app !== null || roleReaches(world.roleOf(person, repo), 'triage');
}

/** True for those with write access, whose reviews count. */
export function mayWrite(world: World, repo: Repository, personId: number): boolean {
  return roleReaches(world.roleOf(world.account(personId), repo), 'write');
}

/** True for administrators of the repository, who are exempt from classic protection by default. */
export function administers({ world, repo, person }: Pick<Act, 'world' | 'repo' | 'person'>): boolean {
  return world.roleOf(person, repo) === 'admin';
}
