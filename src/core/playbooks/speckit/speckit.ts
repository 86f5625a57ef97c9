// The Spec Kit playbook: three severities with their own targets, tests after the fix, a post-mortem within two days.
import { USUAL_BRANCHES } from '../branches.ts';
import type { Playbook } from '../playbook.ts';
import { severities } from './severities.ts';
import { BYPASS, COMMIT, POST_MORTEM, PULL_REQUEST } from './templates.ts';

export const speckit: Playbook = {
  name: 'speckit',
  summary:
    'A hotfix document as the description. P0 is reviewed after the merge, the regression test follows within 24 hours, a post-mortem with five whys within 48.',
  branches: USUAL_BRANCHES,
  severities,
  templates: { pullRequest: PULL_REQUEST, commit: COMMIT, bypass: BYPASS, postMortem: POST_MORTEM },
};
