// Answers a sensible person might give, one for each kind of field: used to fill whole templates in tests.

import { fieldKey } from '../../../src/core/template/fill.ts';
import { matchTemplate } from '../../../src/core/template/match.ts';
import type { Answer, Field, Template } from '../../../src/core/template/template.ts';

export function sensibleValue(field: Field): string {
  switch (field.kind) {
    case 'choice':
    case 'yes-no':
      return field.options[0] ?? 'Yes';
    case 'issue':
      return '#4711';
    case 'url':
      return 'https://status.example.com/4711';
    case 'datetime':
      return '2025-09-30 14:05 UTC';
    case 'duration':
      return '45 minutes';
    case 'person':
      return '@anna';
    case 'checkboxes':
      return boxesValue(field);
    case 'text':
      if (field.label === 'Header') return 'hotfix(session): put the guard back';
      return 'The session cache lost its guard';
  }
}

/** Every item, its blank filled in, one a line. */
function boxesValue(field: Field): string {
  if (field.boxes === 'slots') return 'Guard put back in the session cache';
  if (field.boxes === 'one') return field.options[0] ?? 'Yes';
  return field.options.map((option) => option.replace(/\[[^\]]*\]/g, 'clicked through it')).join('\n');
}

export function sensibleValues(template: Template): ReadonlyMap<string, string> {
  return new Map(template.fields.map((field) => [fieldKey(field), sensibleValue(field)]));
}

/** The required fields that a body leaves open. */
export function openFields(template: Template, body: string): readonly Answer[] {
  return matchTemplate(template, body).answers.filter(
    (answer) => answer.field.required && answer.state !== 'filled',
  );
}

/** The answer to the field with this label. Throws where the template has no such field. */
export function answerTo(template: Template, body: string, label: string): Answer {
  const found = matchTemplate(template, body).answers.find((answer) => answer.field.label === label);
  if (!found)
    throw new Error(`no field "${label}" among ${template.fields.map((field) => field.label).join(', ')}`);
  return found;
}
