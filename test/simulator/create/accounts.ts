/** Makes users, organisations, teams, Apps and installations. */
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { App, Installation, Organization, Permissions, Role, Team, User } from '../state/accounts.ts';
import type { World } from '../world.ts';

export interface UserInput {
  name?: string | undefined;
  email?: string | undefined;
  siteAdmin?: boolean | undefined;
}

/** A user; the token is `tok_LOGIN`. */
export function createUser(world: World, login: string, input: UserInput = {}): User {
  const user: User = {
    type: 'User',
    id: world.ids.next(),
    login,
    name: input.name ?? null,
    email: input.email ?? `${login}@users.example.com`,
    siteAdmin: input.siteAdmin ?? false,
    createdAt: world.now(),
  };
  world.addAccount(user);
  return user;
}

export interface OrganizationInput {
  name?: string | undefined;
  description?: string | undefined;
  /** Login → role; users that do not exist yet are made. */
  members?: Record<string, 'member' | 'admin'> | undefined;
  defaultRepositoryPermission?: Organization['defaultRepositoryPermission'] | undefined;
}

export function createOrganization(world: World, login: string, input: OrganizationInput = {}): Organization {
  const organization: Organization = {
    type: 'Organization',
    id: world.ids.next(),
    login,
    name: input.name ?? null,
    description: input.description ?? null,
    defaultRepositoryPermission: input.defaultRepositoryPermission ?? 'read',
    members: new Map(),
    teams: new Map(),
    rulesets: [],
    createdAt: world.now(),
  };
  world.addAccount(organization);
  for (const [member, role] of Object.entries(input.members ?? {}))
    organization.members.set(userNamed(world, member).id, role);
  return organization;
}

/** The user with a login, made when there is none. */
export function userNamed(world: World, login: string): User {
  return world.findUser(login) ?? createUser(world, login);
}

export interface TeamInput {
  name?: string | undefined;
  description?: string | undefined;
  privacy?: Team['privacy'] | undefined;
  parent?: string | undefined;
  /** Logins. */
  members?: string[] | undefined;
  /** `owner/name` → right. */
  repositories?: Record<string, Role> | undefined;
}

export function createTeam(
  world: World,
  organization: Organization,
  slug: string,
  input: TeamInput = {},
): Team {
  const parent = [...organization.teams.values()].find((one) => one.slug === input.parent);
  const team: Team = {
    id: world.ids.next(),
    slug,
    name: input.name ?? slug,
    description: input.description ?? null,
    privacy: input.privacy ?? 'closed',
    parentId: parent?.id ?? null,
    members: new Map(),
    repositories: new Map(),
    createdAt: world.now(),
  };
  organization.teams.set(team.id, team);
  for (const login of input.members ?? []) {
    const user = userNamed(world, login);
    team.members.set(user.id, 'member');
    if (!organization.members.has(user.id)) organization.members.set(user.id, 'member');
  }
  for (const [name, role] of Object.entries(input.repositories ?? {}))
    team.repositories.set(world.repository(name).id, role);
  return team;
}

export interface AppInput {
  id?: number | undefined;
  slug: string;
  name?: string | undefined;
  /** Login of the owner; made when missing. */
  owner?: string | undefined;
  description?: string | undefined;
  permissions: Permissions;
  events: string[];
  webhookUrl?: string | undefined;
  secret?: string | undefined;
  /** PEM; without one a key is made. */
  privateKey?: string | undefined;
}

let spareKey: string | null = null;

/** One key for all Apps of a process that bring none: making one takes longer than most tests. */
export function sparePrivateKey(): string {
  spareKey ??= generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs1', format: 'pem' })
    .toString();
  return spareKey;
}

export function createApp(world: World, input: AppInput): { app: App; privateKey: string } {
  const privateKey = input.privateKey ?? sparePrivateKey();
  const owner =
    world.findAccount(input.owner ?? 'app-owner') ?? createUser(world, input.owner ?? 'app-owner');
  const id = input.id === undefined ? world.ids.next() : world.ids.reserve(input.id);
  const bot = {
    type: 'Bot' as const,
    id: world.ids.next(),
    login: `${input.slug}[bot]`,
    appId: id,
    createdAt: world.now(),
  };
  world.addAccount(bot);
  const app: App = {
    id,
    slug: input.slug,
    name: input.name ?? input.slug,
    ownerId: owner.id,
    description: input.description ?? '',
    clientId: `Iv23li${String(id).padStart(14, '0')}`,
    publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString(),
    botId: bot.id,
    permissions: input.permissions,
    events: input.events,
    webhook: {
      id: world.ids.next(),
      url: input.webhookUrl ?? null,
      secret: input.secret ?? '',
      active: true,
    },
    createdAt: world.now(),
  };
  world.state.apps.set(id, app);
  return { app, privateKey };
}

export interface InstallInput {
  /** `owner/name` of each; left out: all of the account's. */
  repositories?: string[] | undefined;
  permissions?: Permissions | undefined;
  events?: string[] | undefined;
}

export function installApp(world: World, app: App, account: string, input: InstallInput = {}): Installation {
  const target = world.findAccount(account);
  if (!target) throw new Error(`no account ${account} to install ${app.slug} on`);
  const installation: Installation = {
    id: world.ids.next(),
    appId: app.id,
    accountId: target.id,
    repositorySelection: input.repositories ? 'selected' : 'all',
    repositoryIds: new Set((input.repositories ?? []).map((name) => world.repository(name).id)),
    permissions: input.permissions ?? { ...app.permissions },
    events: input.events ?? [...app.events],
    suspendedAt: null,
    createdAt: world.now(),
  };
  world.state.installations.set(installation.id, installation);
  return installation;
}
