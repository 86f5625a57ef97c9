/** Commits: lists, single ones with their diff, comparisons. */
import type { GitRepository } from '../git/repository.ts';
import { list, ok, pageOf, pageWanted, raw } from '../http/answer.ts';
import type { Call, RepositoryCall } from '../http/call.ts';
import { conflict, notFound, unprocessable } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import type { JsonObject } from '../json.ts';
import { serializeShortBranch } from '../serialize/branch.ts';
import {
  serializeCommit,
  serializeCommits,
  serializeCommitWithFiles,
  serializeFileChange,
} from '../serialize/commit.ts';
import type { Repository } from '../state/repository.ts';
import { emailOf, type World } from '../world.ts';

const FILES_A_PAGE = 300;

export function registerCommits(routes: Routes): void {
  const read = { permissions: [{ contents: 'read' }] } as const;
  const docs = (anchor: string) => `/rest/commits/commits#${anchor}`;
  routes.repo('GET', '/commits', { ...read, docs: docs('list-commits') }, listCommits);
  routes.repo('GET', '/commits/:ref*', { ...read, docs: docs('get-a-commit') }, getCommit);
  const heads = docs('list-branches-for-head-commit');
  routes.repo('GET', '/commits/:sha/branches-where-head', { ...read, docs: heads }, async (context) => {
    const { call, world, repo, git } = context;
    const refs = (await git.refs('refs/heads/')).filter((ref) => ref.oid === call.param('sha'));
    return list(call, refs, ({ ref, oid }) => serializeShortBranch(world, repo, ref.slice(11), oid));
  });
  routes.repo('GET', '/compare/:basehead*', { ...read, docs: docs('compare-two-commits') }, compare);
}

/** Text of a difference or of commits as mail, for `Accept: …diff` and `…patch`; null when neither is wanted. */
export async function textAnswer(call: Call, git: GitRepository, from: string | null, to: string) {
  if (call.accepts('diff')) {
    const args = from === null ? ['show', '--format=', '-p', to] : ['diff', '-M', from, to];
    return raw((await git.run(args)).stdout, 'application/vnd.github.diff; charset=utf-8');
  }
  if (call.accepts('patch')) {
    const range = from === null ? ['-1', to] : [`${from}..${to}`];
    const { stdout } = await git.run(['format-patch', '--stdout', '--no-signature', ...range]);
    return raw(stdout, 'application/vnd.github.patch; charset=utf-8');
  }
  return null;
}

async function listCommits({ call, world, repo, git }: RepositoryCall) {
  const { query } = call;
  if ((await git.refs('refs/heads/')).length === 0) throw conflict('Git Repository is empty.');
  const start = await git.resolveCommit(query.get('sha') || repo.defaultBranch);
  if (start === null) throw notFound();
  const author = query.get('author');
  const account = author === null ? null : world.findAccount(author);
  const commits = await git.log({
    from: [start],
    ...(query.get('path') ? { path: query.get('path') ?? '' } : {}),
    ...(author === null
      ? {}
      : { author: account && account.type !== 'Organization' ? emailOf(account) : author }),
    ...(query.get('since') ? { since: query.get('since') ?? '' } : {}),
    ...(query.get('until') ? { until: query.get('until') ?? '' } : {}),
  });
  const page = pageOf(call, commits);
  return ok(await serializeCommits(world, repo, git, page.items), page.headers);
}

async function getCommit({ call, world, repo, git }: RepositoryCall) {
  const ref = call.param('ref');
  const oid = await git.resolveCommit(ref);
  if (oid === null) throw unprocessable(`No commit found for SHA: ${ref}`);
  if (call.accepts('sha')) return raw(oid, 'application/vnd.github.sha; charset=utf-8');
  const commit = await git.readCommit(oid);
  const text = await textAnswer(
    call,
    git,
    commit.parents.length === 1 ? (commit.parents[0] ?? null) : null,
    oid,
  );
  if (text) return text;
  const files = await git.diff(commit.parents[0] ?? null, oid);
  const page = pageOf(call, files, FILES_A_PAGE, FILES_A_PAGE);
  return ok(serializeCommitWithFiles(world, repo, commit, files, page.items), page.headers);
}

interface Side {
  owner: string | null;
  ref: string;
}

function parseSide(text: string): Side {
  const colon = text.lastIndexOf(':');
  return colon < 0
    ? { owner: null, ref: text }
    : { owner: text.slice(0, colon).split(':')[0] ?? null, ref: text.slice(colon + 1) };
}

/** The commit of one side; of a fork it is brought over first, so that both sides lie in one object store. */
async function resolveSide(world: World, repo: Repository, git: GitRepository, side: Side): Promise<string> {
  const owner = side.owner === null ? null : world.findAccount(side.owner);
  if (side.owner === null || owner?.id === repo.ownerId) {
    const oid = await git.resolveCommit(side.ref);
    if (oid === null) throw notFound();
    return oid;
  }
  const network = repo.parentId ?? repo.id;
  const fork = [...world.state.repositories.values()].find(
    (one) => one.ownerId === owner?.id && (one.parentId ?? one.id) === network,
  );
  const oid = fork && (await world.git(fork).resolveCommit(side.ref));
  if (!fork || !oid) throw notFound();
  await git.fetchFrom(world.git(fork), oid, `refs/compare/${oid}`);
  return oid;
}

async function compare(context: RepositoryCall) {
  const { call, world, repo, git } = context;
  const basehead = call.param('basehead');
  const dots = basehead.includes('...') ? '...' : '..';
  const at = basehead.indexOf(dots);
  if (at < 0) throw notFound();
  const base = await resolveSide(world, repo, git, parseSide(basehead.slice(0, at)));
  const head = await resolveSide(world, repo, git, parseSide(basehead.slice(at + dots.length)));
  const mergeBase = await git.mergeBase(base, head);
  if (mergeBase === null) throw notFound(`No common ancestor between ${basehead.replace(dots, ' and ')}.`);
  // Three dots show what the head did since it left the base, two dots the plain difference.
  const from = dots === '...' ? mergeBase : base;
  const text = await textAnswer(call, git, from, head);
  if (text) return text;
  return comparison(context, { base, head, mergeBase, from }, basehead);
}

async function comparison(
  { call, world, repo, git }: RepositoryCall,
  points: { base: string; head: string; mergeBase: string; from: string },
  basehead: string,
) {
  const { base, head, mergeBase, from } = points;
  const { ahead, behind } = await git.aheadBehind(base, head);
  const status =
    ahead > 0 && behind > 0 ? 'diverged' : ahead > 0 ? 'ahead' : behind > 0 ? 'behind' : 'identical';
  const commits = await git.log({ from: [head], not: [base], reverse: true, topological: true });
  const paged = call.query.has('page') || call.query.has('per_page');
  const page = paged ? pageOf(call, commits) : null;
  const shown = page?.items ?? commits.slice(-250);
  // Files come with the first page only.
  const files = pageWanted(call).page === 1 ? (await git.diff(from, head)).slice(0, FILES_A_PAGE) : [];
  const name = world.fullName(repo);
  const page_url = `${world.urls.html}/${name}/compare`;
  const body: JsonObject = {
    url: `${world.urls.api}/repos/${name}/compare/${encodeURIComponent(basehead)}`,
    html_url: `${page_url}/${basehead}`,
    permalink_url: `${page_url}/${repo.ownerId}:${base.slice(0, 7)}...${repo.ownerId}:${head.slice(0, 7)}`,
    diff_url: `${page_url}/${basehead}.diff`,
    patch_url: `${page_url}/${basehead}.patch`,
    base_commit: serializeCommit(world, repo, await git.readCommit(base)),
    merge_base_commit: serializeCommit(world, repo, await git.readCommit(mergeBase)),
    status,
    ahead_by: ahead,
    behind_by: behind,
    total_commits: ahead,
    commits: await serializeCommits(world, repo, git, shown),
    files: files.map((file) => serializeFileChange(world, repo, head, file)),
  };
  return ok(body, page?.headers ?? {});
}
