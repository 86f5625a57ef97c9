// What changes from one template to another: fields that are added, removed, or expect different answers.
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
 * @param what which template it is, in our own words
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
  const sentence = (start: Markdown, fields: readonly Field[]) =>
    fields.length === 0 ? [] : [md`${start} ${words(fields.map(({ label }) => label))}`];
  const fieldsWhere = (fits: (was: Field, is: Field) => boolean) =>
    kept.filter(({ was, field }) => fits(was, field)).map(({ field }) => field);
  return [
    ...(before.source === after.source
      ? []
      : [md`Source of the ${{ markdown: what }} template: ${before.source} → ${after.source}`]),
    ...sentence(
      md`${template} has new required fields:`,
      come.filter(({ required }) => required),
    ),
    ...sentence(
      md`${template} has new optional fields:`,
      come.filter(({ required }) => !required),
    ),
    ...sentence(
      md`${template} now requires fields that were optional:`,
      fieldsWhere((was, is) => is.required && !was.required),
    ),
    ...sentence(
      md`${template} has fields that are now optional:`,
      fieldsWhere((was, is) => was.required && !is.required),
    ),
    ...sentence(
      md`${template} expects different answers in:`,
      fieldsWhere((was, is) => answerOf(was) !== answerOf(is)),
    ),
    ...sentence(md`${template} no longer has:`, gone),
  ];
}
