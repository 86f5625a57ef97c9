// Creates the check run of a commit.
import type { Effect } from '../../core/show/effects.ts';
import type { Result } from '../../reconcile/ports.ts';
import { checkRunBody } from './check-run-body.ts';
import type { Send } from './send.ts';

/** `POST /repos/{owner}/{repo}/check-runs`; needs `checks: write`. 422 when the commit is not in the repository. */
export async function createCheckRun(
  send: Send,
  { check }: Pick<Extract<Effect, { kind: 'create-check-run' }>, 'check'>,
): Promise<Result<unknown>> {
  return send('POST /repos/{owner}/{repo}/check-runs', { head_sha: check.headSha, ...checkRunBody(check) });
}
