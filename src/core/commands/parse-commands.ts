// Finds the commands in a comment: lines that begin with `/hotfix`, outside of code, quotes and HTML comments.
import { parseLogin } from '../ids.ts';
import { severityOf } from '../severity.ts';
import type { Command } from './command.ts';

/** More commands than this in one comment are an accident or an attack. */
const MOST_COMMANDS = 20;
const LONGEST_LINE = 500;

export type ParsedCommand =
  | { readonly kind: 'command'; readonly command: Command }
  /** The first word is no command that there is. */
  | { readonly kind: 'unknown'; readonly word: string }
  /** A command without what it needs. */
  | { readonly kind: 'incomplete'; readonly name: Command['kind']; readonly given: string };

export const COMMAND_NAMES: readonly Command['kind'][] = [
  'help',
  'status',
  'severity',
  'commander',
  'defer',
  'ack',
  'recheck',
];

function withRule(name: 'defer' | 'ack', rest: string): ParsedCommand {
  const [, rule = '', reason = ''] = /^(\S{1,60})\s*([\s\S]*)$/.exec(rest) ?? [];
  if (rule === '') return { kind: 'incomplete', name, given: '' };
  // "because" and a dash are how people begin a reason, not part of it.
  const words = reason.replace(/^(?:because|since|:|-|–|—)\s+/i, '').trim();
  return { kind: 'command', command: { kind: name, rule: rule.toLowerCase(), reason: words } };
}

function parseLine(words: string): ParsedCommand {
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/.exec(words.trim()) ?? [];
  const name = word === '' ? 'help' : COMMAND_NAMES.find((one) => one === word.toLowerCase());
  switch (name) {
    case undefined:
      return { kind: 'unknown', word };
    case 'help':
    case 'status':
    case 'recheck':
      return { kind: 'command', command: { kind: name } };
    case 'severity': {
      const severity = severityOf(rest);
      return severity === null
        ? { kind: 'incomplete', name, given: rest }
        : { kind: 'command', command: { kind: name, severity } };
    }
    case 'commander': {
      const login = /^@?([a-z\d](?:[a-z\d-]{0,38}))(?:\s|$)/i.exec(rest)?.[1];
      const parsed = login === undefined ? null : parseLogin(login);
      return parsed === null
        ? { kind: 'incomplete', name, given: rest }
        : { kind: 'command', command: { kind: name, login: parsed } };
    }
    case 'defer':
    case 'ack':
      return withRule(name, rest);
  }
}

/** HTML comments become empty lines, so that a command within one is none. An unclosed one reaches to the end. */
function visibleLines(body: string): readonly string[] {
  const text = body.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => comment.replace(/[^\n]/g, ''));
  const lines: string[] = [];
  let fence: string | null = null;
  for (const line of text.split(/\r\n|\n|\r/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? null;
    if (fence === null) {
      if (mark === null) lines.push(line);
      else fence = mark;
    } else if (mark !== null && mark[0] === fence[0] && mark.length >= fence.length) fence = null;
  }
  return lines;
}

export function parseCommands(body: string): readonly ParsedCommand[] {
  if (!/\/hotfix/i.test(body)) return [];
  return visibleLines(body)
    .flatMap((line) => {
      const words = /^\/hotfix(?:\s+(.*))?$/i.exec(line.slice(0, LONGEST_LINE).trimEnd());
      return words === null ? [] : [parseLine(words[1] ?? '')];
    })
    .slice(0, MOST_COMMANDS);
}
