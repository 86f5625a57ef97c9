// W5: the pull request names the incident that it ends.
import { z } from 'zod';
import { openAnswer } from '../advice/answer-verdict.ts';
import { BODY, bodyAt, fieldsOf } from '../case/document.ts';
import { defineRule } from '../case/rule.ts';
import { hours } from '../model/duration.ts';
import { fix, met, notApplicable, unmet } from '../model/finding.ts';
import { code, md } from '../model/markdown.ts';
import { ROLE_TITLES } from '../template/field-roles.ts';
import { findSection } from '../template/match.ts';

const WHY = md`The incident is where the timeline, the people and the later review meet`;

/** An issue of this or another repository, a link, or a tracker's key. Linear: every part is bounded. */
const REFERENCE =
  /(?:^|[\s(:])(?:[\w.-]{1,100}\/[\w.-]{1,100})?#\d{1,10}\b|https?:\/\/\S{4,}|\b[A-Z][A-Z0-9]{1,15}-\d{1,10}\b/;

export const rule = defineRule({
  id: 'incident-reference',
  title: 'The incident is named',
  task: 'Name the incident',
  why: 'The incident is where the timeline, the people and the later review meet.',
  stage: 'description',
  default: { workflow: 'on', log: 'on', 'emergency-fix': 'on', speckit: 'on' },
  settings: z.strictObject({}),
  deferral: { settledBy: md`the incident named in the description`, within: hours(24), byCommand: true },
  check({ document }) {
    if (document === null) return [notApplicable(md`A branch names no incident`)];
    const answer = document.roles.incident;
    // A reference under another name than the template's is one all the same.
    if (answer === null || answer.state === 'missing') {
      const section = findSection(document.body, ROLE_TITLES.incident);
      if (section !== null && REFERENCE.test(section.text)) {
        return [
          met(md`The incident is ${code(section.text, 80)}`, {
            at: { document: BODY, line: section.at.line },
          }),
        ];
      }
      if (answer !== null) return [openAnswer(answer, fieldsOf(document), WHY, '#123')];
      const paste = { language: 'markdown', text: '**Incident Reference:** #123' } as const;
      return [
        unmet(
          md`The incident is not named`,
          fix(md`Add this line to the description, with the incident's number`, paste),
          {
            detail: WHY,
            at: { document: BODY, line: null },
          },
        ),
      ];
    }
    if (answer.state !== 'filled') return [openAnswer(answer, fieldsOf(document), WHY, '#123')];
    return [met(md`The incident is ${code(answer.value.text, 80)}`, { at: bodyAt(answer) })];
  },
});
