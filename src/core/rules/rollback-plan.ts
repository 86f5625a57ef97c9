// S3: a way back exists before the fix goes out, at every severity.
import { z } from 'zod';
import { type OpenAnswer, openAnswer } from '../advice/answer-verdict.ts';
import { BODY, bodyAt, fieldsOf } from '../case/document.ts';
import { defineRule } from '../case/rule.ts';
import { fix, met, notApplicable, unmet } from '../model/finding.ts';
import { md } from '../model/markdown.ts';
import { ROLE_TITLES } from '../template/field-roles.ts';
import { findSection } from '../template/match.ts';
import type { Answer } from '../template/template.ts';

/** With placeholders, so that nobody means it as it stands. */
const EXAMPLE = 'Redeploy [the previous version], which takes [how many] minutes';

function isExample(text: string): boolean {
  return (EXAMPLE.match(/\[[^\]]+\]/g) ?? []).some((placeholder) => text.includes(placeholder));
}

/** A filled answer that comes here is the example, pasted and left as it was. */
function unread(answer: Answer): OpenAnswer {
  return answer.state === 'filled'
    ? { state: 'placeholder', field: answer.field, text: answer.value.text, at: answer.at }
    : answer;
}

export const rule = defineRule({
  id: 'rollback-plan',
  title: 'A rollback plan exists',
  task: 'Fill in the rollback plan',
  why: 'If the fix makes things worse, the team has to know already how to go back.',
  stage: 'description',
  default: { workflow: 'on', log: 'on', 'emergency-fix': 'on', speckit: 'on' },
  settings: z.strictObject({}),
  check({ document }) {
    if (document === null) return [notApplicable(md`A branch carries no rollback plan`)];
    const answer = document.roles.rollback;
    if (answer?.state === 'filled' && !isExample(answer.value.text))
      return [met(md`A rollback plan is given`, { at: bodyAt(answer) })];
    const section = findSection(document.body, ROLE_TITLES.rollback);
    const isWritten = section !== null && /[\p{L}\p{N}]{3,}/u.test(section.text) && !isExample(section.text);
    // Under a label where the template has a heading, or the other way round, it is a plan all the same.
    if ((answer === null || answer.state === 'missing') && isWritten) {
      return [met(md`A rollback plan is given`, { at: { document: BODY, line: section.at.line } })];
    }
    // "Not applicable" is refused: every change can make things worse, so every change needs a way back.
    if (answer !== null) return [openAnswer(unread(answer), fieldsOf(document), EXAMPLE)];
    return [
      unmet(
        md`The rollback plan is missing`,
        fix(md`Add it to the description, and replace ${'…'} with your answer`, {
          language: 'markdown',
          text: '**Rollback Plan:** …',
        }),
        { detail: md`An example: ${EXAMPLE}`, at: { document: BODY, line: null } },
      ),
    ];
  },
});
