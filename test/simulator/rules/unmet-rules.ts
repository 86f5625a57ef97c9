/** What blocks a merge, in GitHub's words. */
import { mayWrite } from '../operations/act.ts';
import { pullRange } from '../operations/pull-range.ts';
import type { PullRequest, Review } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { type AppliedRule, appliedRules } from './applied-rules.ts';
import { missingChecks } from './required-checks.ts';
import {
  type PullRequestParameters,
  pullRequestParameters,
  statusCheckParameters,
} from './rule-parameters.ts';
import type { Violation } from './rule-record.ts';
import { type Actor, isListed } from './who-passes.ts';

export type MergeMethod = 'merge' | 'squash' | 'rebase';

export interface UnmetRule extends Violation {
  /** `behind`: only that the head lacks commits of the base. */
  kind: 'review' | 'check' | 'behind' | 'other';
}

/** What is to be merged; without method and actor only what holds for all of them is looked at. */
export interface MergeQuestion {
  method: MergeMethod | null;
  actor: Actor | null;
}

const METHOD_WORDS = {
  merge: 'Merge commits are',
  squash: 'Squash merges are',
  rebase: 'Rebase merges are',
} as const;

/** The words for a merge method that a repository or a rule does not allow. */
export function methodRefusal(method: MergeMethod, where: 'repository' | 'branch'): string {
  return `${METHOD_WORDS[method]} not allowed on this ${where}.`;
}

/** Each reviewer's last decisive review; comments change nothing. */
export function decisiveReviews(pull: PullRequest): Review[] {
  const last = new Map<number, Review>();
  for (const review of pull.reviews.values())
    if (review.state === 'APPROVED' || review.state === 'CHANGES_REQUESTED' || review.state === 'DISMISSED')
      last.set(review.authorId, review);
  return [...last.values()];
}

/** True while a thread of review comments waits for its resolution. */
function hasOpenThread(pull: PullRequest): boolean {
  return [...pull.reviewComments.values()].some(
    (comment) => comment.inReplyToId === null && comment.threadResolvedById === null,
  );
}

const OPEN_CONVERSATION = 'A conversation must be resolved before this pull request can be merged.';

function reviewWords(world: World, repo: Repository, pull: PullRequest, wanted: PullRequestParameters) {
  const counted = decisiveReviews(pull).filter((review) => mayWrite(world, repo, review.authorId));
  const needed = wanted.required_approving_review_count;
  if (needed > 0 && counted.some((review) => review.state === 'CHANGES_REQUESTED'))
    return ['Changes have been requested by a reviewer with write access.'];
  const approvals = counted.filter((review) => review.state === 'APPROVED');
  const words: string[] = [];
  if (approvals.length < needed)
    words.push(
      `At least ${needed} approving ${needed === 1 ? 'review is' : 'reviews are'} required by reviewers with write access.`,
    );
  else if (
    wanted.require_last_push_approval &&
    !approvals.some((review) => review.authorId !== pull.lastPusherId)
  )
    words.push('New changes require approval from someone other than the last pusher.');
  if (wanted.required_review_thread_resolution && hasOpenThread(pull)) words.push(OPEN_CONVERSATION);
  return words;
}

async function checkViolations(
  world: World,
  repo: Repository,
  pull: PullRequest,
  rule: AppliedRule,
): Promise<UnmetRule[]> {
  const wanted = statusCheckParameters(rule.parameters);
  const unmet: UnmetRule[] = [];
  const missing = missingChecks(world, repo, pull.headSha, wanted);
  if (missing !== null) unmet.push({ rule, kind: 'check', message: missing });
  if (!wanted.strict_required_status_checks_policy || wanted.required_status_checks.length === 0)
    return unmet;
  const { base, mergeBase } = await pullRange(world, repo, pull);
  if (mergeBase !== base)
    unmet.push({
      rule,
      kind: 'behind',
      message: 'The head branch is not up to date with the base branch.',
    });
  return unmet;
}

async function violations(
  world: World,
  repo: Repository,
  pull: PullRequest,
  rule: AppliedRule,
  { method, actor }: MergeQuestion,
): Promise<UnmetRule[]> {
  const other = (message: string): UnmetRule[] => [{ rule, kind: 'other', message }];
  switch (rule.type) {
    case 'pull_request': {
      const wanted = pullRequestParameters(rule.parameters);
      const words = reviewWords(world, repo, pull, wanted);
      const allowed = wanted.allowed_merge_methods;
      if (method !== null && allowed && !allowed.includes(method))
        words.push(methodRefusal(method, 'branch'));
      return words.map((message) => ({ rule, kind: 'review', message }));
    }
    case 'required_status_checks':
      return checkViolations(world, repo, pull, rule);
    case 'required_linear_history':
      return method === 'merge' ? other('This branch must not contain merge commits.') : [];
    case 'required_conversation_resolution':
      return hasOpenThread(pull) ? other(OPEN_CONVERSATION) : [];
    case 'lock_branch':
      return other('This branch is locked and cannot be changed.');
    case 'update': {
      if (actor === null) return [];
      const lists = rule.source.kind === 'protection' ? rule.source.protection.restrictions : null;
      return lists && isListed(actor, lists) ? [] : other("You're not authorized to push to this branch.");
    }
  }
  return [];
}

/** Everything that a merge of this pull request does not meet, also of rules in trial (`evaluate`). */
export async function violationsOfMerge(
  world: World,
  repo: Repository,
  pull: PullRequest,
  rules: readonly AppliedRule[],
  question: MergeQuestion,
): Promise<UnmetRule[]> {
  const unmet = await Promise.all(rules.map((rule) => violations(world, repo, pull, rule, question)));
  return unmet.flat();
}

/** What is missing for the pull request whoever merges it, by active rules only. */
export async function unmetByAnyMerge(
  world: World,
  repo: Repository,
  pull: PullRequest,
): Promise<UnmetRule[]> {
  const rules = appliedRules(world, repo, `refs/heads/${pull.baseRef}`);
  const active = rules.filter(({ enforcement }) => enforcement === 'active');
  return violationsOfMerge(world, repo, pull, active, { method: null, actor: null });
}
