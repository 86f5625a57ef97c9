/** Deployments and their statuses. */
import type {
  Deployment as SchemaDeployment,
  DeploymentStatus as SchemaStatus,
} from '@octokit/graphql-schema';
import { deploymentNodeId, deploymentStatusNodeId } from '../../node-ids.ts';
import type { Deployment } from '../../state/checks.ts';
import type { Repository } from '../../state/repository.ts';
import { type ConnectionInfo, connection, type PageArguments } from '../connection.ts';
import { actorNode, type Fields, type NodeOf, nodeOf } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';

export interface DeploymentArguments extends PageArguments {
  environments?: readonly string[] | null;
}

/** A repository's deployments, or those of one commit. */
export function deploymentPage(
  context: QueryContext,
  repo: Repository,
  sha: string | null,
  args: DeploymentArguments,
  info: ConnectionInfo,
) {
  context.mayRead(repo, { deployments: 'read' });
  const { environments } = args;
  const found = [...repo.deployments.values()].filter(
    (one) => (sha === null || one.sha === sha) && (!environments || environments.includes(one.environment)),
  );
  return connection(
    info,
    found.map((deployment) => nodeOf('Deployment', { repo, deployment })),
    args,
  );
}

/** Statuses are kept oldest first. */
function lastStatus(repo: Repository, deployment: Deployment) {
  const status = deployment.statuses.at(-1);
  return status ? nodeOf('DeploymentStatus', { repo, deployment, status }) : null;
}

/** The state of the last status, where `success` is called ACTIVE. */
function stateOf({ deployment }: NodeOf<'Deployment'>): string {
  const state = deployment.statuses.at(-1)?.state ?? 'pending';
  return state === 'success' ? 'ACTIVE' : state.toUpperCase();
}

export const deploymentFields: Fields<'Deployment', SchemaDeployment> = {
  id: ({ repo, deployment }) => deploymentNodeId(repo, deployment),
  databaseId: ({ deployment }) => deployment.id,
  commit: ({ repo, deployment }) => nodeOf('Commit', { repo, oid: deployment.sha }),
  commitOid: ({ deployment }) => deployment.sha,
  creator: ({ deployment }, _, { world }) => actorNode(world.account(deployment.creatorId)),
  description: ({ deployment }) => deployment.description,
  environment: ({ deployment }) => deployment.environment,
  latestEnvironment: ({ deployment }) => deployment.environment,
  originalEnvironment: ({ deployment }) => deployment.environment,
  task: ({ deployment }) => deployment.task,
  payload: ({ deployment }) => deployment.payload,
  createdAt: ({ deployment }) => deployment.createdAt,
  updatedAt: ({ deployment }) => deployment.updatedAt,
  repository: ({ repo }) => nodeOf('Repository', { repo }),
  state: stateOf,
  latestStatus: ({ repo, deployment }) => lastStatus(repo, deployment),
  statuses: ({ repo, deployment }, args: PageArguments, _, info) =>
    connection(
      info,
      deployment.statuses.map((status) => nodeOf('DeploymentStatus', { repo, deployment, status })),
      args,
    ),
};

export const deploymentStatusFields: Fields<'DeploymentStatus', SchemaStatus> = {
  id: ({ repo, status }) => deploymentStatusNodeId(repo, status),
  creator: ({ status }, _, { world }) => actorNode(world.account(status.creatorId)),
  deployment: ({ repo, deployment }) => nodeOf('Deployment', { repo, deployment }),
  description: ({ status }) => status.description,
  environment: ({ status }) => status.environment,
  environmentUrl: ({ status }) => status.environmentUrl,
  logUrl: ({ status }) => status.logUrl,
  state: ({ status }) => status.state.toUpperCase(),
  createdAt: ({ status }) => status.createdAt,
  updatedAt: ({ status }) => status.updatedAt,
};
