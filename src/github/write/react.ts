// Answers a comment with a reaction: the record that its commands were seen, and what became of them.
import type { Effect } from '../../core/show/effects.ts';
import type { Result } from '../../reconcile/ports.ts';
import type { Send } from './send.ts';

/** `POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions`; needs `pull_requests: write`. 200 when it stands there already. */
export async function react(
  send: Send,
  { comment, reaction }: Extract<Effect, { kind: 'react' }>,
): Promise<Result<unknown>> {
  const reacted = await send('POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', {
    comment_id: comment,
    content: reaction,
  });
  // The comment was deleted since it was read: nobody waits for an answer.
  return !reacted.ok && reacted.error.kind === 'not-found' ? { ok: true, value: undefined } : reacted;
}
