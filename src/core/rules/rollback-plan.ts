// S3: a way back exists before the fix goes out, at every severity.
import { z } from 'zod';
import { openAnswer } from '../advice/answer-verdict.ts';
import { BODY, bodyAt, fieldsOf } from '../case/document.ts';
import { defineRule } from '../case/rule.ts';
import { fix, met, notApplicable, unmet } from '../model/finding.ts';
import { md } from '../model/markdown.ts';
import { ROLE_TITLES } from '../template/field-roles.ts';
import { findSection } from '../template/match.ts';

const WHY = md`If the fix makes it worse, nobody should have to invent the way back then`;
const EXAMPLE = 'Revert the merge commit and redeploy the previous release (about 5 minutes).';

export const rule = defineRule({
  id: 'rollback-plan',
  title: 'A rollback plan exists',
  task: 'Write the rollback plan',
  why: 'If the fix makes it worse, nobody should have to invent the way back then.',
  stage: 'description',
  default: { workflow: 'on', log: 'on', 'emergency-fix': 'on', speckit: 'on' },
  settings: z.strictObject({}),
  check({ document }) {
    if (document === null) return [notApplicable(md`A branch carries no rollback plan`)];
    const answer = document.roles.rollback;
    if (answer?.state === 'filled') return [met(md`A rollback plan is given`, { at: bodyAt(answer) })];
    const section = findSection(document.body, ROLE_TITLES.rollback);
    const written = section !== null && /[\p{L}\p{N}]{3,}/u.test(section.text);
    // Under a label where the template has a heading, or the other way round, it is a plan all the same.
    if ((answer === null || answer.state === 'missing') && written) {
      return [met(md`A rollback plan is given`, { at: { document: BODY, line: section.at.line } })];
    }
    // "Not applicable" is no plan: every change can make it worse, so every change needs a way back.
    if (answer !== null) return [openAnswer(answer, fieldsOf(document), WHY, EXAMPLE)];
    return [
      unmet(
        md`The rollback plan is missing`,
        fix(md`Add it to the description, for example ${EXAMPLE}`, {
          language: 'markdown',
          text: '**Rollback Plan:** …',
        }),
        { detail: WHY, at: { document: BODY, line: null } },
      ),
    ];
  },
});
