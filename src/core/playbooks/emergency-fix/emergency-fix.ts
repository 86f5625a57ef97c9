// The emergency fix playbook: restore the service first; review, tests and the permanent fix follow within a day.
import { USUAL_BRANCHES } from '../branches.ts';
import type { Playbook } from '../playbook.ts';
import { severities } from './severities.ts';
import { BYPASS, COMMIT, POST_MORTEM, PULL_REQUEST } from './templates.ts';

export const emergencyFix: Playbook = {
  name: 'emergency-fix',
  summary:
    'An incident record as the description. The fix is deployed immediately; review, tests and the permanent fix follow within 24 hours.',
  branches: USUAL_BRANCHES,
  severities,
  templates: { pullRequest: PULL_REQUEST, commit: COMMIT, bypass: BYPASS, postMortem: POST_MORTEM },
};
