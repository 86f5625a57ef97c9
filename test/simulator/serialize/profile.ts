/** The long forms of accounts: profiles of users and organisations, memberships, teams. */
import { nodeId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { roleFlags } from '../permissions.ts';
import type { Account, Organization, Person, Role, Team } from '../state/accounts.ts';
import type { World } from '../world.ts';
import { serializeAccount, serializeOrganization } from './account.ts';

/** `public-user`; also what `/users/ORG` gives for an organisation. */
export function serializeProfile(world: World, account: Account): JsonObject {
  const repositories = [...world.state.repositories.values()].filter((repo) => repo.ownerId === account.id);
  return {
    ...serializeAccount(world, account),
    name: account.type === 'Bot' ? null : account.name,
    company: null,
    blog: '',
    location: null,
    email: account.type === 'User' ? account.email : null,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: repositories.filter((repo) => !repo.settings.private).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: account.createdAt,
    updated_at: account.createdAt,
  };
}

/** `private-user`: what a user reads about themself. */
export function serializePrivateProfile(world: World, account: Account): JsonObject {
  const owned = [...world.state.repositories.values()].filter(
    (repo) => repo.ownerId === account.id && repo.settings.private,
  ).length;
  return {
    ...serializeProfile(world, account),
    user_view_type: 'private',
    private_gists: 0,
    total_private_repos: owned,
    owned_private_repos: owned,
    disk_usage: 0,
    collaborators: 0,
    two_factor_authentication: true,
    plan: { name: 'pro', space: 976_562_499, collaborators: 0, private_repos: 9999 },
  };
}

/** `organization-full`. */
export function serializeFullOrganization(world: World, organization: Organization): JsonObject {
  const repositories = [...world.state.repositories.values()].filter(
    (repo) => repo.ownerId === organization.id,
  );
  return {
    ...serializeOrganization(world, organization),
    name: organization.name ?? organization.login,
    company: null,
    blog: '',
    location: null,
    email: null,
    twitter_username: null,
    is_verified: false,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: repositories.filter((repo) => !repo.settings.private).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    html_url: `${world.urls.html}/${organization.login}`,
    type: 'Organization',
    default_repository_permission: organization.defaultRepositoryPermission,
    created_at: organization.createdAt,
    updated_at: organization.createdAt,
    archived_at: null,
  };
}

export function serializeMembership(world: World, organization: Organization, person: Person): JsonObject {
  const url = `${world.urls.api}/orgs/${organization.login}`;
  return {
    url: `${url}/memberships/${person.login}`,
    state: 'active',
    role: organization.members.get(person.id) ?? 'member',
    organization_url: url,
    direct_membership: true,
    organization: serializeOrganization(world, organization),
    user: serializeAccount(world, person),
  };
}

/** `team`: in lists and payloads. `role` is the team's right on the repository that it is listed for. */
export function serializeTeam(
  world: World,
  organization: Organization,
  team: Team,
  role: Role = 'read',
): JsonObject {
  const parent = team.parentId === null ? undefined : organization.teams.get(team.parentId);
  return {
    ...teamCore(world, organization, team, role),
    permissions: { ...roleFlags(role) },
    parent: parent ? teamCore(world, organization, parent, 'read') : null,
  };
}

const PULL_WORDS: Readonly<Record<Role, string>> = {
  read: 'pull',
  triage: 'triage',
  write: 'push',
  maintain: 'maintain',
  admin: 'admin',
};

function teamCore(world: World, organization: Organization, team: Team, role: Role): JsonObject {
  const url = `${world.urls.api}/organizations/${organization.id}/team/${team.id}`;
  return {
    id: team.id,
    node_id: nodeId('T', organization.id, team.id),
    url,
    html_url: `${world.urls.html}/orgs/${organization.login}/teams/${team.slug}`,
    name: team.name,
    slug: team.slug,
    description: team.description ?? '',
    privacy: team.privacy,
    notification_setting: 'notifications_enabled',
    permission: PULL_WORDS[role],
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: 'organization',
    organization_id: organization.id,
  };
}

/** `team-full`. */
export function serializeFullTeam(world: World, organization: Organization, team: Team): JsonObject {
  const { permissions: _, ...short } = serializeTeam(world, organization, team);
  return {
    ...short,
    created_at: team.createdAt,
    updated_at: team.createdAt,
    members_count: team.members.size,
    repos_count: team.repositories.size,
    organization: {
      ...serializeFullOrganization(world, organization),
      description: organization.description ?? '',
    },
  };
}
