/** Finds the object behind a node id. */
import { decodeNodeId } from '../ids.ts';
import type { Repository } from '../state/repository.ts';
import { actorNode, issueNode, type NodeName, type NodeOf, nodeOf, pullNode } from './nodes.ts';
import type { QueryContext } from './query-context.ts';
import { QueryError } from './query-error.ts';
import { objectNode } from './resolvers/git-object.ts';

type AnyNode = { [K in NodeName]: NodeOf<K> }[NodeName];

function unknownNode(id: string): QueryError {
  return new QueryError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}

/** The node, or GitHub's NOT_FOUND; objects of repositories that the viewer may not see do not exist. */
export async function findNode(context: QueryContext, id: string): Promise<AnyNode> {
  const decoded = decodeNodeId(id);
  const [first, second] = decoded?.parts ?? [];
  if (!decoded || typeof first !== 'number') throw unknownNode(id);
  const node = second === undefined ? findTop(context, decoded.prefix, first) : null;
  if (node) return node;
  const repo = context.world.state.repositories.get(first);
  if (!repo || !context.sees(repo)) throw unknownNode(id);
  const inside =
    typeof second === 'number'
      ? findInRepository(repo, decoded.prefix, second)
      : await findInGit(context, repo, decoded.prefix, second ?? '');
  if (!inside) throw unknownNode(id);
  return inside;
}

/** Like `findNode`, for mutations, which know what kinds of node they take. `what` is GitHub's word for them. */
export async function findNodeOf<K extends NodeName>(
  context: QueryContext,
  id: string,
  ...kinds: readonly K[]
): Promise<NodeOf<K>> {
  const node = await findNode(context, id);
  if (isOneOf(node, kinds)) return node;
  throw new QueryError(
    'NOT_FOUND',
    `Could not resolve to ${kinds.join(' or ')} node with the global id of '${id}'.`,
  );
}

function isOneOf<K extends NodeName>(node: { __typename: string }, kinds: readonly K[]): node is NodeOf<K> {
  return kinds.some((kind) => kind === node.__typename);
}

/** What does not hang on a repository, and repositories themselves. */
function findTop(context: QueryContext, prefix: string, id: number): AnyNode | null {
  const { state } = context.world;
  switch (prefix) {
    case 'U':
    case 'BOT':
    case 'O': {
      const account = state.accounts.get(id);
      return account ? actorNode(account) : null;
    }
    case 'A': {
      const app = state.apps.get(id);
      return app ? nodeOf('App', { app }) : null;
    }
    case 'T': {
      for (const organization of state.accounts.values()) {
        const team = organization.type === 'Organization' ? organization.teams.get(id) : undefined;
        if (organization.type === 'Organization' && team) return nodeOf('Team', { organization, team });
      }
      return null;
    }
    case 'R': {
      const repo = state.repositories.get(id);
      return repo && context.sees(repo) ? nodeOf('Repository', { repo }) : null;
    }
    case 'RRS': {
      for (const repo of state.repositories.values()) {
        const ruleset = repo.rulesets.find((one) => one.id === id);
        if (ruleset && context.sees(repo)) return nodeOf('RepositoryRuleset', { repo, ruleset });
      }
      return null;
    }
  }
  return null;
}

function findInRepository(repo: Repository, prefix: string, id: number): AnyNode | null {
  switch (prefix) {
    case 'I': {
      const issue = [...repo.issues.values()].find((one) => one.id === id);
      return issue ? issueNode(repo, issue.number) : null;
    }
    case 'PR': {
      const pull = [...repo.pulls.values()].find((one) => one.id === id);
      return pull ? pullNode(repo, pull.number) : null;
    }
    case 'IC': {
      const comment = repo.comments.get(id);
      return comment ? nodeOf('IssueComment', { repo, comment }) : null;
    }
    case 'CC': {
      const comment = repo.commitComments.get(id);
      return comment ? nodeOf('CommitComment', { repo, comment }) : null;
    }
    case 'LA': {
      const label = repo.labels.find((one) => one.id === id);
      return label ? nodeOf('Label', { repo, label }) : null;
    }
    case 'MI': {
      const milestone = repo.milestones.find((one) => one.id === id);
      return milestone ? nodeOf('Milestone', { repo, milestone }) : null;
    }
    case 'CS': {
      const suite = repo.checkSuites.get(id);
      return suite ? nodeOf('CheckSuite', { repo, suite }) : null;
    }
    case 'CR': {
      const run = repo.checkRuns.get(id);
      return run ? nodeOf('CheckRun', { repo, run }) : null;
    }
    case 'SC': {
      const status = repo.statuses.find((one) => one.id === id);
      return status ? nodeOf('StatusContext', { repo, status }) : null;
    }
    case 'BPR': {
      const protection = repo.protections.find((one) => one.id === id);
      return protection ? nodeOf('BranchProtectionRule', { repo, protection }) : null;
    }
    case 'DE': {
      const deployment = repo.deployments.get(id);
      return deployment ? nodeOf('Deployment', { repo, deployment }) : null;
    }
    case 'RE': {
      const release = repo.releases.get(id);
      return release ? nodeOf('Release', { repo, release }) : null;
    }
  }
  return findInReviews(repo, prefix, id);
}

function findInReviews(repo: Repository, prefix: string, id: number): AnyNode | null {
  for (const pull of repo.pulls.values()) {
    const review = prefix === 'PRR' ? pull.reviews.get(id) : undefined;
    if (review) return nodeOf('PullRequestReview', { repo, pull, review });
    const comment = prefix === 'PRRC' ? pull.reviewComments.get(id) : undefined;
    if (comment) return nodeOf('PullRequestReviewComment', { repo, pull, comment });
    const thread = prefix === 'PRRT' ? pull.reviewComments.get(id) : undefined;
    if (thread) return nodeOf('PullRequestReviewThread', { repo, pull, thread });
  }
  return null;
}

/** Refs by name, objects by id. */
async function findInGit(
  context: QueryContext,
  repo: Repository,
  prefix: string,
  name: string,
): Promise<AnyNode | null> {
  const git = context.git(repo);
  if (prefix === 'REF') {
    const oid = await git.resolve(name);
    return oid === null ? null : nodeOf('Ref', { repo, name, oid });
  }
  const object = /^[0-9a-f]{40}$/.test(name) ? await git.readObject(name) : null;
  if (!object || !['C', 'T', 'B', 'TA'].includes(prefix)) return null;
  return objectNode(repo, object.type, name);
}
