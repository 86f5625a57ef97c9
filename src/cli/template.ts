// `hotfix-warden template FILE`: what a template asks for, as the engine reads it, so that a person can check it.
import { parseTemplate } from '../core/template/parse.ts';
import type { Field, Template } from '../core/template/template.ts';
import { readInput } from './input.ts';

/** Prints the schema of a template; the keys of `--json` are a contract. Resolves to the exit code. */
export async function template(path: string, asJson: boolean): Promise<number> {
  const text = readInput(path);
  const read = /\.ya?ml$/i.test(path) ? await issueForm(text) : parseTemplate(text);
  process.stdout.write(asJson ? schemaJson(read) : schemaText(read));
  return 0;
}

async function issueForm(text: string): Promise<Template> {
  const { parseIssueForm } = await import('../core/template/issue-form.ts');
  return parseIssueForm(text);
}

function schemaJson({ fields }: Template): string {
  const plain = fields.map(({ path, label, kind, required, due, options, hint, line }) => ({
    path,
    label,
    kind,
    required,
    due,
    options,
    hint,
    line,
  }));
  return `${JSON.stringify({ fields: plain }, null, 2)}\n`;
}

const COLUMNS = ['line', 'field', 'answer', 'required', 'options or hint'] as const;
const WIDEST = [6, 48, 18, 18, 70] as const;

function answer(field: Field): string {
  return field.boxes === null ? field.kind : `boxes (${field.boxes})`;
}

function needed(field: Field): string {
  if (field.due === 'after') return field.required ? 'after the merge' : 'after, optional';
  return field.required ? 'before the merge' : 'optional';
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

/** A table with columns as wide as they need to be. */
function schemaText({ fields, warnings }: Template): string {
  const rows = fields.map((field) => {
    const help = field.options.length > 0 ? field.options.join(' | ') : (field.hint ?? '');
    return [String(field.line), field.path.join(' › '), answer(field), needed(field), help].map(
      (cell, index) => cut(cell.replace(/\s+/g, ' '), WIDEST[index] ?? 40),
    );
  });
  const all = [[...COLUMNS], ...rows];
  const widths = COLUMNS.map((_, index) => Math.max(...all.map((row) => row[index]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const notes = warnings.map(({ line, message }) => `line ${line}: ${message}`);
  const none =
    fields.length === 0
      ? ['This template asks for nothing. Add a heading, a label or a box that has to be filled in.']
      : [];
  return `${[...(fields.length === 0 ? none : lines), ...(notes.length > 0 ? ['', ...notes] : [])].join('\n')}\n`;
}
