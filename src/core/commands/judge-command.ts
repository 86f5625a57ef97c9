// One command judged: is it one, which rule is it about, may its author give it, can it be done.

import type { BoundRule } from '../case/rule.ts';
import type { Account } from '../model/facts/people.ts';
import type { Comment } from '../model/facts/pull.ts';
import { list, type Markdown, md } from '../model/markdown.ts';
import { didYouMean } from '../support/did-you-mean.ts';
import { acceptable, authorisationFor, choices, deferrable, type Place } from './authorisation.ts';
import type { Command } from './command.ts';
import { COMMAND_NAMES, type ParsedCommand } from './parse-commands.ts';
import { ruleNamed } from './rule-named.ts';

export interface JudgedCommand {
  /** Null where the words are no command that there is. */
  readonly command: Command | null;
  /** The rule that it is about; null where it is about none. */
  readonly rule: BoundRule | null;
  /** As it is repeated to its author: `/hotfix defer tests-included`. Untrusted. */
  readonly words: string;
  /** Why it is refused, and what to do instead; null where it is accepted. */
  readonly refusal: Markdown | null;
}

/** `unread`: what its author may do has to be asked first. */
export type Judgement =
  | { readonly kind: 'judged'; readonly judged: JudgedCommand }
  | { readonly kind: 'unread' };

const INCOMPLETE: Readonly<Record<Command['kind'], Markdown>> = {
  help: md``,
  status: md``,
  recheck: md``,
  severity: md`Write one step: ${'/hotfix severity P0'}, ${'P1'} or ${'P2'}`,
  commander: md`Write one login, with its ${'@'}: ${'/hotfix commander @login'}, or ${'/hotfix commander me'} to lead it yourself`,
  defer: md`Write what is to wait, and why: ${'/hotfix defer RULE reason'}`,
  ack: md`Write what is accepted, and why: ${'/hotfix ack RULE reason'}`,
};

function misunderstood(parsed: Exclude<ParsedCommand, { kind: 'command' }>, { rules }: Place): Markdown {
  if (parsed.kind === 'incomplete') {
    const { name } = parsed;
    const incomplete = INCOMPLETE[name];
    return name === 'defer' || name === 'ack' ? md`${incomplete}. ${choices(name, rules)}` : incomplete;
  }
  const meant = didYouMean(parsed.word, COMMAND_NAMES);
  const perhaps = meant === null ? md`` : md` Did you mean ${`/hotfix ${meant}`}?`;
  return md`There is no command ${parsed.word}.${perhaps} There is ${list(COMMAND_NAMES, 'and')}`;
}

type Subject =
  | { readonly kind: 'subject'; readonly rule: BoundRule | null }
  | { readonly kind: 'unclear'; readonly why: Markdown };

function noneOf(ids: readonly string[], kind: 'defer' | 'ack'): Markdown {
  const subject = ids.length === 2 ? 'neither' : 'none of them';
  return {
    markdown: `${subject} can ${kind === 'defer' ? 'be deferred by a comment' : 'be accepted as it is'}`,
  };
}

/** The rule that a command is about, by the policy as it is now. */
export function subjectOf(command: Command, { rules }: Place): Subject {
  if (command.kind !== 'defer' && command.kind !== 'ack') return { kind: 'subject', rule: null };
  const able = command.kind === 'defer' ? deferrable(rules) : acceptable(rules);
  const named = ruleNamed(command.rule, rules, able);
  switch (named.kind) {
    case 'found':
      return { kind: 'subject', rule: named.rule };
    case 'several': {
      const canBe = md`${command.rule} can be ${list(named.ids, 'or')}`;
      // Whoever wrote one of them in full would only be refused again.
      const why = able.some(({ id }) => named.ids.includes(id))
        ? md`${canBe}: write one of them in full`
        : md`${canBe}, and ${noneOf(named.ids, command.kind)}. ${choices(command.kind, rules)}`;
      return { kind: 'unclear', why };
    }
    case 'none': {
      const perhaps = named.meant === null ? md`` : md` Did you mean ${named.meant}?`;
      const why = md`The policy has no rule ${command.rule}.${perhaps} ${choices(command.kind, rules)}`;
      return { kind: 'unclear', why };
    }
  }
}

/** What can't be done although its author may. */
function hindrance(command: Command, { answer }: Comment, { canSay }: Place): Markdown | null {
  if (command.kind !== 'severity' || answer !== null || canSay(command.severity)) return null;
  return md`The form in the description has no place where ${command.severity} would be read. Change the severity in it yourself`;
}

function wordsOf(command: Command, rule: BoundRule | null): string {
  switch (command.kind) {
    case 'help':
    case 'status':
    case 'recheck':
      return `/hotfix ${command.kind}`;
    case 'severity':
      return `/hotfix severity ${command.severity}`;
    case 'commander':
      return `/hotfix commander @${command.login}`;
    case 'defer':
    case 'ack':
      return `/hotfix ${command.kind} ${rule?.id ?? command.rule}`;
  }
}

function nameOf(parsed: Exclude<ParsedCommand, { kind: 'command' }>): string {
  return parsed.kind === 'incomplete' ? parsed.name : parsed.word;
}

export function judgeCommand(
  parsed: ParsedCommand,
  comment: Comment,
  author: Account,
  place: Place,
): Judgement {
  if (parsed.kind !== 'command') {
    const words = `/hotfix ${nameOf(parsed)}`;
    const refusal = misunderstood(parsed, place);
    return { kind: 'judged', judged: { command: null, rule: null, words, refusal } };
  }
  const { command } = parsed;
  const judged = (rule: BoundRule | null, refusal: Markdown | null): Judgement => ({
    kind: 'judged',
    judged: { command, rule, words: wordsOf(command, rule), refusal },
  });
  const { recognition } = place;
  if (!recognition.hotfix && command.kind !== 'help' && command.kind !== 'status')
    return judged(null, md`This pull request is no hotfix. ${recognition.reason}`);
  const subject = subjectOf(command, place);
  if (subject.kind === 'unclear') return judged(null, subject.why);
  const authorisation = authorisationFor(command, subject.rule, comment, author, place);
  if (authorisation.kind === 'unread') return { kind: 'unread' };
  return judged(
    subject.rule,
    authorisation.kind === 'refused' ? authorisation.why : hindrance(command, comment, place),
  );
}
