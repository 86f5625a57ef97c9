// The parts of the docs that the rules make: tables in docs/POLICY.md, between markers, and the schema for editors.
import { z } from 'zod';
import type { Rule } from '../../src/core/case/rule.ts';
import { byStage } from '../../src/core/case/stage.ts';
import { PLAYBOOKS } from '../../src/core/playbooks/playbooks.ts';
import { policyJsonSchema } from '../../src/core/policy/schema.ts';

export const COMMAND = 'npm run docs';

/** A list of patterns that is longer than this is left to the schema. */
const LONGEST_LIST = 6;

type Row = readonly string[];

function table(head: Row, rows: readonly Row[]): string {
  const all = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: Row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [first = [], ...others] = all;
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('\n');
}

function yaml(value: unknown): string {
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
}

function rulesTable(rules: readonly Rule[]): string {
  return table(
    ['rule', 'asks', 'why'],
    rules.map(({ id, title, why }) => [`\`${id}\``, title, why]),
  );
}

const settingShape = z.object({
  default: z.unknown().optional(),
  description: z.string().optional(),
  enum: z.array(z.string()).optional(),
  items: z.object({ enum: z.array(z.string()).optional() }).optional(),
});

const settingsShape = z.object({ properties: z.record(z.string(), settingShape) });

type Setting = z.infer<typeof settingShape>;

function defaultOf({ default: value }: Setting): string {
  if (value === undefined) return '';
  if (Array.isArray(value) && value.length > LONGEST_LIST) return `${value.length}, listed in the schema`;
  return `\`${yaml(value)}\``;
}

function meaningOf(rule: Rule, key: string, { description, enum: one, items }: Setting): string {
  if (description === undefined)
    throw new Error(`The setting "${key}" of the rule "${rule.id}" says nothing: add .describe('…') to it.`);
  const some = (words: readonly string[]) => words.map((word) => `\`${word}\``).join(', ');
  if (one !== undefined) return `${description} One of ${some(one)}.`;
  return items?.enum === undefined ? description : `${description} Some of ${some(items.enum)}.`;
}

function settingsTable(rules: readonly Rule[]): string {
  const rows = rules.flatMap((rule) => {
    const { properties } = settingsShape.parse(z.toJSONSchema(rule.settings, { io: 'input' }));
    return Object.entries(properties).map(([key, setting], index) => [
      index === 0 ? `\`${rule.id}\`` : '',
      `\`${key}\``,
      defaultOf(setting),
      meaningOf(rule, key, setting),
    ]);
  });
  return table(['rule', 'setting', 'default', 'meaning'], rows);
}

function askedBy(rule: Rule): Row {
  return PLAYBOOKS.map(({ name }) => {
    const asked = rule.default[name];
    if (typeof asked === 'string') return asked;
    return Object.entries(asked)
      .map(([key, value]) => `\`${key}: ${yaml(value)}\``)
      .join(', ');
  });
}

function playbooksTable(rules: readonly Rule[]): string {
  return table(
    ['rule', ...PLAYBOOKS.map(({ name }) => `\`${name}\``)],
    rules.map((rule) => [`\`${rule.id}\``, ...askedBy(rule)]),
  );
}

/** What stands between the markers `<!-- name -->` and `<!-- /name -->` is replaced. */
function between(text: string, name: string, content: string): string {
  const open = `<!-- ${name}: written by ${COMMAND} -->`;
  const close = `<!-- /${name} -->`;
  const start = text.indexOf(open);
  const end = text.indexOf(close, start);
  if (start === -1 || end === -1) throw new Error(`docs/POLICY.md has no "${open}" with its "${close}".`);
  return `${text.slice(0, start)}${open}\n\n${content}\n\n${text.slice(end)}`;
}

/** docs/POLICY.md with the tables that these rules make. */
export function policyPage(page: string, rules: readonly Rule[]): string {
  const ordered = rules.toSorted(byStage);
  const tables = [
    ['rules', rulesTable(ordered)],
    ['settings', settingsTable(ordered)],
    ['playbooks', playbooksTable(ordered)],
  ] as const;
  return tables.reduce((text, [name, content]) => between(text, name, content), page);
}

/** docs/hotfix.schema.json, as JSON that is not yet formatted. */
export function policySchema(rules: readonly Rule[]): string {
  return `${JSON.stringify(policyJsonSchema(rules), null, 2)}\n`;
}
