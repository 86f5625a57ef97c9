/** The table of REST routes: a pattern, who may call it, what it does. */

import { permits, roleReaches } from '../permissions.ts';
import type { Access, Permissions, Role } from '../state/accounts.ts';
import type { Repository } from '../state/repository.ts';
import type { Answer } from './answer.ts';
import type { Call, RepositoryCall } from './call.ts';
import { forbidden, GitHubError, notFound } from './errors.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Need = Readonly<Record<string, Access>>;

export interface RouteOptions {
  /** Path below https://docs.github.com, shown in errors. */
  docs?: string;
}

export interface RepositoryRouteOptions extends RouteOptions {
  /**
   * What an installation needs: every entry of one alternative, e.g. `[{ issues: 'write' }, { pull_requests: 'write' }]`.
   * `[{ metadata: 'read' }]` is what every installation has.
   */
  permissions: readonly Need[];
  /** What a user needs; without it: read for reads, write for writes, admin for `administration`. */
  user?: Role;
}

export interface Route {
  method: Method;
  pattern: string;
  docs: string;
  expression: RegExp;
  names: string[];
  handle: (call: Call) => Promise<Answer>;
}

/**
 * Own matching and not Hono's: `:branch*` must hold slashes in the middle of a path (`/branches/hotfix/x/protection`)
 * and `%2F` must stay part of a name, both of which clients rely on.
 */
export class Routes {
  #routes: Route[] = [];
  #sorted = true;

  /** A route outside repositories. `:name` is one path segment, `:name*` one or more. */
  on(
    method: Method,
    pattern: string,
    options: RouteOptions,
    handle: (call: Call) => Answer | Promise<Answer>,
  ): void {
    const names: string[] = [];
    const source = pattern.replace(/:([a-z_]+)(\*?)/g, (_, name: string, many: string) => {
      names.push(name);
      return many ? '(.+?)' : '([^/]+)';
    });
    this.#routes.push({
      method,
      pattern,
      names,
      docs: options.docs ?? '/rest',
      expression: new RegExp(`^${source}/?$`),
      handle: async (call) => handle(call),
    });
    this.#sorted = false;
  }

  /** A route under `/repos/:owner/:repo`, which the pattern leaves out: resolves the repository and checks rights first. */
  repo(
    method: Method,
    pattern: string,
    options: RepositoryRouteOptions,
    handle: (context: RepositoryCall) => Answer | Promise<Answer>,
  ): void {
    this.on(method, `/repos/:owner/:repo${pattern}`, options, (call) => {
      const repo = visibleRepository(call, call.param('owner'), call.param('repo'));
      requireAccess(call, repo, options);
      return handle({ call, world: call.world, repo, git: call.world.git(repo) });
    });
  }

  match(method: string, path: string): { route: Route; params: Record<string, string> } | null {
    if (!this.#sorted) {
      // Fixed words before parameters, longer patterns before shorter ones.
      const rank = (route: Route) =>
        `${route.pattern.replace(/:[a-z_]+\*/g, '~~').replace(/:[a-z_]+/g, '~')}\uffff`;
      this.#routes.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
      this.#sorted = true;
    }
    for (const route of this.#routes) {
      if (route.method !== method) continue;
      const match = route.expression.exec(path);
      if (!match) continue;
      const params: Record<string, string> = {};
      for (const [index, name] of route.names.entries()) params[name] = decode(match[index + 1] ?? '');
      return { route, params };
    }
    return null;
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The repository when the caller may see it; 404 otherwise, so that private names stay unknown. */
export function visibleRepository(call: Call, owner: string, name: string): Repository {
  const repo = call.world.findRepository(`${owner}/${name.replace(/\.git$/, '')}`);
  if (!repo || !canSee(call, repo)) throw notFound();
  return repo;
}

export function canSee(call: Call, repo: Repository): boolean {
  if (!repo.settings.private) return true;
  switch (call.actor.kind) {
    case 'user':
      return call.world.roleOf(call.actor.user, repo) !== null;
    case 'installation':
      return call.world.tokenCovers(call.actor.token, repo);
    case 'app':
    case 'anonymous':
      return false;
  }
}

/** Throws GitHub's refusal unless the caller holds the rights. Exported for GraphQL, which knows its needs only while resolving. */
export function requireAccess(call: Call, repo: Repository, options: RepositoryRouteOptions): void {
  const wanted = options.user ?? defaultRole(options.permissions);
  switch (call.actor.kind) {
    case 'anonymous':
      if (wanted === 'read') return;
      throw new GitHubError(401, 'Requires authentication');
    case 'app':
      throw new GitHubError(401, 'A JSON web token could not be decoded');
    case 'user': {
      if (roleReaches(call.world.roleOf(call.actor.user, repo), wanted)) {
        if (repo.settings.archived && call.method !== 'GET' && !administers(options))
          throw forbidden('Repository was archived so is read-only.');
        return;
      }
      throw forbidden(
        wanted === 'admin'
          ? 'Must have admin rights to Repository.'
          : 'Must have push access to the repository.',
      );
    }
    case 'installation': {
      const { token } = call.actor;
      // Outside its installation a token is as good as no token: public repositories can be read.
      if (!call.world.tokenCovers(token, repo) && wanted === 'read') return;
      if (
        call.world.tokenCovers(token, repo) &&
        options.permissions.some((need) => holds(token.permissions, need))
      ) {
        if (repo.settings.archived && call.method !== 'GET' && !administers(options))
          throw forbidden('Repository was archived so is read-only.');
        return;
      }
      throw notAccessibleByIntegration(options.permissions);
    }
  }
}

export function notAccessibleByIntegration(permissions: readonly Need[]): GitHubError {
  return new GitHubError(403, 'Resource not accessible by integration', null, {
    'x-accepted-github-permissions': acceptedPermissions(permissions),
  });
}

function acceptedPermissions(permissions: readonly Need[]): string {
  return permissions
    .map((need) =>
      Object.entries(need)
        .map(([name, access]) => `${name}=${access}`)
        .join(','),
    )
    .join('; ');
}

function holds(granted: Permissions, need: Need): boolean {
  return Object.entries(need).every(([name, access]) => permits(granted, name, access));
}

function administers(options: RepositoryRouteOptions): boolean {
  return options.permissions.some((need) => 'administration' in need);
}

function defaultRole(permissions: readonly Need[]): Role {
  if (permissions.every((need) => 'administration' in need)) return 'admin';
  return permissions.some((need) => Object.values(need).every((access) => access === 'read'))
    ? 'read'
    : 'write';
}
