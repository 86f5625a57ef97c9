// The demo's story: a shop charges its customers twice, and somebody opens a hotfix at 3 a.m.

import type { Simulator } from '../simulator/simulator.ts';
import type { Repository } from '../simulator/state/repository.ts';
import { completeDescription } from '../support/descriptions.ts';

export const REPOSITORY = 'acme/shop';
export const AUTHOR = 'ada';
export const REVIEWER = 'grace';
export const BRANCH = 'hotfix/v1.4.3-double-charges';
export const WRONG_BRANCH = 'hotfix/double_charges';

export const TITLE = 'Stop charging customers twice';

export const POLICY = `# yaml-language-server: $schema=https://raw.githubusercontent.com/hotfix-warden/hotfix-warden/main/docs/hotfix.schema.json
extends: workflow
`;

export const COMMIT = `hotfix(checkout): charge each order once

EMERGENCY FIX: Every order is charged twice since the release of 02:10
Root Cause: The retry of the payment client repeats requests that had succeeded
Impact: All customers who paid by card, about 900 orders so far
Solution: Send an idempotency key with each charge

Restores: Correct charges at the checkout
Urgency: Money is taken wrongly with every order

Incident: #1
`;

export const HALF_FILLED = (template: string) =>
  template
    .replace(/(\*\*Severity:\*\*)[^\n]*/, '$1 CRITICAL')
    .replace(/(\*\*Incident Reference:\*\*)[^\n]*/, '$1 #1');

const AFTER_THE_MERGE = '### Post-Deployment Actions';

/** What has been done is ticked, what was skipped is struck through, and what follows the deployment is still open. */
export function completed(): string {
  const [before = '', after = ''] = completeDescription().split(AFTER_THE_MERGE);
  const done = before.replace(/- \[x\] (Staging validation: .*)/, '- [ ] ~~$1~~');
  return `${done}${AFTER_THE_MERGE}${after.replaceAll('- [x]', '- [ ]')}`;
}

/** Makes the organisation, its people and the repository with production, development and one release. */
export async function openShop(simulator: Simulator, policy = POLICY): Promise<Repository> {
  const { create } = simulator;
  for (const login of [AUTHOR, 'grace', 'linus']) create.user(login);
  create.organization('acme', { members: { [AUTHOR]: 'member', grace: 'admin', linus: 'member' } });
  return create.repository(REPOSITORY, {
    files: {
      'README.md': '# Shop\n',
      'src/charge.js': 'export const charge = (order) => retry(() => pay(order));\n',
      '.github/hotfix.yml': policy,
    },
    branches: {
      develop: {
        files: { 'src/wishlist.js': 'export const wishlist = [];\n' },
        message: 'feat: add a wishlist',
      },
    },
    tags: { 'v1.4.2': 'main' },
    collaborators: { [AUTHOR]: 'write', grace: 'admin', linus: 'write' },
  });
}
