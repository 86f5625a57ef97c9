/** Commits: who made them, what they changed, what reports on them. */
import type { Commit as SchemaCommit } from '@octokit/graphql-schema';
import type { FileChange } from '../../git/diff.ts';
import type { GitCommit, Signature } from '../../git/objects.ts';
import { pullsWith } from '../../operations/pull-range.ts';
import { commitNodeId } from '../../serialize/commit.ts';
import type { Repository } from '../../state/repository.ts';
import { connection, emptyConnection, type PageArguments } from '../connection.ts';
import { type Fields, nodeOf, pullNode, userNode } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';
import { type DeploymentArguments, deploymentPage } from './deployment.ts';
import { rollupNode, statusesOn } from './status-rollup.ts';
import { renderHtml } from './written.ts';

interface Source {
  repo: Repository;
  oid: string;
}

const read = ({ repo, oid }: Source, context: QueryContext): Promise<GitCommit> =>
  context.git(repo).readCommit(oid);

/** GitHub shows messages without the newline that git puts at their end. */
const messageOf = async (source: Source, context: QueryContext) =>
  (await read(source, context)).message.replace(/\n+$/, '');
const headlineOf = async (source: Source, context: QueryContext) =>
  (await messageOf(source, context)).split('\n', 1)[0] ?? '';
const bodyOf = async (source: Source, context: QueryContext) =>
  (await messageOf(source, context)).split('\n').slice(1).join('\n').trim();

function gitActor({ name, email, date }: Signature, { world }: QueryContext) {
  const person = world.findByEmail(email);
  const avatarUrl = `${world.urls.html}/avatars/u/${person?.id ?? 0}?v=4`;
  return { name, email, date, avatarUrl, user: person ? userNode(person) : null };
}

/** The author and those of `Co-authored-by` trailers. */
async function authorsOf(source: Source, context: QueryContext): Promise<Signature[]> {
  const { author, message } = await read(source, context);
  const others = [...message.matchAll(/^co-authored-by:\s*(.*?)\s*<([^>]+)>\s*$/gim)].map((match) => ({
    name: match[1] ?? '',
    email: match[2] ?? '',
    date: author.date,
  }));
  return [author, ...others.filter(({ email }) => email !== author.email)];
}

async function changesOf(source: Source, context: QueryContext): Promise<FileChange[]> {
  const { parents } = await read(source, context);
  return context.git(source.repo).diff(parents[0] ?? null, source.oid);
}

const path = (word: string, { repo, oid }: Source, { world }: QueryContext) =>
  `/${world.fullName(repo)}/${word}/${oid}`;
const page = (word: string, source: Source, context: QueryContext) =>
  `${context.world.urls.html}${path(word, source, context)}`;

interface HistoryArguments extends PageArguments {
  path?: string | null;
  since?: string | null;
  until?: string | null;
  author?: { emails?: readonly string[] | null; id?: string | null } | null;
}

async function historyOf({ repo, oid }: Source, args: HistoryArguments, context: QueryContext) {
  const oids = await context.git(repo).log({
    from: [oid],
    ...(args.path ? { path: args.path } : {}),
    ...(args.since ? { since: args.since } : {}),
    ...(args.until ? { until: args.until } : {}),
    ...(args.author?.emails?.[0] ? { author: args.author.emails[0] } : {}),
  });
  return oids.map((one) => nodeOf('Commit', { repo, oid: one }));
}

export const commitFields: Fields<'Commit', SchemaCommit> = {
  id: ({ repo, oid }) => commitNodeId(repo, oid),
  oid: ({ oid }) => oid,
  abbreviatedOid: ({ oid }) => oid.slice(0, 7),
  repository: ({ repo }) => nodeOf('Repository', { repo }),
  resourcePath: (source, _, context) => path('commit', source, context),
  url: (source, _, context) => page('commit', source, context),
  commitResourcePath: (source, _, context) => path('commit', source, context),
  commitUrl: (source, _, context) => page('commit', source, context),
  treeResourcePath: (source, _, context) => path('tree', source, context),
  treeUrl: (source, _, context) => page('tree', source, context),
  tarballUrl: (source, _, context) => page('legacy.tar.gz', source, context),
  zipballUrl: (source, _, context) => page('legacy.zip', source, context),
  message: (source, _, context) => messageOf(source, context),
  messageHeadline: (source, _, context) => headlineOf(source, context),
  messageHeadlineHTML: async (source, _, context) =>
    renderHtml(await headlineOf(source, context)).replace(/^<p>|<\/p>$/g, ''),
  messageBody: (source, _, context) => bodyOf(source, context),
  messageBodyHTML: async (source, _, context) => renderHtml(await bodyOf(source, context)),
  author: async (source, _, context) => gitActor((await read(source, context)).author, context),
  committer: async (source, _, context) => gitActor((await read(source, context)).committer, context),
  authoredDate: async (source, _, context) => (await read(source, context)).author.date,
  committedDate: async (source, _, context) => (await read(source, context)).committer.date,
  authoredByCommitter: async (source, _, context) => {
    const { author, committer } = await read(source, context);
    return author.email === committer.email;
  },
  committedViaWeb: async (source, _, context) =>
    (await read(source, context)).committer.email === 'noreply@github.com',
  authors: async (source, args: PageArguments, context, info) =>
    connection(
      info,
      (await authorsOf(source, context)).map((one) => gitActor(one, context)),
      args,
    ),
  tree: async (source, _, context) =>
    nodeOf('Tree', { repo: source.repo, oid: (await read(source, context)).tree }),
  parents: async (source, args: PageArguments, context, info) =>
    connection(
      info,
      (await read(source, context)).parents.map((oid) => nodeOf('Commit', { repo: source.repo, oid })),
      args,
    ),
  history: async (source, args: HistoryArguments, context, info) =>
    connection(info, await historyOf(source, args, context), args),
  additions: async (source, _, context) =>
    (await changesOf(source, context)).reduce((sum, file) => sum + file.additions, 0),
  deletions: async (source, _, context) =>
    (await changesOf(source, context)).reduce((sum, file) => sum + file.deletions, 0),
  changedFiles: async (source, _, context) => (await changesOf(source, context)).length,
  changedFilesIfAvailable: async (source, _, context) => (await changesOf(source, context)).length,
  file: async ({ repo, oid }, { path: of }: { path: string }, context) => {
    context.mayRead(repo, { contents: 'read' });
    const entry = await context.git(repo).entry(oid, of);
    return (
      entry &&
      nodeOf('TreeEntry', { repo, path: entry.path, mode: entry.mode, type: entry.type, oid: entry.oid })
    );
  },
  checkSuites: (
    { repo, oid },
    args: PageArguments & { filterBy?: { appId?: number | null; checkName?: string | null } | null },
    context,
    info,
  ) => {
    context.mayRead(repo, { checks: 'read' });
    const { appId, checkName } = args.filterBy ?? {};
    const named = new Set(
      [...repo.checkRuns.values()].filter(({ name }) => name === checkName).map(({ suiteId }) => suiteId),
    );
    const found = [...repo.checkSuites.values()].filter(
      (suite) =>
        suite.headSha === oid &&
        (appId == null || appId === suite.appId) &&
        (checkName == null || named.has(suite.id)),
    );
    return connection(
      info,
      found.map((suite) => nodeOf('CheckSuite', { repo, suite })),
      args,
    );
  },
  status: ({ repo, oid }, _, context) => {
    context.mayRead(repo, { statuses: 'read' });
    return statusesOn(repo, oid).length === 0 ? null : nodeOf('Status', { repo, sha: oid });
  },
  statusCheckRollup: ({ repo, oid }, _, context) => {
    context.mayRead(repo, { checks: 'read' }, { statuses: 'read' });
    return rollupNode(repo, oid);
  },
  associatedPullRequests: async ({ repo, oid }, args: PageArguments, context, info) => {
    context.mayRead(repo, { pull_requests: 'read' });
    const found = await pullsWith(context.world, repo, oid);
    return connection(
      info,
      found.flatMap(({ number }) => pullNode(repo, number) ?? []),
      args,
    );
  },
  comments: ({ repo, oid }, args: PageArguments, _, info) => {
    const found = [...repo.commitComments.values()].filter(({ commitId }) => commitId === oid);
    return connection(
      info,
      found.map((comment) => nodeOf('CommitComment', { repo, comment })),
      args,
    );
  },
  deployments: ({ repo, oid }, args: DeploymentArguments, context, info) =>
    deploymentPage(context, repo, oid, args, info),
  submodules: (_, args: PageArguments, __, info) => emptyConnection(info, args),
  viewerCanSubscribe: () => false,
};
