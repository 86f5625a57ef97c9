// The workflow asks for everything before the merge: its source lets nobody off a test or a review at any severity.
import { hours } from '../../model/duration.ts';
import type { Playbook } from '../playbook.ts';

export const severities: Playbook['severities'] = {
  P0: { target: hours(1), deferred: new Map() },
  P1: { target: hours(4), deferred: new Map() },
  P2: { target: hours(8), deferred: new Map() },
};
