// Which commands count: who wrote them, whether they may, and what they decide. Derived from the comments at every look.

import { didYouMean } from '../did-you-mean.ts';
import type { Account, Comment, Facts, PullFacts } from '../facts.ts';
import { type Login, sameLogin } from '../ids.ts';
import { list, type Markdown, md } from '../markdown.ts';
import type { Policy } from '../policy.ts';
import type { Recognition } from '../recognise.ts';
import { contributorsOf } from '../reviewers/approvals.ts';
import { hasPermission } from '../reviewers/membership.ts';
import type { BoundRule } from '../rule.ts';
import type { Command } from './command.ts';
import { type Decisions, NO_DECISIONS, type Word } from './decisions.ts';
import { COMMAND_NAMES, type ParsedCommand, parseCommands } from './parse-commands.ts';
import { ruleNamed } from './rule-named.ts';

export interface JudgedCommand {
  /** Null where the words are no command that there is. */
  readonly command: Command | null;
  /** The rule that it is about; null where it is about none. */
  readonly rule: BoundRule | null;
  /** Why it is refused, and what to do instead; null where it is accepted. */
  readonly refusal: Markdown | null;
}

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

/** Comments with commands that are looked at. Nobody commands an incident by hundreds. */
const MOST_COMMENTS = 200;

interface Place {
  readonly pull: PullFacts;
  readonly facts: Facts;
  readonly policy: Policy;
  readonly recognition: Recognition;
}

type Leave =
  | { readonly kind: 'given' }
  | { readonly kind: 'unread' }
  | { readonly kind: 'refused'; readonly why: Markdown };

const GIVEN: Leave = { kind: 'given' };

function refused(why: Markdown): Leave {
  return { kind: 'refused', why };
}

function mayWrite(author: Account, what: Markdown, { facts }: Place): Leave {
  const membership = hasPermission(facts, author.login, 'write');
  switch (membership.kind) {
    case 'member':
      return GIVEN;
    case 'outsider':
      return refused(md`${what} takes write access to this repository, which ${author.login} does not have`);
    case 'unread':
      return { kind: 'unread' };
    case 'unknown':
      return refused(
        md`What ${author.login} may do here could not be read. ${{ markdown: membership.reason }}`,
      );
  }
}

function isAuthor(author: Account, { pull }: Place): boolean {
  return pull.author !== null && sameLogin(author.login, pull.author.login);
}

function mayDefer(author: Account, rule: BoundRule | null, place: Place): Leave {
  const able = place.policy.rules.filter(({ deferral }) => deferral?.byCommand === true).map(({ id }) => id);
  if (rule === null) return refused(md`Name what is to wait: ${list(able, 'or')}`);
  if (rule.id === 'review')
    return refused(
      md`A review can’t be deferred by a comment. Press “Add bypass block” under the check, or paste that form into the description: an administrator has to authorise it`,
    );
  if (rule.deferral?.byCommand !== true)
    return refused(md`${rule.id} can’t wait until after the merge; what can is ${list(able, 'or')}`);
  return mayWrite(author, md`Deferring`, place);
}

function mayAcknowledge(author: Account, comment: Comment, rule: BoundRule | null, place: Place): Leave {
  const { pull, policy } = place;
  const able = policy.rules.filter(({ isAcknowledgeable }) => isAcknowledgeable).map(({ id }) => id);
  if (rule === null || !rule.isAcknowledgeable)
    return refused(md`Only this can be accepted as it is: ${list(able, 'or')}`);
  const hadAHand = contributorsOf(pull).some(({ login }) => sameLogin(login, author.login));
  if (hadAHand) return refused(md`Somebody who did not make the change has to accept it`);
  if (pull.head.seenAt === null || comment.createdAt < pull.head.seenAt)
    return refused(md`The commits are newer than this comment: look at them and comment again`);
  return mayWrite(author, md`Accepting a finding`, place);
}

function leaveFor(
  command: Command,
  rule: BoundRule | null,
  comment: Comment,
  author: Account,
  place: Place,
): Leave {
  const { recognition } = place;
  if (command.kind === 'help' || command.kind === 'status' || command.kind === 'recheck') return GIVEN;
  if (!recognition.hotfix) return refused(md`This pull request is no hotfix. ${recognition.reason}`);
  switch (command.kind) {
    case 'severity':
      return isAuthor(author, place) ? GIVEN : mayWrite(author, md`Changing the severity`, place);
    case 'commander':
      return isAuthor(author, place) ? GIVEN : mayWrite(author, md`Naming the commander`, place);
    case 'defer':
      return mayDefer(author, rule, place);
    case 'ack':
      return mayAcknowledge(author, comment, rule, place);
  }
}

const INCOMPLETE: Readonly<Record<Command['kind'], Markdown>> = {
  help: md``,
  status: md``,
  recheck: md``,
  severity: md`Write the step too: ${'/hotfix severity P0'}, ${'P1'} or ${'P2'}`,
  commander: md`Write the login too: ${'/hotfix commander @login'}`,
  defer: md`Write what is to wait, and why: ${'/hotfix defer tests-included no time tonight'}`,
  ack: md`Write what is accepted, and why: ${'/hotfix ack minimal-scope it is a revert'}`,
};

function misunderstood(parsed: Exclude<ParsedCommand, { kind: 'command' }>): Markdown {
  if (parsed.kind === 'incomplete') return INCOMPLETE[parsed.name];
  const meant = didYouMean(parsed.word.toLowerCase(), COMMAND_NAMES);
  const perhaps = meant === null ? md`` : md` Did you mean ${`/hotfix ${meant}`}?`;
  return md`There is no command ${parsed.word}.${perhaps} There is ${list(COMMAND_NAMES, 'and')}`;
}

interface Judged extends JudgedCommand {
  readonly isUnread: boolean;
}

function judge(parsed: ParsedCommand, comment: Comment, author: Account, place: Place): Judged {
  if (parsed.kind !== 'command')
    return { command: null, rule: null, refusal: misunderstood(parsed), isUnread: false };
  const { command } = parsed;
  const named = 'rule' in command ? ruleNamed(command.rule, place.policy.rules) : null;
  if (named?.kind === 'none' && 'rule' in command) {
    const perhaps = named.meant === null ? md`` : md` Did you mean ${named.meant}?`;
    return { command, rule: null, refusal: md`There is no rule ${command.rule}.${perhaps}`, isUnread: false };
  }
  const rule = named?.kind === 'found' ? named.rule : null;
  const leave = leaveFor(command, rule, comment, author, place);
  return {
    command,
    rule,
    refusal: leave.kind === 'refused' ? leave.why : null,
    isUnread: leave.kind === 'unread',
  };
}

/** Answered comments count as they were answered: who changed one since has taken its word back. */
function stillCounts({ answer, editedAt, editedByOther }: Comment): boolean {
  return !editedByOther && (answer === null || editedAt === null || editedAt <= answer.at);
}

/** An acknowledgement is of the commits that were there; a later push asks again. */
function isOfThisHead(comment: Comment, { pull }: Place): boolean {
  return pull.head.seenAt !== null && comment.createdAt >= pull.head.seenAt;
}

function decide(
  decisions: Decisions,
  command: Command,
  rule: BoundRule | null,
  comment: Comment,
  place: Place,
): Decisions {
  const by = comment.author?.login;
  if (by === undefined) return decisions;
  if (command.kind === 'commander') return { ...decisions, commander: { login: command.login, by } };
  if ((command.kind !== 'defer' && command.kind !== 'ack') || rule === null) return decisions;
  const word: Word = { by, reason: command.reason, at: comment.createdAt };
  if (command.kind === 'defer')
    return { ...decisions, deferrals: new Map([...decisions.deferrals, [rule.id, word]]) };
  return isOfThisHead(comment, place)
    ? { ...decisions, acknowledgements: new Map([...decisions.acknowledgements, [rule.id, word]]) }
    : decisions;
}

function oldestFirst(comments: readonly Comment[]): readonly Comment[] {
  return comments.toSorted((one, other) => one.createdAt - other.createdAt || one.id - other.id);
}

export function judgeCommands(facts: Facts, policy: Policy, recognition: Recognition): CommandReading {
  const { change } = facts;
  if (change.kind === 'branch' || !change.comments.known)
    return { decisions: NO_DECISIONS, comments: [], people: [] };
  const place: Place = { pull: change, facts, policy, recognition };
  const waiting: JudgedComment[] = [];
  const people: Login[] = [];
  let decisions = NO_DECISIONS;
  let looked = 0;
  for (const comment of oldestFirst(change.comments.value)) {
    const { author, answer } = comment;
    if (author === null || author.kind !== 'user' || !stillCounts(comment)) continue;
    const parsed = parseCommands(comment.body);
    if (parsed.length === 0 || answer?.kind === 'refused' || ++looked > MOST_COMMENTS) continue;
    const isAccepted = answer?.kind === 'accepted';
    const judged = parsed.map((one) => judge(one, comment, author, place));
    // The app's own reaction is the proof that they might, then.
    const good = judged.filter(({ refusal, isUnread }) => isAccepted || (refusal === null && !isUnread));
    for (const { command, rule } of good)
      if (command !== null) decisions = decide(decisions, command, rule, comment, place);
    if (isAccepted) continue;
    if (judged.some(({ isUnread }) => isUnread)) people.push(author.login);
    else
      waiting.push({
        comment,
        commands: judged.map(({ command, rule, refusal }) => ({ command, rule, refusal })),
      });
  }
  return { decisions, comments: waiting, people };
}
