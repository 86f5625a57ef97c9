// The default playbook: a reviewed hotfix from production, back to development, with everything written down.
import { USUAL_BRANCHES } from '../branches.ts';
import type { Playbook } from '../playbook.ts';
import { severities } from './severities.ts';
import { BYPASS, COMMIT, POST_MORTEM, PULL_REQUEST } from './templates.ts';

export const workflow: Playbook = {
  name: 'workflow',
  summary:
    'One approval and a complete description before the merge; back-merges to development and release branches, and a review of the incident within a week.',
  branches: USUAL_BRANCHES,
  severities,
  templates: { pullRequest: PULL_REQUEST, commit: COMMIT, bypass: BYPASS, postMortem: POST_MORTEM },
};
