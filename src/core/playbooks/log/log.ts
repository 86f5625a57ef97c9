// The log playbook: a short entry for each emergency, a review, and four follow-ups that keep it from coming back.
import { USUAL_BRANCHES } from '../branches.ts';
import type { Playbook } from '../playbook.ts';
import { severities } from './severities.ts';
import { BYPASS, COMMIT, POST_MORTEM, PULL_REQUEST } from './templates.ts';

export const log: Playbook = {
  name: 'log',
  summary:
    'A numbered log entry as the description, and one review. Tests, the permanent fix and a post-mortem follow within 48 hours.',
  branches: USUAL_BRANCHES,
  severities,
  templates: { pullRequest: PULL_REQUEST, commit: COMMIT, bypass: BYPASS, postMortem: POST_MORTEM },
};
