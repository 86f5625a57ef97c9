/** What stands in the way of a merge or a push, in GitHub's words. */
import { mayWrite } from '../operations/act.ts';
import { pullRange } from '../operations/pull-range.ts';
import type { PullRequest, Review } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { type AppliedRule, appliedRules } from './applied-rules.ts';
import { pullRequestParameters, statusCheckParameters } from './rule-parameters.ts';

export interface UnmetRule {
  rule: AppliedRule;
  message: string;
  /** A missing check keeps a merge from happening at all; GitHub tells the two apart by its words only. */
  kind: 'review' | 'check' | 'other';
}

/** Each reviewer's last decisive review; comments change nothing. */
export function decisiveReviews(pull: PullRequest): Review[] {
  const last = new Map<number, Review>();
  for (const review of pull.reviews.values())
    if (review.state === 'APPROVED' || review.state === 'CHANGES_REQUESTED' || review.state === 'DISMISSED')
      last.set(review.authorId, review);
  return [...last.values()];
}

function unmetReviews(world: World, repo: Repository, pull: PullRequest, rule: AppliedRule): UnmetRule[] {
  const wanted = pullRequestParameters(rule.parameters);
  const counted = decisiveReviews(pull).filter((review) => mayWrite(world, repo, review.authorId));
  if (counted.some((review) => review.state === 'CHANGES_REQUESTED'))
    return [{ rule, kind: 'review', message: 'Changes have been requested.' }];
  const approvals = counted.filter(
    (review) =>
      review.state === 'APPROVED' &&
      !(wanted.require_last_push_approval && review.authorId === pull.lastPusherId),
  ).length;
  const needed = wanted.required_approving_review_count;
  if (approvals >= needed) return [];
  const plural = needed === 1 ? 'review is' : 'reviews are';
  const by = 'required by reviewers with write access';
  return [{ rule, kind: 'review', message: `At least ${needed} approving ${plural} ${by}.` }];
}

/** The newest report under a name: of check runs the last of each, of statuses the last. */
function reportOn(repo: Repository, sha: string, context: string, appId: number | null): string | null {
  const runs = [...repo.checkRuns.values()].filter(
    (run) => run.headSha === sha && run.name === context && (appId === null || run.appId === appId),
  );
  const run = runs.at(-1);
  if (run) return run.status === 'completed' ? (run.conclusion ?? '') : 'pending';
  const status = repo.statuses.findLast((one) => one.sha === sha && one.context === context);
  return appId === null && status ? status.state : null;
}

const PASSING = new Set(['success', 'neutral', 'skipped']);

async function unmetChecks(
  world: World,
  repo: Repository,
  pull: PullRequest,
  rule: AppliedRule,
): Promise<UnmetRule[]> {
  const wanted = statusCheckParameters(rule.parameters);
  const open = wanted.required_status_checks.filter(
    ({ context, integration_id }) =>
      !PASSING.has(reportOn(repo, pull.headSha, context, integration_id ?? null) ?? ''),
  );
  const unmet = open.map(({ context }): UnmetRule => {
    const failed = reportOn(repo, pull.headSha, context, null);
    const word = failed === null || failed === 'pending' ? 'expected' : 'failing';
    return { rule, kind: 'check', message: `Required status check "${context}" is ${word}.` };
  });
  if (!wanted.strict_required_status_checks_policy || wanted.required_status_checks.length === 0)
    return unmet;
  const { base, head, mergeBase } = await pullRange(world, repo, pull);
  if (mergeBase !== base && head !== base)
    unmet.push({ rule, kind: 'other', message: 'The head branch is not up to date with the base branch.' });
  return unmet;
}

/** Everything that a merge of this pull request by this method does not meet. */
export async function unmetByMerge(
  world: World,
  repo: Repository,
  pull: PullRequest,
  method: 'merge' | 'squash' | 'rebase' | null,
): Promise<UnmetRule[]> {
  const rules = appliedRules(world, repo, `refs/heads/${pull.baseRef}`);
  const unmet: UnmetRule[] = [];
  for (const rule of rules.filter(({ enforcement }) => enforcement === 'active')) {
    if (rule.type === 'pull_request') unmet.push(...unmetReviews(world, repo, pull, rule));
    if (rule.type === 'required_status_checks') unmet.push(...(await unmetChecks(world, repo, pull, rule)));
    if (rule.type === 'required_linear_history' && method === 'merge')
      unmet.push({ rule, kind: 'other', message: 'This branch must not contain merge commits.' });
    const locked = rule.source.kind === 'protection' && rule.source.protection.lockBranch;
    if (locked) unmet.push({ rule, kind: 'other', message: 'The base branch is locked.' });
  }
  return unmet;
}
