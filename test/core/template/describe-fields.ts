// Writes a schema as one line a field, so that a test's expectation reads like the table a person checks.

import type { Field, Template } from '../../../src/core/template/template.ts';

export function describeField(field: Field): string {
  const kind = field.boxes === null ? field.kind : `${field.kind}:${field.boxes}`;
  const need = `${field.required ? 'required' : 'optional'}${field.due === 'after' ? ', after' : ''}`;
  const options =
    field.kind === 'checkboxes' || field.options.length === 0 ? '' : ` {${field.options.join(' | ')}}`;
  return `${field.path.join(' › ')} = ${kind}${options} (${need})`;
}

export function describeTemplate(template: Template): string {
  const fields = template.fields.map(
    (field) =>
      `${String(field.line).padStart(3)}  ${describeField(field)}${field.hint === null ? '' : `\n       hint: ${field.hint}`}`,
  );
  const warnings = template.warnings.map(
    (warning) => `${String(warning.line).padStart(3)}  warning: ${warning.message}`,
  );
  return `${[...fields, ...warnings].join('\n')}\n`;
}
