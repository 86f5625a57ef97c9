/** Makes repositories with real commits in them, and adds commits later. */

import type { Signature } from '../git/objects.ts';
import { type FileChanges, GitRepository } from '../git/repository.ts';
import { pushRefs } from '../push.ts';
import type { Person, Role } from '../state/accounts.ts';
import type { Repository, RepositorySettings } from '../state/repository.ts';
import { emailOf, type World } from '../world.ts';
import { createUser, userNamed } from './accounts.ts';

export interface BranchInput {
  /** Branch that it starts from; default: the default branch. */
  from?: string | undefined;
  files?: FileChanges | undefined;
  message?: string | undefined;
  /** Login. */
  author?: string | undefined;
}

export interface RepositoryInput {
  /** Files of the first commit; left out: a README. `{}` makes an empty repository. */
  files?: FileChanges | undefined;
  defaultBranch?: string | undefined;
  branches?: Record<string, BranchInput> | undefined;
  tags?: Record<string, string> | undefined;
  private?: boolean | undefined;
  settings?: Partial<RepositorySettings> | undefined;
  topics?: string[] | undefined;
  /** Login → role. */
  collaborators?: Record<string, Role> | undefined;
}

const DEFAULT_SETTINGS: RepositorySettings = {
  description: null,
  homepage: null,
  private: false,
  hasIssues: true,
  hasProjects: true,
  hasWiki: true,
  hasDiscussions: false,
  isTemplate: false,
  archived: false,
  allowSquashMerge: true,
  allowMergeCommit: true,
  allowRebaseMerge: true,
  allowAutoMerge: false,
  allowUpdateBranch: false,
  allowForking: true,
  deleteBranchOnMerge: false,
  webCommitSignoffRequired: false,
  squashMergeCommitTitle: 'COMMIT_OR_PR_TITLE',
  squashMergeCommitMessage: 'COMMIT_MESSAGES',
  mergeCommitTitle: 'MERGE_MESSAGE',
  mergeCommitMessage: 'PR_TITLE',
};

/** GitHub's nine labels that every repository starts with. */
const DEFAULT_LABELS: readonly (readonly [string, string, string])[] = [
  ['bug', 'd73a4a', "Something isn't working"],
  ['documentation', '0075ca', 'Improvements or additions to documentation'],
  ['duplicate', 'cfd3d7', 'This issue or pull request already exists'],
  ['enhancement', 'a2eeef', 'New feature or request'],
  ['good first issue', '7057ff', 'Good for newcomers'],
  ['help wanted', '008672', 'Extra attention is needed'],
  ['invalid', 'e4e669', "This doesn't seem right"],
  ['question', 'd876e3', 'Further information is requested'],
  ['wontfix', 'ffffff', 'This will not be worked on'],
];

/** A repository record without git behind it; `addRepository` joins the two. */
export function newRepository(
  world: World,
  ownerId: number,
  name: string,
  settings: Partial<RepositorySettings>,
  defaultBranch: string,
): Repository {
  const now = world.now();
  return {
    id: world.ids.next(),
    ownerId,
    name,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    defaultBranch,
    topics: [],
    parentId: null,
    collaborators: new Map(),
    lastNumber: 0,
    labels: DEFAULT_LABELS.map(([label, color, description]) => ({
      id: world.ids.next(),
      name: label,
      color,
      description,
      isDefault: true,
    })),
    milestones: [],
    issues: new Map(),
    pulls: new Map(),
    comments: new Map(),
    commitComments: new Map(),
    checkSuites: new Map(),
    checkRuns: new Map(),
    statuses: [],
    deployments: new Map(),
    protections: [],
    rulesets: [],
    ruleSuites: [],
    releases: new Map(),
    activity: [],
    createdAt: now,
    updatedAt: now,
    pushedAt: null,
  };
}

/** Makes `owner/name` with its branches; the owner is made as a user when there is none. Sends no events. */
export async function createRepository(
  world: World,
  fullName: string,
  input: RepositoryInput = {},
): Promise<Repository> {
  const [ownerName = '', name = ''] = fullName.split('/');
  const owner = world.findAccount(ownerName) ?? createUser(world, ownerName);
  const defaultBranch = input.defaultBranch ?? 'main';
  const settings = { ...input.settings, ...(input.private === undefined ? {} : { private: input.private }) };
  const repo = newRepository(world, owner.id, name, settings, defaultBranch);
  repo.topics = input.topics ?? [];
  for (const [login, role] of Object.entries(input.collaborators ?? {}))
    repo.collaborators.set(userNamed(world, login).id, role);
  const git = await GitRepository.init(world.gitDirectory(repo.id), defaultBranch);
  world.addRepository(repo, git);
  const files = input.files ?? { 'README.md': `# ${name}\n` };
  if (Object.keys(files).length === 0) return repo;
  const author = authorFor(world, repo, null);
  await commitQuietly(world, repo, defaultBranch, null, files, 'Initial commit', author);
  for (const [branch, branchInput] of Object.entries(input.branches ?? {})) {
    const from = await git.branch(branchInput.from ?? defaultBranch);
    if (from === null) throw new Error(`${fullName}: ${branch} starts from a branch that is not there`);
    const by = authorFor(world, repo, branchInput.author ?? null);
    if (branchInput.files) {
      const message = branchInput.message ?? `Change ${branch}`;
      await commitQuietly(world, repo, branch, from, branchInput.files, message, by);
    } else await git.updateRef(`refs/heads/${branch}`, from);
  }
  for (const [tag, target] of Object.entries(input.tags ?? {})) {
    const oid = await git.resolveCommit(target);
    if (oid !== null) await git.updateRef(`refs/tags/${tag}`, oid);
  }
  repo.pushedAt = world.now();
  return repo;
}

/** Signature of a person at the world's present. */
export function signatureOf(world: World, person: Person): Signature {
  const name = person.type === 'User' ? (person.name ?? person.login) : person.login;
  return { name, email: emailOf(person), date: world.now() };
}

/** The named user; without a name the owner, or the first owner of the organisation. */
function authorFor(world: World, repo: Repository, login: string | null): Person {
  if (login !== null) return userNamed(world, login);
  const owner = world.account(repo.ownerId);
  if (owner.type !== 'Organization') return owner;
  const admin = [...owner.members].find(([, role]) => role === 'admin');
  return admin ? world.person(admin[0]) : userNamed(world, `${owner.login}-owner`);
}

async function commitQuietly(
  world: World,
  repo: Repository,
  branch: string,
  parent: string | null,
  files: FileChanges,
  message: string,
  author: Person,
): Promise<string> {
  const git = world.git(repo);
  const tree = await git.changeTree(parent, files);
  const parents = parent === null ? [] : [parent];
  const oid = await git.writeCommit({ tree, parents, message, author: signatureOf(world, author) });
  await git.updateRef(`refs/heads/${branch}`, oid);
  return oid;
}

export interface CommitInputForTests {
  branch: string;
  files: FileChanges;
  message: string;
  /** Login; default: the repository's owner. */
  author?: string | undefined;
  /** Where a branch that does not exist yet starts; default: the default branch. */
  from?: string | undefined;
  /** Replaces the branch's history by this commit's parent (a force push). */
  parent?: string | undefined;
}

/** Commits files and pushes the branch as its author would: events are sent and listeners run, protection is not asked. */
export async function pushCommit(
  world: World,
  repo: Repository,
  input: CommitInputForTests,
): Promise<string> {
  const git = world.git(repo);
  const author = authorFor(world, repo, input.author ?? null);
  const before = await git.branch(input.branch);
  const parent = input.parent ?? before ?? (await git.branch(input.from ?? repo.defaultBranch));
  const tree = await git.changeTree(parent, input.files);
  const oid = await git.writeCommit({
    tree,
    parents: parent === null ? [] : [parent],
    message: input.message,
    author: signatureOf(world, author),
  });
  await pushRefs(world, {
    repo,
    git,
    person: author,
    app: null,
    changes: [{ ref: `refs/heads/${input.branch}`, before, after: oid }],
    origin: 'seed',
  });
  return oid;
}
