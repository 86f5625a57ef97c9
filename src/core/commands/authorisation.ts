// Who may do what by a command, and what is said to those who may not.

import { readBypass } from '../case/bypass-block.ts';
import { isOfThisHead } from '../case/of-this-head.ts';
import type { Recognition } from '../case/recognition.ts';
import type { BoundRule } from '../case/rule.ts';
import type { Facts } from '../model/facts/facts.ts';
import type { Account } from '../model/facts/people.ts';
import type { Comment, PullFacts } from '../model/facts/pull.ts';
import { sameLogin } from '../model/ids.ts';
import { list, type Markdown, md } from '../model/markdown.ts';
import type { Policy } from '../policy/policy.ts';
import { contributorsOf } from '../reviewers/approvals.ts';
import { groupsText } from '../reviewers/group.ts';
import { hasPermission, isInAny } from '../reviewers/membership.ts';
import type { Command, RuleCommand } from './command.ts';

/** What a command is judged by. */
export interface CommandContext {
  readonly pull: PullFacts;
  readonly facts: Facts;
  readonly policy: Policy;
  readonly rules: readonly BoundRule[];
  readonly recognition: Recognition;
}

/** `unread`: what its author may do has to be asked first. */
export type Authorisation =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'unread' }
  | { readonly kind: 'refused'; readonly why: Markdown };

const ALLOWED: Authorisation = { kind: 'allowed' };

function refused(why: Markdown): Authorisation {
  return { kind: 'refused', why };
}

/** The rules that a command can be about. */
export function rulesFor(kind: RuleCommand['kind'], rules: readonly BoundRule[]): readonly BoundRule[] {
  return kind === 'defer'
    ? rules.filter(({ deferral }) => deferral?.byCommand === true)
    : rules.filter(({ isAcceptable }) => isAcceptable);
}

/** What a command about a rule can be about, as a sentence. */
export function choices(kind: RuleCommand['kind'], rules: readonly BoundRule[]): Markdown {
  const what = { markdown: kind === 'defer' ? 'deferred' : 'accepted' };
  const ids = rulesFor(kind, rules).map(({ id }) => id);
  if (ids.length === 0) return md`Nothing can be ${what} under this policy`;
  return md`What can be ${what}: ${list(ids)}`;
}

function mayWrite(author: Account, what: Markdown, { facts }: CommandContext): Authorisation {
  const membership = hasPermission(facts, author.login, 'write');
  switch (membership.kind) {
    case 'member':
      return ALLOWED;
    case 'outsider':
      return refused(
        md`${author.login} has no write access to this repository, and ${what} requires it. Ask somebody who has it to write this comment`,
      );
    case 'unread':
      return { kind: 'unread' };
    case 'unknown':
      return refused(
        md`What ${author.login} may do here could not be read. ${{ markdown: membership.reason }}`,
      );
  }
}

function mayWriteOrAuthor(author: Account, what: Markdown, context: CommandContext): Authorisation {
  const opened = context.pull.author;
  const isAuthor = opened !== null && sameLogin(author.login, opened.login);
  return isAuthor ? ALLOWED : mayWrite(author, what, context);
}

function mayDefer(author: Account, rule: BoundRule, context: CommandContext): Authorisation {
  if (rule.id === 'review')
    return refused(
      md`${rule.id} cannot be deferred by a comment. Press “Add bypass block” under the check, or paste that form into the description: an administrator has to authorise it`,
    );
  if (rule.deferral?.byCommand !== true)
    return refused(md`${rule.id} cannot be deferred. ${choices('defer', context.rules)}`);
  return mayWrite(author, md`deferring`, context);
}

function mayAccept(
  author: Account,
  comment: Comment,
  rule: BoundRule,
  context: CommandContext,
): Authorisation {
  const { pull, rules } = context;
  if (!rule.isAcceptable)
    return refused(md`${rule.id} cannot be accepted as it is. ${choices('accept', rules)}`);
  // Whoever may have made the change must not accept it, so not knowing who did is a reason to refuse.
  if (!pull.commits.known)
    return refused(md`Who made the commits could not be read. ${{ markdown: pull.commits.reason }}`);
  const hadAHand = contributorsOf(pull).some(({ login }) => sameLogin(login, author.login));
  if (hadAHand)
    return refused(
      md`${author.login} made the change. Ask somebody who did not make it to write this comment`,
    );
  return notOfThisHead(comment, pull) ?? mayWrite(author, md`accepting a finding`, context);
}

/** An acceptance or authorisation is of the commits that were there; a later push asks again. Null where it is of these. */
function notOfThisHead({ createdAt }: Comment, pull: PullFacts): Authorisation | null {
  if (pull.head.seenAt === null)
    return refused(
      md`When the newest commits came is not known yet, so nobody can tell whether this comment is about them. Comment again in a minute`,
    );
  return isOfThisHead(createdAt, pull)
    ? null
    : refused(md`The commits are newer than this comment. Look at them and comment again`);
}

/** Who may authorise a bypass, and whether there is one that this comment can be about. */
function mayAuthorise(
  kind: 'authorise' | 'deny',
  author: Account,
  comment: Comment,
  { pull, facts, policy }: CommandContext,
): Authorisation {
  const { authorisedBy } = policy.bypass;
  const membership = isInAny(facts, author.login, authorisedBy);
  switch (membership.kind) {
    case 'unread':
      return { kind: 'unread' };
    case 'unknown':
      return refused(
        md`What ${author.login} may do here could not be read. ${{ markdown: membership.reason }}`,
      );
    case 'outsider':
      return refused(
        md`${author.login} may not ${{ markdown: kind }} a bypass here. Ask ${groupsText(authorisedBy)} to write this comment`,
      );
    case 'member': {
      // A refusal to authorise is safe at any time, and holds for later commits too.
      if (kind === 'deny') return ALLOWED;
      // Whoever authorises has seen what is authorised: a block that is written later is not meant.
      const block = readBypass(pull.body, policy);
      if (block === null)
        return refused(
          md`The description has no bypass block, so there is nothing to authorise. Press “Add bypass block” under the check, fill in the form, and comment again. To take back a denial, delete its comment`,
        );
      if (block.authoriser.login === null || block.reason.choice.state === 'none')
        return refused(
          md`The bypass block does not say yet why the review is left out and who authorises it. Fill in the form, and comment again. To take back a denial, delete its comment`,
        );
      return notOfThisHead(comment, pull) ?? ALLOWED;
    }
  }
}

export function authorisationFor(
  command: Exclude<Command, RuleCommand>,
  comment: Comment,
  author: Account,
  context: CommandContext,
): Authorisation {
  switch (command.kind) {
    case 'help':
    case 'status':
    case 'recheck':
      return ALLOWED;
    case 'severity':
      return mayWriteOrAuthor(author, md`changing the severity`, context);
    case 'commander':
      return mayWriteOrAuthor(author, md`naming the commander`, context);
    case 'criterion':
      return mayWriteOrAuthor(author, md`choosing the criterion`, context);
    case 'authorise':
    case 'deny':
      return mayAuthorise(command.kind, author, comment, context);
  }
}

export function authorisationForRule(
  kind: RuleCommand['kind'],
  rule: BoundRule,
  comment: Comment,
  author: Account,
  context: CommandContext,
): Authorisation {
  return kind === 'defer' ? mayDefer(author, rule, context) : mayAccept(author, comment, rule, context);
}
