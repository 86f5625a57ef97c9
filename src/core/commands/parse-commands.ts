// Finds the commands in a comment: lines that begin with `/hotfix`, outside of code, quotes and HTML comments.
import { type Login, parseLogin, sameLogin } from '../model/ids.ts';
import { type Severity, severitiesIn } from '../model/severity.ts';
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

/** What people put between a command's name and what it takes. */
const LEAD_IN = /^(?:is|to|as|=|:)\s+/i;

/** Between two grades: either the choice is open, or the second one is meant and not the first. */
const GRADES_JOINED = /^(?:or|and|to|\/|\||->|=>|→)$/i;
const HEDGE = /^(?:maybe|perhaps|possibly|even|rather)$/i;

/** Whether another grade is joined to the first: "P0 -> P2", "P1 or maybe P2". */
function leavesOpen(first: Severity, others: readonly string[]): boolean {
  // "🔴 CRITICAL (P0) or HIGH": its other names belong to the first.
  const at = others.findIndex((word) => !severitiesIn(word).includes(first) && /[^.,;]/.test(word));
  const [joint = '', ...behind] = at < 0 ? [] : others.slice(at);
  if (!GRADES_JOINED.test(bare(joint))) return false;
  const second = behind.find((word) => !HEDGE.test(bare(word)) && !GRADES_JOINED.test(bare(word))) ?? '';
  return severitiesIn(second).some((severity) => severity !== first);
}

/** Its grade comes first, and what follows explains it: "P2, not critical" is P2. */
function severityFirst(rest: string): Severity | null {
  const [first = '', ...others] = rest
    .replace(LEAD_IN, '')
    // "SEV 1" is one word to its writer, "P0/P2" and "P0->P2" are two and what joins them.
    .replace(/\b(sev|severity|p)\s+(?=\d)/gi, '$1')
    .replace(/->|=>|[→/|]/g, ' $& ')
    .trim()
    .split(/\s+/);
  const [only, ...more] = severitiesIn(first);
  // "CRITICAL/HIGH" is the form's own choice, copied and not made.
  return only === undefined || more.length > 0 || leavesOpen(only, others) ? null : only;
}

/** Companies that keep their people's accounts have logins with an underscore. */
const LOGIN = /^[a-z\d][a-z\d_-]{0,38}$/i;
/** Not a team, not an address, not an app: `@acme/seniors`, `ada@acme.org`, `@helper[bot]`. */
const MENTION = /(?<![\p{L}\p{N}_.+/-])@([a-z\d][a-z\d_-]{0,38})(?!\.?[\p{L}\p{N}_/[@-])/giu;
/** What people call themselves. GitHub's own search knows `@me`. */
const SELF = /^(?:@?me|myself|I)$/i;
/** Words that people write where a login belongs. Who has such a login can be named with the `@`. */
const NOBODY =
  /^(?:no(?:body|ne|-?one)?|(?:any|some|every)(?:body|one)|all|us|we|you|he|him|she|her|they|them|is|to|it|author|team|on-?call|tbd|unknown)$/i;
/** A second name right behind the first: one of them, both, or the other one instead. */
const TWO_NAMES = /^@[\w-]+\W*(?:(?:or|and|to)\W+)?@/i;

/** Of two the one in front is meant: "@grace, who knows it better than @linus". "From @linus to @grace" is not for us to guess. */
function mentioned(text: string): Login | null {
  const [first, ...more] = [...text.matchAll(MENTION)].flatMap(([, login = '']) => parseLogin(login) ?? []);
  if (first === undefined || more.every((login) => sameLogin(login, first))) return first ?? null;
  return text.startsWith(`@${first}`) && !TWO_NAMES.test(text) ? first : null;
}

/** @param author whom "me" means */
function commanderIn(rest: string, author: Login): Login | null {
  const line = rest.replace(/[`*]/g, '').trim();
  const text = line.replace(LEAD_IN, '');
  const [word = '', ...more] = text.split(/\s+/).map((one) => bare(one.replace(/!+$/, '')));
  // "me instead of @linus" and "I ask @grace" begin alike and mean different people.
  if (SELF.test(word)) return more.length === 0 ? author : null;
  if (text.includes('@')) return mentioned(text);
  // A name of two words is no login, and neither is a sentence: "is away".
  const isAlone = more.length === 0 && text === line;
  return isAlone && LOGIN.test(word) && !NOBODY.test(word) ? parseLogin(word) : null;
}

function withRule(name: 'defer' | 'ack', rest: string): ParsedCommand {
  const [, first = '', reason = ''] = /^(\S+)\s*(.*)$/.exec(rest) ?? [];
  const rule = bare(first).toLowerCase();
  if (rule === '') return { kind: 'incomplete', name };
  // "because" and a dash are how people begin a reason, not part of it.
  const words = reason.replace(/^(?:because|since|:|-|–|—)\s+/i, '').trim();
  return { kind: 'command', command: { kind: name, rule, reason: words } };
}

function parseLine(words: string, author: Login): ParsedCommand {
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
      const login = commanderIn(rest, author);
      return login === null
        ? { kind: 'incomplete', name }
        : { kind: 'command', command: { kind: name, login } };
    }
    case 'defer':
    case 'ack':
      return withRule(name, rest);
  }
}

/**
 * Four spaces would be code; up to three are a slip. The colon is one, too, and so are the backticks around the whole of
 * it, with which people copy it out of the help.
 */
const LINE = /^ {0,3}(?:`\/hotfix(?:[\s:]([^`]*))?`\s*|\/hotfix(?:[\s:](.*))?)$/i;

/** @param author of the comment: whom "me" means */
export function parseCommands(body: string, author: Login): readonly ParsedCommand[] {
  if (!/^ {0,3}`?\/hotfix/im.test(body)) return [];
  const commands: ParsedCommand[] = [];
  for (const line of visibleLines(body)) {
    const found = LINE.exec(line.slice(0, LONGEST_LINE));
    if (found === null) continue;
    const words = (found[1] ?? found[2] ?? '').replace(/<!--.*?(?:-->|$)/g, ' ').replace(/^\s*:/, '');
    commands.push(parseLine(words.trim(), author));
    if (commands.length === MOST_COMMANDS) break;
  }
  return commands;
}
