// Reads an issue form (`.github/ISSUE_TEMPLATE/*.yml`) into the same schema as a Markdown template: `parseIssueForm`.
//
// GitHub renders an answered form as `### Label`, a blank line, the answer; `_No response_` where there is none. So a form
// is turned into the Markdown that it renders and its fields take kind and need from the form, not from words.

import { type Document, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Anchor, BoxItem, Section } from './layout.ts';
import { readKind } from './parsing/kinds.ts';
import { itemIsOptional } from './parsing/need.ts';
import type { Field, Template } from './template.ts';
import { headingKey, keyOf, plain } from './text/normalise.ts';

const text = z.string().catch('');
const option = z.union([
  z.string(),
  z.number().transform(String),
  z.boolean().transform(String),
  z.object({ label: z.coerce.string(), required: z.boolean().optional().catch(undefined) }),
]);
const element = z.object({
  type: z.enum(['input', 'textarea', 'dropdown', 'checkboxes', 'markdown', 'upload']),
  attributes: z
    .object({
      label: z.coerce.string().catch(''),
      description: text.optional(),
      placeholder: text.optional(),
      value: text.optional(),
      required: z.boolean().optional().catch(undefined),
      multiple: z.boolean().optional().catch(undefined),
      options: z.array(option).optional().catch(undefined),
    })
    .catch({ label: '' }),
  validations: z
    .object({ required: z.boolean().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
type Element = z.infer<typeof element>;
const form = z.object({ body: z.array(z.unknown()) });

/** What GitHub writes under a question that nobody answered. */
const NO_RESPONSE = '_No response_';

/**
 * Reads a form's YAML. Never throws: what is not a form becomes a template without fields and a warning that says why.
 * GitHub's rules: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
 */
export function parseIssueForm(source: string): Template {
  const normal = source.replace(/\r\n?/g, '\n');
  const lines = new LineCounter();
  const document = parseDocument(normal, { lineCounter: lines });
  const warnings = document.errors.map((error) => ({
    message: `This is not valid YAML: ${error.message.split('\n')[0] ?? ''}`,
    line: error.linePos?.[0].line ?? 1,
  }));
  const parsed = warnings.length > 0 ? null : form.safeParse(readValue(document));
  if (!parsed?.success) {
    if (warnings.length === 0) warnings.push({ message: 'This form has no `body` list.', line: 1 });
    return { fields: [], warnings, source: '', layout: { sections: [preamble()] } };
  }
  const rendered: string[] = [];
  const fields: Field[] = [];
  const sections: Section[] = [preamble()];
  const names = new Map<string, number>();
  parsed.data.body.forEach((raw, index) => {
    const line = lineOf(document, lines, index);
    const read = element.safeParse(raw);
    if (!read.success) {
      warnings.push({
        message:
          'Unknown element. Use input, textarea, dropdown, checkboxes, upload or markdown as its `type`.',
        line,
      });
      return;
    }
    if (read.data.type === 'markdown') return;
    const label = plain(read.data.attributes.label) || `Question ${index + 1}`;
    const seen = (names.get(label) ?? 0) + 1;
    names.set(label, seen);
    const built = fieldOf(read.data, label, seen === 1 ? label : `${label} (${seen})`, line);
    sections.push(sectionOf(read.data, built, fields.length, label, rendered));
    fields.push(built);
  });
  return { fields, warnings, source: `${rendered.join('\n')}\n`, layout: { sections } };
}

/** Aliases that expand without end make the library throw; such a file is not a form. */
function readValue(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch {
    return null;
  }
}

function lineOf(document: Document, lines: LineCounter, index: number): number {
  const node = document.getIn(['body', index], true);
  const range = z.object({ range: z.tuple([z.number()]).rest(z.number()) }).safeParse(node);
  return range.success ? lines.linePos(range.data.range[0]).line : 1;
}

function optionLabels(question: Element): string[] {
  return (question.attributes.options ?? []).map((entry) =>
    plain(typeof entry === 'string' ? entry : entry.label),
  );
}

function fieldOf(question: Element, label: string, name: string, line: number): Field {
  const { attributes, type } = question;
  const labels = optionLabels(question);
  const hint = plain([attributes.description, attributes.placeholder].filter(Boolean).join(' ')).slice(
    0,
    500,
  );
  const base = {
    path: [name],
    label,
    form: 'section',
    due: 'merge',
    hint: hint === '' ? null : hint,
    line,
  } as const;
  // GitHub reads `required` under `validations` only; an owner who wrote it under `attributes` meant it all the same.
  const required = question.validations?.required ?? attributes.required ?? false;
  switch (type) {
    case 'checkboxes': {
      const must = (attributes.options ?? []).some(
        (entry) => typeof entry !== 'string' && entry.required === true,
      );
      return {
        ...base,
        kind: 'checkboxes',
        boxes: must ? 'all' : 'optional',
        required: must,
        options: labels,
      };
    }
    case 'dropdown':
      return { ...base, kind: 'choice', boxes: null, required, options: labels };
    case 'input':
    case 'textarea':
    case 'upload':
    case 'markdown': {
      const kind = type === 'input' ? readKind(label, '', attributes.placeholder ?? null).kind : 'text';
      return {
        ...base,
        kind: kind === 'choice' || kind === 'yes-no' ? 'text' : kind,
        boxes: null,
        required,
        options: [],
      };
    }
  }
}

/** A form's blanks are empty: GitHub renders no line of it that could be taken for an answer elsewhere. */
const NO_LINES: ReadonlySet<string> = new Set();

function preamble(): Section {
  const own = new Set<string>();
  return {
    key: '',
    path: [],
    level: 0,
    line: 1,
    endLine: 0,
    heading: null,
    own,
    written: NO_LINES,
    asking: NO_LINES,
    anchors: [],
  };
}

/** Appends what GitHub renders for an element and returns where its answer will be found. */
function sectionOf(
  question: Element,
  field: Field,
  index: number,
  label: string,
  rendered: string[],
): Section {
  const line = rendered.length + 1;
  rendered.push(`### ${label}`, '');
  const from = rendered.length + 1;
  let anchor: Anchor;
  if (field.kind === 'checkboxes') {
    const items = optionLabels(question).map((item, at) => boxItem(question, item, at, from + at));
    for (const item of items) rendered.push(`- [ ] ${item.text}`);
    anchor = {
      type: 'boxes',
      slots: false,
      field: index,
      items,
      from,
      to: rendered.length,
      own: new Set(items.map((item) => item.key)),
      blanks: [],
    };
  } else {
    const preset = question.attributes.value?.split('\n') ?? [];
    rendered.push(...(preset.length > 0 ? preset : [NO_RESPONSE]));
    anchor = {
      type: 'text',
      field: index,
      from,
      to: rendered.length,
      own: new Set([keyOf(NO_RESPONSE), ...preset.map(keyOf)]),
      blanks: [],
    };
  }
  rendered.push('');
  const key = headingKey(label);
  return {
    key,
    path: [key],
    level: 3,
    line,
    endLine: rendered.length,
    heading: null,
    own: anchor.own,
    written: NO_LINES,
    asking: NO_LINES,
    anchors: [anchor],
  };
}

function boxItem(question: Element, item: string, at: number, line: number): BoxItem {
  const entry = question.attributes.options?.[at];
  const required = typeof entry !== 'string' && entry?.required === true;
  return {
    text: item,
    key: keyOf(item),
    stem: null,
    prompts: false,
    asksYesNo: false,
    optional: !required || itemIsOptional(item),
    ticked: false,
    line,
  };
}
