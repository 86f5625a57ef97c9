// Documents that people wrote into a playbook's templates, and what a template still misses in them.
import { readFileSync } from 'node:fs';
import { fieldKey, fillTemplate } from '../../../src/core/template/fill.ts';
import { matchTemplate } from '../../../src/core/template/match.ts';
import { parseTemplate } from '../../../src/core/template/parse.ts';
import type { Due } from '../../../src/core/template/template.ts';
import { sensibleValues } from '../template/sensible-values.ts';

export function documentOf(name: string): string {
  return readFileSync(new URL(`../../../fixtures/playbooks/${name}`, import.meta.url), 'utf8');
}

/** The required fields that a document leaves open, by label and state; by default those due before the merge. */
export function openIn(source: string, document: string, due: readonly Due[] = ['merge']): readonly string[] {
  return matchTemplate(parseTemplate(source), document)
    .answers.filter(({ field }) => field.required && due.includes(field.due))
    .filter(({ state }) => state !== 'filled')
    .map(({ field, state }) => `${field.label}: ${state}`);
}

/** What the template reads out of a document for one label: the state, and the options taken or the words. */
export function answerIn(source: string, document: string, label: string): string {
  const found = matchTemplate(parseTemplate(source), document).answers.find(
    ({ field }) => field.label === label,
  );
  if (found === undefined) return 'no such field';
  if (found.state !== 'filled') return found.state;
  return `filled: ${found.value.chosen[0] ?? found.value.text}`;
}

/** The form with every answer given, owners and dates below action items included. */
export function completed(source: string, start = source): string {
  const template = parseTemplate(source);
  const values = new Map(sensibleValues(template));
  for (const field of template.fields) {
    if (field.label === 'HOTFIX') values.set(fieldKey(field), '🚨 HOTFIX-012: Orders are lost');
  }
  return fillTemplate(template, start, values)
    .replaceAll('  - Owner: [name]', '  - Owner: Mira')
    .replaceAll('  - Due: YYYY-MM-DD', '  - Due: 2025-11-08')
    .replaceAll('  - Why: [what it prevents]', '  - Why: it would come back');
}

/** What tired or tidy people and their editors do to a form's markup without touching a word. */
export const HABITS: readonly (readonly [name: string, change: (text: string) => string])[] = [
  ['as it is', (text) => text],
  ['with Windows line ends', (text) => text.replaceAll('\n', '\r\n')],
  ['with headings one level deeper', (text) => text.replace(/^#/gm, '##')],
  ['with headings one level shallower', (text) => text.replace(/^##/gm, '#')],
  ['with colons inside the bold', (text) => text.replace(/\*\*([^*\n]+)\*\*:/g, '**$1:**')],
  ['with colons outside the bold', (text) => text.replace(/\*\*([^*\n]+):\*\*/g, '**$1**:')],
  ['with nothing in bold', (text) => text.replaceAll('**', '')],
  ['without emoji', (text) => text.replace(/🚨 /gu, '')],
  ['with stars for list items', (text) => text.replace(/^( *)- /gm, '$1* ')],
  ['without blank lines', (text) => text.replace(/\n{2,}/g, '\n')],
  ['with blank lines everywhere', (text) => text.replace(/\n(?!\n|\|)/g, '\n\n')],
  ['with trailing spaces', (text) => text.replace(/$/gm, '  ')],
  ['with a sentence above it', (text) => `Please look at this quickly.\n\n${text}`],
];
