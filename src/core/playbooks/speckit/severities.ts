// Tests come after the fix at every severity; only at P0 does the review come after it too.
import { hours } from '../../model/duration.ts';
import type { Playbook } from '../playbook.ts';

export const severities: Playbook['severities'] = {
  P0: {
    target: hours(1),
    deferred: new Map([
      ['review', hours(24)],
      ['tests-included', hours(24)],
    ]),
  },
  P1: { target: hours(4), deferred: new Map([['tests-included', hours(24)]]) },
  P2: { target: hours(8), deferred: new Map([['tests-included', hours(24)]]) },
};
