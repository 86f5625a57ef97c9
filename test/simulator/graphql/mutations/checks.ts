/** Mutations of check runs and suites. */
import type {
  CreateCheckRunInput,
  CreateCheckSuiteInput,
  Mutation,
  RerequestCheckSuiteInput,
  UpdateCheckRunInput,
} from '@octokit/graphql-schema';
import { forbidden } from '../../http/errors.ts';
import {
  type CheckRunInput,
  createCheckRun,
  rerequestSuite,
  suiteFor,
  updateCheckRun,
} from '../../operations/checks.ts';
import type { CheckConclusion, CheckStatus } from '../../state/checks.ts';
import { findNodeOf } from '../node-lookup.ts';
import { nodeOf, type RootFields } from '../nodes.ts';
import { actIn, WRITE_CHECKS } from './act-in.ts';

const STATUSES: Readonly<Record<string, CheckStatus>> = {
  COMPLETED: 'completed',
  IN_PROGRESS: 'in_progress',
  PENDING: 'pending',
  QUEUED: 'queued',
  WAITING: 'waiting',
};
const CONCLUSIONS: Readonly<Record<string, CheckConclusion>> = {
  ACTION_REQUIRED: 'action_required',
  CANCELLED: 'cancelled',
  FAILURE: 'failure',
  NEUTRAL: 'neutral',
  SKIPPED: 'skipped',
  STALE: 'stale',
  SUCCESS: 'success',
  TIMED_OUT: 'timed_out',
};
const LEVELS = { NOTICE: 'notice', WARNING: 'warning', FAILURE: 'failure' } as const;

function readOutput({ output }: CreateCheckRunInput | UpdateCheckRunInput): CheckRunInput['output'] {
  if (!output) return undefined;
  return {
    title: output.title,
    summary: output.summary,
    text: output.text ?? undefined,
    annotations: (output.annotations ?? []).map((one) => ({
      path: one.path,
      startLine: one.location.startLine,
      endLine: one.location.endLine,
      startColumn: one.location.startColumn ?? null,
      endColumn: one.location.endColumn ?? null,
      level: LEVELS[one.annotationLevel],
      title: one.title ?? null,
      message: one.message,
      rawDetails: one.rawDetails ?? null,
    })),
  };
}

function readRun(input: CreateCheckRunInput | UpdateCheckRunInput): CheckRunInput {
  return {
    status: input.status ? STATUSES[input.status] : undefined,
    conclusion: input.conclusion ? CONCLUSIONS[input.conclusion] : undefined,
    externalId: input.externalId ?? undefined,
    detailsUrl: input.detailsUrl ?? undefined,
    startedAt: input.startedAt ?? undefined,
    completedAt: input.completedAt ?? undefined,
    output: readOutput(input),
    actions: input.actions?.map(({ label, description, identifier }) => ({ label, description, identifier })),
  };
}

export const checkMutations: RootFields<Mutation> = {
  createCheckRun: async (_, { input }: { input: CreateCheckRunInput }, context) => {
    const { repo } = await findNodeOf(context, input.repositoryId, 'Repository');
    const act = actIn(context, repo, 'write', WRITE_CHECKS);
    const run = await createCheckRun(act, { ...readRun(input), name: input.name, headSha: input.headSha });
    return { clientMutationId: input.clientMutationId ?? null, checkRun: nodeOf('CheckRun', { repo, run }) };
  },
  updateCheckRun: async (_, { input }: { input: UpdateCheckRunInput }, context) => {
    const { repo, run } = await findNodeOf(context, input.checkRunId, 'CheckRun');
    const act = actIn(context, repo, 'write', WRITE_CHECKS);
    await updateCheckRun(act, run, { ...readRun(input), name: input.name ?? undefined });
    return { clientMutationId: input.clientMutationId ?? null, checkRun: nodeOf('CheckRun', { repo, run }) };
  },
  createCheckSuite: async (_, { input }: { input: CreateCheckSuiteInput }, context) => {
    const { repo } = await findNodeOf(context, input.repositoryId, 'Repository');
    const act = actIn(context, repo, 'write', WRITE_CHECKS);
    if (!act.app) throw forbidden('You must authenticate via a GitHub App.');
    const suite = suiteFor(act, act.app.id, input.headSha, null);
    return {
      clientMutationId: input.clientMutationId ?? null,
      checkSuite: nodeOf('CheckSuite', { repo, suite }),
    };
  },
  rerequestCheckSuite: async (_, { input }: { input: RerequestCheckSuiteInput }, context) => {
    const { repo, suite } = await findNodeOf(context, input.checkSuiteId, 'CheckSuite');
    await rerequestSuite(actIn(context, repo, 'write', WRITE_CHECKS), suite);
    return {
      clientMutationId: input.clientMutationId ?? null,
      checkSuite: nodeOf('CheckSuite', { repo, suite }),
    };
  },
};
