// W8: somebody who may, and had no hand in it, has approved the head.
import { z } from 'zod';
import { durationText, hours, momentText } from '../duration.ts';
import type { Facts, PullFacts, Review } from '../facts.ts';
import { deferred, type Fix, fix, met, notApplicable, unknown, unmet, type Verdict } from '../finding.ts';
import { after } from '../ids.ts';
import { count, join, list, type Markdown, md } from '../markdown.ts';
import { type Approvals, approvalsOf, type KnownReview } from '../reviewers/approvals.ts';
import { CODE_OWNER_PATHS, parseCodeOwners } from '../reviewers/code-owners.ts';
import { type Group, groupsOf, groupsSetting, groupsText } from '../reviewers/group.ts';
import { anyOf, isInGroup, type Membership } from '../reviewers/membership.ts';
import { missingOwners, ownershipOf, ownersTrouble } from '../reviewers/owned-files.ts';
import { type Case, type Deferral, defineRule } from '../rule.ts';
import { sh } from '../shell.ts';

const DEFERRAL: Deferral = {
  paidBy: md`an approval of the merged change by somebody who may review it`,
  within: hours(24),
  byCommand: false,
};

/** What to look at, in the words of somebody who has five minutes. */
const CHECKLIST = `- [ ] It ends this emergency
- [ ] It opens no security hole
- [ ] It changes nothing else
- [ ] There is a way back if it fails
- [ ] A test, or what was tried, shows that it works`;

interface Look {
  readonly pull: PullFacts;
  readonly hotfix: Case;
  readonly groups: readonly Group[];
  readonly wanted: number;
  readonly approvals: Approvals;
}

function membershipOf({ hotfix, groups }: Look, review: KnownReview): Membership {
  const { facts } = hotfix;
  return anyOf(
    groups.flatMap((group) =>
      group.kind === 'code-owners'
        ? []
        : [isInGroup(facts, review.author.login, group, review.authorCanWrite)],
    ),
  );
}

/** Whom to ask, as `gh` takes it: teams and people, where the policy names some. */
function asked({ pull, groups }: Look): Fix['paste'] {
  const names = groups.flatMap((group): readonly string[] => {
    if (group.kind === 'team') return [group.team];
    return group.kind === 'person' ? [group.login] : [];
  });
  const checklist = `\n# For the review:\n${CHECKLIST.replace(/^/gm, '#   ')}`;
  if (names.length === 0) return { language: 'markdown', text: CHECKLIST };
  const command = sh`gh pr edit ${String(pull.number)} --add-reviewer ${names.join(',')}`;
  return { language: 'bash', text: `${command}${checklist}` };
}

/** From when want of a reviewer counts, as a sentence; what `until` says too. */
function clock({ pull, hotfix }: Look): {
  readonly text: Markdown;
  readonly until: Review['submittedAt'] | null;
} {
  const { bypass } = hotfix.policy;
  const limit = { markdown: durationText(bypass.noReviewerAfter) };
  if (!bypass.reasons.includes('no-reviewer')) return { text: md``, until: null };
  if (pull.isDraft)
    return { text: md`The ${limit} for a review begin when this is no draft any more`, until: null };
  const from = after(pull.readyAt, bypass.noReviewerAfter);
  const moment = { markdown: momentText(from, hotfix.facts.now) };
  if (hotfix.facts.now < from)
    return { text: md`If nobody is there, it may go out unreviewed from ${moment} on`, until: from };
  return {
    text: md`Nobody has reviewed it within ${limit}: the button “Add bypass block” adds the form that lets it go out unreviewed`,
    until: null,
  };
}

function discountedText({ discounted }: Approvals): readonly Markdown[] {
  const shown = discounted.slice(0, 5).map(({ reason }) => reason);
  return shown.length === 0 ? [] : [md`Not counted: ${join(shown, '; ')}`];
}

function sentences(parts: readonly Markdown[]): Markdown | null {
  const said = parts.filter(({ markdown }) => markdown !== '');
  return said.length === 0 ? null : join(said, '. ');
}

function evidence(reviews: readonly KnownReview[], now: Facts['now']): Markdown {
  return list(
    reviews.map(
      ({ author, submittedAt }) => md`${author.login} at ${{ markdown: momentText(submittedAt, now) }}`,
    ),
  );
}

function objected(look: Look, objections: readonly KnownReview[]): Verdict {
  const names = list(objections.map(({ author }) => author.login));
  return unmet(
    md`${names} asked for changes`,
    fix(md`Make the changes and ask ${names} to look again, or have that review dismissed`),
    { detail: sentences(discountedText(look.approvals)) },
  );
}

function tooFew(look: Look, counting: readonly KnownReview[]): Verdict {
  const { pull, hotfix, groups, wanted, approvals } = look;
  const head = pull.head.sha.slice(0, 7);
  const who = groupsText(groups);
  const missing = wanted - counting.length;
  const title =
    counting.length === 0
      ? md`Nobody has approved ${head} yet`
      : md`${count(missing, 'more approval is', 'more approvals are')} needed for ${head}`;
  const { text, until } = clock(look);
  const so = counting.length === 0 ? [] : [md`Approved by ${evidence(counting, hotfix.facts.now)}`];
  const detail = sentences([...so, ...discountedText(approvals), text]);
  const many = wanted > 1 ? md`${missing} approvals from ${who}` : md`an approval from ${who}`;
  return unmet(
    title,
    fix(md`Ask now for ${many} who had no hand in the change, and send this along`, asked(look)),
    {
      detail,
      until,
    },
  );
}

/** The approvals that the group's members gave; or the reason why that can't be said. */
function byGroup(look: Look): {
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
function unreadableTeam({ hotfix, groups }: Look): string | null {
  for (const group of groups) {
    const members = group.kind === 'team' ? hotfix.facts.teams.get(group.team) : undefined;
    if (members !== undefined && !members.known) return members.reason;
  }
  return null;
}

/** Teams that the policy names and the organisation does not have: approvals can never come from there. */
function ghostTeams({ hotfix, groups }: Look): readonly string[] {
  return groups.flatMap((group) => {
    const members = group.kind === 'team' ? hotfix.facts.teams.get(group.team) : undefined;
    return group.kind === 'team' && members?.known === true && members.value === null
      ? [`@${group.team}`]
      : [];
  });
}

function judgeOwners(look: Look): Verdict {
  const { pull, hotfix, approvals } = look;
  const { facts } = hotfix;
  const ownership = ownershipOf(pull, facts);
  if (ownership.kind === 'unknown') {
    return unknown(md`The code owners could not be read`, fix(md`Wait for the next look`), {
      detail: { markdown: ownership.reason },
    });
  }
  if (ownership.kind === 'no-file') {
    return unmet(
      md`The policy asks for code owners, and ${facts.files.branch} has no CODEOWNERS file`,
      fix(md`Add ${'.github/CODEOWNERS'} to ${facts.files.branch}, or set ${'review: by:'} to somebody else`),
    );
  }
  const trouble = ownersTrouble(ownership, facts);
  const missing = missingOwners(ownership, approvals.standing, facts);
  const [first] = missing;
  if (first === undefined) {
    return approvals.standing.length < look.wanted
      ? tooFew({ ...look, groups: [{ kind: 'permission', least: 'write' }] }, approvals.standing)
      : met(md`The code owners have approved`, {
          detail: sentences([
            md`Approved by ${evidence(approvals.standing, facts.now)}`,
            ...(trouble === null ? [] : [trouble]),
          ]),
        });
  }
  const { text, until } = clock(look);
  const whose = missing.slice(0, 5).map(({ owners, files }) => md`${files} by ${owners}`);
  const detail = sentences([
    ...missing.slice(0, 1).flatMap(({ reason }) => (reason === null ? [] : [{ markdown: reason }])),
    ...discountedText(approvals),
    ...(trouble === null ? [] : [trouble]),
    text,
  ]);
  const paste = { language: 'markdown', text: CHECKLIST } as const;
  return unmet(
    md`Code owners have not approved yet`,
    fix(md`Ask now for a review of ${join(whose, '; ')}, and send this along`, paste),
    {
      detail,
      until,
    },
  );
}

function judgeGroups(look: Look): Verdict {
  const { counting, outside, doubt } = byGroup(look);
  const { facts } = look.hotfix;
  const objections = look.approvals.objections.filter(
    (review) => membershipOf(look, review).kind === 'member',
  );
  if (objections.length > 0) return objected(look, objections);
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

/** W9: with a valid block the review may come after the merge. The rule that judges the block says whether it is one. */
function bypassed(verdict: Verdict, hotfix: Case): Verdict {
  if (verdict.status !== 'unmet' && verdict.status !== 'unknown') return verdict;
  const block = hotfix.policy.rules.find(({ id }) => id === 'bypass-block')?.check(hotfix) ?? [];
  const isValid = block.length > 0 && block.every(({ status }) => status === 'met');
  if (!isValid) return verdict;
  const allowedBy = md`the bypass block (${join(
    block.map(({ title }) => title),
    '; ',
  )})`;
  return deferred(
    md`The review was left out`,
    { fix: verdict.fix, within: DEFERRAL.within, paidBy: DEFERRAL.paidBy, allowedBy },
    { detail: verdict.detail },
  );
}

const settings = z.strictObject({
  approvals: z.int().min(1).max(6).default(1).describe('How many approvals are needed.'),
  by: groupsSetting
    .default('write')
    .describe(
      'Whose approvals count: write, maintain, admin, code-owners, @owner/team, @login; or a list of these.',
    ),
});

export const rule = defineRule({
  id: 'review',
  title: 'Somebody who had no hand in it has approved the head',
  task: 'Ask for a review',
  why: 'Two minutes of somebody else’s eyes can keep the fix from making it worse.',
  settings,
  strictness: { approvals: 'more', by: 'same' },
  deferral: DEFERRAL,
  check(hotfix, { approvals: wanted, by }) {
    const { change } = hotfix.facts;
    if (change.kind === 'branch') return [notApplicable(md`A branch is not reviewed`)];
    const { reviews } = change;
    if (!reviews.known) {
      const reason = { markdown: reviews.reason };
      if (reviews.cause === 'not-given')
        return [notApplicable(md`Reviews were not looked at`, { detail: reason })];
      return [
        bypassed(
          unknown(
            md`The reviews could not be read`,
            fix(md`Grant the permission, then comment ${'/hotfix recheck'}`),
            {
              detail: reason,
            },
          ),
          hotfix,
        ),
      ];
    }
    const groups = groupsOf(by);
    const look: Look = {
      pull: change,
      hotfix,
      groups,
      wanted,
      approvals: approvalsOf(change, reviews.value),
    };
    const others = groups.filter(({ kind }) => kind !== 'code-owners');
    const verdicts = [
      ...(others.length < groups.length ? [judgeOwners(look)] : []),
      ...(others.length > 0 ? [judgeGroups({ ...look, groups: others })] : []),
    ];
    // Any of the groups is enough; the first one says what is missing.
    const best = verdicts.find(({ status }) => status === 'met') ?? verdicts[0];
    return best === undefined ? [] : [bypassed(best, hotfix)];
  },
  needs({ facts }, { by }) {
    const { change } = facts;
    const groups = groupsOf(by);
    if (change.kind === 'branch' || !change.reviews.known) return {};
    const owners = groups.some(({ kind }) => kind === 'code-owners');
    const text = owners
      ? CODE_OWNER_PATHS.map((path) => facts.files.texts.get(path)).find((one) => typeof one === 'string')
      : null;
    const named = typeof text === 'string' ? parseCodeOwners(text).all : [];
    const people = groups.some((group) => group.kind === 'permission' && group.least !== 'write')
      ? approvalsOf(change, change.reviews.value).standing.map(({ author }) => author.login)
      : [];
    return {
      files: owners ? CODE_OWNER_PATHS : [],
      teams: [
        ...groups.flatMap((group) => (group.kind === 'team' ? [group.team] : [])),
        ...named.flatMap((owner) => (owner.kind === 'team' ? [owner.team] : [])),
      ],
      people,
    };
  },
});
