/** A repository's refs and objects. */
import type { Repository as SchemaRepository } from '@octokit/graphql-schema';
import type { GitRepository, Ref } from '../../git/repository.ts';
import type { Repository } from '../../state/repository.ts';
import { connection, type PageArguments } from '../connection.ts';
import { type Fields, nodeOf } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';
import { objectNode } from './git-object.ts';

async function refNode(context: QueryContext, repo: Repository, name: string) {
  const oid = await context.git(repo).resolve(name);
  return oid === null ? null : nodeOf('Ref', { repo, name, oid });
}

interface RefArguments extends PageArguments {
  refPrefix: string;
  query?: string | null;
  direction?: 'ASC' | 'DESC' | null;
  orderBy?: { field: 'TAG_COMMIT_DATE' | 'ALPHABETICAL'; direction: 'ASC' | 'DESC' } | null;
}

/** Oldest commit first; refs of the same second by name. */
async function byCommitDate(git: GitRepository, refs: readonly Ref[]): Promise<Ref[]> {
  const dated = await Promise.all(
    refs.map(async (ref) => {
      const commit = await git.resolveCommit(ref.oid);
      return { ref, date: commit === null ? '' : (await git.readCommit(commit)).committer.date };
    }),
  );
  dated.sort(
    (a, b) => a.date.localeCompare(b.date) || a.ref.ref.localeCompare(b.ref.ref, 'en', { numeric: true }),
  );
  return dated.map(({ ref }) => ref);
}

async function refsOf(context: QueryContext, repo: Repository, args: RefArguments) {
  const { orderBy, query } = args;
  // A prefix without its last slash means the same folder.
  const refPrefix = args.refPrefix.endsWith('/') ? args.refPrefix : `${args.refPrefix}/`;
  const git = context.git(repo);
  const all = (await git.refs(refPrefix)).filter(
    ({ ref }) => !query || ref.slice(refPrefix.length).toLowerCase().includes(query.toLowerCase()),
  );
  const sorted = orderBy?.field === 'TAG_COMMIT_DATE' ? await byCommitDate(git, all) : all;
  if ((orderBy?.direction ?? args.direction) === 'DESC') sorted.reverse();
  return sorted.map(({ ref, oid }) => nodeOf('Ref', { repo, name: ref, oid }));
}

/** `branch:path`, `sha:path`, a branch, a tag, a sha, `HEAD`. */
async function findObject(context: QueryContext, repo: Repository, expression: string) {
  const git = context.git(repo);
  const colon = expression.indexOf(':');
  const revision = colon < 0 ? expression : expression.slice(0, colon);
  const commit = await git.resolveCommit(revision === '' ? 'HEAD' : revision);
  if (colon >= 0) {
    const entry = commit === null ? null : await git.entry(commit, expression.slice(colon + 1));
    return entry && entry.type !== 'commit' ? objectNode(repo, entry.type, entry.oid) : null;
  }
  if (commit !== null) return nodeOf('Commit', { repo, oid: commit });
  const oid = /^[0-9a-f]{40}$/.test(expression) ? expression : await git.resolve(expression);
  const object = oid === null ? null : await git.readObject(oid);
  return oid === null || object === null ? null : objectNode(repo, object.type, oid);
}

export const repositoryGitFields: Fields<'Repository', SchemaRepository> = {
  // Shown to everyone who sees the repository: its name is metadata.
  defaultBranchRef: ({ repo }, _, context) => refNode(context, repo, `refs/heads/${repo.defaultBranch}`),
  ref: async ({ repo }, { qualifiedName }: { qualifiedName: string }, context) => {
    context.mayRead(repo, { contents: 'read' });
    if (qualifiedName.startsWith('refs/')) return refNode(context, repo, qualifiedName);
    return (
      (await refNode(context, repo, `refs/heads/${qualifiedName}`)) ??
      (await refNode(context, repo, `refs/tags/${qualifiedName}`)) ??
      (await refNode(context, repo, `refs/${qualifiedName}`))
    );
  },
  refs: async ({ repo }, args: RefArguments, context, info) => {
    context.mayRead(repo, { contents: 'read' });
    return connection(info, await refsOf(context, repo, args), args);
  },
  object: ({ repo }, { expression, oid }: { expression?: string | null; oid?: string | null }, context) => {
    context.mayRead(repo, { contents: 'read' });
    return findObject(context, repo, oid ?? expression ?? 'HEAD');
  },
  pullRequestTemplates: async ({ repo }, _, context) => {
    const git = context.git(repo);
    const found: { filename: string; body: string; repository: object }[] = [];
    for (const folder of ['.github/', '', 'docs/']) {
      const entries = await git.readTree(`refs/heads/${repo.defaultBranch}:${folder}`);
      for (const { path, type, oid } of entries ?? []) {
        if (type !== 'blob' || !/^pull_request_template\.(md|txt)$/i.test(path)) continue;
        const body = (await git.readBlob(oid))?.toString('utf8') ?? '';
        found.push({ filename: `${folder}${path}`, body, repository: nodeOf('Repository', { repo }) });
      }
    }
    return found;
  },
};
