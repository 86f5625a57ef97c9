/** Commit statuses. */
import { z } from 'zod';
import { created, list, ok, pageOf } from '../http/answer.ts';
import type { Routes } from '../http/routes.ts';
import { actOf } from '../operations/act.ts';
import { combinedState, createStatus, latestStatuses } from '../operations/statuses.ts';
import { serializeStatus } from '../serialize/check.ts';
import { serializeRepository } from '../serialize/repository.ts';
import { shaOf } from './commit-lists.ts';

const statusBody = z.object({
  state: z.enum(['error', 'failure', 'pending', 'success']),
  context: z.string().default('default'),
  description: z.string().max(140).nullish(),
  target_url: z.string().nullish(),
});

export function registerStatuses(routes: Routes): void {
  const docs = '/rest/commits/statuses';
  const read = { permissions: [{ statuses: 'read' }], docs } as const;
  routes.repo('POST', '/statuses/:sha', { permissions: [{ statuses: 'write' }], docs }, async (context) => {
    const body = context.call.body(statusBody);
    const status = await createStatus(actOf(context), {
      sha: await shaOf(context, 'sha'),
      state: body.state,
      context: body.context,
      description: body.description ?? null,
      targetUrl: body.target_url ?? null,
    });
    return created(serializeStatus(context.world, context.repo, status));
  });
  for (const pattern of ['/commits/:ref*/statuses', '/statuses/:ref*'])
    routes.repo('GET', pattern, read, async (context) => {
      const sha = await shaOf(context);
      const statuses = context.repo.statuses.filter((status) => status.sha === sha).reverse();
      return list(context.call, statuses, (status) => serializeStatus(context.world, context.repo, status));
    });
  routes.repo('GET', '/commits/:ref*/status', read, async (context) => {
    const { world, repo, call } = context;
    const sha = await shaOf(context);
    const all = latestStatuses(repo, sha);
    const page = pageOf(call, all);
    const home = `${world.urls.api}/repos/${world.fullName(repo)}/commits/${sha}`;
    const answer = {
      state: combinedState(all),
      statuses: page.items.map((status) => {
        const { creator: _, ...simple } = serializeStatus(world, repo, status);
        return simple;
      }),
      sha,
      total_count: all.length,
      repository: serializeRepository(world, repo),
      commit_url: home,
      url: `${home}/status`,
    };
    return ok(answer, page.headers);
  });
}
