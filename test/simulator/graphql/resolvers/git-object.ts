/** Trees, the entries in them, blobs and annotated tags. */
import type {
  Blob as SchemaBlob,
  Tag as SchemaTag,
  Tree as SchemaTree,
  TreeEntry as SchemaTreeEntry,
} from '@octokit/graphql-schema';
import type { ObjectType } from '../../git/objects.ts';
import { nodeId } from '../../ids.ts';
import type { Repository } from '../../state/repository.ts';
import { type Fields, nodeOf, userNode } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';

interface Source {
  repo: Repository;
  oid: string;
}

/** The node of an object whose type is known. */
export function objectNode(repo: Repository, type: ObjectType, oid: string) {
  switch (type) {
    case 'commit':
      return nodeOf('Commit', { repo, oid });
    case 'tree':
      return nodeOf('Tree', { repo, oid });
    case 'blob':
      return nodeOf('Blob', { repo, oid });
    case 'tag':
      return nodeOf('Tag', { repo, oid });
  }
}

const commitPath = ({ repo, oid }: Source, _: never, { world }: QueryContext) =>
  `/${world.fullName(repo)}/commit/${oid}`;

/** What every GitObject answers. */
function gitObjectFields(prefix: string) {
  return {
    id: ({ repo, oid }: Source) => nodeId(prefix, repo.id, oid),
    oid: ({ oid }: Source) => oid,
    abbreviatedOid: ({ oid }: Source) => oid.slice(0, 7),
    repository: ({ repo }: Source) => nodeOf('Repository', { repo }),
    commitResourcePath: commitPath,
    commitUrl: (source: Source, _: never, context: QueryContext) =>
      `${context.world.urls.html}${commitPath(source, _, context)}`,
  };
}

export const treeFields: Fields<'Tree', SchemaTree> = {
  ...gitObjectFields('T'),
  entries: async ({ repo, oid }, _, context) =>
    ((await context.git(repo).readTree(oid)) ?? []).map(({ path, mode, type, oid: of }) =>
      nodeOf('TreeEntry', { repo, path, mode, type, oid: of }),
    ),
};

export const treeEntryFields: Fields<'TreeEntry', SchemaTreeEntry> = {
  name: ({ path }) => path.split('/').at(-1) ?? '',
  nameRaw: ({ path }) => Buffer.from(path.split('/').at(-1) ?? '').toString('base64'),
  path: ({ path }) => path,
  pathRaw: ({ path }) => Buffer.from(path).toString('base64'),
  type: ({ type }) => type,
  mode: ({ mode }) => Number.parseInt(mode, 8),
  oid: ({ oid }) => oid,
  extension: ({ path }) => /\.[^./]+$/.exec(path)?.[0] ?? '',
  isGenerated: () => false,
  repository: ({ repo }) => nodeOf('Repository', { repo }),
  size: async ({ repo, type, oid }, _, context) =>
    type === 'blob' ? ((await context.git(repo).readBlob(oid))?.length ?? 0) : 0,
  lineCount: async ({ repo, type, oid }, _, context) => {
    const content = type === 'blob' ? await context.git(repo).readBlob(oid) : null;
    return content === null || isBinary(content) ? null : content.toString('utf8').split('\n').length - 1;
  },
  // A submodule's commit lies in another repository.
  object: ({ repo, type, oid }) => (type === 'commit' ? null : objectNode(repo, type, oid)),
};

/** Git's own test: a NUL among the first bytes. */
const isBinary = (content: Buffer) => content.subarray(0, 8_000).includes(0);

/** GitHub gives no text of blobs above this size. */
const MOST_TEXT_BYTES = 512_000;

async function contentOf({ repo, oid }: Source, context: QueryContext): Promise<Buffer> {
  return (await context.git(repo).readBlob(oid)) ?? Buffer.alloc(0);
}

export const blobFields: Fields<'Blob', SchemaBlob> = {
  ...gitObjectFields('B'),
  byteSize: async (source, _, context) => (await contentOf(source, context)).length,
  isBinary: async (source, _, context) => isBinary(await contentOf(source, context)),
  isTruncated: async (source, _, context) => (await contentOf(source, context)).length > MOST_TEXT_BYTES,
  text: async (source, _, context) => {
    const content = await contentOf(source, context);
    return isBinary(content) ? null : content.subarray(0, MOST_TEXT_BYTES).toString('utf8');
  },
};

export const tagFields: Fields<'Tag', SchemaTag> = {
  ...gitObjectFields('TA'),
  name: async ({ repo, oid }, _, context) => (await context.git(repo).readTag(oid))?.tag ?? '',
  message: async ({ repo, oid }, _, context) => (await context.git(repo).readTag(oid))?.message ?? null,
  tagger: async ({ repo, oid }, _, context) => {
    const tag = await context.git(repo).readTag(oid);
    if (!tag) return null;
    const person = context.world.findByEmail(tag.tagger.email);
    return { ...tag.tagger, user: person ? userNode(person) : null };
  },
  target: async ({ repo, oid }, _, context) => {
    const tag = await context.git(repo).readTag(oid);
    return tag ? objectNode(repo, tag.type, tag.object) : null;
  },
};
