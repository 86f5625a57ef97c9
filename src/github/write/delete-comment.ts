// Deletes a second copy of one of the app's own comments.
import type { Effect } from '../../core/show/effects.ts';
import type { Result } from '../../reconcile/ports.ts';
import type { Send } from './send.ts';

/** `DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}`; needs `pull_requests: write`. */
export async function deleteComment(
  send: Send,
  { id }: Extract<Effect, { kind: 'delete-comment' }>,
): Promise<Result<unknown>> {
  const deleted = await send('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', { comment_id: id });
  // Somebody deleted it since it was read: that is what was wanted.
  return !deleted.ok && deleted.error.kind === 'not-found' ? { ok: true, value: undefined } : deleted;
}
