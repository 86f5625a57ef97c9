/** Refs, the rules on them, and how one compares with another commit. */
import type { Comparison as SchemaComparison, Ref as SchemaRef } from '@octokit/graphql-schema';
import { nodeId } from '../../ids.ts';
import { tipsOf } from '../../operations/pull-range.ts';
import { protectionFor } from '../../protection-match.ts';
import { appliedRules } from '../../rules/applied-rules.ts';
import { pullRequestParameters, statusCheckParameters } from '../../rules/rule-parameters.ts';
import type { Repository } from '../../state/repository.ts';
import { connection, type PageArguments } from '../connection.ts';
import { type Fields, type NodeOf, nodeOf, pullNode } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';
import { objectNode } from './git-object.ts';
import { type ThreadArguments, wantedThreads } from './thread-filters.ts';

/** A branch, `owner:branch` of the same network, a sha or any full ref; a fork's commits are brought into this repository. */
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

const branchOf = (name: string) => /^refs\/heads\/(.+)$/.exec(name)?.[1] ?? null;

/** What the viewer has to meet to change the branch; null where nothing protects it. */
function refUpdateRule({ repo, name }: NodeOf<'Ref'>, _: never, context: QueryContext) {
  const rules = appliedRules(context.world, repo, name).filter(({ enforcement }) => enforcement === 'active');
  if (rules.length === 0) return null;
  const of = (type: string) => rules.filter((rule) => rule.type === type);
  const reviews = of('pull_request').map(({ parameters }) => pullRequestParameters(parameters));
  const checks = of('required_status_checks').flatMap(
    ({ parameters }) => statusCheckParameters(parameters).required_status_checks,
  );
  return {
    pattern: protectionFor(repo, branchOf(name) ?? '')?.pattern ?? branchOf(name) ?? name,
    allowsDeletions: of('deletion').length === 0,
    allowsForcePushes: of('non_fast_forward').length === 0,
    blocksCreations: of('creation').length > 0,
    requiredApprovingReviewCount: Math.max(0, ...reviews.map((one) => one.required_approving_review_count)),
    requiredStatusCheckContexts: checks.map((check) => check.context),
    requiresCodeOwnerReviews: false,
    requiresConversationResolution: false,
    requiresLinearHistory: of('required_linear_history').length > 0,
    requiresSignatures: of('required_signatures').length > 0,
    viewerAllowedToDismissReviews: context.viewerReaches(repo, 'write'),
    viewerCanPush: of('update').length === 0 && context.viewerReaches(repo, 'write'),
  };
}

export const refFields: Fields<'Ref', SchemaRef> = {
  id: ({ repo, name }) => nodeId('REF', repo.id, name),
  name: ({ name }) => name.replace(/^refs\/(?:heads|tags)\/|^refs\//, ''),
  prefix: ({ name }) => /^refs\/(?:heads|tags)\//.exec(name)?.[0] ?? 'refs/',
  repository: ({ repo }) => nodeOf('Repository', { repo }),
  target: async ({ repo, oid }, _, context) => {
    const object = await context.git(repo).readObject(oid);
    return object && objectNode(repo, object.type, oid);
  },
  associatedPullRequests: ({ repo, name }, args: ThreadArguments, context, info) => {
    context.mayRead(repo, { pull_requests: 'read' });
    const branch = branchOf(name) ?? '';
    const found = wantedThreads(context, repo, 'pulls', args).filter(({ number }) => {
      const pull = repo.pulls.get(number);
      return pull?.headRepositoryId === repo.id && tipsOf(repo, pull)?.headRef === branch;
    });
    return connection(
      info,
      found.flatMap(({ number }) => pullNode(repo, number) ?? []),
      args,
    );
  },
  branchProtectionRule: ({ repo, name }, _, context) => {
    const branch = branchOf(name);
    const protection = branch === null ? null : protectionFor(repo, branch);
    const visible = context.canRead(repo, { administration: 'read' }) && context.viewerReaches(repo, 'write');
    return protection && visible ? nodeOf('BranchProtectionRule', { repo, protection }) : null;
  },
  refUpdateRule,
  rules: ({ repo, name }, args: PageArguments, { world }, info) => {
    const found = appliedRules(world, repo, name).flatMap(({ source, type }) => {
      if (source.kind !== 'ruleset') return [];
      const { ruleset } = source;
      const position = ruleset.rules.findIndex((rule) => rule.type === type);
      const rule = ruleset.rules[position];
      return rule ? [nodeOf('RepositoryRule', { repo, ruleset, rule, position })] : [];
    });
    return connection(info, found, args);
  },
  compare: async ({ repo, oid }, { headRef }: { headRef: string }, context) => {
    context.mayRead(repo, { contents: 'read' });
    const head = await resolveHead(context, repo, headRef);
    const base = await context.git(repo).resolveCommit(oid);
    return head === null || base === null ? null : nodeOf('Comparison', { repo, base, head });
  },
};

const countsOf = ({ repo, base, head }: NodeOf<'Comparison'>, context: QueryContext) =>
  context.git(repo).aheadBehind(base, head);

export const comparisonFields: Fields<'Comparison', SchemaComparison> = {
  id: ({ repo, base, head }) => nodeId('CMP', repo.id, base, head),
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
    const git = context.git(repo);
    const oids = await git.log({ from: [head], not: [base], topological: true, reverse: true });
    const authors = new Set<string>();
    for (const oid of oids) authors.add((await git.readCommit(oid)).author.email);
    return {
      ...connection(
        info,
        oids.map((oid) => nodeOf('Commit', { repo, oid })),
        args,
      ),
      authorCount: authors.size,
    };
  },
};
