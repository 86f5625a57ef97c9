// Rewrites the app's comment in place, which notifies nobody.
import type { Effect } from '../../core/show/effects.ts';
import type { Result } from '../../reconcile/ports.ts';
import { commentBody } from './comment-body.ts';
import type { Send } from './send.ts';

/** `PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}`; needs `pull_requests: write`. */
export async function updateComment(
  send: Send,
  effect: Extract<Effect, { kind: 'update-comment' }>,
): Promise<Result<unknown>> {
  const updated = await send('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
    comment_id: effect.id,
    body: commentBody(effect.body),
  });
  // Somebody deleted it since it was read. The next read finds none, and only then is it sure that a new one is no second one.
  return !updated.ok && updated.error.kind === 'not-found'
    ? { ok: false, error: { kind: 'conflict', message: 'The comment was deleted' } }
    : updated;
}
