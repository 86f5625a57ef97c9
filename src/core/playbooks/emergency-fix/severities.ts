// The emergency fix goes out first: review and tests follow within a day, and the code itself says that it was an emergency.
import { hours } from '../../model/duration.ts';
import type { Playbook } from '../playbook.ts';

/** Phase 5 of the source: within 24 hours, by the regular way. */
const FOLLOW_UP = new Map([
  ['review', hours(24)],
  ['tests-included', hours(24)],
]);

export const severities: Playbook['severities'] = {
  P0: { target: hours(1), deferred: FOLLOW_UP },
  P1: { target: hours(4), deferred: FOLLOW_UP },
  P2: { target: hours(8), deferred: FOLLOW_UP },
};
