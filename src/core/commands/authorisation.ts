// Who may do what by a command, and what is said to those who may not.

import type { Recognition } from '../case/recognition.ts';
import type { BoundRule } from '../case/rule.ts';
import type { Facts } from '../model/facts/facts.ts';
import type { Account } from '../model/facts/people.ts';
import type { Comment, PullFacts } from '../model/facts/pull.ts';
import { sameLogin } from '../model/ids.ts';
import { list, type Markdown, md } from '../model/markdown.ts';
import type { Severity } from '../model/severity.ts';
import type { Policy } from '../policy/policy.ts';
import { contributorsOf } from '../reviewers/approvals.ts';
import { hasPermission } from '../reviewers/membership.ts';
import type { Command } from './command.ts';

export interface Place {
  readonly pull: PullFacts;
  readonly facts: Facts;
  readonly policy: Policy;
  readonly rules: readonly BoundRule[];
  readonly recognition: Recognition;
  /** Whether the description, as it is now, can be made to say it. Dear for a hostile one, so asked once a step. */
  readonly canSay: (severity: Severity) => boolean;
}

/** `unread`: what its author may do has to be asked first. */
export type Authorisation =
  | { readonly kind: 'given' }
  | { readonly kind: 'unread' }
  | { readonly kind: 'refused'; readonly why: Markdown };

const GIVEN: Authorisation = { kind: 'given' };

function refused(why: Markdown): Authorisation {
  return { kind: 'refused', why };
}

export function deferrable(rules: readonly BoundRule[]): readonly BoundRule[] {
  return rules.filter(({ deferral }) => deferral?.byCommand === true);
}

export function acceptable(rules: readonly BoundRule[]): readonly BoundRule[] {
  return rules.filter(({ isAcceptable }) => isAcceptable);
}

/** What a command about a rule can be about, as a sentence. */
export function choices(kind: 'defer' | 'ack', rules: readonly BoundRule[]): Markdown {
  const able = kind === 'defer' ? deferrable(rules) : acceptable(rules);
  const what = { markdown: kind === 'defer' ? 'deferred' : 'accepted' };
  const ids = able.map(({ id }) => id);
  if (ids.length === 0) return md`Nothing can be ${what} under this policy`;
  return md`What can be ${what}: ${list(ids)}`;
}

/** An acknowledgement is of the commits that were there; a later push asks again. */
export function isOfThisHead({ createdAt }: Comment, { head }: PullFacts): boolean {
  return head.seenAt !== null && createdAt > head.seenAt;
}

function mayWrite(author: Account, what: Markdown, { facts }: Place): Authorisation {
  const membership = hasPermission(facts, author.login, 'write');
  switch (membership.kind) {
    case 'member':
      return GIVEN;
    case 'outsider':
      return refused(
        md`${what} takes write access to this repository, which ${author.login} does not have. Ask somebody who has it to write this comment`,
      );
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

function mayDefer(author: Account, rule: BoundRule, place: Place): Authorisation {
  if (rule.id === 'review')
    return refused(
      md`A review can’t be deferred by a comment. Press “Add bypass block” under the check, or paste that form into the description: an administrator has to authorise it`,
    );
  if (rule.deferral?.byCommand !== true)
    return refused(md`${rule.id} can’t wait until after the merge. ${choices('defer', place.rules)}`);
  return mayWrite(author, md`Deferring`, place);
}

function mayAcknowledge(author: Account, comment: Comment, rule: BoundRule, place: Place): Authorisation {
  const { pull, rules } = place;
  if (!rule.isAcceptable) return refused(md`${rule.id} can’t be accepted as it is. ${choices('ack', rules)}`);
  // Whoever may have made the change must not accept it, so not knowing who did is a reason to refuse.
  if (!pull.commits.known)
    return refused(md`Who made the commits could not be read. ${{ markdown: pull.commits.reason }}`);
  const hadAHand = contributorsOf(pull).some(({ login }) => sameLogin(login, author.login));
  if (hadAHand) return refused(md`Somebody who did not make the change has to accept it`);
  if (pull.head.seenAt === null)
    return refused(
      md`When the newest commits came is not known yet, so nobody can tell whether this comment is about them. Comment again in a minute`,
    );
  if (!isOfThisHead(comment, pull))
    return refused(md`The commits are newer than this comment: look at them and comment again`);
  return mayWrite(author, md`Accepting a finding`, place);
}

/** @param rule the one that the command is about; null where it is about none */
export function authorisationFor(
  command: Command,
  rule: BoundRule | null,
  comment: Comment,
  author: Account,
  place: Place,
): Authorisation {
  switch (command.kind) {
    case 'help':
    case 'status':
    case 'recheck':
      return GIVEN;
    case 'severity':
      return isAuthor(author, place) ? GIVEN : mayWrite(author, md`Changing the severity`, place);
    case 'commander':
      return isAuthor(author, place) ? GIVEN : mayWrite(author, md`Naming the commander`, place);
    case 'defer':
      return rule === null ? refused(choices('defer', place.rules)) : mayDefer(author, rule, place);
    case 'ack':
      return rule === null
        ? refused(choices('ack', place.rules))
        : mayAcknowledge(author, comment, rule, place);
  }
}
