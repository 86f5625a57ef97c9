// The reconcile's `Writer` on GitHub: one file per effect, chosen here.
import type { Writer } from '../reconcile/ports.ts';
import type { AppAccess } from './app-access.ts';
import { createCheckRun } from './create-check-run.ts';
import { createComment } from './create-comment.ts';
import { sender } from './send.ts';
import { updateCheckRun } from './update-check-run.ts';
import { updateComment } from './update-comment.ts';

/** Makes the writer of one app. */
export function effectWriter(access: AppAccess): Writer {
  return {
    async apply(installation, effect, signal) {
      const send = sender(access, installation, effect.repository, signal);
      switch (effect.kind) {
        case 'create-check-run':
          return createCheckRun(send, effect);
        case 'update-check-run':
          return updateCheckRun(send, effect);
        case 'create-comment':
          return createComment(send, effect);
        case 'update-comment':
          return updateComment(send, effect);
      }
    },
  };
}
