// W8: where the review of a hotfix stands. Computed once; the rules on the review and on its bypass both look at it.
import type { Facts } from '../model/facts/facts.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import { type Approvals, approvalsOf } from '../reviewers/approvals.ts';
import { type Group, groupsOf } from '../reviewers/group.ts';
import { type GroupStanding, groupStanding } from '../reviewers/group-standing.ts';
import { type OwnerStanding, ownerStanding } from '../reviewers/owner-standing.ts';
import type { ReviewSettings } from './review-settings.ts';

/** One look at the reviews of a pull request. */
export interface ReviewLook {
  readonly pull: PullFacts;
  readonly wanted: number;
  readonly approvals: Approvals;
}

export type ReviewStanding =
  /** A branch is not reviewed, and a policy may ask for no review. */
  | { readonly kind: 'not-asked' }
  /** The reviews were not looked at, or GitHub did not give them. */
  | { readonly kind: 'not-given' | 'unreadable'; readonly reason: string }
  /** Somebody who may write requests changes: nothing else counts. */
  | { readonly kind: 'objected'; readonly look: ReviewLook }
  | { readonly kind: 'owners'; readonly look: ReviewLook; readonly standing: OwnerStanding }
  | { readonly kind: 'groups'; readonly look: ReviewLook; readonly standing: GroupStanding };

export function isApproved(review: ReviewStanding): boolean {
  return (review.kind === 'owners' || review.kind === 'groups') && review.standing.kind === 'approved';
}

/** Any of the groups is enough; where none is, the code owners say what is missing. */
function judged(look: ReviewLook, groups: readonly Group[], facts: Facts): ReviewStanding {
  const { pull, wanted, approvals } = look;
  const others = groups.filter(({ kind }) => kind !== 'code-owners');
  const byGroups = (): ReviewStanding => ({
    kind: 'groups',
    look,
    standing: groupStanding(others, wanted, approvals.standing, pull, facts),
  });
  if (others.length === groups.length) return byGroups();
  const byOwners: ReviewStanding = {
    kind: 'owners',
    look,
    standing: ownerStanding(wanted, approvals.standing, pull, facts),
  };
  if (others.length === 0 || isApproved(byOwners)) return byOwners;
  const other = byGroups();
  return isApproved(other) ? other : byOwners;
}

/** @param settings null where the policy asks for no review */
export function reviewStanding(facts: Facts, settings: ReviewSettings | null): ReviewStanding {
  const { change } = facts;
  if (change.kind === 'branch' || settings === null) return { kind: 'not-asked' };
  const { reviews } = change;
  if (!reviews.known) return { kind: reviews.cause, reason: reviews.reason };
  const look = { pull: change, wanted: settings.approvals, approvals: approvalsOf(change, reviews.value) };
  if (look.approvals.objections.length > 0) return { kind: 'objected', look };
  return judged(look, groupsOf(settings.by), facts);
}
