// W8: what the check says of the approvals by a policy's groups.
import type { ReviewLook } from '../case/review-standing.ts';
import type { Case } from '../case/rule.ts';
import { fix, met, unknown, unmet, type Verdict } from '../model/finding.ts';
import { join, md } from '../model/markdown.ts';
import { groupsText } from '../reviewers/group.ts';
import type { GroupStanding } from '../reviewers/group-standing.ts';
import { evidence, tooFew, wayOut } from './request-review.ts';

export function groupVerdict(standing: GroupStanding, look: ReviewLook, hotfix: Case): Verdict {
  const { facts } = hotfix;
  switch (standing.kind) {
    case 'approved':
      return met(md`The head is approved`, { detail: md`Approved by ${evidence(standing.by, facts.now)}` });
    case 'untold':
      return unknown(
        md`The app cannot tell who of those that approved is ${groupsText(standing.groups)}`,
        fix(
          md`Have the owner of the installation grant the permission, or write ${'review: by: write'} in the policy`,
        ),
        { detail: { markdown: standing.reason } },
      );
    case 'nobody-askable': {
      const { text, until } = wayOut(look, hotfix);
      return unmet(
        md`Nobody in the policy can approve this change: ${join(standing.why, ', ')}`,
        fix(md`Name somebody else under ${'review: by:'} in the policy on ${facts.files.branch}`, null, text),
        { until },
      );
    }
    case 'too-few': {
      const strangers = standing.strangers.map((review) => ({
        review,
        reason: md`${review.author.login} is not ${groupsText(standing.askable)}`,
      }));
      const discounted = [...look.approvals.discounted, ...strangers];
      const approvals = { ...look.approvals, discounted };
      return tooFew({ ...look, approvals }, standing.askable, standing.counting, hotfix);
    }
  }
}
