/** What an App does as itself: its record, its installations, their tokens and repositories. */
import { z } from 'zod';
import { issueToken } from '../create/token.ts';
import { requireApp, requireInstallation } from '../http/account-access.ts';
import { created, list, noContent, ok, pageOf } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { forbidden, notFound, unprocessable } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import { permits } from '../permissions.ts';
import { serializeApp, serializeInstallation, serializeInstallationToken } from '../serialize/app.ts';
import { serializeFullRepository } from '../serialize/repository.ts';
import type { Account, Installation, Permissions } from '../state/accounts.ts';
import type { World } from '../world.ts';

const levels = z.enum(['read', 'write', 'admin']);
const tokenBody = z.object({
  repositories: z.array(z.string()).optional(),
  repository_ids: z.array(z.number()).optional(),
  permissions: z.record(z.string(), levels).optional(),
});

export function registerApps(routes: Routes, world: World): void {
  routes.on('GET', '/app', { docs: '/rest/apps/apps#get-the-authenticated-app' }, (call) => {
    const app = requireApp(call);
    const installations = [...world.state.installations.values()].filter((one) => one.appId === app.id);
    return ok({ ...serializeApp(world, app), installations_count: installations.length });
  });
  routes.on('GET', '/apps/:slug', { docs: '/rest/apps/apps#get-an-app' }, (call) => {
    const app = [...world.state.apps.values()].find((one) => one.slug === call.param('slug'));
    if (!app) throw notFound();
    return ok(serializeApp(world, app));
  });
  routes.on('GET', '/app/installations', { docs: '/rest/apps/apps#list-installations' }, (call) => {
    const app = requireApp(call);
    const own = [...world.state.installations.values()].filter((one) => one.appId === app.id);
    return list(call, own, (installation) => serializeInstallation(world, installation));
  });
  const installation = '/app/installations/:installation_id';
  routes.on('GET', installation, { docs: '/rest/apps/apps#get-an-installation' }, (call) =>
    ok(serializeInstallation(world, requireInstallation(call))),
  );
  routes.on('DELETE', installation, { docs: '/rest/apps/apps#delete-an-installation' }, (call) => {
    world.state.installations.delete(requireInstallation(call).id);
    return noContent();
  });
  routes.on(
    'PUT',
    `${installation}/suspended`,
    { docs: '/rest/apps/apps#suspend-an-installation' },
    (call) => {
      requireInstallation(call).suspendedAt = world.now();
      return noContent();
    },
  );
  routes.on(
    'DELETE',
    `${installation}/suspended`,
    { docs: '/rest/apps/apps#unsuspend-an-installation' },
    (call) => {
      requireInstallation(call).suspendedAt = null;
      return noContent();
    },
  );
  registerTokens(routes, world);
  registerLookups(routes, world);
}

function registerTokens(routes: Routes, world: World): void {
  const docs = '/rest/apps/apps#create-an-installation-access-token-for-an-app';
  routes.on('POST', '/app/installations/:installation_id/access_tokens', { docs }, (call) => {
    const installation = requireInstallation(call);
    if (installation.suspendedAt !== null) throw forbidden('This installation has been suspended');
    const input = call.body(tokenBody);
    const repositoryIds = narrowedRepositories(world, installation, input);
    const permissions = narrowedPermissions(installation, input.permissions);
    return created(
      serializeInstallationToken(world, issueToken(world, installation, { permissions, repositoryIds })),
    );
  });
  const revoke = '/rest/apps/installations#revoke-an-installation-access-token';
  routes.on('DELETE', '/installation/token', { docs: revoke }, (call) => {
    if (call.actor.kind !== 'installation') throw forbidden('Resource not accessible by integration');
    world.state.tokens.delete(call.actor.token.token);
    return noContent();
  });
  const repositories = '/rest/apps/installations#list-repositories-accessible-to-the-app-installation';
  routes.on('GET', '/installation/repositories', { docs: repositories }, (call) => {
    if (call.actor.kind !== 'installation')
      throw forbidden(
        'You must authenticate with an installation access token in order to list repositories for an installation.',
      );
    const { token, installation } = call.actor;
    const reached = [...world.state.repositories.values()].filter((repo) => world.tokenCovers(token, repo));
    const page = pageOf(call, reached);
    return ok(
      {
        total_count: page.total,
        repository_selection: installation.repositorySelection,
        repositories: page.items.map((repo) => serializeFullRepository(world, repo, 'read')),
      },
      page.headers,
    );
  });
}

function narrowedRepositories(
  world: World,
  installation: Installation,
  input: z.infer<typeof tokenBody>,
): number[] | undefined {
  if (!input.repositories && !input.repository_ids) return undefined;
  const all = [...world.state.repositories.values()].filter(
    (repo) =>
      repo.ownerId === installation.accountId &&
      (installation.repositorySelection === 'all' || installation.repositoryIds.has(repo.id)),
  );
  const wanted: (string | number)[] = [...(input.repositories ?? []), ...(input.repository_ids ?? [])];
  return wanted.map((key) => {
    const found = all.find((repo) => (typeof key === 'number' ? repo.id === key : repo.name === key));
    if (!found)
      throw unprocessable(
        'There is at least one repository that does not exist or is not accessible to the parent installation.',
      );
    return found.id;
  });
}

function narrowedPermissions(
  installation: Installation,
  wanted: Permissions | undefined,
): Permissions | undefined {
  if (!wanted) return undefined;
  for (const [name, level] of Object.entries(wanted))
    if (!permits(installation.permissions, name, level === 'read' ? 'read' : 'write'))
      throw unprocessable('The permissions requested are not granted to this installation.');
  return wanted;
}

function registerLookups(routes: Routes, world: World): void {
  const find = (call: Call, account: Account | null, covers: (installation: Installation) => boolean) => {
    const app = requireApp(call);
    const found = [...world.state.installations.values()].find(
      (one) => one.appId === app.id && one.accountId === account?.id && covers(one),
    );
    if (!found) throw notFound();
    return ok(serializeInstallation(world, found));
  };
  const repositoryDocs = '/rest/apps/apps#get-a-repository-installation-for-the-authenticated-app';
  routes.on('GET', '/repos/:owner/:repo/installation', { docs: repositoryDocs }, (call) => {
    const repo = world.findRepository(`${call.param('owner')}/${call.param('repo')}`);
    if (!repo) throw notFound();
    return find(
      call,
      world.account(repo.ownerId),
      (one) => one.repositorySelection === 'all' || one.repositoryIds.has(repo.id),
    );
  });
  const organizationDocs = '/rest/apps/apps#get-an-organization-installation-for-the-authenticated-app';
  routes.on('GET', '/orgs/:org/installation', { docs: organizationDocs }, (call) =>
    find(call, world.findOrganization(call.param('org')), () => true),
  );
  const userDocs = '/rest/apps/apps#get-a-user-installation-for-the-authenticated-app';
  routes.on('GET', '/users/:username/installation', { docs: userDocs }, (call) =>
    find(call, world.findUser(call.param('username')), () => true),
  );
}
