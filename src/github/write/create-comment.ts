// Writes the app's comment on a pull request.
import type { Effect } from '../../core/show/effects.ts';
import type { Result } from '../../reconcile/ports.ts';
import { commentBody } from './comment-body.ts';
import type { Send } from './send.ts';

/** `POST /repos/{owner}/{repo}/issues/{issue_number}/comments`; needs `pull_requests: write`. 403 when locked. */
export async function createComment(
  send: Send,
  effect: Extract<Effect, { kind: 'create-comment' }>,
): Promise<Result<unknown>> {
  return send('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    issue_number: effect.pull,
    body: commentBody(effect.body),
  });
}
