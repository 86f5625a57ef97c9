/** Users: oneself, others, and what they belong to. */
import { organizationOf, requireUser } from '../http/account-access.ts';
import { list, ok } from '../http/answer.ts';
import { notFound } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import { serializeOrganization } from '../serialize/account.ts';
import {
  serializeFullTeam,
  serializeMembership,
  serializePrivateProfile,
  serializeProfile,
} from '../serialize/profile.ts';
import type { Organization } from '../state/accounts.ts';
import type { World } from '../world.ts';

export function registerUsers(routes: Routes, world: World): void {
  routes.on('GET', '/user', { docs: '/rest/users/users#get-the-authenticated-user' }, (call) =>
    ok(serializePrivateProfile(world, requireUser(call)), {
      'x-oauth-scopes': 'admin:org, repo, user, workflow',
      'x-accepted-oauth-scopes': '',
    }),
  );
  routes.on('GET', '/user/emails', { docs: '/rest/users/emails' }, (call) => {
    const { email } = requireUser(call);
    return ok(email === null ? [] : [{ email, primary: true, verified: true, visibility: 'public' }]);
  });
  routes.on('GET', '/user/orgs', { docs: '/rest/orgs/orgs' }, (call) =>
    list(call, organizationsOf(world, requireUser(call).id), (one) => serializeOrganization(world, one)),
  );
  routes.on('GET', '/user/memberships/orgs', { docs: '/rest/orgs/members' }, (call) => {
    const user = requireUser(call);
    return list(call, organizationsOf(world, user.id), (one) => serializeMembership(world, one, user));
  });
  routes.on('GET', '/user/memberships/orgs/:org', { docs: '/rest/orgs/members' }, (call) => {
    const user = requireUser(call);
    const organization = organizationOf(call);
    if (!organization.members.has(user.id)) throw notFound();
    return ok(serializeMembership(world, organization, user));
  });
  routes.on('GET', '/user/teams', { docs: '/rest/teams/teams' }, (call) => {
    const user = requireUser(call);
    const teams = organizationsOf(world, user.id).flatMap((organization) =>
      [...organization.teams.values()]
        .filter((team) => team.members.has(user.id))
        .map((team) => ({ organization, team })),
    );
    return list(call, teams, ({ organization, team }) => serializeFullTeam(world, organization, team));
  });
  routes.on('GET', '/users/:username', { docs: '/rest/users/users#get-a-user' }, (call) => {
    const account = world.findAccount(call.param('username'));
    if (!account) throw notFound();
    return ok(serializeProfile(world, account));
  });
  routes.on('GET', '/user/:account_id', { docs: '/rest/users/users#get-a-user-using-their-id' }, (call) => {
    const account = world.state.accounts.get(call.number('account_id'));
    if (!account) throw notFound();
    return ok(serializeProfile(world, account));
  });
  routes.on('GET', '/users/:username/orgs', { docs: '/rest/orgs/orgs' }, (call) => {
    const account = world.findAccount(call.param('username'));
    if (!account) throw notFound();
    return list(call, organizationsOf(world, account.id), (one) => serializeOrganization(world, one));
  });
}

function organizationsOf(world: World, personId: number): Organization[] {
  return [...world.state.accounts.values()].filter(
    (account): account is Organization => account.type === 'Organization' && account.members.has(personId),
  );
}
