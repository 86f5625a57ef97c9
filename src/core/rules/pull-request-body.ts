// W5: the description answers what its template asks for before the merge.
import { z } from 'zod';
import { openAnswer } from '../advice/answer-verdict.ts';
import { orDefer } from '../advice/way-out.ts';
import { bodyAt, fieldsOf, OWN_RULES, type PullRequestDocument } from '../case/document.ts';
import { defineRule } from '../case/rule.ts';
import { hours } from '../model/duration.ts';
import { met, notApplicable, type Verdict } from '../model/finding.ts';
import { count, md } from '../model/markdown.ts';
import type { Answer, Field } from '../template/template.ts';

/** Answers that this rule judges: the incident, the severity and the rollback plan have rules of their own. */
function ownAnswers(document: PullRequestDocument): readonly Answer[] {
  const elsewhere = new Set(OWN_RULES.map(({ role }) => document.roles[role]?.field));
  return document.match.answers.filter((answer) => !elsewhere.has(answer.field));
}

/** Missing sections come last: all is pasted at once, and a label below a heading would read as that section's text. */
function labelsFirst(answers: readonly Answer[]): readonly Answer[] {
  const isLast = ({ state, field }: Answer) =>
    state === 'missing' && (field.form === 'section' || field.kind === 'checkboxes');
  return [...answers.filter((answer) => !isLast(answer)), ...answers.filter(isLast)];
}

function judge(answer: Answer, all: readonly Field[]): Verdict | null {
  switch (answer.state) {
    case 'filled':
    case 'not-applicable':
      return null;
    case 'invalid':
      // An optional field may be left out, but what is written in it has to make sense.
      return openAnswer(answer, all, null, LATER);
    case 'empty':
    case 'placeholder':
    case 'missing':
      return answer.field.required ? openAnswer(answer, all, null, LATER) : null;
  }
}

const ID = 'pull-request-body';
const WITHIN = hours(24);
const LATER = orDefer(ID, md`The answers are`, WITHIN);

export const rule = defineRule({
  id: ID,
  title: 'The description follows its template',
  task: 'Complete the description',
  why: 'People who review, deploy or investigate work from these answers.',
  stage: 'description',
  default: { workflow: 'on', log: 'on', 'emergency-fix': 'on', speckit: 'on' },
  settings: z.strictObject({}),
  deferral: { settledBy: md`the completed description`, within: WITHIN, byCommand: true },
  check({ document }) {
    if (document === null) return [notApplicable(md`A branch has no description`)];
    const fields = fieldsOf(document);
    const answers = ownAnswers(document);
    const due = answers.filter((answer) => answer.field.due === 'merge');
    const later = answers.filter((answer) => answer.field.due === 'after');
    const open = labelsFirst(due)
      .map((answer) => judge(answer, fields))
      .filter((verdict) => verdict !== null);
    const verdicts: Verdict[] = [...open];
    if (open.length === 0) {
      const first = due.find((answer) => answer.state === 'filled');
      verdicts.push(
        met(md`The description answers its template`, { at: first === undefined ? null : bodyAt(first) }),
      );
    }
    if (later.length > 0) {
      verdicts.push(
        notApplicable(md`${count(later.length, 'answer is', 'answers are')} due after the merge`),
      );
    }
    return verdicts;
  },
});
