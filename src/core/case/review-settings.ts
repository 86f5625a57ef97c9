// What a policy says about the review: the settings of the rule `review`, which the case needs before any rule is asked.
import { z } from 'zod';
import type { Policy } from '../policy/policy.ts';
import { groupsSetting } from '../reviewers/group.ts';

export const reviewSettings = z.strictObject({
  approvals: z.int().min(1).max(6).default(1).describe('How many approvals are needed.'),
  by: groupsSetting
    .default('write')
    .describe(
      'Whose approvals count: write, maintain, admin, code-owners, @owner/team, @login; or a list of these.',
    ),
});

export type ReviewSettings = z.infer<typeof reviewSettings>;

/** Null where the policy asks for no review. */
export function reviewSettingsOf(policy: Policy): ReviewSettings | null {
  const settings = policy.rules.get('review');
  return settings === undefined ? null : reviewSettings.parse(settings);
}
