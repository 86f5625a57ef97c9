// Prints what GitHub shows, readably, in a terminal.
import { styleText } from 'node:util';
import type { ShownCheck, ShownPull } from './github-view.ts';

const MARK: Readonly<Record<string, string>> = { success: '✔', failure: '✖', neutral: '•' };
const COLOUR: Readonly<Record<string, 'green' | 'red' | 'gray'>> = {
  success: 'green',
  failure: 'red',
  neutral: 'gray',
};

/** As a page shows it: hidden comments are left out, and of folded parts only the heading is there. */
function asShown(text: string): string {
  return text
    .replace(/<!--.*?-->\n*/g, '')
    .replace(/<details><summary>(.*?)<\/summary>[\s\S]*?<\/details>/g, '▸ $1');
}

function indented(text: string): string {
  return asShown(text)
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

export function commentText({ author, body }: ShownPull['comments'][number]): string {
  return `\n  ${author} commented:\n${indented(body)}\n`;
}

export function pullText(pull: ShownPull): string {
  const head = `  #${pull.number} ${pull.title}  (${pull.head} → ${pull.base})`;
  return [styleText('bold', head), ...pull.checks.map(checkText)].join('\n');
}

export function heading(text: string): string {
  return `\n${styleText('bold', `── ${text} `.padEnd(100, '─'))}\n`;
}
