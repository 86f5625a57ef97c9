// The log asks for a review and a complete entry; tests belong to the proper fix that follows within two days.
import { hours } from '../../model/duration.ts';
import type { Playbook } from '../playbook.ts';

export const severities: Playbook['severities'] = {
  P0: { target: hours(1), deferred: new Map([['tests-included', hours(48)]]) },
  P1: { target: hours(4), deferred: new Map([['tests-included', hours(48)]]) },
  P2: { target: hours(8), deferred: new Map([['tests-included', hours(48)]]) },
};
