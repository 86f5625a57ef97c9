// Finds the commands in a comment: lines that begin with `/hotfix`, outside of code, quotes and HTML comments.
import { parseLogin } from '../ids.ts';
import { type Severity, severitiesIn } from '../severity.ts';
import type { Command } from './command.ts';
import { visibleLines } from './visible-lines.ts';

/** More commands than this in one comment are an accident or an attack. */
const MOST_COMMANDS = 20;
const LONGEST_LINE = 500;

export type ParsedCommand =
  | { readonly kind: 'command'; readonly command: Command }
  /** The first word is no command that there is. */
  | { readonly kind: 'unknown'; readonly word: string }
  /** A command without what it needs. */
  | { readonly kind: 'incomplete'; readonly name: Command['kind'] };

export const COMMAND_NAMES: readonly Command['kind'][] = [
  'help',
  'status',
  'severity',
  'commander',
  'defer',
  'ack',
  'recheck',
];

/** A word as it was meant: copied out of code, quoted, or with the comma that follows it. */
function bare(word: string): string {
  return word.replace(/^[`'"“”*]+/, '').replace(/[`'"“”*.,:;]+$/, '');
}

/** Its grade comes first, and what follows explains it: "P2, not critical" is P2. */
function severityFirst(rest: string): Severity | null {
  const [first = '', second = ''] = rest.replace(/^(?:is|to|as|=|:)\s+/i, '').split(/\s+/, 2);
  const isHalf = /^(?:sev|severity|p)$/i.test(first);
  const [only, ...more] = severitiesIn(isHalf ? `${first} ${second}` : first);
  // "CRITICAL/HIGH" is the form's own choice, copied and not made.
  return only === undefined || more.length > 0 ? null : only;
}

/** Companies that keep their people's accounts have logins with an underscore. */
const LOGIN = /^@?([a-z\d][a-z\d_-]{0,38})(?=[\s.,;:]|$)/i;

function withRule(name: 'defer' | 'ack', rest: string): ParsedCommand {
  const [, first = '', reason = ''] = /^(\S+)\s*(.*)$/.exec(rest) ?? [];
  const rule = bare(first).toLowerCase();
  if (rule === '') return { kind: 'incomplete', name };
  // "because" and a dash are how people begin a reason, not part of it.
  const words = reason.replace(/^(?:because|since|:|-|–|—)\s+/i, '').trim();
  return { kind: 'command', command: { kind: name, rule, reason: words } };
}

function parseLine(words: string): ParsedCommand {
  const [, first = '', rest = ''] = /^(\S*)\s*(.*)$/.exec(words) ?? [];
  const word = bare(first) || first;
  const name = word === '' ? 'help' : COMMAND_NAMES.find((one) => one === word.toLowerCase());
  switch (name) {
    case undefined:
      return { kind: 'unknown', word };
    case 'help':
    case 'status':
    case 'recheck':
      return { kind: 'command', command: { kind: name } };
    case 'severity': {
      const severity = severityFirst(rest);
      return severity === null
        ? { kind: 'incomplete', name }
        : { kind: 'command', command: { kind: name, severity } };
    }
    case 'commander': {
      const login = parseLogin(LOGIN.exec(rest.replace(/[`*]/g, ''))?.[1] ?? '');
      return login === null
        ? { kind: 'incomplete', name }
        : { kind: 'command', command: { kind: name, login } };
    }
    case 'defer':
    case 'ack':
      return withRule(name, rest);
  }
}

export function parseCommands(body: string): readonly ParsedCommand[] {
  if (!/^\/hotfix/im.test(body)) return [];
  const commands: ParsedCommand[] = [];
  for (const line of visibleLines(body)) {
    const words = /^\/hotfix(?:\s(.*))?$/i.exec(line.slice(0, LONGEST_LINE));
    if (words === null) continue;
    commands.push(parseLine((words[1] ?? '').replace(/<!--.*?(?:-->|$)/g, ' ').trim()));
    if (commands.length === MOST_COMMANDS) break;
  }
  return commands;
}
