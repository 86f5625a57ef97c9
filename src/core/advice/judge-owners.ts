// W8: whether the code owners of everything that changes have approved the head.
import { fix, met, unknown, unmet, type Verdict } from '../model/finding.ts';
import { join, md } from '../model/markdown.ts';
import { missingOwners, ownershipOf, ownersTrouble, strangersAmong } from '../reviewers/owned-files.ts';
import {
  CHECKLIST,
  clock,
  discountedText,
  evidence,
  type ReviewLook,
  sentences,
  tooFew,
} from './ask-for-review.ts';

export function judgeOwners(look: ReviewLook): Verdict {
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
  const missing = missingOwners(ownership, approvals.standing, pull, facts);
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
  const hopeless = missing.find(({ nobody }) => nobody !== null);
  if (hopeless?.nobody) {
    return unmet(
      md`Nobody can approve ${hopeless.files} as its code owner: ${hopeless.nobody}`,
      fix(
        md`Name another owner in ${ownership.path} on ${facts.files.branch}, or leave the review out with the button “Add bypass block”`,
      ),
      { detail: trouble },
    );
  }
  const strangers = strangersAmong(ownership, approvals.standing, facts).map((review) => ({
    review,
    reason: md`${review.author.login} owns nothing that changes here`,
  }));
  const { text, until } = clock(look);
  const whose = missing.slice(0, 5).map(({ owners, files }) => md`${files} by ${owners}`);
  const detail = sentences([
    ...missing.slice(0, 1).flatMap(({ reason }) => (reason === null ? [] : [{ markdown: reason }])),
    ...discountedText({ ...approvals, discounted: [...approvals.discounted, ...strangers] }),
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
