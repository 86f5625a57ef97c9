/** Commits, their files, trees and tags as REST shows them. */
import type { FileChange } from '../git/diff.ts';
import type { GitCommit, Signature } from '../git/objects.ts';
import type { GitRepository } from '../git/repository.ts';
import { nodeId } from '../ids.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { serializeAccount } from './account.ts';

const UNVERIFIED = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };

export function commitNodeId(repo: Repository, oid: string): string {
  return nodeId('C', repo.id, oid);
}

function serializeSignature({ name, email, date }: Signature): JsonObject {
  return { name, email, date };
}

/** The person behind a commit's address, or null as GitHub gives for strangers. */
function signer(world: World, signature: Signature): Json {
  const account = world.findByEmail(signature.email);
  return account ? serializeAccount(world, account) : null;
}

function withoutLastNewline(message: string): string {
  return message.replace(/\n+$/, '');
}

/** `commit`, as lists show it: without files. */
export function serializeCommit(world: World, repo: Repository, commit: GitCommit): JsonObject {
  const name = world.fullName(repo);
  const url = `${world.urls.api}/repos/${name}`;
  const page = `${world.urls.html}/${name}`;
  return {
    sha: commit.oid,
    node_id: commitNodeId(repo, commit.oid),
    commit: {
      author: serializeSignature(commit.author),
      committer: serializeSignature(commit.committer),
      message: withoutLastNewline(commit.message),
      tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
      url: `${url}/git/commits/${commit.oid}`,
      comment_count: [...repo.commitComments.values()].filter((one) => one.commitId === commit.oid).length,
      verification: { ...UNVERIFIED },
    },
    url: `${url}/commits/${commit.oid}`,
    html_url: `${page}/commit/${commit.oid}`,
    comments_url: `${url}/commits/${commit.oid}/comments`,
    author: signer(world, commit.author),
    committer: signer(world, commit.committer),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/commits/${sha}`,
      html_url: `${page}/commit/${sha}`,
    })),
  };
}

/** Reads and serialises commits, keeping their order. */
export function serializeCommits(
  world: World,
  repo: Repository,
  git: GitRepository,
  oids: readonly string[],
): Promise<JsonObject[]> {
  return Promise.all(oids.map(async (oid) => serializeCommit(world, repo, await git.readCommit(oid))));
}

/** `commit` with its statistics and the files of one page. */
export function serializeCommitWithFiles(
  world: World,
  repo: Repository,
  commit: GitCommit,
  files: readonly FileChange[],
  shown: readonly FileChange[] = files,
): JsonObject {
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  return {
    ...serializeCommit(world, repo, commit),
    stats: { total: additions + deletions, additions, deletions },
    files: shown.map((file) => serializeFileChange(world, repo, commit.oid, file)),
  };
}

/** `diff-entry`: one changed file as of a commit. */
export function serializeFileChange(
  world: World,
  repo: Repository,
  oid: string,
  file: FileChange,
): JsonObject {
  const name = world.fullName(repo);
  const path = file.path.split('/').map(encodeURIComponent).join('/');
  return {
    sha: file.oid,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${world.urls.html}/${name}/blob/${oid}/${path}`,
    raw_url: `${world.urls.html}/${name}/raw/${oid}/${path}`,
    contents_url: `${world.urls.api}/repos/${name}/contents/${path}?ref=${oid}`,
    ...(file.patch === null ? {} : { patch: file.patch }),
    ...(file.previousPath === null ? {} : { previous_filename: file.previousPath }),
  };
}

/** `git-commit`: what the git data endpoints show. */
export function serializeGitCommit(world: World, repo: Repository, commit: GitCommit): JsonObject {
  const name = world.fullName(repo);
  const url = `${world.urls.api}/repos/${name}/git`;
  return {
    sha: commit.oid,
    node_id: commitNodeId(repo, commit.oid),
    url: `${url}/commits/${commit.oid}`,
    html_url: `${world.urls.html}/${name}/commit/${commit.oid}`,
    author: serializeSignature(commit.author),
    committer: serializeSignature(commit.committer),
    tree: { sha: commit.tree, url: `${url}/trees/${commit.tree}` },
    message: withoutLastNewline(commit.message),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/commits/${sha}`,
      html_url: `${world.urls.html}/${name}/commit/${sha}`,
    })),
    verification: { ...UNVERIFIED },
  };
}
