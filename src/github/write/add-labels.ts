// Puts labels on a pull request, and makes those that the repository lacks.
import type { Effect } from '../../core/show/effects.ts';
import type { Result } from '../../reconcile/ports.ts';
import type { Send } from './send.ts';

/**
 * `POST /repos/{owner}/{repo}/labels` for each, then `POST /repos/{owner}/{repo}/issues/{issue_number}/labels`; both need
 * `pull_requests: write`. A label that is put on without being there is made by GitHub in grey and without a word, so it is made first.
 */
export async function addLabels(
  send: Send,
  { pull, labels }: Extract<Effect, { kind: 'add-labels' }>,
): Promise<Result<unknown>> {
  for (const { name, color, description } of labels) {
    const made = await send('POST /repos/{owner}/{repo}/labels', { name, color, description });
    // 422: it is there, as the team has it.
    if (!made.ok && made.error.kind !== 'conflict') return made;
  }
  return send('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', {
    issue_number: pull,
    labels: labels.map(({ name }) => name),
  });
}
