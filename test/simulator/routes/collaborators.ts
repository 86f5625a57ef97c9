/** Who may do what on one repository. */
import { z } from 'zod';
import { list, noContent, ok } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { notFound, validationFailed } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import type { JsonObject } from '../json.ts';
import { legacyRole, parseRole, roleFlags, roleReaches } from '../permissions.ts';
import { serializeAccount } from '../serialize/account.ts';
import type { Account, Role } from '../state/accounts.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

const body = z.object({ permission: z.string().default('push') });

export function registerCollaborators(routes: Routes, world: World): void {
  const docs = '/rest/collaborators/collaborators';
  const read = { permissions: [{ metadata: 'read' }], docs } as const;
  routes.repo('GET', '/collaborators', { ...read, user: 'write' }, ({ call, repo }) => {
    const wanted = parseRole(call.query.get('permission') ?? '');
    const direct = call.query.get('affiliation') === 'direct';
    const people = [...world.state.accounts.values()].flatMap((account) => {
      const role = account.type === 'User' ? explicitRole(world, account, repo, direct) : null;
      return role !== null && (wanted === null || roleReaches(role, wanted)) ? [{ account, role }] : [];
    });
    return list(call, people, ({ account, role }) => withRole(world, account, role));
  });
  routes.repo('GET', '/collaborators/:username', { ...read, user: 'write' }, ({ call, repo }) => {
    if (explicitRole(world, named(call), repo, false) === null) throw notFound();
    return noContent();
  });
  routes.repo('GET', '/collaborators/:username/permission', { ...read, user: 'write' }, ({ call, repo }) => {
    const account = named(call);
    const role = world.roleOf(account, repo);
    return ok({
      permission: legacyRole(role),
      role_name: role ?? 'none',
      user: withRole(world, account, role),
    });
  });
  const administer = { permissions: [{ administration: 'write' }], user: 'admin', docs } as const;
  routes.repo('PUT', '/collaborators/:username', administer, ({ call, repo }) => {
    const account = named(call);
    const role = parseRole(call.body(body).permission);
    if (role === null)
      throw validationFailed([{ resource: 'Collaborator', field: 'permission', code: 'invalid' }]);
    const known = repo.collaborators.get(account.id);
    repo.collaborators.set(account.id, role);
    // No invitation is sent: nobody would accept it here, so that everyone counts as known (204, not 201).
    if (known !== role) {
      const to = legacyRole(role);
      world.events.emit({
        event: 'member',
        action: known === undefined ? 'added' : 'edited',
        repo,
        sender: call.person,
        payload: {
          member: serializeAccount(world, account),
          changes: {
            permission:
              known === undefined ? { to: to === 'none' ? 'read' : to } : { from: legacyRole(known), to },
          },
        },
      });
    }
    return noContent();
  });
  routes.repo('DELETE', '/collaborators/:username', administer, ({ call, repo }) => {
    const account = named(call);
    if (repo.collaborators.delete(account.id))
      world.events.emit({
        event: 'member',
        action: 'removed',
        repo,
        sender: call.person,
        payload: { member: serializeAccount(world, account) },
      });
    return noContent();
  });
}

function named(call: Call): Account {
  const account = call.world.findAccount(call.param('username'));
  if (!account || account.type === 'Organization') throw notFound();
  return account;
}

/** A right that was given, not the one everybody has on public repositories; `direct` leaves out membership. */
function explicitRole(world: World, account: Account, repo: Repository, direct: boolean): Role | null {
  if (repo.collaborators.has(account.id)) return repo.collaborators.get(account.id) ?? null;
  if (repo.ownerId === account.id) return 'admin';
  if (direct || !world.organizationOf(repo)?.members.has(account.id)) return null;
  return world.roleOf(account, repo);
}

function withRole(world: World, account: Account, role: Role | null): JsonObject {
  return {
    ...serializeAccount(world, account),
    permissions: { ...roleFlags(role) },
    role_name: role ?? 'none',
  };
}
