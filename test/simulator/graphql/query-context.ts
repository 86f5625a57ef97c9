/** Who asks, and what they may see: handed to every resolver of one query. */
import type { GitRepository } from '../git/repository.ts';
import { Call } from '../http/call.ts';
import { canSee, type Need, requireAccess } from '../http/routes.ts';
import { roleReaches } from '../permissions.ts';
import type { Account, Permissions, Person, Role } from '../state/accounts.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

export class QueryContext {
  readonly world: World;
  /** For operations: a mutation acts like a POST. */
  readonly call: Call;
  /** The same caller as a reader. A query is POSTed too, but archived repositories answer it. */
  readonly #reading: Call;

  constructor(call: Call, world: World) {
    this.world = world;
    this.call = call;
    this.#reading = new Call({
      world: call.world,
      method: 'GET',
      path: call.path,
      query: call.query,
      headers: call.headers,
      actor: call.actor,
      params: {},
      body: '',
    });
  }

  get viewer(): Person {
    return this.call.person;
  }

  git(repo: Repository): GitRepository {
    return this.world.git(repo);
  }

  sees(repo: Repository): boolean {
    return canSee(this.call, repo);
  }

  /** Throws GitHub's refusal unless the caller may read: an installation needs one of the alternatives. */
  mayRead(repo: Repository, ...needs: Need[]): void {
    requireAccess(this.#reading, repo, { permissions: needs });
  }

  /** True where `mayRead` would not throw. */
  canRead(repo: Repository, ...needs: Need[]): boolean {
    try {
      this.mayRead(repo, ...needs);
      return true;
    } catch {
      return false;
    }
  }

  /** Throws GitHub's refusal unless the caller may write; `user` is the role that a person needs. */
  mayWrite(repo: Repository, user: Role, ...needs: Need[]): void {
    requireAccess(this.call, repo, { permissions: needs, user });
  }

  /** True when the viewer is a person with at least this role, or an App that may write the contents. */
  viewerReaches(repo: Repository, role: Role): boolean {
    const { actor } = this.call;
    if (actor.kind === 'installation')
      return this.world.tokenCovers(actor.token, repo) && appReaches(actor.token.permissions, role);
    return roleReaches(this.world.roleOf(this.viewer, repo), role);
  }

  isViewer(account: Account): boolean {
    return account.id === this.viewer.id;
  }
}

function appReaches(permissions: Permissions, role: Role): boolean {
  switch (role) {
    case 'read':
      return true;
    case 'triage':
      return permissions['issues'] === 'write' || permissions['pull_requests'] === 'write';
    case 'write':
    case 'maintain':
      return permissions['contents'] === 'write';
    case 'admin':
      return permissions['administration'] === 'write';
  }
}
