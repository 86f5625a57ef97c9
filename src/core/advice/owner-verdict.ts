// W8: what the check says of the approvals by code owners.
import type { ReviewLook } from '../case/review-standing.ts';
import type { Case } from '../case/rule.ts';
import { fix, met, unknown, unmet, type Verdict } from '../model/finding.ts';
import { join, md } from '../model/markdown.ts';
import type { OwnerStanding } from '../reviewers/owner-standing.ts';
import { CHECKLIST, discountedText, evidence, sentences, tooFew, wayOut } from './request-review.ts';

function ownersMissing(
  { missing, strangers, trouble }: Extract<OwnerStanding, { kind: 'missing' }>,
  look: ReviewLook,
  hotfix: Case,
): Verdict {
  const { approvals } = look;
  const others = strangers.map((review) => ({
    review,
    reason: md`${review.author.login} owns nothing that changes here`,
  }));
  const { text, until } = wayOut(look, hotfix);
  const whose = missing.slice(0, 5).map(({ owners, files }) => md`${files} by ${owners}`);
  const reason = missing[0]?.reason ?? null;
  const detail = sentences([
    ...(reason === null ? [] : [{ markdown: reason }]),
    ...discountedText({ ...approvals, discounted: [...approvals.discounted, ...others] }),
    ...(trouble === null ? [] : [trouble]),
  ]);
  return unmet(
    md`Code owners have not approved yet`,
    fix(
      md`Request a review of ${join(whose, '; ')}, and send this along`,
      { language: 'markdown', text: CHECKLIST },
      text,
    ),
    { detail, until },
  );
}

export function ownerVerdict(standing: OwnerStanding, look: ReviewLook, hotfix: Case): Verdict {
  const { files, now } = hotfix.facts;
  switch (standing.kind) {
    case 'unreadable':
      return unknown(md`The code owners could not be read`, fix(md`Wait for the next run of the check`), {
        detail: { markdown: standing.reason },
      });
    case 'no-file':
      return unmet(
        md`The policy asks for code owners, and ${files.branch} has no CODEOWNERS file`,
        fix(md`Add ${'.github/CODEOWNERS'} to ${files.branch}, or set ${'review: by:'} to somebody else`),
      );
    case 'approved':
      return met(md`The code owners have approved`, {
        detail: sentences([
          md`Approved by ${evidence(standing.by, now)}`,
          ...(standing.trouble === null ? [] : [standing.trouble]),
        ]),
      });
    case 'too-few':
      return tooFew(look, [{ kind: 'permission', least: 'write' }], standing.by, hotfix);
    case 'nobody-askable': {
      const { text, until } = wayOut(look, hotfix);
      return unmet(
        md`Nobody can approve ${standing.files} as its code owner: ${standing.why}`,
        fix(md`Name another owner in ${standing.path} on ${files.branch}`, null, text),
        { detail: standing.trouble, until },
      );
    }
    case 'missing':
      return ownersMissing(standing, look, hotfix);
  }
}
