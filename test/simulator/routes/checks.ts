/** Check runs and check suites. */
import { z } from 'zod';
import { created, list, ok } from '../http/answer.ts';
import type { RepositoryCall } from '../http/call.ts';
import { notFound, unprocessable } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import { actOf } from '../operations/act.ts';
import {
  type CheckRunInput,
  createCheckRun,
  requestAction,
  rerequestRun,
  rerequestSuite,
  suiteFor,
  updateCheckRun,
} from '../operations/checks.ts';
import { runsOn } from '../operations/runs-on.ts';
import { serializeAnnotation, serializeCheckRun, serializeCheckSuite } from '../serialize/check.ts';
import { serializeRepository } from '../serialize/repository.ts';
import type { CheckRun } from '../state/checks.ts';
import { counted, shaOf } from './commit-lists.ts';

/** GitHub's limits of a check run's output and buttons (REST reference of check runs). */
const LONGEST_TEXT = 65_535;

const output = z.object({
  title: z.string().optional(),
  summary: z.string().max(LONGEST_TEXT).optional(),
  text: z.string().max(LONGEST_TEXT).optional(),
  annotations: z
    .array(
      z.object({
        path: z.string(),
        start_line: z.number(),
        end_line: z.number(),
        start_column: z.number().nullish(),
        end_column: z.number().nullish(),
        annotation_level: z.enum(['notice', 'warning', 'failure']),
        title: z.string().nullish(),
        message: z.string(),
        raw_details: z.string().nullish(),
      }),
    )
    .max(50)
    .optional(),
});

const runBody = z.object({
  name: z.string().optional(),
  status: z.enum(['queued', 'in_progress', 'completed', 'waiting', 'requested', 'pending']).optional(),
  conclusion: z
    .enum(['success', 'failure', 'neutral', 'cancelled', 'skipped', 'timed_out', 'action_required', 'stale'])
    .optional(),
  external_id: z.string().optional(),
  details_url: z.string().optional(),
  started_at: z.string().optional(),
  completed_at: z.string().optional(),
  output: output.optional(),
  actions: z
    .array(
      z.object({
        label: z.string().max(20),
        description: z.string().max(40),
        identifier: z.string().max(20),
      }),
    )
    .max(3)
    .optional(),
});

const newRunBody = runBody.extend({ name: z.string(), head_sha: z.string() });
const preferencesBody = z.object({
  auto_trigger_checks: z.array(z.object({ app_id: z.number(), setting: z.boolean() })).optional(),
});

function inputOf(body: z.infer<typeof runBody>): CheckRunInput {
  if (body.status === 'completed' && body.conclusion === undefined)
    throw unprocessable('Invalid request.\n\nconclusion is required when status is completed.');
  const annotations = body.output?.annotations?.map((one) => ({
    path: one.path,
    startLine: one.start_line,
    endLine: one.end_line,
    startColumn: one.start_column ?? null,
    endColumn: one.end_column ?? null,
    level: one.annotation_level,
    title: one.title ?? null,
    message: one.message,
    rawDetails: one.raw_details ?? null,
  }));
  return {
    name: body.name,
    status: body.status,
    conclusion: body.conclusion,
    externalId: body.external_id,
    detailsUrl: body.details_url,
    startedAt: body.started_at,
    completedAt: body.completed_at,
    output: body.output && {
      title: body.output.title,
      summary: body.output.summary,
      text: body.output.text,
      annotations,
    },
    actions: body.actions,
  };
}

function runOf({ call, repo }: RepositoryCall): CheckRun {
  const run = repo.checkRuns.get(call.number('id'));
  if (!run) throw notFound();
  return run;
}

function filtered({ call }: RepositoryCall, runs: readonly CheckRun[]): CheckRun[] {
  const is = (name: string, value: string) => (call.query.get(name) ?? value) === value;
  return runs.filter(
    (run) => is('check_name', run.name) && is('status', run.status) && is('app_id', String(run.appId)),
  );
}

export function registerChecks(routes: Routes): void {
  const read = { permissions: [{ checks: 'read' }], docs: '/rest/checks/runs' } as const;
  const write = { permissions: [{ checks: 'write' }], docs: '/rest/checks/runs' } as const;
  routes.repo('POST', '/check-runs', write, async (context) => {
    const body = context.call.body(newRunBody);
    const run = await createCheckRun(actOf(context), {
      ...inputOf(body),
      name: body.name,
      headSha: body.head_sha,
    });
    return created(serializeCheckRun(context.world, context.repo, run));
  });
  routes.repo('GET', '/check-runs/:id', read, (context) =>
    ok(serializeCheckRun(context.world, context.repo, runOf(context))),
  );
  routes.repo('PATCH', '/check-runs/:id', write, async (context) => {
    const run = runOf(context);
    await updateCheckRun(actOf(context), run, inputOf(context.call.body(runBody)));
    return ok(serializeCheckRun(context.world, context.repo, run));
  });
  routes.repo('GET', '/check-runs/:id/annotations', read, (context) => {
    const run = runOf(context);
    return list(context.call, run.annotations, (one) =>
      serializeAnnotation(context.world, context.repo, run.headSha, one),
    );
  });
  routes.repo('POST', '/check-runs/:id/rerequest', { ...write, user: 'write' }, async (context) => {
    await rerequestRun(actOf(context), runOf(context));
    return created({});
  });
  routes.repo('POST', '/check-runs/:id/actions/:identifier', { ...write, user: 'write' }, async (context) => {
    await requestAction(actOf(context), runOf(context), context.call.param('identifier'));
    return created({});
  });
  routes.repo('GET', '/commits/:ref*/check-runs', read, async (context) => {
    const filter = context.call.query.get('filter') === 'all' ? 'all' : 'latest';
    const runs = filtered(context, runsOn(context.repo, await shaOf(context), filter));
    return counted(context.call, 'check_runs', runs, (run) =>
      serializeCheckRun(context.world, context.repo, run),
    );
  });
  registerSuites(routes);
}

function registerSuites(routes: Routes): void {
  const read = { permissions: [{ checks: 'read' }], docs: '/rest/checks/suites' } as const;
  const write = { permissions: [{ checks: 'write' }], docs: '/rest/checks/suites' } as const;
  const suiteOf = ({ call, repo }: RepositoryCall) => {
    const suite = repo.checkSuites.get(call.number('id'));
    if (!suite) throw notFound();
    return suite;
  };
  routes.repo('POST', '/check-suites', write, async (context) => {
    const { head_sha } = context.call.body(z.object({ head_sha: z.string() }));
    if (!context.call.app) throw notFound();
    if ((await context.git.resolveCommit(head_sha)) !== head_sha)
      throw unprocessable(`No commit found for SHA: ${head_sha}`);
    const suite = suiteFor(context, context.call.app.id, head_sha, null);
    return created(await serializeCheckSuite(context.world, context.repo, suite));
  });
  routes.repo('PATCH', '/check-suites/preferences', { ...write, user: 'admin' }, (context) => {
    const { world, repo, call } = context;
    const { auto_trigger_checks: settings } = call.body(preferencesBody);
    return ok({
      preferences: { auto_trigger_checks: settings ?? [] },
      repository: serializeRepository(world, repo),
    });
  });
  routes.repo('GET', '/check-suites/:id', read, async (context) =>
    ok(await serializeCheckSuite(context.world, context.repo, suiteOf(context))),
  );
  routes.repo('GET', '/check-suites/:id/check-runs', read, (context) => {
    const suite = suiteOf(context);
    const runs = runsOn(context.repo, suite.headSha, 'latest').filter((run) => run.suiteId === suite.id);
    return counted(context.call, 'check_runs', filtered(context, runs), (run) =>
      serializeCheckRun(context.world, context.repo, run),
    );
  });
  routes.repo('POST', '/check-suites/:id/rerequest', { ...write, user: 'write' }, async (context) => {
    await rerequestSuite(actOf(context), suiteOf(context));
    return created({});
  });
  routes.repo('GET', '/commits/:ref*/check-suites', read, async (context) => {
    const sha = await shaOf(context);
    const wanted = context.call.query.get('app_id');
    const named = context.call.query.get('check_name');
    const runs = [...context.repo.checkRuns.values()];
    const suites = [...context.repo.checkSuites.values()]
      .filter((suite) => suite.headSha === sha && (wanted === null || wanted === String(suite.appId)))
      .filter(({ id }) => named === null || runs.some((run) => run.suiteId === id && run.name === named));
    return counted(context.call, 'check_suites', suites, (suite) =>
      serializeCheckSuite(context.world, context.repo, suite),
    );
  });
}
