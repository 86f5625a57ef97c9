// The log asks for a review and a complete entry; tests belong to the proper fix that follows within two days.
import { EMERGENCIES } from '../../choices/emergencies.ts';
import { hours } from '../../model/duration.ts';
import type { Demands } from '../playbook.ts';

export const demands: Demands = {
  severities: {
    P0: { target: hours(1), deferred: new Map([['tests-included', hours(48)]]) },
    P1: { target: hours(4), deferred: new Map([['tests-included', hours(48)]]) },
    P2: { target: hours(8), deferred: new Map([['tests-included', hours(48)]]) },
  },
  rules: {
    // The source counts severe degradation too.
    'emergency-criterion': { criteria: EMERGENCIES },
    'emergency-marker': 'off',
    'time-boxes': 'off',
    'commit-messages': { 'apply-to': 'one-commit' },
  },
};
