// W8: somebody who may, and had no hand in it, has approved the head.
import { z } from 'zod';
import { objected, type ReviewLook } from '../advice/ask-for-review.ts';
import { judgeGroups } from '../advice/judge-groups.ts';
import { judgeOwners } from '../advice/judge-owners.ts';
import type { Need } from '../case/need.ts';
import { type Case, defineRule } from '../case/rule.ts';
import { hours } from '../model/duration.ts';
import { deferred, fix, notApplicable, unknown, type Verdict } from '../model/finding.ts';
import { join, md } from '../model/markdown.ts';
import type { Deferral } from '../policy/configurable-rule.ts';
import { approvalsOf } from '../reviewers/approvals.ts';
import { CODE_OWNER_PATHS } from '../reviewers/code-owners.ts';
import { groupsOf, groupsSetting } from '../reviewers/group.ts';
import { codeOwnersIn } from '../reviewers/owned-files.ts';

const DEFERRAL: Deferral = {
  settledBy: md`an approval of the merged change by somebody who may review it`,
  within: hours(24),
  byCommand: false,
};

/** W9: with a valid block the review may come after the merge. The rule that judges the block says whether it is one. */
function bypassed(verdict: Verdict, hotfix: Case): Verdict {
  if (verdict.status !== 'unmet' && verdict.status !== 'unknown') return verdict;
  const block = hotfix.rules.find(({ id }) => id === 'bypass-block')?.check(hotfix) ?? [];
  const isValid = block.length > 0 && block.every(({ status }) => status === 'met');
  if (!isValid) return verdict;
  const allowedBy = md`the bypass block (${join(
    block.map(({ title }) => title),
    '; ',
  )})`;
  return deferred(
    md`The review was left out`,
    { fix: verdict.fix, within: DEFERRAL.within, settledBy: DEFERRAL.settledBy, allowedBy },
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
    const look: ReviewLook = {
      pull: change,
      hotfix,
      groups,
      wanted,
      approvals: approvalsOf(change, reviews.value),
    };
    if (look.approvals.objections.length > 0) return [objected(look, look.approvals.objections)];
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
