// Which comments count, and what they decide. Derived from the comments at every look; nothing of it is stored.

import { type Decision, type Decisions, NO_DECISIONS } from '../case/decisions.ts';
import type { Recognition } from '../case/recognition.ts';
import type { BoundRule } from '../case/rule.ts';
import type { Facts } from '../model/facts/facts.ts';
import type { Account } from '../model/facts/people.ts';
import type { Comment } from '../model/facts/pull.ts';
import type { Login } from '../model/ids.ts';
import { md } from '../model/markdown.ts';
import type { Severity } from '../model/severity.ts';
import type { Policy } from '../policy/policy.ts';
import { isOfThisHead, type Place } from './authorisation.ts';
import { type JudgedCommand, judgeCommand, subjectOf } from './judge-command.ts';
import { type ParsedCommand, parseCommands } from './parse-commands.ts';
import { writeSeverity } from './write-severity.ts';

export interface JudgedComment {
  readonly comment: Comment;
  readonly commands: readonly JudgedCommand[];
}

export interface CommandReading {
  readonly decisions: Decisions;
  /** Comments that hold commands and wait for their answer. */
  readonly comments: readonly JudgedComment[];
  /** People whose permission has to be known before their commands can be judged. */
  readonly people: readonly Login[];
}

/** Comments that are answered in one look. Those beyond wait for the next: a flood must not drown what was decided. */
const MOST_COMMENTS = 200;

/** Answered comments count as they were answered: who changed one since has taken its word back. */
function stillCounts({ answer, editedAt, editedByOther }: Comment): boolean {
  if (editedByOther || answer?.kind === 'refused') return false;
  return answer === null || editedAt === null || editedAt <= answer.at;
}

/**
 * The app's reaction proves that the author might, then. Of an edited comment it proves nothing: its words may have
 * changed after they were read and before the reaction was there.
 */
function isProven({ answer, editedAt }: Comment): boolean {
  return answer !== null && editedAt === null;
}

interface Said {
  readonly comment: Comment;
  readonly author: Account;
  readonly parsed: readonly ParsedCommand[];
}

function decide(
  decisions: Decisions,
  { command, rule }: Pick<JudgedCommand, 'command' | 'rule'>,
  { comment, author }: Said,
  place: Place,
): Decisions {
  if (command === null) return decisions;
  const by = author.login;
  if (command.kind === 'commander') return { ...decisions, commander: { login: command.login, by } };
  if ((command.kind !== 'defer' && command.kind !== 'ack') || rule === null) return decisions;
  const decision: Decision = { by, reason: command.reason, at: comment.createdAt };
  if (command.kind === 'defer')
    return { ...decisions, deferrals: new Map([...decisions.deferrals, [rule.id, decision]]) };
  return isOfThisHead(comment, place.pull)
    ? { ...decisions, acceptances: new Map([...decisions.acceptances, [rule.id, decision]]) }
    : decisions;
}

function saidIn(comments: readonly Comment[]): readonly Said[] {
  return comments
    .filter(stillCounts)
    .toSorted((one, other) => one.createdAt - other.createdAt || one.id - other.id)
    .flatMap((comment) => {
      const { author } = comment;
      if (author === null || author.kind !== 'user') return [];
      const parsed = parseCommands(comment.body, author.login);
      return parsed.length === 0 ? [] : [{ comment, author, parsed }];
    });
}

/** What the commands of a proven comment were about, by the policy as it is now. */
function provenIn({ parsed }: Said, place: Place): readonly Pick<JudgedCommand, 'command' | 'rule'>[] {
  return parsed.flatMap((one) => {
    if (one.kind !== 'command') return [];
    const subject = subjectOf(one.command, place);
    return subject.kind === 'unclear' ? [] : [{ command: one.command, rule: subject.rule }];
  });
}

/**
 * A comment with one refused command is answered as refused and will not count at the next look. So what only a comment
 * can keep is not taken from it now either; a severity is, since the description keeps it.
 */
function asAWhole(commands: readonly JudgedCommand[]): readonly JudgedCommand[] {
  if (commands.every(({ refusal }) => refusal === null)) return commands;
  return commands.map((judged) => {
    const kind = judged.command?.kind;
    const isKept = kind !== 'commander' && kind !== 'defer' && kind !== 'ack';
    if (isKept || judged.refusal !== null) return judged;
    const refusal = md`Another line of this comment was refused. Write this one in a comment of its own`;
    return { ...judged, refusal };
  });
}

/** Writing into a description reads the whole of it: once for each severity, however many ask. */
function remembered(ask: (severity: Severity) => boolean): (severity: Severity) => boolean {
  const answers = new Map<Severity, boolean>();
  return (severity) => {
    const answer = answers.get(severity) ?? ask(severity);
    answers.set(severity, answer);
    return answer;
  };
}

export function judgeCommands(
  facts: Facts,
  policy: Policy,
  rules: readonly BoundRule[],
  recognition: Recognition,
): CommandReading {
  const { change } = facts;
  if (change.kind === 'branch' || !change.comments.known)
    return { decisions: NO_DECISIONS, comments: [], people: [] };
  const canSay = remembered((step) => writeSeverity(change.body, step, change, facts, policy) !== null);
  const place: Place = { pull: change, facts, policy, rules, recognition, canSay };
  const waiting: JudgedComment[] = [];
  const people = new Set<Login>();
  let decisions = NO_DECISIONS;
  let open = 0;
  const take = (commands: readonly Pick<JudgedCommand, 'command' | 'rule'>[], said: Said) => {
    for (const command of commands) decisions = decide(decisions, command, said, place);
  };
  for (const said of saidIn(change.comments.value)) {
    const { comment, author, parsed } = said;
    if (isProven(comment)) {
      take(provenIn(said, place), said);
      continue;
    }
    const isOpen = comment.answer === null;
    if (isOpen && open === MOST_COMMENTS) continue;
    if (isOpen) open += 1;
    const judgements = parsed.map((one) => judgeCommand(one, comment, author, place));
    if (judgements.some(({ kind }) => kind === 'unread')) {
      people.add(author.login);
      continue;
    }
    const commands = judgements.flatMap((one) => (one.kind === 'judged' ? [one.judged] : []));
    if (commands.every(({ refusal }) => refusal === null)) take(commands, said);
    if (isOpen) waiting.push({ comment, commands: asAWhole(commands) });
  }
  return { decisions, comments: waiting, people: [...people] };
}
