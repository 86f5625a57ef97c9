/** Everything that reports on a commit, taken together: check runs and statuses, and whether a rule requires them. */
import type {
  StatusCheckRollup as SchemaRollup,
  Status as SchemaStatus,
  StatusContext as SchemaStatusContext,
} from '@octokit/graphql-schema';
import { nodeId } from '../../ids.ts';
import { statusNodeId } from '../../node-ids.ts';
import { runsOn } from '../../operations/runs-on.ts';
import { appliedRules } from '../../rules/applied-rules.ts';
import { statusCheckParameters } from '../../rules/rule-parameters.ts';
import type { CheckConclusion, CheckRun, CommitStatus } from '../../state/checks.ts';
import type { PullRequest } from '../../state/issues.ts';
import type { Repository } from '../../state/repository.ts';
import { type ConnectionInfo, connection, type PageArguments } from '../connection.ts';
import { actorNode, type Fields, nodeOf } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';
import { QueryError } from '../query-error.ts';
import { notResolved } from '../words.ts';

/** The newest status of each context, oldest context first. */
export function statusesOn(repo: Repository, sha: string): CommitStatus[] {
  const latest = new Map<string, CommitStatus>();
  for (const status of repo.statuses) if (status.sha === sha) latest.set(status.context, status);
  return [...latest.values()];
}

/** Null where nothing reports on the commit. */
export function rollupNode(repo: Repository, sha: string) {
  const empty = runsOn(repo, sha, 'latest').length === 0 && statusesOn(repo, sha).length === 0;
  return empty ? null : nodeOf('StatusCheckRollup', { repo, sha });
}

type State = 'ERROR' | 'EXPECTED' | 'FAILURE' | 'PENDING' | 'SUCCESS';

const RUN_STATES: Readonly<Record<CheckConclusion, State>> = {
  success: 'SUCCESS',
  neutral: 'SUCCESS',
  skipped: 'SUCCESS',
  failure: 'FAILURE',
  timed_out: 'FAILURE',
  cancelled: 'FAILURE',
  action_required: 'FAILURE',
  stale: 'PENDING',
};
const STATUS_STATES = { error: 'ERROR', failure: 'FAILURE', pending: 'PENDING', success: 'SUCCESS' } as const;

const runState = (run: CheckRun): State => (run.conclusion === null ? 'PENDING' : RUN_STATES[run.conclusion]);

function worst(states: readonly State[]): State {
  const order: readonly State[] = ['FAILURE', 'ERROR', 'EXPECTED', 'PENDING'];
  return order.find((state) => states.includes(state)) ?? 'SUCCESS';
}

export interface RequiredArguments {
  pullRequestId?: string | null;
  pullRequestNumber?: number | null;
}

function pullAskedFor(repo: Repository, args: RequiredArguments): PullRequest {
  const number = args.pullRequestNumber;
  const byId = args.pullRequestId
    ? [...repo.pulls.values()].find((pull) => nodeId('PR', repo.id, pull.id) === args.pullRequestId)
    : undefined;
  const pull = byId ?? (typeof number === 'number' ? repo.pulls.get(number) : undefined);
  if (pull) return pull;
  if (number == null && !args.pullRequestId)
    throw new QueryError('UNPROCESSABLE', 'Either `pullRequestId` or `pullRequestNumber` must be given.');
  throw notResolved('PullRequest', `the number of ${number ?? args.pullRequestId}`);
}

/** True when a rule for the pull request's base asks for a report of this name (and App, where the rule pins one). */
export function isRequired(
  { world }: QueryContext,
  repo: Repository,
  report: { name: string; appId: number | null },
  args: RequiredArguments,
): boolean {
  const pull = pullAskedFor(repo, args);
  return appliedRules(world, repo, `refs/heads/${pull.baseRef}`)
    .filter(({ type, enforcement }) => type === 'required_status_checks' && enforcement === 'active')
    .flatMap(({ parameters }) => statusCheckParameters(parameters).required_status_checks)
    .some(
      ({ context, integration_id: pinned }) =>
        context === report.name && (pinned == null || pinned === report.appId),
    );
}

function counts(states: readonly string[]) {
  return [...new Set(states)].map((state) => ({
    state,
    count: states.filter((one) => one === state).length,
  }));
}

/** Runs first, then statuses, as far as the viewer may see each. */
function rollupContexts(
  context: QueryContext,
  repo: Repository,
  sha: string,
  args: PageArguments,
  info: ConnectionInfo,
) {
  const canSeeRuns = context.canRead(repo, { checks: 'read' });
  const canSeeStatuses = context.canRead(repo, { statuses: 'read' });
  const runs = canSeeRuns ? runsOn(repo, sha, 'latest').reverse() : [];
  const statuses = canSeeStatuses ? statusesOn(repo, sha) : [];
  const all = [
    ...runs.map((run) => nodeOf('CheckRun', { repo, run })),
    ...statuses.map((status) => nodeOf('StatusContext', { repo, status })),
  ];
  return {
    ...connection(info, all, args),
    checkRunCount: runs.length,
    statusContextCount: statuses.length,
    checkRunCountsByState: counts(runs.map((run) => (run.conclusion ?? run.status).toUpperCase())),
    statusContextCountsByState: counts(statuses.map(({ state }) => state.toUpperCase())),
  };
}

export const rollupFields: Fields<'StatusCheckRollup', SchemaRollup> = {
  id: ({ repo, sha }) => nodeId('SCR', repo.id, sha),
  commit: ({ repo, sha }) => nodeOf('Commit', { repo, oid: sha }),
  state: ({ repo, sha }) =>
    worst([
      ...runsOn(repo, sha, 'latest').map(runState),
      ...statusesOn(repo, sha).map(({ state }) => STATUS_STATES[state]),
    ]),
  contexts: ({ repo, sha }, args: PageArguments, context, info) =>
    rollupContexts(context, repo, sha, args, info),
};

export const statusFields: Fields<'Status', SchemaStatus> = {
  id: ({ repo, sha }) => nodeId('ST', repo.id, sha),
  commit: ({ repo, sha }) => nodeOf('Commit', { repo, oid: sha }),
  state: ({ repo, sha }) => worst(statusesOn(repo, sha).map(({ state }) => STATUS_STATES[state])),
  context: ({ repo, sha }, { name }: { name: string }) => {
    const status = statusesOn(repo, sha).find((one) => one.context === name);
    return status ? nodeOf('StatusContext', { repo, status }) : null;
  },
  contexts: ({ repo, sha }) =>
    statusesOn(repo, sha).map((status) => nodeOf('StatusContext', { repo, status })),
  combinedContexts: ({ repo, sha }, args: PageArguments, context, info) =>
    rollupContexts(context, repo, sha, args, info),
};

export const statusContextFields: Fields<'StatusContext', SchemaStatusContext> = {
  id: ({ repo, status }) => statusNodeId(repo, status),
  context: ({ status }) => status.context,
  state: ({ status }) => STATUS_STATES[status.state],
  description: ({ status }) => status.description,
  targetUrl: ({ status }) => status.targetUrl,
  createdAt: ({ status }) => status.createdAt,
  creator: ({ status }, _, { world }) => actorNode(world.account(status.creatorId)),
  commit: ({ repo, status }) => nodeOf('Commit', { repo, oid: status.sha }),
  isRequired: ({ repo, status }, args: RequiredArguments, context) =>
    isRequired(context, repo, { name: status.context, appId: null }, args),
};
