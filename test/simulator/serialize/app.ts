/** Apps, installations and installation tokens. */
import { nodeId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import type { App, Installation, InstallationToken } from '../state/accounts.ts';
import type { World } from '../world.ts';
import { serializeAccount } from './account.ts';
import { serializeRepository } from './repository.ts';

/** `integration`, as in check runs, suites and comments. */
export function serializeApp(world: World, app: App): JsonObject {
  return {
    id: app.id,
    slug: app.slug,
    client_id: app.clientId,
    node_id: nodeId('A', app.id),
    owner: serializeAccount(world, world.account(app.ownerId)),
    name: app.name,
    description: app.description,
    external_url: `${world.urls.html}/apps/${app.slug}`,
    html_url: `${world.urls.html}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: { metadata: 'read', ...app.permissions },
    events: [...app.events],
  };
}

export function serializeInstallation(world: World, installation: Installation): JsonObject {
  const app = world.state.apps.get(installation.appId);
  const account = world.account(installation.accountId);
  const url = `${world.urls.api}/app/installations/${installation.id}`;
  const settings = account.type === 'Organization' ? `organizations/${account.login}/settings` : 'settings';
  return {
    id: installation.id,
    client_id: app?.clientId ?? '',
    account: serializeAccount(world, account),
    repository_selection: installation.repositorySelection,
    access_tokens_url: `${url}/access_tokens`,
    repositories_url: `${world.urls.api}/installation/repositories`,
    html_url: `${world.urls.html}/${settings}/installations/${installation.id}`,
    app_id: installation.appId,
    app_slug: app?.slug ?? '',
    target_id: account.id,
    target_type: account.type,
    permissions: { metadata: 'read', ...installation.permissions },
    events: [...installation.events],
    created_at: installation.createdAt,
    updated_at: installation.createdAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: installation.suspendedAt,
  };
}

export function serializeInstallationToken(world: World, token: InstallationToken): JsonObject {
  const repositories = [...(token.repositoryIds ?? [])].flatMap((id) => {
    const repo = world.state.repositories.get(id);
    return repo ? [serializeRepository(world, repo)] : [];
  });
  return {
    token: token.token,
    expires_at: token.expiresAt,
    permissions: { metadata: 'read', ...token.permissions },
    repository_selection: token.repositoryIds === null ? 'all' : 'selected',
    ...(token.repositoryIds === null ? {} : { repositories }),
  };
}
