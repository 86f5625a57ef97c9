/** Commits, the files in them, and the checks on them. */
import type {
  Blob as SchemaBlob,
  CheckRun as SchemaCheckRun,
  CheckSuite as SchemaCheckSuite,
  Commit as SchemaCommit,
  Tag as SchemaTag,
  Tree as SchemaTree,
  TreeEntry as SchemaTreeEntry,
} from '@octokit/graphql-schema';
import type { Signature } from '../../git/objects.ts';
import { nodeId } from '../../ids.ts';
import { checkRunNodeId, checkSuiteNodeId } from '../../node-ids.ts';
import { connection, type PageArguments } from '../connection.ts';
import { type Fields, nodeOf, userNode } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';

function gitActor({ name, email, date }: Signature, { world }: QueryContext) {
  const person = world.findByEmail(email);
  return { name, email, date, user: person ? userNode(person) : null };
}

const upper = (text: string | null) => text?.toUpperCase() ?? null;

export const commitFields: Fields<'Commit', SchemaCommit> = {
  id: ({ repo, oid }) => nodeId('C', repo.id, oid),
  oid: ({ oid }) => oid,
  abbreviatedOid: ({ oid }) => oid.slice(0, 7),
  url: ({ repo, oid }, _, { world }) => `${world.urls.html}/${world.fullName(repo)}/commit/${oid}`,
  repository: ({ repo }) => nodeOf('Repository', { repo }),
  message: async ({ repo, oid }, _, context) => (await context.git(repo).readCommit(oid)).message,
  messageHeadline: async ({ repo, oid }, _, context) =>
    (await context.git(repo).readCommit(oid)).message.split('\n', 1)[0] ?? '',
  messageBody: async ({ repo, oid }, _, context) =>
    (await context.git(repo).readCommit(oid)).message.split('\n').slice(1).join('\n').trim(),
  author: async ({ repo, oid }, _, context) =>
    gitActor((await context.git(repo).readCommit(oid)).author, context),
  committer: async ({ repo, oid }, _, context) =>
    gitActor((await context.git(repo).readCommit(oid)).committer, context),
  authoredDate: async ({ repo, oid }, _, context) => (await context.git(repo).readCommit(oid)).author.date,
  committedDate: async ({ repo, oid }, _, context) =>
    (await context.git(repo).readCommit(oid)).committer.date,
  authors: async ({ repo, oid }, args: PageArguments, context, info) =>
    connection(info, [gitActor((await context.git(repo).readCommit(oid)).author, context)], args),
  tree: async ({ repo, oid }, _, context) =>
    nodeOf('Tree', { repo, oid: (await context.git(repo).readCommit(oid)).tree }),
  parents: async ({ repo, oid }, args: PageArguments, context, info) => {
    const { parents } = await context.git(repo).readCommit(oid);
    return connection(
      info,
      parents.map((parent) => nodeOf('Commit', { repo, oid: parent })),
      { ...args, first: args.first ?? 100 },
    );
  },
  history: async ({ repo, oid }, args: PageArguments & { path?: string | null }, context, info) => {
    const oids = await context.git(repo).log({ from: [oid], ...(args.path ? { path: args.path } : {}) });
    return connection(
      info,
      oids.map((one) => nodeOf('Commit', { repo, oid: one })),
      args,
    );
  },
  file: async ({ repo, oid }, { path }: { path: string }, context) => {
    context.mayRead(repo, { contents: 'read' });
    const entry = await context.git(repo).entry(oid, path);
    return entry && nodeOf('TreeEntry', { repo, path, mode: entry.mode, type: entry.type, oid: entry.oid });
  },
  checkSuites: (
    { repo, oid },
    args: PageArguments & { filterBy?: { appId?: number | null } | null },
    context,
    info,
  ) => {
    context.mayRead(repo, { checks: 'read' });
    const found = [...repo.checkSuites.values()].filter(
      (suite) =>
        suite.headSha === oid && (args.filterBy?.appId == null || args.filterBy.appId === suite.appId),
    );
    return connection(
      info,
      found.map((suite) => nodeOf('CheckSuite', { repo, suite })),
      args,
    );
  },
};

export const checkSuiteFields: Fields<'CheckSuite', SchemaCheckSuite> = {
  id: ({ repo, suite }) => checkSuiteNodeId(repo, suite),
  databaseId: ({ suite }) => suite.id,
  status: ({ suite }) => upper(suite.status),
  conclusion: ({ suite }) => upper(suite.conclusion),
  createdAt: ({ suite }) => suite.createdAt,
  updatedAt: ({ suite }) => suite.updatedAt,
  commit: ({ repo, suite }) => nodeOf('Commit', { repo, oid: suite.headSha }),
  app: ({ suite }, _, { world }) => {
    const app = world.state.apps.get(suite.appId);
    return app ? nodeOf('App', { app }) : null;
  },
  checkRuns: (
    { repo, suite },
    args: PageArguments & {
      filterBy?: { checkName?: string | null; checkType?: 'ALL' | 'LATEST' | null } | null;
    },
    _,
    info,
  ) => {
    const name = args.filterBy?.checkName;
    const all = [...repo.checkRuns.values()].filter(
      (run) => run.suiteId === suite.id && (!name || run.name === name),
    );
    const isLatest = args.filterBy?.checkType === 'LATEST';
    const runs = isLatest ? [...new Map(all.map((run) => [run.name, run])).values()] : all;
    return connection(
      info,
      runs.map((run) => nodeOf('CheckRun', { repo, run })),
      args,
    );
  },
};

export const checkRunFields: Fields<'CheckRun', SchemaCheckRun> = {
  id: ({ repo, run }) => checkRunNodeId(repo, run),
  databaseId: ({ run }) => run.id,
  name: ({ run }) => run.name,
  externalId: ({ run }) => run.externalId,
  status: ({ run }) => upper(run.status),
  conclusion: ({ run }) => upper(run.conclusion),
  title: ({ run }) => run.output.title,
  summary: ({ run }) => run.output.summary,
  text: ({ run }) => run.output.text,
  startedAt: ({ run }) => run.startedAt,
  completedAt: ({ run }) => run.completedAt,
  detailsUrl: ({ run }) => run.detailsUrl,
  url: ({ repo, run }, _, { world }) => `${world.urls.html}/${world.fullName(repo)}/runs/${run.id}`,
  isRequired: () => false,
  checkSuite: ({ repo, run }) => {
    const suite = repo.checkSuites.get(run.suiteId);
    return suite ? nodeOf('CheckSuite', { repo, suite }) : null;
  },
};

export const tagFields: Fields<'Tag', SchemaTag> = {
  oid: ({ oid }) => oid,
  name: async ({ repo, oid }, _, context) => (await context.git(repo).readTag(oid))?.tag ?? '',
  message: async ({ repo, oid }, _, context) => (await context.git(repo).readTag(oid))?.message ?? null,
  target: async ({ repo, oid }, _, context) =>
    nodeOf('Commit', { repo, oid: (await context.git(repo).resolveCommit(oid)) ?? oid }),
};

export const treeFields: Fields<'Tree', SchemaTree> = {
  oid: ({ oid }) => oid,
  entries: async ({ repo, oid }, _, context) =>
    ((await context.git(repo).readTree(oid)) ?? []).map(({ path, mode, type, oid: of }) =>
      nodeOf('TreeEntry', { repo, path, mode, type, oid: of }),
    ),
};

export const treeEntryFields: Fields<'TreeEntry', SchemaTreeEntry> = {
  name: ({ path }) => path.split('/').at(-1) ?? '',
  path: ({ path }) => path,
  type: ({ type }) => type,
  mode: ({ mode }) => Number.parseInt(mode, 8),
  oid: ({ oid }) => oid,
  object: ({ repo, type, oid }) => {
    if (type === 'blob') return nodeOf('Blob', { repo, oid });
    return type === 'tree' ? nodeOf('Tree', { repo, oid }) : null;
  },
};

const isBinary = (content: Buffer) => content.subarray(0, 8_000).includes(0);

export const blobFields: Fields<'Blob', SchemaBlob> = {
  oid: ({ oid }) => oid,
  byteSize: async ({ repo, oid }, _, context) => (await context.git(repo).readBlob(oid))?.length ?? 0,
  isBinary: async ({ repo, oid }, _, context) =>
    isBinary((await context.git(repo).readBlob(oid)) ?? Buffer.alloc(0)),
  isTruncated: () => false,
  text: async ({ repo, oid }, _, context) => {
    const content = await context.git(repo).readBlob(oid);
    return content === null || isBinary(content) ? null : content.toString('utf8');
  },
};
