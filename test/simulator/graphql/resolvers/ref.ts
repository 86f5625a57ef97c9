/** Refs and how one compares with another commit. */
import type { Comparison as SchemaComparison, Ref as SchemaRef } from '@octokit/graphql-schema';
import { nodeId } from '../../ids.ts';
import { issueOf } from '../../serialize/pull.ts';
import type { Repository } from '../../state/repository.ts';
import { connection, type PageArguments } from '../connection.ts';
import { type Fields, nodeOf, pullNode } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';

/** A branch, `owner:branch` of the same network, a sha or any full ref; the head's commits are brought into this repository. */
async function resolveHead(context: QueryContext, repo: Repository, named: string): Promise<string | null> {
  const git = context.git(repo);
  const here = (await git.branch(named)) ?? (await git.resolveCommit(named));
  if (here !== null || !named.includes(':')) return here;
  const [owner = '', branch = ''] = named.split(/:(.*)/s);
  for (const other of context.world.state.repositories.values()) {
    if (context.world.account(other.ownerId).login.toLowerCase() !== owner.toLowerCase()) continue;
    if (other.id !== repo.id && other.parentId !== repo.id && repo.parentId !== other.id) continue;
    const oid = await context.world.git(other).branch(branch);
    if (oid === null) continue;
    if (other.id !== repo.id) await git.fetchFrom(context.world.git(other), oid, `refs/__incoming__/${oid}`);
    return oid;
  }
  return null;
}

export const refFields: Fields<'Ref', SchemaRef> = {
  id: ({ repo, name }) => nodeId('REF', repo.id, name),
  name: ({ name }) => name.replace(/^refs\/(?:heads|tags)\//, ''),
  prefix: ({ name }) => /^refs\/(?:heads|tags)\//.exec(name)?.[0] ?? 'refs/',
  repository: ({ repo }) => nodeOf('Repository', { repo }),
  target: async ({ repo, oid }, _, context) => {
    const object = await context.git(repo).readObject(oid);
    return object?.type === 'tag' ? nodeOf('Tag', { repo, oid }) : nodeOf('Commit', { repo, oid });
  },
  associatedPullRequests: (
    { repo, name },
    args: PageArguments & { states?: string[] | null },
    context,
    info,
  ) => {
    context.mayRead(repo, { pull_requests: 'read' });
    const branch = name.replace(/^refs\/heads\//, '');
    const found = [...repo.pulls.values()].filter((pull) => {
      const state = pull.mergedAt !== null ? 'MERGED' : issueOf(repo, pull).state.toUpperCase();
      return (
        pull.headRepositoryId === repo.id &&
        pull.headRef === branch &&
        (!args.states || args.states.includes(state))
      );
    });
    return connection(
      info,
      found.flatMap(({ number }) => pullNode(repo, number) ?? []),
      args,
    );
  },
  compare: async ({ repo, oid }, { headRef }: { headRef: string }, context) => {
    const head = await resolveHead(context, repo, headRef);
    const base = await context.git(repo).resolveCommit(oid);
    return head === null || base === null ? null : nodeOf('Comparison', { repo, base, head });
  },
};

const countsOf = (
  { repo, base, head }: { repo: Repository; base: string; head: string },
  context: QueryContext,
) => context.git(repo).aheadBehind(base, head);

export const comparisonFields: Fields<'Comparison', SchemaComparison> = {
  id: ({ repo, base, head }) => nodeId('CMP', repo.id, `${base}...${head}`),
  aheadBy: async (source, _, context) => (await countsOf(source, context)).ahead,
  behindBy: async (source, _, context) => (await countsOf(source, context)).behind,
  status: async (source, _, context) => {
    const { ahead, behind } = await countsOf(source, context);
    if (ahead > 0) return behind > 0 ? 'DIVERGED' : 'AHEAD';
    return behind > 0 ? 'BEHIND' : 'IDENTICAL';
  },
  baseTarget: ({ repo, base }) => nodeOf('Commit', { repo, oid: base }),
  headTarget: ({ repo, head }) => nodeOf('Commit', { repo, oid: head }),
  commits: async ({ repo, base, head }, args: PageArguments, context, info) => {
    const oids = await context.git(repo).log({ from: [head], not: [base], topological: true, reverse: true });
    return connection(
      info,
      oids.map((oid) => nodeOf('Commit', { repo, oid })),
      args,
    );
  },
};
