/** Check suites, check runs, statuses. */
import type { JsonObject } from '../json.ts';
import { checkRunNodeId, checkSuiteNodeId, statusNodeId } from '../node-ids.ts';
import type { CheckAnnotation, CheckRun, CheckSuite, CommitStatus } from '../state/checks.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { serializeAccount } from './account.ts';
import { serializeApp } from './app.ts';
import { serializePullReferences } from './pull.ts';
import { serializeRepository } from './repository.ts';

function appOf(world: World, id: number): JsonObject | null {
  const app = world.state.apps.get(id);
  return app ? serializeApp(world, app) : null;
}

function home(world: World, repo: Repository): string {
  return `${world.urls.api}/repos/${world.fullName(repo)}`;
}

export function serializeCheckRun(world: World, repo: Repository, run: CheckRun): JsonObject {
  const url = `${home(world, repo)}/check-runs/${run.id}`;
  const page = `${world.urls.html}/${world.fullName(repo)}/runs/${run.id}`;
  return {
    id: run.id,
    node_id: checkRunNodeId(repo, run),
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: page,
    details_url: run.detailsUrl ?? page,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.output.title,
      summary: run.output.summary,
      text: run.output.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    name: run.name,
    check_suite: { id: run.suiteId },
    app: appOf(world, run.appId),
    pull_requests: serializePullReferences(world, repo, run.headSha),
  };
}

export function serializeAnnotation(
  world: World,
  repo: Repository,
  sha: string,
  one: CheckAnnotation,
): JsonObject {
  return {
    path: one.path,
    start_line: one.startLine,
    end_line: one.endLine,
    start_column: one.startColumn,
    end_column: one.endColumn,
    annotation_level: one.level,
    title: one.title,
    message: one.message,
    raw_details: one.rawDetails,
    blob_href: `${world.urls.html}/${world.fullName(repo)}/blob/${sha}/${one.path}`,
  };
}

/** `simple-commit`, as suites carry the commit they are about. */
export async function headCommitOf(world: World, repo: Repository, sha: string): Promise<JsonObject> {
  const commit = await world.git(repo).readCommit(sha);
  const person = (one: { name: string; email: string }) => ({ name: one.name, email: one.email });
  return {
    id: sha,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: commit.committer.date,
    author: person(commit.author),
    committer: person(commit.committer),
  };
}

export async function serializeCheckSuite(
  world: World,
  repo: Repository,
  suite: CheckSuite,
): Promise<JsonObject> {
  const url = `${home(world, repo)}/check-suites/${suite.id}`;
  const runs = [...repo.checkRuns.values()].filter((run) => run.suiteId === suite.id);
  return {
    id: suite.id,
    node_id: checkSuiteNodeId(repo, suite),
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    status: suite.status,
    conclusion: suite.conclusion,
    url,
    before: suite.before,
    after: suite.after,
    pull_requests: serializePullReferences(world, repo, suite.headSha),
    app: appOf(world, suite.appId),
    repository: serializeRepository(world, repo),
    created_at: suite.createdAt,
    updated_at: suite.updatedAt,
    head_commit: await headCommitOf(world, repo, suite.headSha),
    latest_check_runs_count: runs.length,
    check_runs_url: `${url}/check-runs`,
    rerequestable: suite.rerequestable,
    runs_rerequestable: true,
  };
}

export function serializeStatus(world: World, repo: Repository, status: CommitStatus): JsonObject {
  const creator = world.account(status.creatorId);
  return {
    url: `${home(world, repo)}/statuses/${status.sha}`,
    avatar_url: `${world.urls.html}/avatars/${creator.id}`,
    id: status.id,
    node_id: statusNodeId(repo, status),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.updatedAt,
    creator: serializeAccount(world, creator),
  };
}
