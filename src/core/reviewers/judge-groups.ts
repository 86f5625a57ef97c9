// W8: whether enough people of the policy's groups have approved the head.
import { fix, met, unknown, unmet, type Verdict } from '../finding.ts';
import { list, md } from '../markdown.ts';
import type { KnownReview } from './approvals.ts';
import { evidence, type ReviewLook, tooFew } from './ask-for-review.ts';
import { groupsText } from './group.ts';
import { anyOf, isInGroup, type Membership } from './membership.ts';

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

/** Teams that the policy names and the organisation does not have: approvals can never come from there. */
function ghostTeams({ hotfix, groups }: ReviewLook): readonly string[] {
  return groups.flatMap((group) => {
    const members = group.kind === 'team' ? hotfix.facts.teams.get(group.team) : undefined;
    return group.kind === 'team' && members?.known === true && members.value === null
      ? [`@${group.team}`]
      : [];
  });
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
  const ghosts = ghostTeams(look);
  if (ghosts.length > 0 && ghosts.length === look.groups.length) {
    return unmet(
      md`The policy asks for approvals from ${list(ghosts)}, and there is no such team`,
      fix(md`Correct ${'review: by:'} in the policy on ${facts.files.branch}, or make the team`),
    );
  }
  const strangers = outside.map(({ author, ...rest }) => ({
    review: { author, ...rest },
    reason: md`${author.login} is not ${groupsText(look.groups)}`,
  }));
  const discounted = [...look.approvals.discounted, ...strangers];
  return tooFew({ ...look, approvals: { ...look.approvals, discounted } }, counting);
}
