// S1: the pull request says how severe the emergency is.
import { z } from 'zod';
import { BODY, openAnswer } from '../answer-verdict.ts';
import { fix, notApplicable, unmet } from '../finding.ts';
import { md } from '../markdown.ts';
import { fieldsOf } from '../pull-request-document.ts';
import { defineRule } from '../rule.ts';
import { statedSeverity } from '../stated-severity.ts';

const WHY = md`Severity decides what must be done before the merge and what may wait`;

export const rule = defineRule({
  id: 'severity',
  title: 'The severity is stated',
  task: 'State the severity',
  why: 'Severity decides what must be done before the merge and what may wait.',
  settings: z.strictObject({}),
  check(hotfix) {
    if (hotfix.document === null) return [notApplicable(md`A branch states no severity`)];
    const found = statedSeverity(hotfix);
    if (found !== null) return [found.verdict];
    const answer = hotfix.document.roles.severity;
    if (answer !== null && answer.state !== 'filled')
      return [openAnswer(answer, fieldsOf(hotfix.document), WHY, 'HIGH')];
    return [
      unmet(
        md`The severity is missing`,
        fix(md`Add one of these lines to the description`, {
          language: 'markdown',
          text: '**Severity:** CRITICAL\n**Severity:** HIGH\n**Severity:** MEDIUM',
        }),
        {
          detail: WHY,
          at: { document: BODY, line: null },
        },
      ),
    ];
  },
});
