/** Rights outside repositories: App JWTs, and organisations with their members and teams. */
import { permits } from '../permissions.ts';
import type { Access, App, Installation, Organization, Team } from '../state/accounts.ts';
import type { Call } from './call.ts';
import { forbidden, GitHubError, notFound } from './errors.ts';
import { notAccessibleByIntegration } from './routes.ts';

/** The App whose JWT signed the call; 401 in GitHub's words for everyone else. */
export function requireApp(call: Call): App {
  if (call.actor.kind === 'app') return call.actor.app;
  throw new GitHubError(401, 'A JSON web token could not be decoded');
}

/** An installation of the calling App. */
export function requireInstallation(call: Call): Installation {
  const app = requireApp(call);
  const installation = call.world.state.installations.get(call.number('installation_id'));
  if (installation?.appId !== app.id) throw notFound();
  return installation;
}

export function requireUser(call: Call) {
  if (call.actor.kind === 'user') return call.actor.user;
  if (call.actor.kind === 'anonymous') throw new GitHubError(401, 'Requires authentication');
  throw forbidden('Resource not accessible by integration');
}

export function organizationOf(call: Call, name = 'org'): Organization {
  const organization = call.world.findOrganization(call.param(name));
  if (!organization) throw notFound();
  return organization;
}

/** How far into an organisation the caller sees. */
export function standing(call: Call, organization: Organization): 'outside' | 'inside' | 'admin' {
  if (call.actor.kind === 'user') {
    const role = organization.members.get(call.actor.user.id);
    return role === undefined ? 'outside' : role === 'admin' ? 'admin' : 'inside';
  }
  if (call.actor.kind !== 'installation' || call.actor.installation.accountId !== organization.id)
    return 'outside';
  const { permissions } = call.actor.token;
  if (permits(permissions, 'members', 'write')) return 'admin';
  return permits(permissions, 'members', 'read') ? 'inside' : 'outside';
}

/**
 * Lets through members (for reads) and owners (for writes), and installations with the `members` permission; the rest
 * meets 403, or 404 where even the existence is private (teams).
 */
export function requireMembers(
  call: Call,
  organization: Organization,
  access: Access,
  otherwise: 'forbid' | 'hide' = 'forbid',
): void {
  const reached = standing(call, organization);
  if (reached === 'admin' || (reached === 'inside' && access === 'read')) return;
  if (call.actor.kind === 'installation') throw notAccessibleByIntegration([{ members: access }]);
  if (call.actor.kind === 'anonymous') throw new GitHubError(401, 'Requires authentication');
  if (otherwise === 'hide' || reached === 'outside') throw access === 'write' ? adminOnly() : notFound();
  throw adminOnly();
}

function adminOnly(): GitHubError {
  return forbidden('You must be an admin to perform this action.');
}

/** The team of the path, for those who may see it. */
export function visibleTeam(call: Call, organization: Organization): Team {
  requireMembers(call, organization, 'read', 'hide');
  const slug = call.param('team').toLowerCase();
  const team = [...organization.teams.values()].find((one) => one.slug.toLowerCase() === slug);
  if (!team) throw notFound();
  return team;
}
