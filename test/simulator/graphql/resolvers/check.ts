/** Check suites and check runs. */
import type { CheckRun as SchemaCheckRun, CheckSuite as SchemaCheckSuite } from '@octokit/graphql-schema';
import { checkRunNodeId, checkSuiteNodeId } from '../../node-ids.ts';
import type { CheckRun, CheckSuite } from '../../state/checks.ts';
import type { Repository } from '../../state/repository.ts';
import { connection, type PageArguments } from '../connection.ts';
import { type Fields, nodeOf, pullNode } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';
import { isRequired, type RequiredArguments } from './status-rollup.ts';

interface RunFilter {
  appId?: number | null;
  checkName?: string | null;
  checkType?: 'ALL' | 'LATEST' | null;
  status?: string | null;
  statuses?: readonly string[] | null;
  conclusions?: readonly string[] | null;
}

const upper = (text: string | null) => text?.toUpperCase() ?? null;

function wantedRuns(repo: Repository, suite: CheckSuite, filter: RunFilter): CheckRun[] {
  const { appId, checkName, status, statuses, conclusions } = filter;
  const all = [...repo.checkRuns.values()].filter(
    (run) =>
      run.suiteId === suite.id &&
      (checkName == null || run.name === checkName) &&
      (appId == null || run.appId === appId) &&
      (status == null || run.status.toUpperCase() === status) &&
      (!statuses || statuses.includes(run.status.toUpperCase())) &&
      (!conclusions || conclusions.includes((run.conclusion ?? '').toUpperCase())),
  );
  if (filter.checkType === 'ALL') return all;
  return [...new Map(all.map((run) => [run.name, run])).values()];
}

const suitePath = ({ world }: QueryContext, repo: Repository, suite: CheckSuite) =>
  `/${world.fullName(repo)}/commit/${suite.headSha}/checks?check_suite_id=${suite.id}`;
const runPath = ({ world }: QueryContext, repo: Repository, run: CheckRun) =>
  `/${world.fullName(repo)}/runs/${run.id}`;

export const checkSuiteFields: Fields<'CheckSuite', SchemaCheckSuite> = {
  id: ({ repo, suite }) => checkSuiteNodeId(repo, suite),
  databaseId: ({ suite }) => suite.id,
  status: ({ suite }) => upper(suite.status),
  conclusion: ({ suite }) => upper(suite.conclusion),
  createdAt: ({ suite }) => suite.createdAt,
  updatedAt: ({ suite }) => suite.updatedAt,
  commit: ({ repo, suite }) => nodeOf('Commit', { repo, oid: suite.headSha }),
  repository: ({ repo }) => nodeOf('Repository', { repo }),
  resourcePath: ({ repo, suite }, _, context) => suitePath(context, repo, suite),
  url: ({ repo, suite }, _, context) => `${context.world.urls.html}${suitePath(context, repo, suite)}`,
  app: ({ suite }, _, { world }) => {
    const app = world.state.apps.get(suite.appId);
    return app ? nodeOf('App', { app }) : null;
  },
  branch: async ({ repo, suite }, _, context) => {
    const name = `refs/heads/${suite.headBranch}`;
    const oid = suite.headBranch === null ? null : await context.git(repo).resolve(name);
    return oid === null ? null : nodeOf('Ref', { repo, name, oid });
  },
  matchingPullRequests: (
    { repo, suite },
    args: PageArguments & { states?: readonly string[] | null },
    _,
    info,
  ) => {
    const found = [...repo.pulls.values()].filter(({ headSha }) => headSha === suite.headSha);
    return connection(
      info,
      found.flatMap(({ number }) => pullNode(repo, number) ?? []),
      args,
    );
  },
  checkRuns: ({ repo, suite }, args: PageArguments & { filterBy?: RunFilter | null }, _, info) =>
    connection(
      info,
      wantedRuns(repo, suite, args.filterBy ?? {}).map((run) => nodeOf('CheckRun', { repo, run })),
      args,
    ),
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
  detailsUrl: ({ repo, run }, _, context) =>
    run.detailsUrl ?? `${context.world.urls.html}${runPath(context, repo, run)}`,
  permalink: ({ repo, run }, _, context) => `${context.world.urls.html}${runPath(context, repo, run)}`,
  resourcePath: ({ repo, run }, _, context) => runPath(context, repo, run),
  url: ({ repo, run }, _, context) => `${context.world.urls.html}${runPath(context, repo, run)}`,
  repository: ({ repo }) => nodeOf('Repository', { repo }),
  isRequired: ({ repo, run }, args: RequiredArguments, context) => isRequired(context, repo, run, args),
  checkSuite: ({ repo, run }) => {
    const suite = repo.checkSuites.get(run.suiteId);
    return suite ? nodeOf('CheckSuite', { repo, suite }) : null;
  },
  annotations: ({ run }, args: PageArguments, _, info) =>
    connection(
      info,
      run.annotations.map((one) => ({
        path: one.path,
        annotationLevel: one.level.toUpperCase(),
        location: {
          start: { line: one.startLine, column: one.startColumn },
          end: { line: one.endLine, column: one.endColumn },
        },
        title: one.title,
        message: one.message,
        rawDetails: one.rawDetails,
      })),
      args,
    ),
};
