// The branch patterns that every playbook starts from; a team's own policy replaces those that do not fit it.

import type { BranchPatterns } from './playbook.ts';

export const USUAL_BRANCHES: BranchPatterns = {
  production: ['main', 'master', 'production'],
  develop: ['develop', 'development', 'dev'],
  release: ['release/*', 'releases/*', 'release-*'],
  hotfix: ['hotfix/**', 'hotfix-*', 'hotfixes/**', 'hotfix_*'],
};
