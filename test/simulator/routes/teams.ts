/** Teams of an organisation: their members and their repositories. */
import { z } from 'zod';
import { createTeam } from '../create/accounts.ts';
import { organizationOf, requireMembers, visibleTeam } from '../http/account-access.ts';
import { created, list, noContent, ok } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { notFound, validationFailed } from '../http/errors.ts';
import { type Routes, visibleRepository } from '../http/routes.ts';
import type { Json, JsonObject } from '../json.ts';
import { parseRole, roleFlags } from '../permissions.ts';
import { serializeAccount } from '../serialize/account.ts';
import { serializeFullTeam, serializeTeam } from '../serialize/profile.ts';
import { serializeFullRepository } from '../serialize/repository.ts';
import type { Organization, Team, User } from '../state/accounts.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

const teamBody = z.object({
  name: z.string().min(1),
  description: z.string().nullish(),
  privacy: z.enum(['closed', 'secret']).optional(),
  parent_team_id: z.number().nullish(),
  maintainers: z.array(z.string()).optional(),
  repo_names: z.array(z.string()).optional(),
});

export function registerTeams(routes: Routes, world: World): void {
  const docs = '/rest/teams/teams';
  routes.on('GET', '/orgs/:org/teams', { docs }, (call) => {
    const organization = organizationOf(call);
    requireMembers(call, organization, 'read', 'hide');
    return list(call, [...organization.teams.values()], (team) => serializeTeam(world, organization, team));
  });
  routes.on('POST', '/orgs/:org/teams', { docs }, (call) => postTeam(call, world));
  routes.on('GET', '/orgs/:org/teams/:team', { docs }, (call) => {
    const organization = organizationOf(call);
    return ok(serializeFullTeam(world, organization, visibleTeam(call, organization)));
  });
  routes.on('PATCH', '/orgs/:org/teams/:team', { docs }, (call) => {
    const organization = organizationOf(call);
    const team = visibleTeam(call, organization);
    requireMembers(call, organization, 'write');
    const input = call.body(teamBody.partial());
    if (input.name !== undefined) Object.assign(team, { name: input.name, slug: slugOf(input.name) });
    if (input.description !== undefined) team.description = input.description;
    if (input.privacy !== undefined) team.privacy = input.privacy;
    return ok(serializeFullTeam(world, organization, team));
  });
  routes.on('DELETE', '/orgs/:org/teams/:team', { docs }, (call) => {
    const organization = organizationOf(call);
    const team = visibleTeam(call, organization);
    requireMembers(call, organization, 'write');
    organization.teams.delete(team.id);
    return noContent();
  });
  routes.on('GET', '/orgs/:org/teams/:team/teams', { docs }, (call) => {
    const organization = organizationOf(call);
    const team = visibleTeam(call, organization);
    const children = [...organization.teams.values()].filter((one) => one.parentId === team.id);
    return list(call, children, (child) => serializeTeam(world, organization, child));
  });
  registerMembers(routes, world);
  registerRepositories(routes, world);
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function postTeam(call: Call, world: World) {
  const organization = organizationOf(call);
  requireMembers(call, organization, 'write');
  const input = call.body(teamBody);
  const slug = slugOf(input.name);
  if ([...organization.teams.values()].some((team) => team.slug === slug))
    throw validationFailed([{ resource: 'Team', code: 'already_exists', field: 'name' }]);
  const team = createTeam(world, organization, slug, {
    name: input.name,
    description: input.description ?? undefined,
    privacy: input.privacy,
    members: input.maintainers,
    repositories: Object.fromEntries((input.repo_names ?? []).map((name) => [name, 'read' as const])),
  });
  team.parentId = input.parent_team_id ?? null;
  world.events.emit({
    event: 'team',
    action: 'created',
    repo: null,
    organization,
    sender: call.person,
    payload: { team: serializeTeam(world, organization, team) },
  });
  return created(serializeFullTeam(world, organization, team));
}

const membershipBody = z.object({ role: z.enum(['member', 'maintainer']).default('member') });

function registerMembers(routes: Routes, world: World): void {
  const docs = '/rest/teams/members';
  routes.on('GET', '/orgs/:org/teams/:team/members', { docs }, (call) => {
    const organization = organizationOf(call);
    const team = visibleTeam(call, organization);
    // Members of child teams belong to the parent too.
    const members = [...world.state.accounts.keys()].filter((id) => world.inTeam(organization, team, id));
    return list(call, members, (id) => serializeAccount(world, world.account(id)));
  });
  const membership = '/orgs/:org/teams/:team/memberships/:username';
  routes.on('GET', membership, { docs }, (call) => {
    const { organization, team, user } = named(call);
    if (!world.inTeam(organization, team, user.id)) throw notFound();
    return ok(teamMembership(world, organization, team, user));
  });
  routes.on('PUT', membership, { docs }, (call) => {
    const { organization, team, user } = named(call);
    requireMembers(call, organization, 'write');
    team.members.set(user.id, call.body(membershipBody).role);
    if (!organization.members.has(user.id)) organization.members.set(user.id, 'member');
    emitMembership(call, organization, team, user, 'added');
    return ok(teamMembership(world, organization, team, user));
  });
  routes.on('DELETE', membership, { docs }, (call) => {
    const { organization, team, user } = named(call);
    requireMembers(call, organization, 'write');
    if (!team.members.delete(user.id)) throw notFound();
    emitMembership(call, organization, team, user, 'removed');
    return noContent();
  });
}

function named(call: Call): { organization: Organization; team: Team; user: User } {
  const organization = organizationOf(call);
  const team = visibleTeam(call, organization);
  const user = call.world.findUser(call.param('username'));
  if (!user) throw notFound();
  return { organization, team, user };
}

function teamMembership(world: World, organization: Organization, team: Team, user: User): JsonObject {
  return {
    url: `${world.urls.api}/organizations/${organization.id}/team/${team.id}/memberships/${user.login}`,
    role: team.members.get(user.id) ?? 'member',
    state: 'active',
  };
}

function emitMembership(
  call: Call,
  organization: Organization,
  team: Team,
  user: User,
  action: string,
): void {
  call.world.events.emit({
    event: 'membership',
    action,
    repo: null,
    organization,
    sender: call.person,
    payload: {
      scope: 'team',
      member: serializeAccount(call.world, user),
      team: serializeTeam(call.world, organization, team),
    },
  });
}

const permissionBody = z.object({ permission: z.string().default('push') });

function registerRepositories(routes: Routes, world: World): void {
  const docs = '/rest/teams/teams';
  const withRole = (organization: Organization, team: Team, repo: Repository): Json => {
    const role = world.teamRole(organization, team, repo);
    return { ...serializeFullRepository(world, repo, role), role_name: role ?? 'read' };
  };
  routes.on('GET', '/orgs/:org/teams/:team/repos', { docs }, (call) => {
    const organization = organizationOf(call);
    const team = visibleTeam(call, organization);
    const reached = [...world.state.repositories.values()].filter(
      (repo) => repo.ownerId === organization.id && world.teamRole(organization, team, repo) !== null,
    );
    return list(call, reached, (repo) => withRole(organization, team, repo));
  });
  const one = '/orgs/:org/teams/:team/repos/:owner/:repo';
  routes.on('GET', one, { docs }, (call) => {
    const organization = organizationOf(call);
    const team = visibleTeam(call, organization);
    const repo = visibleRepository(call, call.param('owner'), call.param('repo'));
    if (world.teamRole(organization, team, repo) === null) throw notFound();
    return call.accepts('repository') ? ok(withRole(organization, team, repo)) : noContent();
  });
  routes.on('PUT', one, { docs }, (call) => {
    const organization = organizationOf(call);
    const team = visibleTeam(call, organization);
    const repo = visibleRepository(call, call.param('owner'), call.param('repo'));
    requireMembers(call, organization, 'write');
    const role = parseRole(call.body(permissionBody).permission);
    if (!role) throw validationFailed([{ resource: 'TeamRepository', code: 'invalid', field: 'permission' }]);
    team.repositories.set(repo.id, role);
    return noContent();
  });
  routes.on('DELETE', one, { docs }, (call) => {
    const organization = organizationOf(call);
    const team = visibleTeam(call, organization);
    requireMembers(call, organization, 'write');
    team.repositories.delete(visibleRepository(call, call.param('owner'), call.param('repo')).id);
    return noContent();
  });
  routes.repo(
    'GET',
    '/teams',
    { permissions: [{ administration: 'read' }], user: 'admin', docs },
    ({ call, repo }) => {
      const organization = world.organizationOf(repo);
      const teams = organization ? [...organization.teams.values()] : [];
      const reached = teams.flatMap((team) => {
        const role = organization && world.teamRole(organization, team, repo);
        return organization && role ? [{ organization, team, role }] : [];
      });
      return list(call, reached, ({ organization: owner, team, role }) => ({
        ...serializeTeam(world, owner, team, role),
        permissions: { ...roleFlags(role) },
      }));
    },
  );
}
