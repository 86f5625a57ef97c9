// The reconcile's `Writer` on GitHub: one file per effect, chosen here.
import type { Writer } from '../../reconcile/ports.ts';
import type { AppAccess } from '../client/app-access.ts';
import { addLabels } from './add-labels.ts';
import { createCheckRun } from './create-check-run.ts';
import { createComment } from './create-comment.ts';
import { react } from './react.ts';
import { removeLabel } from './remove-label.ts';
import { sender } from './send.ts';
import { updateCheckRun } from './update-check-run.ts';
import { updateComment } from './update-comment.ts';
import { updateDescription } from './update-description.ts';

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
        case 'update-description':
          return updateDescription(send, effect);
        case 'add-labels':
          return addLabels(send, effect);
        case 'remove-label':
          return removeLabel(send, effect);
        case 'react':
          return react(send, effect);
      }
    },
  };
}
