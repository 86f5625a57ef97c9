// W12: who put somebody's name into the bypass block, and whether that person confirmed it for the commits that are there.
// See docs/decisions/0023-authorisation-is-an-act.md.
import type { Facts } from '../model/facts/facts.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import { type Login, sameLogin } from '../model/ids.ts';
import type { Confirmation, PolicyBypass } from '../policy/policy.ts';
import { lastWords } from '../reviewers/approvals.ts';
import { hasPermission, type Membership } from '../reviewers/membership.ts';
import type { Authorisation, Decisions } from './decisions.ts';
import { isOfThisHead } from './of-this-head.ts';
import type { StatedSeverity } from './stated-severity.ts';

/** What somebody may do, as far as it is known. */
export type PersonStanding =
  | { readonly kind: 'may' | 'may-not' | 'unread'; readonly login: Login }
  | { readonly kind: 'untold'; readonly login: Login; readonly reason: string };

/** Who wrote the description as it is. */
export type WriterStanding =
  | PersonStanding
  /** A deleted account, or an app. */
  | { readonly kind: 'nobody' };

export type ConfirmationStanding =
  | { readonly kind: 'confirmed' }
  /** `isOlder`: the person named authorised other commits. */
  | { readonly kind: 'open'; readonly due: Confirmation; readonly isOlder: boolean };

export function personStanding(login: Login, membership: Membership): PersonStanding {
  switch (membership.kind) {
    case 'member':
      return { kind: 'may', login };
    case 'outsider':
      return { kind: 'may-not', login };
    case 'unread':
      return { kind: 'unread', login };
    case 'unknown':
      return { kind: 'untold', login, reason: membership.reason };
  }
}

/** The last to edit it; where nobody did, or this app only added a form, whoever opened the pull request. */
function writerOf({ bodyEdit, author }: PullFacts): Login | null {
  if (bodyEdit !== null) return bodyEdit.by;
  return author?.kind === 'user' ? author.login : null;
}

export function writerStanding(pull: PullFacts, facts: Facts): WriterStanding {
  const writer = writerOf(pull);
  return writer === null ? { kind: 'nobody' } : personStanding(writer, hasPermission(facts, writer, 'write'));
}

/**
 * Who has to have write access for the confirmation to come after the merge: whoever stated the severity, and whoever opened the pull
 * request. Somebody else's edit of a description takes over its block and its severity, be it for a box that was ticked. Null where
 * one of them is not known; empty where nothing depends on it.
 */
export function vouchersOf(
  pull: PullFacts,
  severity: StatedSeverity | null,
  { confirmation }: PolicyBypass,
): readonly (Login | null)[] {
  if (severity === null || severity.severity === null) return [];
  if (confirmation[severity.severity] === 'before') return [];
  const { place, act } = severity.counts;
  const stated = place === 'description' ? writerOf(pull) : (act?.by ?? null);
  return [stated, pull.author?.kind === 'user' ? pull.author.login : null];
}

/** Without write access behind both, what is said opens no gate. */
function confirmationDue(
  pull: PullFacts,
  facts: Facts,
  severity: StatedSeverity | null,
  bypass: PolicyBypass,
): Confirmation {
  const people = vouchersOf(pull, severity, bypass);
  const mayWrite = (one: Login | null) =>
    one !== null && hasPermission(facts, one, 'write').kind === 'member';
  return people.length > 0 && people.every(mayWrite) ? 'after' : 'before';
}

function hasApproved(login: Login, { reviews, head }: PullFacts): boolean {
  const words = reviews.known ? lastWords(reviews.value) : [];
  return words.some(
    ({ author, state, commit }) =>
      author.kind === 'user' && sameLogin(author.login, login) && state === 'approved' && commit === head.sha,
  );
}

/** The text that the app adds is nobody's word: an opened pull request that the app has edited may hold a name that others wrote. */
function hasEdited(login: Login, pull: PullFacts): boolean {
  const { bodyEdit } = pull;
  if (bodyEdit === null || bodyEdit.by === null) return false;
  return sameLogin(bodyEdit.by, login) && isOfThisHead(bodyEdit.at, pull);
}

/** @param login who is named */
export function confirmationStanding(
  login: Login,
  pull: PullFacts,
  facts: Facts,
  { authorisations }: Decisions,
  severity: StatedSeverity | null,
  bypass: PolicyBypass,
): ConfirmationStanding {
  const said = authorisations.get(login.toLowerCase());
  const hasAuthorised = said?.kind === 'authorise';
  if (hasAuthorised && said.isOfThisHead) return { kind: 'confirmed' };
  if (hasApproved(login, pull) || hasEdited(login, pull)) return { kind: 'confirmed' };
  return { kind: 'open', due: confirmationDue(pull, facts, severity, bypass), isOlder: hasAuthorised };
}

/** Everybody who may authorise a bypass and said last that this one is not to be. Until they take it back, for all commits. */
export function denialsIn({ authorisations }: Decisions): readonly Authorisation[] {
  return [...authorisations.values()].filter(({ kind }) => kind === 'deny');
}
