/** The parameters of the rules that are enforced here, parsed leniently: what a ruleset leaves out has GitHub's default. */
import { z } from 'zod';

const pullRequest = z.object({
  required_approving_review_count: z.number().default(0),
  dismiss_stale_reviews_on_push: z.boolean().default(false),
  require_code_owner_review: z.boolean().default(false),
  require_last_push_approval: z.boolean().default(false),
  required_review_thread_resolution: z.boolean().default(false),
  allowed_merge_methods: z.array(z.enum(['merge', 'squash', 'rebase'])).optional(),
});

const statusChecks = z.object({
  required_status_checks: z
    .array(z.object({ context: z.string(), integration_id: z.number().nullish() }))
    .default([]),
  strict_required_status_checks_policy: z.boolean().default(false),
});

export type PullRequestParameters = z.infer<typeof pullRequest>;
export type StatusCheckParameters = z.infer<typeof statusChecks>;

export function pullRequestParameters(parameters: unknown): PullRequestParameters {
  return pullRequest.parse(parameters ?? {});
}

export function statusCheckParameters(parameters: unknown): StatusCheckParameters {
  return statusChecks.parse(parameters ?? {});
}
