// W8: whether enough people of a policy's groups have approved the head. The code owners are judged by `owner-standing`.
import type { Facts } from '../model/facts/facts.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import type { Markdown } from '../model/markdown.ts';
import type { KnownReview } from './approvals.ts';
import { whyNotAskable } from './askable.ts';
import type { Group } from './group.ts';
import { isInAny } from './membership.ts';

export type GroupStanding =
  | { readonly kind: 'approved'; readonly by: readonly KnownReview[] }
  /** GitHub does not tell who belongs to the groups. */
  | { readonly kind: 'untold'; readonly groups: readonly Group[]; readonly reason: string }
  /** None of the groups can approve this change, each for its own reason. */
  | { readonly kind: 'nobody-askable'; readonly why: readonly Markdown[] }
  | {
      readonly kind: 'too-few';
      readonly counting: readonly KnownReview[];
      /** The groups that can still be asked. */
      readonly askable: readonly Group[];
      /** Approvals by people of none of the groups. */
      readonly strangers: readonly KnownReview[];
    };

/** A team that nobody can look into is a doubt even before somebody approves: better said at once. */
function unreadableTeam(groups: readonly Group[], facts: Facts): string | null {
  for (const group of groups) {
    const members = group.kind === 'team' ? facts.teams.get(group.team) : undefined;
    if (members !== undefined && !members.known) return members.reason;
  }
  return null;
}

/** @param approvals those of the head that may count at all */
export function groupStanding(
  groups: readonly Group[],
  wanted: number,
  approvals: readonly KnownReview[],
  pull: PullFacts,
  facts: Facts,
): GroupStanding {
  const judged = approvals.map((review) => ({
    review,
    membership: isInAny(facts, review.author.login, groups, review.authorCanWrite),
  }));
  const counting = judged.flatMap(({ review, membership }) => (membership.kind === 'member' ? [review] : []));
  if (counting.length >= wanted) return { kind: 'approved', by: counting };
  const doubts = judged.flatMap(({ membership }) =>
    membership.kind === 'unknown' ? [membership.reason] : [],
  );
  const reason = doubts[0] ?? unreadableTeam(groups, facts);
  if (reason !== null) return { kind: 'untold', groups, reason };
  const askable = groups.filter((group) => whyNotAskable(group, pull, facts) === null);
  if (askable.length === 0)
    return { kind: 'nobody-askable', why: groups.flatMap((one) => whyNotAskable(one, pull, facts) ?? []) };
  const strangers = judged.flatMap(({ review, membership }) =>
    membership.kind === 'outsider' ? [review] : [],
  );
  return { kind: 'too-few', counting, askable, strangers };
}
