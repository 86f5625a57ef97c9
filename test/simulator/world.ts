/** One simulated GitHub: its state, its git repositories, its events, and the look-ups that everything else uses. */
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, timestamp } from './clock.ts';
import { Deliveries } from './deliveries.ts';
import { Events } from './events.ts';
import type { GitRepository } from './git/repository.ts';
import { IdSequence } from './ids.ts';
import { Lag } from './lag/lag.ts';
import { FirstLooks } from './operations/first-looks.ts';
import { strongerRole } from './permissions.ts';
import type { PushGuard, PushListener } from './push.ts';
import type { Account, InstallationToken, Organization, Person, Role, Team, User } from './state/accounts.ts';
import type { Repository } from './state/repository.ts';
import { emptyState, type State } from './state/state.ts';
import { Urls } from './urls.ts';

export class World {
  readonly state: State = emptyState();
  readonly clock: Clock;
  readonly urls: Urls;
  readonly ids = new IdSequence();
  readonly deliveries: Deliveries;
  readonly events: Events;
  /** How far reads are behind. */
  readonly lag: Lag;
  readonly firstLooks = new FirstLooks();
  /** Asked before any ref moves; the first refusal wins. Protection lives here. */
  readonly pushGuards: PushGuard[] = [];
  /** Called after refs have moved and `push`, `create`, `delete` were emitted. Pull requests and check suites live here. */
  readonly pushListeners: PushListener[] = [];
  private readonly directory: string;
  private readonly gits = new Map<number, GitRepository>();
  /** Lower-case names → ids; GitHub's names ignore case. */
  private readonly accountIds = new Map<string, number>();
  private readonly repositoryIds = new Map<string, number>();

  /** `directory` is where the bare repositories go. */
  constructor(options: { clock: Clock; origin: string; directory: string }) {
    this.clock = options.clock;
    this.urls = new Urls(options.origin);
    this.directory = options.directory;
    mkdirSync(options.directory, { recursive: true });
    this.deliveries = new Deliveries(this);
    this.events = new Events(this);
    this.lag = new Lag(this);
  }

  /** The present in GitHub's format (`2026-03-02T09:00:00Z`). */
  now(): string {
    return timestamp(this.clock.now());
  }

  // ---- accounts

  addAccount(account: Account): void {
    this.state.accounts.set(account.id, account);
    this.accountIds.set(account.login.toLowerCase(), account.id);
  }

  findAccount(login: string): Account | null {
    const id = this.accountIds.get(login.toLowerCase());
    return id === undefined ? null : (this.state.accounts.get(id) ?? null);
  }

  findUser(login: string): User | null {
    const account = this.findAccount(login);
    return account?.type === 'User' ? account : null;
  }

  findOrganization(login: string): Organization | null {
    const account = this.findAccount(login);
    return account?.type === 'Organization' ? account : null;
  }

  /** The account with an id taken from the state; throws when it is not there. */
  account(id: number): Account {
    const account = this.state.accounts.get(id);
    if (!account) throw new Error(`no account ${id}`);
    return account;
  }

  /** Like `account`, for those who can act. */
  person(id: number): Person {
    const account = this.account(id);
    if (account.type === 'Organization') throw new Error(`${account.login} cannot act`);
    return account;
  }

  /** The person a commit belongs to, found by the address as GitHub does. */
  findByEmail(email: string): Person | null {
    const noreply = /^\d+\+(.+)@users\.noreply\.github\.com$/.exec(email);
    for (const account of this.state.accounts.values()) {
      if (account.type === 'Organization') continue;
      if (account.login === noreply?.[1] || emailOf(account) === email) return account;
    }
    return null;
  }

  // ---- repositories

  addRepository(repo: Repository, git: GitRepository): void {
    this.state.repositories.set(repo.id, repo);
    this.repositoryIds.set(this.fullName(repo).toLowerCase(), repo.id);
    this.gits.set(repo.id, git);
    this.lag.watch(repo.id, git);
    this.lag.note();
  }

  /** `owner/name`, also under an earlier name. */
  findRepository(fullName: string): Repository | null {
    const id = this.repositoryIds.get(fullName.toLowerCase());
    return id === undefined ? null : (this.state.repositories.get(id) ?? null);
  }

  /** `findRepository` for tests and seeds: throws when there is none. */
  repository(fullName: string): Repository {
    const repo = this.findRepository(fullName);
    if (!repo) throw new Error(`no repository ${fullName}`);
    return repo;
  }

  renameRepository(repo: Repository, name: string): void {
    repo.name = name;
    this.repositoryIds.set(this.fullName(repo).toLowerCase(), repo.id);
  }

  async removeRepository(repo: Repository): Promise<void> {
    this.state.repositories.delete(repo.id);
    for (const installation of this.state.installations.values()) installation.repositoryIds.delete(repo.id);
    const git = this.git(repo);
    git.close();
    this.gits.delete(repo.id);
    await rm(git.directory, { recursive: true, force: true });
  }

  fullName(repo: Repository): string {
    return `${this.account(repo.ownerId).login}/${repo.name}`;
  }

  /** The bare repository behind a repository. */
  git(repo: Repository): GitRepository {
    const git = this.gits.get(repo.id);
    if (!git) throw new Error(`no git repository for ${repo.name}`);
    return git;
  }

  /** This world with other repositories, for a reader that is behind; everything else is the same and shared. */
  withRepositories(repositories: Map<number, Repository>, gits: ReadonlyMap<number, GitRepository>): World {
    return Object.assign(Object.create(this), { state: { ...this.state, repositories }, gits });
  }

  gitDirectory(id: number): string {
    return join(this.directory, `${id}.git`);
  }

  /** The organisation that owns a repository, or null when a user does. */
  organizationOf(repo: Repository): Organization | null {
    const owner = this.account(repo.ownerId);
    return owner.type === 'Organization' ? owner : null;
  }

  // ---- rights

  /** A person's right on a repository, by ownership, membership, teams and collaboration; null for none at all. */
  roleOf(person: Account, repo: Repository): Role | null {
    let role: Role | null = repo.settings.private ? null : 'read';
    if (repo.ownerId === person.id) return 'admin';
    role = strongerRole(role, repo.collaborators.get(person.id) ?? null);
    const organization = this.organizationOf(repo);
    if (!organization) return role;
    const membership = organization.members.get(person.id);
    if (membership === 'admin') return 'admin';
    if (membership === undefined) return role;
    if (organization.defaultRepositoryPermission !== 'none')
      role = strongerRole(role, organization.defaultRepositoryPermission);
    for (const team of organization.teams.values())
      if (this.inTeam(organization, team, person.id))
        role = strongerRole(role, this.teamRole(organization, team, repo));
    return role;
  }

  /** True for members of the team and of the teams below it. */
  inTeam(organization: Organization, team: Team, personId: number): boolean {
    if (team.members.has(personId)) return true;
    return [...organization.teams.values()].some(
      (child) => child.parentId === team.id && this.inTeam(organization, child, personId),
    );
  }

  /** A team's own right on a repository, or the one that it inherits. */
  teamRole(organization: Organization, team: Team, repo: Repository): Role | null {
    const own = team.repositories.get(repo.id) ?? null;
    const parent = team.parentId === null ? undefined : organization.teams.get(team.parentId);
    return parent ? strongerRole(own, this.teamRole(organization, parent, repo)) : own;
  }

  /** True when an installation token reaches the repository. */
  tokenCovers(token: InstallationToken, repo: Repository): boolean {
    const installation = this.state.installations.get(token.installationId);
    if (!installation || installation.accountId !== repo.ownerId) return false;
    if (installation.repositorySelection === 'selected' && !installation.repositoryIds.has(repo.id))
      return false;
    return token.repositoryIds === null || token.repositoryIds.has(repo.id);
  }

  close(): void {
    for (const git of this.gits.values()) git.close();
  }
}

/** The address under which a person's commits made on the site are recorded. */
export function emailOf(person: Person): string {
  if (person.type === 'User' && person.email) return person.email;
  return `${person.id}+${person.login}@users.noreply.github.com`;
}
