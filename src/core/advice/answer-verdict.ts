// Says what is wrong with one answer of the pull request's body: the same words for every field, whichever rule asks.
import { bodyAt } from '../case/document.ts';
import { type Fix, fix, unmet, type Verdict } from '../model/finding.ts';
import { code, list, type Markdown, md } from '../model/markdown.ts';
import type { Answer, Field, OpenItem } from '../template/template.ts';

/** An answer that is not enough. `not-applicable` is one too where a rule takes no such answer. */
export type OpenAnswer = Exclude<Answer, { state: 'filled' }>;

/** What is replaced in the text that is offered to be pasted. */
const BLANK = '…';
/** More options than these are a list of their own and not a sentence. */
const MOST_IN_A_SENTENCE = 4;

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
export function fieldSnippet(field: Field, answer: string = BLANK): string {
  if (field.form !== 'section' && field.kind !== 'checkboxes') return `**${field.label}:** ${answer}`;
  // Items that the template leaves blank have no words to offer.
  const items = field.options.length > 0 ? field.options : [answer];
  const below = field.kind === 'checkboxes' ? items.map((item) => `- [ ] ${item}`).join('\n') : answer;
  // Below the document's own heading, as in most templates.
  const heading = field.path.length > 1 ? '###' : '##';
  return `${heading} ${field.label}\n\n${below}`;
}

function openItems(answer: OpenAnswer): readonly OpenItem[] {
  return 'open' in answer && answer.open !== undefined ? answer.open : [];
}

function whatIsWrong(answer: OpenAnswer, all: readonly Field[]): Markdown {
  const { field } = answer;
  const name = fieldName(field, all);
  const open = openItems(answer).length;
  if (open > 0) {
    const verb = { markdown: open === 1 ? 'is' : 'are' };
    return md`${open} of ${Math.max(open, field.options.length)} items in ${name} ${verb} left to do`;
  }
  switch (answer.state) {
    case 'missing':
      return md`${name} is missing`;
    case 'empty':
      return isPick(field) ? md`${name} has 0 of ${field.options.length} boxes ticked` : md`${name} is empty`;
    case 'placeholder':
      return md`${name} still holds a placeholder: ${code(answer.text, 80)}`;
    case 'invalid': {
      const problem = { markdown: answer.problem };
      return field.kind === 'checkboxes'
        ? md`${name} ${problem}`
        : md`${name}: ${code(answer.text, 80)} ${problem}`;
    }
    case 'not-applicable':
      return md`${name} is marked as not applicable`;
  }
}

/** Boxes of which some are the answer, unlike a checklist. */
function isPick({ kind, boxes }: Field): boolean {
  return kind === 'checkboxes' && (boxes === 'one' || boxes === 'any' || boxes === 'optional');
}

/** What belongs there, to go on after "replace it with". Nothing in it can be copied and pass as the answer. */
function wanted({ kind, form, hint, options }: Field): Markdown {
  if (options.length > MOST_IN_A_SENTENCE) return md`one of these`;
  if (options.length > 0) return list(options, 'or');
  switch (kind) {
    case 'issue':
      return md`${'#'} and the issue’s number, a link, or a key such as ${'INC-NNN'}`;
    case 'url':
      return md`a link that begins with ${'https://'}`;
    case 'datetime':
      return md`a date and time in the form ${'YYYY-MM-DD HH:MM UTC'}`;
    case 'duration':
      return md`a number and its unit, such as minutes`;
    case 'person':
      return md`${'@'} and the person’s login`;
    case 'text':
    case 'choice':
    case 'yes-no':
    case 'checkboxes':
      return form === 'line' && hint !== null ? md`text in the form ${code(hint, 200)}` : md`your answer`;
  }
}

function optionItems({ options }: Field): readonly Markdown[] {
  return options.length > MOST_IN_A_SENTENCE ? options.map((option) => code(option, 200)) : [];
}

function add(field: Field): Fix {
  const paste = { language: 'markdown', text: fieldSnippet(field) } as const;
  if (field.kind === 'checkboxes' && field.options.length > 0) {
    const tick = isPick(field) ? md`tick what applies` : md`tick each item when it is done`;
    return fix(md`Add this list to the description, and ${tick}`, paste);
  }
  const instruction = md`Add it to the description, and replace ${BLANK} with ${wanted(field)}`;
  return fix(instruction, paste, null, optionItems(field));
}

/** Everything that is left to do about the items, so that nothing is left for a second round. */
function finish(items: readonly OpenItem[]): Fix {
  const isAllTicked = items.every(({ isUnticked }) => !isUnticked);
  const [only] = items;
  if (items.length > 1 || only === undefined) {
    const tick = isAllTicked ? md`` : md`, and tick each when it is done`;
    const rows = items.map(({ item, hasPlaceholder }) =>
      hasPlaceholder ? md`${code(item, 200)}: replace the placeholder` : code(item, 200),
    );
    return fix(md`Finish these items${tick}`, null, null, rows);
  }
  const name = code(only.item, 200);
  if (!only.hasPlaceholder) return fix(md`Tick ${name} when it is done`);
  const tick = isAllTicked ? md`` : md`, and tick it when it is done`;
  return fix(md`Replace the placeholder in ${name}${tick}`);
}

function whatToDo(answer: OpenAnswer): Fix {
  const { field } = answer;
  if (answer.state === 'missing') return add(field);
  const items = openItems(answer);
  if (items.length > 0) return finish(items);
  if (isPick(field))
    return fix(
      field.boxes === 'one' ? md`Tick one` : md`Tick what applies`,
      null,
      null,
      field.options.map((option) => code(option, 200)),
    );
  const begin = answer.state === 'empty' ? md`Write` : md`Replace it with`;
  return fix(md`${begin} ${wanted(field)}`, null, null, optionItems(field));
}

/** What the template itself says about the field, and what an answer can look like. */
function whatIsAskedFor(answer: OpenAnswer, example: string | null): Markdown | null {
  const { hint, options, form, kind } = answer.field;
  if (openItems(answer).some(({ isUnticked }) => isUnticked))
    return md`Strike through an item that does not apply: ${'- [ ] ~~item~~'}`;
  const isSaid =
    hint === null ||
    options.length > 0 ||
    form === 'line' ||
    kind === 'datetime' ||
    // A list would be cut, and it stands right there in the description.
    hint.includes('\n') ||
    (answer.state === 'placeholder' && answer.text.includes(hint));
  if (!isSaid) return md`The template asks for: ${code(hint, 200)}`;
  return example === null ? null : md`An example: ${code(example, 200)}`;
}

/**
 * The verdict on an answer that is not enough.
 * @param all the template's fields, to tell when a label alone is not enough
 * @param example what a good answer looks like, with placeholders, so that it is not one itself
 * @param otherwise another way out
 */
export function openAnswer(
  answer: OpenAnswer,
  all: readonly Field[],
  example: string | null = null,
  otherwise: Fix['otherwise'] = null,
): Verdict {
  const detail = whatIsAskedFor(answer, example);
  return unmet(whatIsWrong(answer, all), { ...whatToDo(answer), otherwise }, { detail, at: bodyAt(answer) });
}
