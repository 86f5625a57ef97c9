// What another template asks for, compared with the one before: fields that come, go, or take other answers.
import { type Markdown, md } from '../model/markdown.ts';
import type { Field, Template } from '../template/template.ts';
import type { PolicyTemplate } from './policy.ts';

/** A field is known by its label, wherever it stands; by its headings too where several have the same label. */
function byName({ fields }: Template): ReadonlyMap<string, Field> {
  const isOnly = ({ label }: Field) => fields.filter((field) => field.label === label).length === 1;
  return new Map(fields.map((field) => [isOnly(field) ? field.label : field.path.join(' › '), field]));
}

/** What an answer has to be like; its hint and its place are its author's business. */
function answerOf({ kind, due, options, boxes }: Field): string {
  return JSON.stringify([kind, due, options, boxes]);
}

/**
 * @param what which template it is, in our own word
 * @param words writes out a list of labels
 */
export function templateDifferences(
  what: string,
  before: PolicyTemplate,
  after: PolicyTemplate,
  words: (all: readonly string[]) => Markdown,
): readonly Markdown[] {
  const template = md`The ${{ markdown: what }} template`;
  const [old, now] = [byName(before.template), byName(after.template)];
  const come = [...now].filter(([name]) => !old.has(name)).map(([, field]) => field);
  const gone = [...old].filter(([name]) => !now.has(name)).map(([, field]) => field);
  const kept = [...now].flatMap(([name, field]) => {
    const was = old.get(name);
    return was === undefined ? [] : [{ was, field }];
  });
  const sentence = (start: Markdown, fields: readonly Field[], end: Markdown = md``) =>
    fields.length === 0 ? [] : [md`${start} ${words(fields.map(({ label }) => label))}${end}`];
  const fieldsWhere = (fits: (was: Field, is: Field) => boolean) =>
    kept.filter(({ was, field }) => fits(was, field)).map(({ field }) => field);
  return [
    ...(before.source === after.source
      ? []
      : [md`${template} is read from: ${before.source} → ${after.source}`]),
    ...sentence(
      md`${template} asks for`,
      come.filter(({ required }) => required),
      md` now`,
    ),
    ...sentence(
      md`${template} has`,
      come.filter(({ required }) => !required),
      md` now, which nobody has to fill in`,
    ),
    ...sentence(
      md`${template} requires`,
      fieldsWhere((was, is) => is.required && !was.required),
      md` now, which could be left empty before`,
    ),
    ...sentence(
      md`${template} takes an empty`,
      fieldsWhere((was, is) => was.required && !is.required),
      md` now`,
    ),
    ...sentence(
      md`${template} takes other answers for`,
      fieldsWhere((was, is) => answerOf(was) !== answerOf(is)),
    ),
    ...sentence(md`${template} does not ask for`, gone, md` any more`),
  ];
}
