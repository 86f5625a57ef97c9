// The reconcile's `Writer` on GitHub: one file per effect, chosen here.
import type { Effect, EffectResult } from '../../core/show/effects.ts';
import type { GitHubError, Result, Writer } from '../../reconcile/ports.ts';
import type { AppAccess } from '../client/app-access.ts';
import { addLabels } from './add-labels.ts';
import { createCheckRun } from './create-check-run.ts';
import { createComment } from './create-comment.ts';
import { deleteComment } from './delete-comment.ts';
import { madeIn } from './made.ts';
import { react } from './react.ts';
import { removeLabel } from './remove-label.ts';
import { type Send, sender } from './send.ts';
import { updateCheckRun } from './update-check-run.ts';
import { updateComment } from './update-comment.ts';
import { updateDescription } from './update-description.ts';

async function write(send: Send, effect: Effect): Promise<Result<unknown>> {
  switch (effect.kind) {
    case 'create-check-run':
      return createCheckRun(send, effect);
    case 'update-check-run':
      return updateCheckRun(send, effect);
    case 'create-comment':
      return createComment(send, effect);
    case 'update-comment':
      return updateComment(send, effect);
    case 'delete-comment':
      return deleteComment(send, effect);
    case 'update-description':
      return updateDescription(send, effect);
    case 'add-labels':
      return addLabels(send, effect);
    case 'remove-label':
      return removeLabel(send, effect);
    case 'react':
      return react(send, effect);
  }
}

/** What a failed write means for its effect. What is not there any more was most likely there when it was read. */
function failed(error: GitHubError): EffectResult {
  switch (error.kind) {
    case 'not-found':
    case 'conflict':
      return { kind: 'conflict', why: error.message };
    case 'forbidden':
      return { kind: 'refused', why: error.message, permission: error.permission };
    case 'rate-limited':
      return {
        kind: 'limited',
        why: error.message,
        until: error.retryAt,
        ...(error.only && { only: error.only }),
      };
    case 'transient':
      return { kind: 'transient', why: error.message };
  }
}

/** Makes the writer of one app. */
export function effectWriter(access: AppAccess): Writer {
  return {
    async apply(installation, effect, signal) {
      const written = await write(sender(access, installation, effect.repository, signal), effect);
      return written.ok ? { kind: 'done', made: madeIn(written.value) } : failed(written.error);
    },
  };
}
