// One command judged: is it one, which rule is it about, may its author give it.

import type { BoundRule } from '../case/rule.ts';
import type { Account } from '../model/facts/people.ts';
import type { Comment } from '../model/facts/pull.ts';
import { join, type Markdown, md } from '../model/markdown.ts';
import {
  type Authorisation,
  authorisationFor,
  authorisationForRule,
  type CommandContext,
  choices,
  rulesFor,
} from './authorisation.ts';
import type { Command, RuleCommand } from './command.ts';
import type { ParsedCommand } from './parse-commands.ts';
import { reasonProblem } from './reason.ts';
import { ruleMeant, ruleNamed } from './rule-named.ts';

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

function isAboutRule(command: Command): command is RuleCommand {
  return command.kind === 'defer' || command.kind === 'accept';
}

/** The rule that a command is about, by the policy as it is now. */
export function ruleOf(command: Command, { rules }: CommandContext): BoundRule | null {
  return isAboutRule(command) ? ruleNamed(command.rule, rules) : null;
}

function unknownRule({ kind, rule }: RuleCommand, { rules }: CommandContext): Markdown {
  const able = choices(kind, rules);
  if (rule === '') return md`The rule is missing. ${able}`;
  const meant = ruleMeant(rule, rulesFor(kind, rules));
  const perhaps = meant === null ? md`` : md` Did you mean ${meant}?`;
  return md`Unknown rule ${rule}.${perhaps} ${able}`;
}

/** Null where its author has to be asked about first. */
type Answer = { readonly refusal: Markdown | null } | null;

function answerTo(authorisation: Authorisation, problem: Markdown | null): Answer {
  switch (authorisation.kind) {
    case 'unread':
      return null;
    // Whoever may not do it at all need not hear how to write it.
    case 'refused':
      return { refusal: authorisation.why };
    case 'allowed':
      return { refusal: problem };
  }
}

function judgeRuleCommand(
  command: RuleCommand,
  rule: BoundRule | null,
  comment: Comment,
  author: Account,
  context: CommandContext,
): Answer {
  const noReason = reasonProblem(command.reason);
  if (rule === null) {
    const problems = [unknownRule(command, context), noReason].filter((problem) => problem !== null);
    return { refusal: join(problems, '. ') };
  }
  return answerTo(authorisationForRule(command.kind, rule, comment, author, context), noReason);
}

export function judgeCommand(
  parsed: ParsedCommand,
  comment: Comment,
  author: Account,
  context: CommandContext,
): Judgement {
  const { words } = parsed;
  if (parsed.kind === 'mistake')
    return { kind: 'judged', judged: { command: null, rule: null, words, refusal: parsed.why } };
  const { command } = parsed;
  const { recognition } = context;
  const judged = (rule: BoundRule | null, answer: Answer): Judgement =>
    answer === null
      ? { kind: 'unread' }
      : { kind: 'judged', judged: { command, rule, words, refusal: answer.refusal } };
  if (!recognition.hotfix && command.kind !== 'help' && command.kind !== 'status')
    return judged(null, { refusal: md`This pull request is not a hotfix. ${recognition.reason}` });
  if (!isAboutRule(command))
    return judged(null, answerTo(authorisationFor(command, comment, author, context), null));
  const rule = ruleOf(command, context);
  return judged(rule, judgeRuleCommand(command, rule, comment, author, context));
}
