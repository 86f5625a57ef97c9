/** Reactions to issues, pull requests and every kind of comment. */
import { z } from 'zod';
import { created, list, noContent, ok } from '../http/answer.ts';
import type { RepositoryCall } from '../http/call.ts';
import { notFound } from '../http/errors.ts';
import type { Need, Routes } from '../http/routes.ts';
import { actOf } from '../operations/act.ts';
import { addReaction, type Reactable, reactionContent, removeReaction } from '../operations/reactions.ts';
import { serializeReaction } from '../serialize/reaction.ts';
import { pullCommentOf } from './review-comments.ts';

type Find = (context: RepositoryCall) => Reactable;

function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw notFound();
  return thing;
}

const SUBJECTS: readonly { pattern: string; needs: readonly string[]; find: Find }[] = [
  {
    pattern: '/issues/:number/reactions',
    needs: ['issues', 'pull_requests'],
    find: ({ call, repo }) => found(repo.issues.get(call.number('number'))),
  },
  {
    pattern: '/issues/comments/:id/reactions',
    needs: ['issues', 'pull_requests'],
    find: ({ call, repo }) => found(repo.comments.get(call.number('id'))),
  },
  {
    pattern: '/comments/:id/reactions',
    needs: ['contents'],
    find: ({ call, repo }) => found(repo.commitComments.get(call.number('id'))),
  },
  {
    pattern: '/pulls/comments/:id/reactions',
    needs: ['pull_requests'],
    find: (context) => pullCommentOf(context).comment,
  },
];

export function registerReactions(routes: Routes): void {
  const docs = '/rest/reactions/reactions';
  for (const { pattern, needs, find } of SUBJECTS) {
    const read = { permissions: needs.map((name): Need => ({ [name]: 'read' })), docs };
    const write = {
      permissions: needs.map((name): Need => ({ [name]: 'write' })),
      user: 'read',
      docs,
    } as const;
    routes.repo('GET', pattern, read, (context) => {
      const wanted = context.call.query.get('content');
      const shown = find(context).reactions.filter(({ content }) => wanted === null || content === wanted);
      return list(context.call, shown, (one) => serializeReaction(context.world, context.repo, one));
    });
    routes.repo('POST', pattern, write, (context) => {
      const { content } = context.call.body(z.object({ content: z.string() }));
      const { reaction, isNew } = addReaction(actOf(context), find(context), reactionContent(content));
      const shown = serializeReaction(context.world, context.repo, reaction);
      return isNew ? created(shown) : ok(shown);
    });
    routes.repo('DELETE', `${pattern}/:reaction`, write, (context) => {
      if (!removeReaction(find(context), context.call.number('reaction'))) throw notFound();
      return noContent();
    });
  }
}
