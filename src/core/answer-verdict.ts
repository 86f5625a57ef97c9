// Says what is wrong with one answer of the pull request's body: the same words for every field, whichever rule asks.
import { type Fix, fix, type Location, unmet, type Verdict } from './finding.ts';
import { code, type Markdown, md } from './markdown.ts';
import type { Answer, Field } from './template/template.ts';

/** The document's name in findings and in the command line's output. */
export const BODY = 'pull request';

/** An answer that does not do. `not-applicable` is one too where a rule takes no such answer. */
export type OpenAnswer = Exclude<Answer, { state: 'filled' }>;

export function bodyAt(answer: Answer): Location {
  const at = answer.state === 'missing' ? null : answer.at;
  return { document: BODY, line: at?.line ?? null };
}

/** A field as its reader finds it: the heading, then the label. */
export function fieldName(field: Field): Markdown {
  const heading = field.path.at(-2);
  return heading === undefined || heading === field.label
    ? code(field.label)
    : md`${heading} › ${field.label}`;
}

/** Text to paste for a field that is not in the body: its heading, or its label, with a place for the answer. */
export function fieldSnippet(field: Field, example: string): string {
  const labelled = field.path.length > 1 || field.kind !== 'text';
  const options = field.options.map((option) => `- [ ] ${option}`).join('\n');
  if (field.kind === 'checkboxes') return `## ${field.path.at(-1) ?? field.label}\n\n${options || example}`;
  return labelled ? `**${field.label}:** ${example}` : `## ${field.label}\n\n${example}`;
}

function whatIsWrong(answer: OpenAnswer): Markdown {
  const name = fieldName(answer.field);
  switch (answer.state) {
    case 'missing':
      return md`${name} is missing`;
    case 'empty':
      return answer.field.kind === 'checkboxes' ? md`${name} has nothing ticked` : md`${name} is empty`;
    case 'placeholder':
      return md`${name} still says what the template says`;
    case 'invalid':
      return md`${name}: ${{ markdown: answer.problem }}`;
    case 'not-applicable':
      return md`${name} is marked as not applicable`;
  }
}

function whatToDo(answer: OpenAnswer, example: string): Fix {
  const { field } = answer;
  const hint = field.hint === null ? null : code(field.hint, 200);
  if (answer.state === 'missing') {
    return fix(md`Add it to the description`, { language: 'markdown', text: fieldSnippet(field, example) });
  }
  if (field.kind === 'checkboxes' && field.boxes === 'all') {
    return fix(md`Tick each item that is done. Strike an item that cannot apply: ${'- [ ] ~~item~~'}`);
  }
  if (field.options.length > 0) return fix(md`Keep one of: ${options(field)}`);
  return fix(hint === null ? md`Write it in the description` : md`Write it in the description: ${hint}`);
}

function options(field: Field): Markdown {
  return { markdown: field.options.map((option) => code(option, 60).markdown).join(', ') };
}

/**
 * The verdict on an answer that does not do.
 * @param why one sentence: what goes wrong without it
 * @param example what a good answer looks like, for the text to paste
 */
export function openAnswer(answer: OpenAnswer, why: Markdown | null, example = '…'): Verdict {
  return unmet(whatIsWrong(answer), whatToDo(answer, example), { detail: why, at: bodyAt(answer) });
}
