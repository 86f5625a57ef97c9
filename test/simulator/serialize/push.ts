/** The `push` payload, whose commits and repository differ in shape from those of every other event. */
import { type GitCommit, type Signature, ZERO_OID } from '../git/objects.ts';
import type { GitRepository } from '../git/repository.ts';
import type { JsonObject } from '../json.ts';
import type { PushAttempt, RefChange } from '../push.ts';
import type { Repository } from '../state/repository.ts';
import { emailOf, type World } from '../world.ts';
import { serializeRepository } from './repository.ts';

/** GitHub lists at most this many commits. */
const MOST_COMMITS = 2048;

export async function serializePush(
  world: World,
  attempt: PushAttempt,
  change: RefChange,
  forced: boolean,
): Promise<JsonObject> {
  const { git, repo, person } = attempt;
  const url = `${world.urls.html}/${world.fullName(repo)}`;
  const commits = await pushedCommits(attempt, change);
  const head = change.after === null ? null : await git.resolve(`${change.after}^{commit}`);
  const before = change.before ?? ZERO_OID;
  const after = change.after ?? ZERO_OID;
  return {
    ref: change.ref,
    before,
    after,
    repository: pushRepository(world, repo),
    pusher: { name: person.login, email: emailOf(person) },
    created: change.before === null,
    deleted: change.after === null,
    forced,
    base_ref: null,
    compare:
      change.before === null || change.after === null
        ? `${url}/compare/${change.ref.replace(/^refs\/(heads|tags)\//, '')}`
        : `${url}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits: await Promise.all(commits.map((oid) => pushedCommit(world, git, url, oid))),
    head_commit: head === null ? null : await pushedCommit(world, git, url, head),
  };
}

/** Commits new on the ref, oldest first: against the old tip, or for a new ref against every other branch. */
async function pushedCommits({ git, repo }: PushAttempt, change: RefChange): Promise<string[]> {
  if (change.after === null || !change.ref.startsWith('refs/heads/')) return [];
  const range = { from: [change.after], limit: MOST_COMMITS, topological: true };
  if (change.before !== null) return (await git.log({ ...range, not: [change.before] })).reverse();
  const others = (await git.refs('refs/heads/'))
    .filter((one) => one.ref !== change.ref)
    .map((one) => one.oid);
  if (others.length === 0 && change.ref === `refs/heads/${repo.defaultBranch}`)
    return (await git.log(range)).reverse();
  return (await git.log({ ...range, not: others })).reverse();
}

async function pushedCommit(world: World, git: GitRepository, url: string, oid: string): Promise<JsonObject> {
  const commit = await git.readCommit(oid);
  return {
    id: oid,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message.replace(/\n+$/, ''),
    timestamp: commit.committer.date,
    url: `${url}/commit/${oid}`,
    author: person(world, commit.author),
    committer: person(world, commit.committer),
    ...(await changedPaths(git, commit)),
  };
}

function person(world: World, signature: Signature): JsonObject {
  const account = world.findByEmail(signature.email);
  const { name, email, date } = signature;
  return { name, email, date, ...(account ? { username: account.login } : {}) };
}

async function changedPaths(git: GitRepository, commit: GitCommit): Promise<JsonObject> {
  const parent = commit.parents[0];
  const { stdout } = await git.runPure([
    ...['diff-tree', '-r', '--no-renames', '--name-status', '-z'],
    ...(parent === undefined ? ['--root', '--no-commit-id', commit.oid] : [parent, commit.oid]),
  ]);
  const parts = stdout.toString().split('\0');
  const paths: Record<'A' | 'D' | 'M', string[]> = { A: [], D: [], M: [] };
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const kind = parts[at] === 'A' ? 'A' : parts[at] === 'D' ? 'D' : 'M';
    paths[kind].push(parts[at + 1] ?? '');
  }
  return { added: paths.A, removed: paths.D, modified: paths.M };
}

/** Here alone times are seconds and the owner has a name and an address. */
function pushRepository(world: World, repo: Repository): JsonObject {
  const seconds = (time: string) => Math.floor(new Date(time).getTime() / 1000);
  const short = serializeRepository(world, repo);
  const owner = world.account(repo.ownerId);
  const shortOwner = short['owner'];
  return {
    ...short,
    owner: {
      ...(typeof shortOwner === 'object' && shortOwner !== null && !Array.isArray(shortOwner)
        ? shortOwner
        : {}),
      name: owner.login,
      email: owner.type === 'User' ? owner.email : null,
    },
    url: `${world.urls.html}/${world.fullName(repo)}`,
    created_at: seconds(repo.createdAt),
    pushed_at: seconds(repo.pushedAt ?? repo.createdAt),
    stargazers: 0,
    master_branch: repo.defaultBranch,
    ...(owner.type === 'Organization' ? { organization: owner.login } : {}),
  };
}
