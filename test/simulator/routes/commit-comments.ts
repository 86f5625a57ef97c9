/** Comments on commits. */
import { z } from 'zod';
import { created, list, noContent, ok } from '../http/answer.ts';
import type { RepositoryCall } from '../http/call.ts';
import { forbidden, notFound, validationFailed } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import { type Act, actOf, mayWrite } from '../operations/act.ts';
import { checkText } from '../operations/issue-record.ts';
import { serializeCommitComment } from '../serialize/code-comment.ts';
import type { CommitComment } from '../state/issues.ts';
import { shaOf } from './commit-lists.ts';

const newBody = z.object({
  body: z.string(),
  path: z.string().nullish(),
  position: z.number().nullish(),
  line: z.number().nullish(),
});

function commentOf({ call, repo }: RepositoryCall): CommitComment {
  const comment = repo.commitComments.get(call.number('id'));
  if (!comment) throw notFound();
  return comment;
}

function requireOwn({ world, repo, person, app }: Act, comment: CommitComment): void {
  if (comment.authorId !== person.id && app === null && !mayWrite(world, repo, person.id))
    throw forbidden('Must have admin rights to Repository.');
}

async function comment(context: RepositoryCall): Promise<CommitComment> {
  const { call, world, repo } = context;
  const commitId = await shaOf(context, 'sha');
  const input = call.body(newBody);
  if (input.body.trim() === '')
    throw validationFailed([{ resource: 'CommitComment', code: 'missing_field', field: 'body' }]);
  checkText('CommitComment', { body: input.body });
  const now = world.now();
  const made: CommitComment = {
    id: world.ids.next(),
    commitId,
    authorId: call.person.id,
    body: input.body,
    path: input.path ?? null,
    line: input.line ?? null,
    position: input.position ?? null,
    reactions: [],
    createdAt: now,
    updatedAt: now,
  };
  repo.commitComments.set(made.id, made);
  const payload = { comment: serializeCommitComment(world, repo, made) };
  world.events.emit({ event: 'commit_comment', action: 'created', repo, sender: call.person, payload });
  return made;
}

export function registerCommitComments(routes: Routes): void {
  const docs = '/rest/commits/comments';
  const read = { permissions: [{ contents: 'read' }], docs } as const;
  // Whoever can read a repository can comment on its commits; so can Apps that read contents.
  const write = { permissions: [{ contents: 'read' }], user: 'read', docs } as const;
  const shown = ({ world, repo }: RepositoryCall, one: CommitComment) =>
    serializeCommitComment(world, repo, one);
  routes.repo('GET', '/comments', read, (context) =>
    list(context.call, [...context.repo.commitComments.values()], (one) => shown(context, one)),
  );
  routes.repo('GET', '/commits/:sha/comments', read, async (context) => {
    const sha = await shaOf(context, 'sha');
    const comments = [...context.repo.commitComments.values()].filter(({ commitId }) => commitId === sha);
    return list(context.call, comments, (one) => shown(context, one));
  });
  routes.repo('POST', '/commits/:sha/comments', write, async (context) =>
    created(shown(context, await comment(context))),
  );
  routes.repo('GET', '/comments/:id', read, (context) => ok(shown(context, commentOf(context))));
  routes.repo('PATCH', '/comments/:id', write, (context) => {
    const one = commentOf(context);
    requireOwn(actOf(context), one);
    one.body = context.call.body(z.object({ body: z.string() })).body;
    one.updatedAt = context.world.now();
    return ok(shown(context, one));
  });
  routes.repo('DELETE', '/comments/:id', write, (context) => {
    const one = commentOf(context);
    requireOwn(actOf(context), one);
    context.repo.commitComments.delete(one.id);
    return noContent();
  });
}
