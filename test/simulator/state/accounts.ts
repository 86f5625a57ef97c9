/** People, bots, organisations with their teams, and the Apps installed on them: who can act, and with what right. */
import type { Ruleset } from './protection.ts';

/** A user's right on one repository, weakest first in `ROLES` of permissions.ts. */
export type Role = 'read' | 'triage' | 'write' | 'maintain' | 'admin';
export type Access = 'read' | 'write';

export interface User {
  type: 'User';
  id: number;
  login: string;
  name: string | null;
  email: string | null;
  siteAdmin: boolean;
  createdAt: string;
}

/** The account an App acts as: login `slug[bot]`. */
export interface Bot {
  type: 'Bot';
  id: number;
  login: string;
  appId: number;
  createdAt: string;
}

export interface Organization {
  type: 'Organization';
  id: number;
  login: string;
  name: string | null;
  description: string | null;
  /** What every member may do in every repository. */
  defaultRepositoryPermission: 'none' | 'read' | 'write' | 'admin';
  members: Map<number, 'member' | 'admin'>;
  teams: Map<number, Team>;
  /** They hold for repositories of the organisation. */
  rulesets: Ruleset[];
  createdAt: string;
}

export interface Team {
  id: number;
  slug: string;
  name: string;
  description: string | null;
  privacy: 'closed' | 'secret';
  parentId: number | null;
  members: Map<number, 'member' | 'maintainer'>;
  /** Repository id → right of the team's members on it. */
  repositories: Map<number, Role>;
  createdAt: string;
}

export type Account = User | Bot | Organization;
/** An account that can do things: what events call `sender`. */
export type Person = User | Bot;

export interface App {
  id: number;
  slug: string;
  name: string;
  ownerId: number;
  description: string;
  clientId: string;
  /** PEM; the App's JWTs are verified with it. */
  publicKey: string;
  botId: number;
  permissions: Permissions;
  events: string[];
  webhook: { id: number; url: string | null; secret: string; active: boolean };
  createdAt: string;
}

/** Permission name as in the API (`pull_requests`) → granted level. */
export type Permissions = Record<string, Access | 'admin'>;

export interface Installation {
  id: number;
  appId: number;
  /** The organisation or user that it is installed on. */
  accountId: number;
  /** `all` means every repository of the account, future ones included. */
  repositorySelection: 'all' | 'selected';
  repositoryIds: Set<number>;
  permissions: Permissions;
  events: string[];
  suspendedAt: string | null;
  createdAt: string;
}

/** A token made by `POST /app/installations/{id}/access_tokens`, possibly narrowed. */
export interface InstallationToken {
  token: string;
  installationId: number;
  permissions: Permissions;
  /** null: every repository of the installation. */
  repositoryIds: Set<number> | null;
  expiresAt: string;
}
