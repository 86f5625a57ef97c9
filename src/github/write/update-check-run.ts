// Updates the app's check run; where it is gone, creates it anew.
import type { Effect } from '../../core/show/effects.ts';
import type { Result } from '../../reconcile/ports.ts';
import { checkRunBody } from './check-run-body.ts';
import { createCheckRun } from './create-check-run.ts';
import type { Send } from './send.ts';

/** `PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}`; needs `checks: write`. */
export async function updateCheckRun(
  send: Send,
  effect: Extract<Effect, { kind: 'update-check-run' }>,
): Promise<Result<unknown>> {
  const updated = await send('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
    check_run_id: effect.id,
    ...checkRunBody(effect.check),
  });
  // GitHub archives check data after some hundred days, and the verdict has to be shown all the same.
  return !updated.ok && updated.error.kind === 'not-found' ? createCheckRun(send, effect) : updated;
}
