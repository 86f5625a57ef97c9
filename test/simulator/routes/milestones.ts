/** The milestones of a repository. */
import { z } from 'zod';
import { created, list, noContent, ok } from '../http/answer.ts';
import type { RepositoryCall } from '../http/call.ts';
import { notFound, validationFailed } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import type { JsonObject } from '../json.ts';
import { serializeLabels, serializeMilestone } from '../serialize/label.ts';
import type { Milestone } from '../state/issues.ts';

const milestoneBody = z.object({
  title: z.string().optional(),
  state: z.enum(['open', 'closed']).optional(),
  description: z.string().nullish(),
  due_on: z.string().nullish(),
});

function milestoneOf({ call, repo }: RepositoryCall): Milestone {
  const milestone = repo.milestones.find(({ number }) => number === call.number('number'));
  if (!milestone) throw notFound();
  return milestone;
}

function tell({ call, world, repo }: RepositoryCall, one: Milestone, action: string, extra: JsonObject = {}) {
  const payload = { milestone: serializeMilestone(world, repo, one), ...extra };
  world.events.emit({ event: 'milestone', action, repo, sender: call.person, payload });
}

function requireTitle({ repo }: RepositoryCall, title: string, self: Milestone | null): void {
  if (title.trim() === '')
    throw validationFailed([{ resource: 'Milestone', code: 'missing_field', field: 'title' }]);
  if (repo.milestones.some((one) => one !== self && one.title === title))
    throw validationFailed([{ resource: 'Milestone', code: 'already_exists', field: 'title' }]);
}

/** GitHub keeps the day and drops the time of day's fraction. */
const dueDate = (text: string) => `${new Date(text).toISOString().slice(0, 19)}Z`;

function make(context: RepositoryCall): Milestone {
  const { call, world, repo } = context;
  const body = call.body(milestoneBody);
  const title = body.title ?? '';
  requireTitle(context, title, null);
  const now = world.now();
  const milestone: Milestone = {
    id: world.ids.next(),
    number: Math.max(0, ...repo.milestones.map(({ number }) => number)) + 1,
    title,
    description: body.description ?? null,
    state: body.state ?? 'open',
    creatorId: call.person.id,
    dueOn: body.due_on ? dueDate(body.due_on) : null,
    createdAt: now,
    updatedAt: now,
    closedAt: body.state === 'closed' ? now : null,
  };
  repo.milestones.push(milestone);
  tell(context, milestone, 'created');
  return milestone;
}

function edit(context: RepositoryCall, one: Milestone): void {
  const body = context.call.body(milestoneBody);
  const changes: JsonObject = {};
  if (body.title !== undefined && body.title !== one.title) {
    requireTitle(context, body.title, one);
    changes['title'] = { from: one.title };
    one.title = body.title;
  }
  if (body.description !== undefined && body.description !== one.description) {
    changes['description'] = { from: one.description ?? '' };
    one.description = body.description;
  }
  if (body.due_on !== undefined) {
    const due = body.due_on === null ? null : dueDate(body.due_on);
    if (due !== one.dueOn) changes['due_on'] = { from: one.dueOn ?? '' };
    one.dueOn = due;
  }
  one.updatedAt = context.world.now();
  if (Object.keys(changes).length > 0) tell(context, one, 'edited', { changes });
  if (body.state === undefined || body.state === one.state) return;
  one.state = body.state;
  one.closedAt = body.state === 'closed' ? one.updatedAt : null;
  tell(context, one, body.state === 'closed' ? 'closed' : 'opened');
}

export function registerMilestones(routes: Routes): void {
  const docs = '/rest/issues/milestones';
  const read = { permissions: [{ issues: 'read' }, { pull_requests: 'read' }], docs } as const;
  const write = {
    permissions: [{ issues: 'write' }, { pull_requests: 'write' }],
    user: 'triage',
    docs,
  } as const;
  const shown = ({ world, repo }: RepositoryCall, one: Milestone) => serializeMilestone(world, repo, one);
  routes.repo('GET', '/milestones', read, (context) => {
    const state = context.call.query.get('state') ?? 'open';
    const all = context.repo.milestones.filter((one) => state === 'all' || one.state === state);
    return list(context.call, all, (one) => shown(context, one));
  });
  routes.repo('POST', '/milestones', write, (context) => created(shown(context, make(context))));
  routes.repo('GET', '/milestones/:number', read, (context) => ok(shown(context, milestoneOf(context))));
  routes.repo('PATCH', '/milestones/:number', write, (context) => {
    const one = milestoneOf(context);
    edit(context, one);
    return ok(shown(context, one));
  });
  routes.repo('DELETE', '/milestones/:number', write, (context) => {
    const one = milestoneOf(context);
    context.repo.milestones.splice(context.repo.milestones.indexOf(one), 1);
    for (const issue of context.repo.issues.values())
      if (issue.milestoneNumber === one.number) issue.milestoneNumber = null;
    tell(context, one, 'deleted');
    return noContent();
  });
  routes.repo('GET', '/milestones/:number/labels', read, (context) => {
    const { number } = milestoneOf(context);
    const issues = [...context.repo.issues.values()].filter((one) => one.milestoneNumber === number);
    const ids = [...new Set(issues.flatMap((issue) => issue.labelIds))];
    return list(context.call, serializeLabels(context.world, context.repo, ids), (label) => label);
  });
}
