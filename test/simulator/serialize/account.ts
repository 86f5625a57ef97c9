/** Users, bots and organisations as GitHub shows them. */
import { nodeId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import type { Account, Organization } from '../state/accounts.ts';
import type { World } from '../world.ts';

const NODE_PREFIX = { User: 'U', Bot: 'BOT', Organization: 'O' } as const;

export function accountNodeId(account: Account): string {
  return nodeId(NODE_PREFIX[account.type], account.id);
}

/** `simple-user`: the short form inside every other object, also for organisations that own something. */
export function serializeAccount(world: World, account: Account): JsonObject {
  const login = encodeURIComponent(account.login);
  const url = `${world.urls.api}/users/${login}`;
  const page = account.type === 'Bot' ? `apps/${account.login.replace(/\[bot\]$/, '')}` : account.login;
  return {
    login: account.login,
    id: account.id,
    node_id: accountNodeId(account),
    avatar_url: `${world.urls.html}/avatars/u/${account.id}?v=4`,
    gravatar_id: '',
    url,
    html_url: `${world.urls.html}/${page}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    user_view_type: 'public',
    site_admin: account.type === 'User' && account.siteAdmin,
  };
}

/** `organization-simple`, as in payloads and lists. */
export function serializeOrganization(world: World, organization: Organization): JsonObject {
  const url = `${world.urls.api}/orgs/${organization.login}`;
  return {
    login: organization.login,
    id: organization.id,
    node_id: accountNodeId(organization),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${world.urls.html}/avatars/u/${organization.id}?v=4`,
    description: organization.description ?? '',
  };
}
