// Takes a label of the app's off a pull request.
import type { Effect } from '../../core/show/effects.ts';
import type { Result } from '../../reconcile/ports.ts';
import type { Send } from './send.ts';

/** `DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}`; needs `pull_requests: write`. */
export async function removeLabel(
  send: Send,
  { pull, label }: Extract<Effect, { kind: 'remove-label' }>,
): Promise<Result<unknown>> {
  const removed = await send('DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}', {
    issue_number: pull,
    name: label,
  });
  // Somebody took it off since it was read: that is what was wanted.
  return !removed.ok && removed.error.kind === 'not-found' ? { ok: true, value: undefined } : removed;
}
