// Writes what a button or a command puts into a pull request's description.
import type { Effect } from '../../core/show/effects.ts';
import type { Result } from '../../reconcile/ports.ts';
import type { Send } from './send.ts';

/** `PATCH /repos/{owner}/{repo}/pulls/{pull_number}`; needs `pull_requests: write`. GitHub has no condition for it: the last writer wins. */
export async function updateDescription(
  send: Send,
  effect: Extract<Effect, { kind: 'update-description' }>,
): Promise<Result<unknown>> {
  return send('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
    pull_number: effect.pull,
    body: effect.body,
  });
}
