// Which comments count, and what they decide. Derived from the comments at every look; nothing of it is stored.

import { type Decision, type Decisions, NO_DECISIONS } from '../case/decisions.ts';
import { membershipNeeds, type Need } from '../case/need.ts';
import { isOfThisHead } from '../case/of-this-head.ts';
import type { Recognition } from '../case/recognition.ts';
import type { BoundRule } from '../case/rule.ts';
import type { Facts } from '../model/facts/facts.ts';
import type { Account } from '../model/facts/people.ts';
import type { Comment } from '../model/facts/pull.ts';
import { md } from '../model/markdown.ts';
import type { Policy } from '../policy/policy.ts';
import type { CommandContext } from './authorisation.ts';
import { type JudgedCommand, judgeCommand, ruleOf } from './judge-command.ts';
import { type ParsedCommand, parseCommands } from './parse-commands.ts';

export interface JudgedComment {
  readonly comment: Comment;
  readonly commands: readonly JudgedCommand[];
}

export interface CommandReading {
  readonly decisions: Decisions;
  /** Comments that hold commands and wait for their answer. */
  readonly comments: readonly JudgedComment[];
  /** What has to be read before the commands can be judged: what their authors may do. */
  readonly needs: readonly Need[];
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

/** A comment that holds commands and may count. */
interface CommandComment {
  readonly comment: Comment;
  readonly author: Account;
  readonly parsed: readonly ParsedCommand[];
}

/** A command that was accepted, and the rule that it is about. */
type Granted = Pick<JudgedCommand, 'command' | 'rule'>;

function withDecision(
  decisions: ReadonlyMap<string, Decision>,
  rule: BoundRule | null,
  decision: Decision,
): ReadonlyMap<string, Decision> {
  return rule === null ? decisions : new Map([...decisions, [rule.id, decision]]);
}

function decide(
  decisions: Decisions,
  { command, rule }: Granted,
  { comment, author }: CommandComment,
  { pull }: CommandContext,
): Decisions {
  const by = author.login;
  // Until it is answered, an edit may bring the command.
  const at = comment.editedAt ?? comment.createdAt;
  switch (command?.kind) {
    case undefined:
    case 'help':
    case 'status':
    case 'recheck':
      return decisions;
    case 'severity':
      return { ...decisions, severity: { severity: command.severity, by, at } };
    case 'commander':
      return { ...decisions, commander: { login: command.login, by } };
    case 'criterion':
      return { ...decisions, criterion: { kind: command.criterion, by, at } };
    case 'defer': {
      const deferrals = withDecision(decisions.deferrals, rule, { by, reason: command.reason, at });
      return { ...decisions, deferrals };
    }
    case 'authorise':
    case 'deny': {
      const reason = command.kind === 'deny' ? command.reason : '';
      const said = {
        kind: command.kind,
        by,
        reason,
        at,
        isOfThisHead: isOfThisHead(comment.createdAt, pull),
      };
      return {
        ...decisions,
        authorisations: new Map([...decisions.authorisations, [by.toLowerCase(), said]]),
      };
    }
    case 'accept': {
      if (!isOfThisHead(comment.createdAt, pull)) return decisions;
      const acceptances = withDecision(decisions.acceptances, rule, { by, reason: command.reason, at });
      return { ...decisions, acceptances };
    }
  }
}

function commandsIn(comments: readonly Comment[]): readonly CommandComment[] {
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
function provenIn({ parsed }: CommandComment, context: CommandContext): readonly Granted[] {
  return parsed.flatMap((one) =>
    one.kind === 'command' ? [{ command: one.command, rule: ruleOf(one.command, context) }] : [],
  );
}

/**
 * A comment with one refused command is answered as refused and will not count at the next look. So nothing that it
 * decides is taken from it now either.
 */
function asAWhole(commands: readonly JudgedCommand[]): readonly JudgedCommand[] {
  if (commands.every(({ refusal }) => refusal === null)) return commands;
  return commands.map((judged) => {
    const kind = judged.command?.kind;
    const decidesNothing = kind === 'help' || kind === 'status' || kind === 'recheck';
    if (decidesNothing || judged.refusal !== null) return judged;
    const refusal = md`Another line of this comment was refused. Write this one in a comment of its own`;
    return { ...judged, refusal };
  });
}

/** What its author may do; and who is in the teams that may authorise a bypass, where it is about one. */
function needsOf({ author, parsed }: CommandComment, { policy }: CommandContext): readonly Need[] {
  const isAboutBypass = parsed.some(
    (one) => one.kind === 'command' && (one.command.kind === 'authorise' || one.command.kind === 'deny'),
  );
  const groups = isAboutBypass ? policy.bypass.authorisedBy : [];
  return [{ kind: 'permission', login: author.login }, ...membershipNeeds(author.login, groups)];
}

function holdsDenial({ parsed }: CommandComment): boolean {
  return parsed.some((one) => one.kind === 'command' && one.command.kind === 'deny');
}

export function judgeCommands(
  facts: Facts,
  policy: Policy,
  rules: readonly BoundRule[],
  recognition: Recognition,
): CommandReading {
  const { change } = facts;
  if (change.kind === 'branch' || !change.comments.known)
    return { decisions: NO_DECISIONS, comments: [], needs: [] };
  const context: CommandContext = { pull: change, facts, policy, rules, recognition };
  const waiting: JudgedComment[] = [];
  const needs: Need[] = [];
  let decisions = NO_DECISIONS;
  let open = 0;
  const take = (commands: readonly Granted[], from: CommandComment) => {
    for (const command of commands) decisions = decide(decisions, command, from, context);
  };
  for (const one of commandsIn(change.comments.value)) {
    const { comment, author, parsed } = one;
    if (isProven(comment)) {
      take(provenIn(one, context), one);
      continue;
    }
    const isOpen = comment.answer === null;
    // A denial stops a merge at once: no flood before it makes it wait.
    if (isOpen && open >= MOST_COMMENTS && !holdsDenial(one)) continue;
    if (isOpen) open += 1;
    const judgements = parsed.map((command) => judgeCommand(command, comment, author, context));
    if (judgements.some(({ kind }) => kind === 'unread')) {
      needs.push(...needsOf(one, context));
      continue;
    }
    const commands = judgements.flatMap((judgement) =>
      judgement.kind === 'judged' ? [judgement.judged] : [],
    );
    if (commands.every(({ refusal }) => refusal === null)) take(commands, one);
    if (isOpen) waiting.push({ comment, commands: asAWhole(commands) });
  }
  return { decisions, comments: waiting, needs };
}
