// W8: whether enough people of the policy's groups have approved the head.
import { fix, met, unknown, unmet, type Verdict } from '../model/finding.ts';
import { join, md } from '../model/markdown.ts';
import type { KnownReview } from '../reviewers/approvals.ts';
import { whyNotAskable } from '../reviewers/askable.ts';
import { groupsText } from '../reviewers/group.ts';
import { anyOf, isInGroup, type Membership } from '../reviewers/membership.ts';
import { evidence, type ReviewLook, tooFew } from './ask-for-review.ts';

function membershipOf({ hotfix, groups }: ReviewLook, review: KnownReview): Membership {
  const { facts } = hotfix;
  return anyOf(
    groups.flatMap((group) =>
      group.kind === 'code-owners'
        ? []
        : [isInGroup(facts, review.author.login, group, review.authorCanWrite)],
    ),
  );
}

/** The approvals that the group's members gave; or the reason why that can't be said. */
function byGroup(look: ReviewLook): {
  readonly counting: readonly KnownReview[];
  readonly doubt: string | null;
  readonly outside: readonly KnownReview[];
} {
  const judged = look.approvals.standing.map((review) => ({
    review,
    membership: membershipOf(look, review),
  }));
  const doubts = judged.flatMap(({ membership }) =>
    membership.kind === 'unknown' ? [membership.reason] : [],
  );
  return {
    counting: judged.filter(({ membership }) => membership.kind === 'member').map(({ review }) => review),
    outside: judged.filter(({ membership }) => membership.kind === 'outsider').map(({ review }) => review),
    doubt: doubts[0] ?? unreadableTeam(look),
  };
}

/** A team that nobody can look into is a doubt even before somebody approves: better said at once. */
function unreadableTeam({ hotfix, groups }: ReviewLook): string | null {
  for (const group of groups) {
    const members = group.kind === 'team' ? hotfix.facts.teams.get(group.team) : undefined;
    if (members !== undefined && !members.known) return members.reason;
  }
  return null;
}

function nobodyToAsk({ pull, hotfix, groups }: ReviewLook): Verdict {
  const { facts } = hotfix;
  const why = groups.flatMap((group) => whyNotAskable(group, pull, facts) ?? []);
  return unmet(
    md`Nobody whom the policy names can approve it: ${join(why, ', ')}`,
    fix(
      md`Name somebody else under ${'review: by:'} in the policy on ${facts.files.branch}, or leave the review out with the button “Add bypass block”`,
    ),
  );
}

export function judgeGroups(look: ReviewLook): Verdict {
  const { counting, outside, doubt } = byGroup(look);
  const { facts } = look.hotfix;
  if (counting.length >= look.wanted)
    return met(md`The head is approved`, { detail: md`Approved by ${evidence(counting, facts.now)}` });
  if (doubt !== null) {
    return unknown(
      md`Whether enough of ${groupsText(look.groups)} have approved can’t be told`,
      fix(
        md`Have the owner of the installation grant the permission, or name ${'review: by: write'} in the policy`,
      ),
      { detail: { markdown: doubt } },
    );
  }
  const askable = look.groups.filter((group) => whyNotAskable(group, look.pull, facts) === null);
  if (askable.length === 0) return nobodyToAsk(look);
  const strangers = outside.map(({ author, ...rest }) => ({
    review: { author, ...rest },
    reason: md`${author.login} is not ${groupsText(look.groups)}`,
  }));
  const discounted = [...look.approvals.discounted, ...strangers];
  return tooFew({ ...look, groups: askable, approvals: { ...look.approvals, discounted } }, counting);
}
