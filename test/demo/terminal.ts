// Prints what GitHub shows, readably, in a terminal.
import { styleText } from 'node:util';
import type { ShownCheck, ShownPull } from './github-view.ts';

const MARK: Readonly<Record<string, string>> = { success: '✔', failure: '✖', neutral: '•' };
const COLOUR: Readonly<Record<string, 'green' | 'red' | 'gray'>> = {
  success: 'green',
  failure: 'red',
  neutral: 'gray',
};

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `  │ ${line}`.trimEnd())
    .join('\n');
}

export function checkText(check: ShownCheck): string {
  const conclusion = check.conclusion ?? 'in progress';
  const head = styleText(
    COLOUR[conclusion] ?? 'gray',
    `  ${MARK[conclusion] ?? '○'} ${check.name}: ${check.title}`,
  );
  return `${head}\n${indented(check.summary)}`;
}

export function pullText(pull: ShownPull): string {
  const head = `  #${pull.number} ${pull.title}  (${pull.head} → ${pull.base})`;
  return [styleText('bold', head), ...pull.checks.map(checkText)].join('\n');
}

export function heading(text: string): string {
  return `\n${styleText('bold', `── ${text} `.padEnd(100, '─'))}\n`;
}
