// W8: what the check says while reviews are missing: who to ask, what they look at, and how to go on without one.
import type { ReviewLook } from '../case/review-standing.ts';
import type { Case } from '../case/rule.ts';
import { durationText, momentText } from '../model/duration.ts';
import type { Facts } from '../model/facts/facts.ts';
import { type Fix, firmlyUnmet, fix, unmet, type Verdict } from '../model/finding.ts';
import { after, type Instant } from '../model/ids.ts';
import { count, join, list, type Markdown, md } from '../model/markdown.ts';
import type { Approvals, KnownReview } from '../reviewers/approvals.ts';
import { type Group, groupsText } from '../reviewers/group.ts';
import { joinShell, sh, shellComment } from '../support/shell.ts';
import { reasonText } from './bypass-text.ts';

/** What to look at, in the words of somebody who has five minutes. */
export const CHECKLIST = `- [ ] It ends this emergency
- [ ] It opens no security hole
- [ ] It changes nothing else
- [ ] There is a way back if it fails
- [ ] A test, or what was tried, shows that it works`;

/** Who to ask, as `gh` takes it: teams and people, where the policy names some. */
function asked({ pull }: ReviewLook, groups: readonly Group[]): Fix['paste'] {
  const names = groups.flatMap((group): readonly string[] => {
    if (group.kind === 'team') return [group.team];
    return group.kind === 'person' ? [group.login] : [];
  });
  const command = names.length === 0 ? null : sh`gh pr edit ${pull.number} --add-reviewer=${names.join(',')}`;
  const checklist = CHECKLIST.split('\n').map((line) => shellComment(`  ${line}`));
  const text = joinShell([command, shellComment('For the review:'), ...checklist]);
  return text === null ? { language: 'markdown', text: CHECKLIST } : { language: 'bash', text };
}

interface WayOut {
  readonly text: Markdown | null;
  /** When time alone changes it. */
  readonly until: Instant | null;
}

/** From when "no reviewer" counts, as the end of a sentence; null where the policy does not accept it. */
function noReviewer(
  { pull }: ReviewLook,
  { facts, policy }: Case,
): { readonly text: Markdown; readonly until: Instant | null } | null {
  const { reasons, noReviewerAfter } = policy.bypass;
  if (!reasons.includes('no-reviewer')) return null;
  const limit = { markdown: durationText(noReviewerAfter) };
  if (pull.isDraft)
    return { text: md`${limit} after the pull request is marked ready for review`, until: null };
  const from = after(pull.readyAt, noReviewerAfter);
  if (facts.now < from) return { text: md`from ${{ markdown: momentText(from, facts.now) }}`, until: from };
  return { text: md`now, because nobody reviewed it within ${limit}`, until: null };
}

/** Where the severity that is stated lets the confirmation come after the merge, the merge waits for nobody. */
function confirmedFirst({ severity, policy }: Case): Markdown {
  const stated = severity?.severity ?? null;
  return stated !== null && policy.bypass.confirmation[stated] === 'after'
    ? md``
    : md` once the person named in the block has authorised it`;
}

/** How to go on without a reviewer, which a demand for a review has to come with. Whoever took that way is told by its own rule. */
export function wayOut(look: ReviewLook, hotfix: Case): WayOut {
  if (hotfix.bypass !== null) return { text: null, until: null };
  const { bypass } = hotfix.policy;
  const others = bypass.reasons.filter((reason) => reason !== 'no-reviewer');
  const now = list(
    others.map((reason) => reasonText(reason, bypass)),
    'or',
  );
  const later = noReviewer(look, hotfix);
  const isNow = later !== null && !look.pull.isDraft && later.until === null;
  const when =
    later === null
      ? md`if ${now}`
      : isNow || others.length === 0
        ? later.text
        : md`now if ${now}, otherwise ${later.text}`;
  return {
    text: md`No reviewer? The button “Add bypass block” lets it be merged without a review${confirmedFirst(hotfix)}: ${when}.`,
    until: later?.until ?? null,
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

/** Whoever may write and requests changes holds the merge up, as on GitHub: skipping a review is one thing, overruling one another. */
export function requestedChanges({ approvals }: ReviewLook): Verdict {
  const names = list(approvals.objections.map(({ author }) => author.login));
  return firmlyUnmet(
    md`${names} requested changes`,
    fix(md`Make the changes and request another review from ${names}, or have that review dismissed`),
    { detail: sentences(discountedText(approvals)) },
  );
}

/** @param groups those that can be asked */
export function tooFew(
  look: ReviewLook,
  groups: readonly Group[],
  counting: readonly KnownReview[],
  hotfix: Case,
): Verdict {
  const { pull, wanted, approvals } = look;
  const head = pull.head.sha.slice(0, 7);
  const missing = wanted - counting.length;
  const { text, until } = wayOut(look, hotfix);
  const so = counting.length === 0 ? [] : [md`Approved by ${evidence(counting, hotfix.facts.now)}`];
  const many = missing > 1 ? count(missing, 'approval') : md`an approval`;
  return unmet(
    md`${counting.length} of ${wanted} approvals for ${head}`,
    fix(
      md`Request ${many} from ${groupsText(groups)} who did not work on the change, and send this along`,
      asked(look, groups),
      text,
    ),
    { detail: sentences([...so, ...discountedText(approvals)]), until },
  );
}
