// The emergency fix goes out first: review and tests follow within a day, and the code itself says that it was an emergency.
import { EMERGENCIES } from '../../choices/emergencies.ts';
import { hours } from '../../model/duration.ts';
import type { Demands } from '../playbook.ts';

/** Phase 5 of the source: within 24 hours, by the regular way. */
const FOLLOW_UP = new Map([
  ['review', hours(24)],
  ['tests-included', hours(24)],
]);

export const demands: Demands = {
  severities: {
    P0: { target: hours(1), deferred: FOLLOW_UP },
    P1: { target: hours(4), deferred: FOLLOW_UP },
    P2: { target: hours(8), deferred: FOLLOW_UP },
  },
  rules: {
    // The source counts severe degradation too, and its form asks for the severity and not for a reason.
    'emergency-criterion': { criteria: EMERGENCIES, ask: false },
    'commit-messages': { 'apply-to': 'one-commit' },
  },
};
