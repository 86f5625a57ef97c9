/** Issues, their comments, labels, assignees and events. */
import { z } from 'zod';
import { created, list, noContent, ok } from '../http/answer.ts';
import type { RepositoryCall } from '../http/call.ts';
import { notFound } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import { actOf } from '../operations/act.ts';
import { addComment, deleteComment, editComment } from '../operations/comments.ts';
import { addAssignees, addLabels, removeLabel, setLabels } from '../operations/issue-marks.ts';
import { editIssue, openIssue } from '../operations/issues.ts';
import { serializeIssueComment } from '../serialize/comment.ts';
import { serializeIssue, serializeIssueEvent } from '../serialize/issue.ts';
import { serializeLabels } from '../serialize/label.ts';
import type { Issue, IssueComment } from '../state/issues.ts';

const labelNames = z.array(z.union([z.string(), z.object({ name: z.string() })]));
const openBody = z.object({
  title: z.union([z.string(), z.number()]).transform(String),
  body: z.string().nullish(),
  labels: labelNames.optional(),
  assignees: z.array(z.string()).optional(),
  milestone: z.number().nullish(),
});
const editBody = openBody.partial().extend({
  state: z.enum(['open', 'closed']).optional(),
  state_reason: z.enum(['completed', 'not_planned', 'reopened', 'duplicate']).nullish(),
});
const labelsBody = z.union([z.object({ labels: labelNames }), labelNames]);
const commentBody = z.object({ body: z.string() });

/** Pull requests answer here as well, and either permission opens them. */
const read = {
  permissions: [{ issues: 'read' }, { pull_requests: 'read' }],
  docs: '/rest/issues/issues',
} as const;
const write = {
  permissions: [{ issues: 'write' }, { pull_requests: 'write' }],
  user: 'read',
  docs: '/rest/issues/issues',
} as const;
const triage = { ...write, user: 'triage' } as const;

const names = (labels: z.infer<typeof labelNames>) =>
  labels.map((label) => (typeof label === 'string' ? label : label.name));

function issueOf({ call, repo }: RepositoryCall): Issue {
  const issue = repo.issues.get(call.number('number'));
  if (!issue) throw notFound();
  return issue;
}

function commentOf({ call, repo }: RepositoryCall): IssueComment {
  const comment = repo.comments.get(call.number('id'));
  if (!comment) throw notFound();
  return comment;
}

export function registerIssues(routes: Routes): void {
  routes.repo('GET', '/issues', read, (context) =>
    list(context.call, wanted(context), (issue) => serializeIssue(context.world, context.repo, issue)),
  );
  routes.repo('POST', '/issues', write, async (context) => {
    const { labels, ...body } = context.call.body(openBody);
    const issue = await openIssue(actOf(context), { ...body, labels: labels && names(labels) });
    return created(serializeIssue(context.world, context.repo, issue));
  });
  routes.repo('GET', '/issues/:number', read, (context) =>
    ok(serializeIssue(context.world, context.repo, issueOf(context))),
  );
  routes.repo('PATCH', '/issues/:number', write, async (context) => {
    const { labels, state_reason: stateReason, ...body } = context.call.body(editBody);
    const issue = issueOf(context);
    await editIssue(actOf(context), issue, {
      ...body,
      labels: labels && names(labels),
      stateReason: stateReason ?? undefined,
    });
    return ok(serializeIssue(context.world, context.repo, issue));
  });
  for (const kind of ['events', 'timeline'] as const)
    routes.repo('GET', `/issues/:number/${kind}`, read, (context) =>
      list(context.call, issueOf(context).events, (event) =>
        serializeIssueEvent(context.world, context.repo, event, null),
      ),
    );
  registerComments(routes);
  registerMarks(routes);
}

function registerComments(routes: Routes): void {
  const comments = (context: RepositoryCall, number: number | null) =>
    [...context.repo.comments.values()].filter((one) => number === null || one.issueNumber === number);
  routes.repo('GET', '/issues/comments', read, (context) =>
    list(context.call, comments(context, null), (one) =>
      serializeIssueComment(context.world, context.repo, one),
    ),
  );
  routes.repo('GET', '/issues/:number/comments', read, (context) =>
    list(context.call, comments(context, issueOf(context).number), (one) =>
      serializeIssueComment(context.world, context.repo, one),
    ),
  );
  routes.repo('POST', '/issues/:number/comments', write, (context) => {
    const comment = addComment(actOf(context), issueOf(context), context.call.body(commentBody).body);
    return created(serializeIssueComment(context.world, context.repo, comment));
  });
  routes.repo('GET', '/issues/comments/:id', read, (context) =>
    ok(serializeIssueComment(context.world, context.repo, commentOf(context))),
  );
  routes.repo('PATCH', '/issues/comments/:id', write, (context) => {
    const comment = commentOf(context);
    editComment(actOf(context), comment, context.call.body(commentBody).body);
    return ok(serializeIssueComment(context.world, context.repo, comment));
  });
  routes.repo('DELETE', '/issues/comments/:id', write, (context) => {
    deleteComment(actOf(context), commentOf(context));
    return noContent();
  });
}

function registerMarks(routes: Routes): void {
  const shown = ({ call, world, repo }: RepositoryCall, issue: Issue) =>
    list(call, serializeLabels(world, repo, issue.labelIds), (label) => label);
  routes.repo('GET', '/issues/:number/labels', read, (context) => shown(context, issueOf(context)));
  for (const method of ['POST', 'PUT'] as const)
    routes.repo(method, '/issues/:number/labels', triage, async (context) => {
      const body = context.call.body(labelsBody);
      const wantedNames = names(Array.isArray(body) ? body : body.labels);
      const issue = issueOf(context);
      const act = actOf(context);
      await (method === 'POST' ? addLabels(act, issue, wantedNames) : setLabels(act, issue, wantedNames));
      return shown(context, issue);
    });
  routes.repo('DELETE', '/issues/:number/labels/:name', triage, async (context) => {
    const issue = issueOf(context);
    await removeLabel(actOf(context), issue, context.call.param('name'));
    return shown(context, issue);
  });
  routes.repo('DELETE', '/issues/:number/labels', triage, async (context) => {
    await setLabels(actOf(context), issueOf(context), []);
    return noContent();
  });
  routes.repo('POST', '/issues/:number/assignees', triage, async (context) => {
    const { assignees } = context.call.body(z.object({ assignees: z.array(z.string()) }));
    const issue = issueOf(context);
    await addAssignees(actOf(context), issue, assignees);
    return created(serializeIssue(context.world, context.repo, issue));
  });
}

function wanted({ call, repo }: RepositoryCall): Issue[] {
  const state = call.query.get('state') ?? 'open';
  const labels = (call.query.get('labels') ?? '').split(',').filter(Boolean);
  const has = (issue: Issue, name: string) =>
    repo.labels.some(
      (label) => label.name.toLowerCase() === name.toLowerCase() && issue.labelIds.includes(label.id),
    );
  return [...repo.issues.values()]
    .filter((issue) => state === 'all' || issue.state === state)
    .filter((issue) => labels.every((name) => has(issue, name)))
    .reverse();
}
