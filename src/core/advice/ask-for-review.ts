// W8: what the check says while reviews are missing: whom to ask, what they look at, and from when on want of one counts.

import type { Case } from '../case/rule.ts';
import { durationText, momentText } from '../model/duration.ts';
import type { Facts } from '../model/facts/facts.ts';
import type { PullFacts, Review } from '../model/facts/pull.ts';
import { type Fix, firmlyUnmet, fix, unmet, type Verdict } from '../model/finding.ts';
import { after } from '../model/ids.ts';
import { count, join, list, type Markdown, md } from '../model/markdown.ts';
import type { Approvals, KnownReview } from '../reviewers/approvals.ts';
import { type Group, groupsText } from '../reviewers/group.ts';
import { sh } from '../support/shell.ts';

/** What to look at, in the words of somebody who has five minutes. */
export const CHECKLIST = `- [ ] It ends this emergency
- [ ] It opens no security hole
- [ ] It changes nothing else
- [ ] There is a way back if it fails
- [ ] A test, or what was tried, shows that it works`;

/** One look at the reviews of a pull request, for the groups whose approval is asked. */
export interface ReviewLook {
  readonly pull: PullFacts;
  readonly hotfix: Case;
  readonly groups: readonly Group[];
  readonly wanted: number;
  readonly approvals: Approvals;
}

/** Whom to ask, as `gh` takes it: teams and people, where the policy names some. */
function asked({ pull, groups }: ReviewLook): Fix['paste'] {
  const names = groups.flatMap((group): readonly string[] => {
    if (group.kind === 'team') return [group.team];
    return group.kind === 'person' ? [group.login] : [];
  });
  const checklist = `\n# For the review:\n${CHECKLIST.replace(/^/gm, '#   ')}`;
  if (names.length === 0) return { language: 'markdown', text: CHECKLIST };
  const command = sh`gh pr edit ${String(pull.number)} --add-reviewer ${names.join(',')}`;
  return { language: 'bash', text: `${command}${checklist}` };
}

interface Clock {
  readonly text: Markdown;
  readonly until: Review['submittedAt'] | null;
}

/** From when want of a reviewer counts, as a sentence; what `until` says too. */
export function clock({ pull, hotfix }: ReviewLook): Clock {
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

export function discountedText({ discounted }: Approvals): readonly Markdown[] {
  const shown = discounted.slice(0, 5).map(({ reason }) => reason);
  return shown.length === 0 ? [] : [md`Not counted: ${join(shown, '; ')}`];
}

export function sentences(parts: readonly Markdown[]): Markdown | null {
  const said = parts.filter(({ markdown }) => markdown !== '');
  return said.length === 0 ? null : join(said, '. ');
}

export function evidence(reviews: readonly KnownReview[], now: Facts['now']): Markdown {
  return list(
    reviews.map(
      ({ author, submittedAt }) => md`${author.login} at ${{ markdown: momentText(submittedAt, now) }}`,
    ),
  );
}

/** Whoever may write and asks for changes holds the merge up, as on GitHub: skipping a review is one thing, overruling one another. */
export function objected(look: ReviewLook, objections: readonly KnownReview[]): Verdict {
  const names = list(objections.map(({ author }) => author.login));
  return firmlyUnmet(
    md`${names} asked for changes`,
    fix(md`Make the changes and ask ${names} to look again, or have that review dismissed`),
    { detail: sentences(discountedText(look.approvals)) },
  );
}

export function tooFew(look: ReviewLook, counting: readonly KnownReview[]): Verdict {
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
  const many = wanted > 1 ? md`${count(missing, 'approval')} from ${who}` : md`an approval from ${who}`;
  return unmet(
    title,
    fix(md`Ask now for ${many} who had no hand in the change, and send this along`, asked(look)),
    {
      detail,
      until,
    },
  );
}
