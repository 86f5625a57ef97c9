/** Check suites and runs: made by the App that owns them, shown to everybody. */
import { forbidden, unprocessable } from '../http/errors.ts';
import { permits } from '../permissions.ts';
import type { PushAttempt } from '../push.ts';
import { serializeCheckRun, serializeCheckSuite } from '../serialize/check.ts';
import type { CheckAnnotation, CheckConclusion, CheckRun, CheckStatus, CheckSuite } from '../state/checks.ts';
import type { World } from '../world.ts';
import type { Act } from './act.ts';
import { mergeWaiting } from './auto-merge.ts';
import { settleQueue } from './merge-queue.ts';

export interface CheckRunInput {
  name?: string | undefined;
  headSha?: string | undefined;
  status?: CheckStatus | undefined;
  conclusion?: CheckConclusion | undefined;
  externalId?: string | undefined;
  detailsUrl?: string | undefined;
  startedAt?: string | undefined;
  completedAt?: string | undefined;
  output?:
    | {
        title?: string | undefined;
        summary?: string | undefined;
        text?: string | undefined;
        annotations?: CheckAnnotation[] | undefined;
      }
    | undefined;
  actions?: CheckRun['actions'] | undefined;
}

/** The App's suite for a commit, made when there is none yet. */
export function suiteFor(
  act: Pick<Act, 'world' | 'repo'>,
  appId: number,
  sha: string,
  branch: string | null,
): CheckSuite {
  const { world, repo } = act;
  const known = [...repo.checkSuites.values()].find(
    (suite) => suite.appId === appId && suite.headSha === sha,
  );
  if (known) return known;
  const now = world.now();
  const suite: CheckSuite = {
    id: world.ids.next(),
    appId,
    headSha: sha,
    headBranch: branch,
    before: null,
    after: sha,
    status: 'queued',
    conclusion: null,
    rerequestable: true,
    createdAt: now,
    updatedAt: now,
  };
  repo.checkSuites.set(suite.id, suite);
  return suite;
}

/** A suite for each App that may write checks, as GitHub makes them when commits arrive. Emits `check_suite.requested`. */
export async function suitesForPush(world: World, attempt: PushAttempt): Promise<void> {
  const { repo, person } = attempt;
  for (const change of attempt.changes) {
    const branch = /^refs\/heads\/(.+)$/.exec(change.ref)?.[1];
    if (branch === undefined || change.after === null) continue;
    for (const installation of world.state.installations.values()) {
      if (installation.accountId !== repo.ownerId || !permits(installation.permissions, 'checks', 'write'))
        continue;
      if (installation.repositorySelection === 'selected' && !installation.repositoryIds.has(repo.id))
        continue;
      const known = [...repo.checkSuites.values()].some(
        (suite) => suite.appId === installation.appId && suite.headSha === change.after,
      );
      if (known) continue;
      const suite = suiteFor({ world, repo }, installation.appId, change.after, branch);
      suite.before = change.before;
      const payload = { check_suite: await serializeCheckSuite(world, repo, suite) };
      world.events.emit({
        event: 'check_suite',
        action: 'requested',
        repo,
        sender: person,
        payload,
        onlyAppId: installation.appId,
      });
    }
  }
}

async function announceRun(act: Act, run: CheckRun, action: string, extra = {}): Promise<void> {
  const { world, repo, person } = act;
  const suite = repo.checkSuites.get(run.suiteId);
  const whole = suite ? await serializeCheckSuite(world, repo, suite) : {};
  const check_run = { ...serializeCheckRun(world, repo, run), check_suite: whole };
  const onlyAppId = action === 'rerequested' || action === 'requested_action' ? { onlyAppId: run.appId } : {};
  world.events.emit({
    event: 'check_run',
    action,
    repo,
    sender: person,
    payload: { check_run, ...extra },
    ...onlyAppId,
  });
}

/** A suite stands where its runs stand: the worst conclusion once all are completed. */
async function settleSuite(act: Act, suite: CheckSuite): Promise<void> {
  const { world, repo, person } = act;
  const latest = new Map<string, CheckRun>();
  for (const run of repo.checkRuns.values()) if (run.suiteId === suite.id) latest.set(run.name, run);
  const runs = [...latest.values()];
  suite.updatedAt = world.now();
  if (runs.some((run) => run.status !== 'completed')) {
    suite.status = 'in_progress';
    suite.conclusion = null;
    return;
  }
  const order: CheckConclusion[] = [
    'failure',
    'timed_out',
    'cancelled',
    'action_required',
    'stale',
    'success',
    'neutral',
    'skipped',
  ];
  const conclusion = order.find((one) => runs.some((run) => run.conclusion === one)) ?? null;
  const was = suite.conclusion;
  suite.status = 'completed';
  suite.conclusion = conclusion;
  if (was === conclusion) return;
  const payload = { check_suite: await serializeCheckSuite(world, repo, suite) };
  world.events.emit({ event: 'check_suite', action: 'completed', repo, sender: person, payload });
}

function apply(act: Act, run: CheckRun, input: CheckRunInput): void {
  const now = act.world.now();
  if (input.name !== undefined) run.name = input.name;
  if (input.externalId !== undefined) run.externalId = input.externalId;
  if (input.detailsUrl !== undefined) run.detailsUrl = input.detailsUrl;
  if (input.startedAt !== undefined) run.startedAt = input.startedAt;
  if (input.status !== undefined) run.status = input.status;
  if (input.conclusion !== undefined) {
    run.conclusion = input.conclusion;
    run.status = 'completed';
  }
  if (run.status === 'completed') run.completedAt = input.completedAt ?? run.completedAt ?? now;
  else {
    run.conclusion = null;
    run.completedAt = null;
  }
  if (input.output) {
    const { title, summary, text, annotations } = input.output;
    run.output = {
      title: title ?? run.output.title,
      summary: summary ?? run.output.summary,
      text: text ?? run.output.text,
    };
    run.annotations.push(...(annotations ?? []));
  }
  if (input.actions) run.actions = input.actions;
}

/** The branch whose tip a commit is, the default branch first; null for commits in the middle or of forks. */
async function branchAt({ repo, git }: Act, sha: string): Promise<string | null> {
  const tips = (await git.refs('refs/heads/')).filter((one) => one.oid === sha);
  const names = tips.map(({ ref }) => ref.slice('refs/heads/'.length));
  return names.find((name) => name === repo.defaultBranch) ?? names[0] ?? null;
}

export async function createCheckRun(
  act: Act,
  input: CheckRunInput & { name: string; headSha: string },
): Promise<CheckRun> {
  const { world, repo, git, app } = act;
  if (!app) throw forbidden('You must authenticate via a GitHub App.');
  const sha = await git.resolveCommit(input.headSha);
  if (sha === null || sha !== input.headSha) throw unprocessable(`No commit found for SHA: ${input.headSha}`);
  const suite = suiteFor(act, app.id, sha, await branchAt(act, sha));
  const run: CheckRun = {
    id: world.ids.next(),
    suiteId: suite.id,
    appId: app.id,
    name: input.name,
    headSha: sha,
    externalId: '',
    detailsUrl: null,
    status: 'queued',
    conclusion: null,
    startedAt: world.now(),
    completedAt: null,
    output: { title: null, summary: null, text: null },
    annotations: [],
    actions: [],
  };
  apply(act, run, input);
  repo.checkRuns.set(run.id, run);
  await announceRun(act, run, 'created');
  if (run.status === 'completed') await announceRun(act, run, 'completed');
  await settleSuite(act, suite);
  await mergeWaiting(act, sha);
  await settleQueue(act, sha);
  return run;
}

/** Only the App that made a run may change it. */
export async function updateCheckRun(act: Act, run: CheckRun, input: CheckRunInput): Promise<void> {
  if (act.app?.id !== run.appId)
    throw forbidden(
      'Invalid app_id `' +
        String(act.app?.id ?? 0) +
        '` - check run can only be modified by the GitHub App that created it.',
    );
  const wasCompleted = run.status === 'completed';
  apply(act, run, input);
  if (!wasCompleted && run.status === 'completed') await announceRun(act, run, 'completed');
  const suite = act.repo.checkSuites.get(run.suiteId);
  if (suite) await settleSuite(act, suite);
  await mergeWaiting(act, run.headSha);
  await settleQueue(act, run.headSha);
}

/** Somebody presses "Re-run". Tells the App that owns the run. */
export function rerequestRun(act: Act, run: CheckRun): Promise<void> {
  return announceRun(act, run, 'rerequested');
}

/** Somebody presses one of the run's buttons. */
export function requestAction(act: Act, run: CheckRun, identifier: string): Promise<void> {
  if (!run.actions.some((action) => action.identifier === identifier))
    throw unprocessable(`The check run has no action ${identifier}.`);
  return announceRun(act, run, 'requested_action', { requested_action: { identifier } });
}

/** Somebody presses "Re-run all checks". */
export async function rerequestSuite(act: Act, suite: CheckSuite): Promise<void> {
  const { world, repo, person } = act;
  suite.status = 'queued';
  suite.conclusion = null;
  const payload = { check_suite: await serializeCheckSuite(world, repo, suite) };
  world.events.emit({
    event: 'check_suite',
    action: 'rerequested',
    repo,
    sender: person,
    payload,
    onlyAppId: suite.appId,
  });
}
