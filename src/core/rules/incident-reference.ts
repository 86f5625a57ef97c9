// W5: the pull request names the incident that it ends.
import { z } from 'zod';
import { openAnswer } from '../advice/answer-verdict.ts';
import { orDefer } from '../advice/way-out.ts';
import { BODY, bodyAt, fieldsOf } from '../case/document.ts';
import { defineRule } from '../case/rule.ts';
import { hours } from '../model/duration.ts';
import { fix, met, notApplicable, unmet, type Verdict } from '../model/finding.ts';
import { code, md } from '../model/markdown.ts';
import { ROLE_TITLES } from '../template/field-roles.ts';
import { findSection } from '../template/match.ts';

const ID = 'incident-reference';
const WITHIN = hours(24);

/** An issue of this or another repository, a link, or a tracker's key. Linear: every part is bounded. */
const REFERENCE =
  /(?:^|[\s(:])(?:[\w.-]{1,100}\/[\w.-]{1,100})?#\d{1,10}\b|https?:\/\/\S{4,}|\b[A-Z][A-Z0-9]{1,15}-\d{1,10}\b/;

const LATER = orDefer(ID, md`The reference is`, WITHIN);

/** Where the template has no field for it. */
function missing(): Verdict {
  const todo = md`Add this line to the description, and replace ${'…'} with the incident’s number`;
  const paste = { language: 'markdown', text: '**Incident Reference:** #…' } as const;
  return unmet(md`The incident reference is missing`, fix(todo, paste, LATER), {
    at: { document: BODY, line: null },
  });
}

export const rule = defineRule({
  id: ID,
  title: 'The incident is named',
  task: 'Name the incident',
  why: 'The incident holds the timeline, the people who took part and the later review.',
  stage: 'description',
  default: { workflow: 'on', log: 'on', 'emergency-fix': 'on', speckit: 'on' },
  settings: z.strictObject({}),
  deferral: { settledBy: md`the incident named in the description`, within: WITHIN, byCommand: true },
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
      if (answer === null) return [missing()];
    }
    if (answer.state !== 'filled') return [openAnswer(answer, fieldsOf(document), null, LATER)];
    return [met(md`The incident is ${code(answer.value.text, 80)}`, { at: bodyAt(answer) })];
  },
});
