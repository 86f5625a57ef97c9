// W8: somebody who may, and did not work on it, has approved the head.

import { bypassText } from '../advice/bypass-text.ts';
import { groupVerdict } from '../advice/group-verdict.ts';
import { ownerVerdict } from '../advice/owner-verdict.ts';
import { requestedChanges } from '../advice/request-review.ts';
import type { Need } from '../case/need.ts';
import { reviewSettings } from '../case/review-settings.ts';
import { type Case, defineRule } from '../case/rule.ts';
import { hours } from '../model/duration.ts';
import { deferred, fix, notApplicable, unknown, type Verdict } from '../model/finding.ts';
import { md } from '../model/markdown.ts';
import type { Deferral } from '../policy/configurable-rule.ts';
import { approvalsOf } from '../reviewers/approvals.ts';
import { CODE_OWNER_PATHS } from '../reviewers/code-owners.ts';
import { groupsOf } from '../reviewers/group.ts';
import { codeOwnersIn } from '../reviewers/owned-files.ts';

const DEFERRAL: Deferral = {
  settledBy: md`an approval of the merged change by somebody who may review it`,
  within: hours(24),
  byCommand: false,
};

/** W9: with a block that holds the review may come after the merge. */
function bypassed(verdict: Verdict, { bypass, policy }: Case): Verdict {
  if (verdict.status !== 'unmet' && verdict.status !== 'unknown') return verdict;
  if (bypass === null || !bypass.holds) return verdict;
  return deferred(
    md`The review was left out`,
    {
      fix: verdict.fix,
      within: DEFERRAL.within,
      settledBy: DEFERRAL.settledBy,
      allowedBy: md`the bypass block (${bypassText(bypass, policy)})`,
    },
    { detail: verdict.detail },
  );
}

function judge(hotfix: Case): Verdict {
  const { review } = hotfix;
  switch (review.kind) {
    case 'not-asked':
      return notApplicable(md`A branch is not reviewed`);
    case 'not-given':
      return notApplicable(md`Reviews were not looked at`, { detail: { markdown: review.reason } });
    case 'unreadable':
      return bypassed(
        unknown(
          md`The reviews could not be read`,
          fix(md`Grant the permission, then comment ${'/hotfix recheck'}`),
          { detail: { markdown: review.reason } },
        ),
        hotfix,
      );
    case 'objected':
      return requestedChanges(review.look);
    case 'owners':
      return bypassed(ownerVerdict(review.standing, review.look, hotfix), hotfix);
    case 'groups':
      return bypassed(groupVerdict(review.standing, review.look, hotfix), hotfix);
  }
}

export const rule = defineRule({
  id: 'review',
  title: 'Somebody who did not work on it has approved the head',
  task: 'Request a review',
  why: 'A second person often sees in minutes that a fix would make things worse.',
  stage: 'review',
  default: { workflow: 'on', log: 'on', 'emergency-fix': 'on', speckit: 'on' },
  settings: reviewSettings,
  strictness: { approvals: 'more', by: 'same' },
  deferral: DEFERRAL,
  check(hotfix) {
    return [judge(hotfix)];
  },
  needs({ facts }, { by }) {
    const { change } = facts;
    const groups = groupsOf(by);
    if (change.kind === 'branch' || !change.reviews.known) return [];
    const owners = groups.some(({ kind }) => kind === 'code-owners');
    const named = owners ? (codeOwnersIn(facts.files.texts)?.owners.all ?? []) : [];
    const people = groups.some((group) => group.kind === 'permission' && group.least !== 'write')
      ? approvalsOf(change, change.reviews.value).standing.map(({ author }) => author.login)
      : [];
    return [
      ...(owners ? CODE_OWNER_PATHS : []).map((path): Need => ({ kind: 'base-file', path })),
      ...[...groups, ...named].flatMap((one): readonly Need[] =>
        one.kind === 'team' ? [{ kind: 'team', team: one.team }] : [],
      ),
      ...people.map((login): Need => ({ kind: 'permission', login })),
    ];
  },
});
