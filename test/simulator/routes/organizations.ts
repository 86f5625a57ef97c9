/** Organisations and who belongs to them. */
import { z } from 'zod';
import { organizationOf, requireMembers, standing } from '../http/account-access.ts';
import { list, noContent, ok } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { forbidden, notFound } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import { serializeAccount } from '../serialize/account.ts';
import { serializeFullOrganization, serializeMembership } from '../serialize/profile.ts';
import type { Organization, User } from '../state/accounts.ts';
import type { World } from '../world.ts';

const membershipBody = z.object({ role: z.enum(['admin', 'member']).default('member') });

export function registerOrganizations(routes: Routes, world: World): void {
  routes.on('GET', '/orgs/:org', { docs: '/rest/orgs/orgs#get-an-organization' }, (call) =>
    ok(serializeFullOrganization(world, organizationOf(call))),
  );
  routes.on('GET', '/orgs/:org/members', { docs: '/rest/orgs/members#list-organization-members' }, (call) => {
    const organization = organizationOf(call);
    // Membership is private here, as it is on GitHub until a member publishes it.
    const visible = standing(call, organization) === 'outside' ? [] : [...organization.members];
    const role = call.query.get('role');
    const members = visible.filter(([, one]) => role === null || role === 'all' || role === one);
    return list(call, members, ([id]) => serializeAccount(world, world.account(id)));
  });
  routes.on('GET', '/orgs/:org/public_members', { docs: '/rest/orgs/members' }, (call) => {
    organizationOf(call);
    return ok([]);
  });
  routes.on('GET', '/orgs/:org/members/:username', { docs: '/rest/orgs/members' }, (call) => {
    const organization = organizationOf(call);
    const user = world.findUser(call.param('username'));
    if (!user || standing(call, organization) === 'outside' || !organization.members.has(user.id))
      throw notFound();
    return noContent();
  });
  routes.on('DELETE', '/orgs/:org/members/:username', { docs: '/rest/orgs/members' }, removeMember(world));
  const membership = '/orgs/:org/memberships/:username';
  routes.on('GET', membership, { docs: '/rest/orgs/members' }, (call) => {
    const organization = organizationOf(call);
    const user = namedUser(call);
    if (call.actor.kind === 'user' && standing(call, organization) === 'outside')
      throw forbidden(
        `You must be a member of ${organization.login} to see membership information for ${user.login}.`,
      );
    requireMembers(call, organization, 'read');
    if (!organization.members.has(user.id)) throw notFound();
    return ok(serializeMembership(world, organization, user));
  });
  routes.on('PUT', membership, { docs: '/rest/orgs/members' }, (call) => {
    const organization = organizationOf(call);
    requireMembers(call, organization, 'write');
    const user = namedUser(call);
    const known = organization.members.has(user.id);
    organization.members.set(user.id, call.body(membershipBody).role);
    if (!known) emitMember(call, organization, user, 'member_added');
    return ok(serializeMembership(world, organization, user));
  });
  routes.on('DELETE', membership, { docs: '/rest/orgs/members' }, removeMember(world));
}

function namedUser(call: Call): User {
  const user = call.world.findUser(call.param('username'));
  if (!user) throw notFound();
  return user;
}

function removeMember(world: World) {
  return (call: Call) => {
    const organization = organizationOf(call);
    requireMembers(call, organization, 'write');
    const user = namedUser(call);
    if (!organization.members.has(user.id)) throw notFound();
    emitMember(call, organization, user, 'member_removed');
    organization.members.delete(user.id);
    for (const team of organization.teams.values()) team.members.delete(user.id);
    // Access to the organisation's repositories ends with membership.
    for (const repo of world.state.repositories.values())
      if (repo.ownerId === organization.id) repo.collaborators.delete(user.id);
    return noContent();
  };
}

function emitMember(call: Call, organization: Organization, user: User, action: string): void {
  call.world.events.emit({
    event: 'organization',
    action,
    repo: null,
    organization,
    sender: call.person,
    payload: { membership: serializeMembership(call.world, organization, user) },
  });
}
