// Tests come after the fix at every severity; only at P0 does the review come after it too.
import { EMERGENCIES } from '../../choices/emergencies.ts';
import { hours } from '../../model/duration.ts';
import type { Demands } from '../playbook.ts';

export const demands: Demands = {
  severities: {
    P0: {
      target: hours(1),
      deferred: new Map([
        ['review', hours(24)],
        ['tests-included', hours(24)],
      ]),
    },
    P1: { target: hours(4), deferred: new Map([['tests-included', hours(24)]]) },
    P2: { target: hours(8), deferred: new Map([['tests-included', hours(24)]]) },
  },
  rules: {
    // The source counts severe degradation too, and its form asks for the severity and not for a reason.
    'emergency-criterion': { criteria: EMERGENCIES, ask: false },
    'branch-name': { formats: ['number', 'version'] },
    'commit-messages': { 'apply-to': 'one-commit' },
    'emergency-marker': 'off',
    'time-boxes': 'off',
  },
};
