// Finds the commands in a comment, `/hotfix <command> <argument> [reason]`, and says what is wrong with one that is none.
import { CRITERION_KINDS, EMERGENCIES, REGULARS } from '../choices/emergencies.ts';
import { type Login, parseLogin } from '../model/ids.ts';
import { list, type Markdown, md } from '../model/markdown.ts';
import { severityNamed } from '../model/severity.ts';
import { didYouMean } from '../support/did-you-mean.ts';
import { COMMAND_NAMES, type Command, type RuleCommand } from './command.ts';
import { ownLines } from './own-lines.ts';

/** More commands than this in one comment are an accident or an attack. */
const MOST_COMMANDS = 20;
const LONGEST_LINE = 500;

interface Written {
  /** As it was written: `/hotfix defer tests`. Untrusted. */
  readonly words: string;
}

export type ParsedCommand =
  | (Written & { readonly kind: 'command'; readonly command: Command })
  | (Written & { readonly kind: 'mistake'; readonly why: Markdown });

/** A command, or what is wrong with it. */
type Reading = Command | { readonly kind: 'mistake'; readonly why: Markdown };

function mistake(why: Markdown): Reading {
  return { kind: 'mistake', why };
}

/** American spelling. */
const SPELLINGS: ReadonlyMap<string, Command['kind']> = new Map([['authorize', 'authorise']]);

/** Commands of former versions. */
const FORMER_NAMES: ReadonlyMap<string, string> = new Map([['ack', 'accept']]);

function unknownCommand(word: string): Reading {
  const meant = FORMER_NAMES.get(word.toLowerCase()) ?? didYouMean(word, COMMAND_NAMES);
  const instead =
    meant === null ? md`Use ${list(COMMAND_NAMES, 'or')}` : md`Did you mean ${`/hotfix ${meant}`}?`;
  return mistake(md`Unknown command ${word}. ${instead}`);
}

/**
 * The argument is all that stands behind the command's name, so that no part of a sentence is taken for it: "P1 or P2" is
 * an unknown severity.
 */
function unknownArgument(what: string, argument: string, use: Markdown, after = md``): Reading {
  const name = { markdown: what };
  if (argument === '') return mistake(md`The ${name} is missing. Use ${use}${after}`);
  const alone = /\s/.test(argument) ? md`, and nothing after it` : md``;
  return mistake(md`Unknown ${name} ${argument}. Use ${use}${alone}${after}`);
}

function readSeverity(argument: string): Reading {
  const severity = severityNamed(argument);
  if (severity !== null) return { kind: 'severity', severity };
  return unknownArgument('severity', argument, md`P0, P1 or P2`);
}

/** @param author who "me" means */
function readCommander(argument: string, author: Login): Reading {
  if (/^me$/i.test(argument)) return { kind: 'commander', login: author };
  const name = argument.replace(/^@/, '');
  const login = parseLogin(name);
  // GitHub's own search takes "@me" for the reader; an account of that name is nobody's commander.
  if (login === null || /^me$/i.test(login))
    return unknownArgument('commander', argument, md`${'@'} and one login, or ${'me'}`);
  if (argument === name) return mistake(md`Unknown commander ${argument}. Did you mean ${`@${argument}`}?`);
  return { kind: 'commander', login };
}

function readCriterion(argument: string): Reading {
  const criterion = CRITERION_KINDS.find((one) => one === argument.toLowerCase());
  if (criterion !== undefined) return { kind: 'criterion', criterion };
  const meant = didYouMean(argument, CRITERION_KINDS);
  if (meant !== null) return mistake(md`Unknown criterion ${argument}. Did you mean ${meant}?`);
  const choices = md`. For an emergency: ${list(EMERGENCIES, 'or')}. For the regular way: ${list(REGULARS, 'or')}`;
  return unknownArgument('criterion', argument, md`one of these words`, choices);
}

/** What readers of the comment do not see is no reason. */
const HTML_COMMENT = /<!--.*?(?:-->|$)/g;

function withoutComments(reason: string): string {
  return reason.replace(HTML_COMMENT, ' ').trim();
}

function readRuleCommand(kind: RuleCommand['kind'], argument: string): Reading {
  const [, rule = '', reason = ''] = /^(\S*)\s*(.*)$/.exec(argument) ?? [];
  return { kind, rule, reason: withoutComments(reason) };
}

function commandNamed(word: string): Command['kind'] | undefined {
  const name = word.toLowerCase();
  return name === '' ? 'help' : (SPELLINGS.get(name) ?? COMMAND_NAMES.find((one) => one === name));
}

function read(words: string, author: Login): Reading {
  const [, word = '', argument = ''] = /^(\S*)\s*(.*)$/.exec(words) ?? [];
  const name = commandNamed(word);
  switch (name) {
    case undefined:
      return unknownCommand(word);
    case 'help':
    case 'status':
    case 'recheck':
    case 'authorise':
      return argument === ''
        ? { kind: name }
        : mistake(md`Unexpected ${argument}. Write ${`/hotfix ${name}`} and nothing after it`);
    case 'severity':
      return readSeverity(argument);
    case 'commander':
      return readCommander(argument, author);
    case 'criterion':
      return readCriterion(argument);
    case 'deny':
      return { kind: name, reason: withoutComments(argument) };
    case 'defer':
    case 'accept':
      return readRuleCommand(name, argument);
  }
}

/**
 * Four spaces would be code; up to three are a slip, and so are the backticks around the whole of it, with which people
 * copy it out of the help. What follows a colon is read, so that it is answered and not passed over.
 */
const LINE = /^ {0,3}(?:`\/hotfix((?:[\s:][^`]*)?)`\s*|\/hotfix((?:[\s:].*)?))$/i;

/** @param author of the comment: who "me" means */
export function parseCommands(body: string, author: Login): readonly ParsedCommand[] {
  if (!/^ {0,3}`?\/hotfix/im.test(body)) return [];
  return ownLines(body)
    .flatMap((line): readonly ParsedCommand[] => {
      const found = LINE.exec(line.slice(0, LONGEST_LINE));
      if (found === null) return [];
      const rest = (found[1] ?? found[2] ?? '').trim();
      const reading = read(rest, author);
      const words = `/hotfix ${rest}`.trim();
      return [
        reading.kind === 'mistake' ? { ...reading, words } : { kind: 'command', command: reading, words },
      ];
    })
    .slice(0, MOST_COMMANDS);
}
