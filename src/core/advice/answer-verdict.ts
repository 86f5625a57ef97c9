// Says what is wrong with one answer of the pull request's body: the same words for every field, whichever rule asks.
import { bodyAt } from '../case/document.ts';
import { type Fix, fix, unmet, type Verdict } from '../model/finding.ts';
import { code, list, type Markdown, md } from '../model/markdown.ts';
import type { Answer, Field } from '../template/template.ts';

/** An answer that does not do. `not-applicable` is one too where a rule takes no such answer. */
export type OpenAnswer = Exclude<Answer, { state: 'filled' }>;

/** A field as its reader finds it: its label, with the heading before it where the template has the label twice. */
export function fieldName(field: Field, all: readonly Field[]): Markdown {
  const heading = field.path.at(-2);
  const isAmbiguous = all.some((other) => other !== field && other.label === field.label);
  return isAmbiguous && heading !== undefined ? md`${heading} › ${field.label}` : code(field.label);
}

/**
 * Text to paste for a field that is not in the body: its heading, or its label, with a place for the answer. It has to be read
 * back wherever it is pasted.
 */
export function fieldSnippet(field: Field, example: string): string {
  if (field.form !== 'section' && field.kind !== 'checkboxes') return `**${field.label}:** ${example}`;
  // Items that the template leaves blank have no words to offer.
  const items = field.options.length > 0 ? field.options : [example];
  const below = field.kind === 'checkboxes' ? items.map((item) => `- [ ] ${item}`).join('\n') : example;
  // Below the document's own heading, as in most templates.
  const heading = field.path.length > 1 ? '###' : '##';
  return `${heading} ${field.label}\n\n${below}`;
}

function whatIsWrong(answer: OpenAnswer, all: readonly Field[]): Markdown {
  const name = fieldName(answer.field, all);
  switch (answer.state) {
    case 'missing':
      return md`${name} is missing`;
    case 'empty':
      return answer.field.kind === 'checkboxes' ? md`${name} has nothing ticked` : md`${name} is empty`;
    case 'placeholder':
      return md`${name} still says what the template says`;
    case 'invalid':
      return md`${name}: ${{ markdown: answer.problem.replace(/\.$/, '') }}`;
    case 'not-applicable':
      return md`${name} is marked as not applicable`;
  }
}

function whatToDo(answer: OpenAnswer, example: string | null): Fix {
  const { field } = answer;
  // A list would be cut, and it stands right there in the description.
  const hint = field.hint === null || field.hint.includes('\n') ? null : code(field.hint, 200);
  if (answer.state === 'missing') {
    // The snippet holds no example: what is pasted unread must not pass for an answer.
    const paste = { language: 'markdown', text: fieldSnippet(field, '…') } as const;
    const such = example === null ? md`` : md`, for example ${example}`;
    return fix(md`Add it to the description${such}`, paste);
  }
  if (field.kind === 'checkboxes' && field.boxes === 'all') {
    return fix(
      md`Tick ${untickedItems(answer)} once it is done, or strike through what cannot apply: ${'- [ ] ~~item~~'}`,
    );
  }
  if (field.options.length > 0) return fix(md`Keep one of: ${options(field)}`);
  return fix(hint === null ? md`Write it in the description` : md`Write it in the description: ${hint}`);
}

/** Which boxes wait; a long list is named by its number, since it stands right there in the description. */
function untickedItems(answer: OpenAnswer): Markdown {
  const items = 'unticked' in answer && answer.unticked !== undefined ? answer.unticked : [];
  if (items.length === 0 || items.length > 4) return md`each item`;
  return list(items.map(({ item }) => code(item, 60)));
}

function options(field: Field): Markdown {
  return { markdown: field.options.map((option) => code(option, 60).markdown).join(', ') };
}

/**
 * The verdict on an answer that does not do.
 * @param all the template's fields, to tell when a label alone is not enough
 * @param why one sentence: what goes wrong without it
 * @param example what a good answer looks like
 */
export function openAnswer(
  answer: OpenAnswer,
  all: readonly Field[],
  why: Markdown | null,
  example: string | null = null,
): Verdict {
  return unmet(whatIsWrong(answer, all), whatToDo(answer, example), { detail: why, at: bodyAt(answer) });
}
