// W9, W12: whether the justification block lets the review come after the merge. Computed once for all rules.
import type { BypassReason } from '../choices/bypass-reasons.ts';
import type { Facts } from '../model/facts/facts.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import { after, type Instant } from '../model/ids.ts';
import type { Policy, PolicyBypass } from '../policy/policy.ts';
import { isInAny } from '../reviewers/membership.ts';
import { type BypassBlock, readBypass } from './bypass-block.ts';
import {
  type ConfirmationStanding,
  confirmationStanding,
  denialsIn,
  type PersonStanding,
  personStanding,
  vouchersOf,
  type WriterStanding,
  writerStanding,
} from './bypass-confirmation.ts';
import type { Authorisation, Decisions } from './decisions.ts';
import { membershipNeeds, type Need } from './need.ts';
import type { StatedSeverity } from './stated-severity.ts';

export type ReasonStanding =
  | { readonly kind: 'holds'; readonly reason: BypassReason }
  /** Nobody has reviewed it, but not for long enough. `from` is null for a draft, whose time has not begun. */
  | { readonly kind: 'too-early'; readonly from: Instant | null }
  /** A reason that the policy does not accept. */
  | { readonly kind: 'not-accepted'; readonly reason: BypassReason }
  | { readonly kind: 'unfinished'; readonly reason: BypassReason }
  | { readonly kind: 'several' }
  | { readonly kind: 'not-chosen'; readonly isWritten: boolean };

export type AuthoriserStanding =
  | PersonStanding
  /** What is written is not an account. */
  | { readonly kind: 'not-a-login'; readonly text: string }
  | { readonly kind: 'not-named' };

export interface BypassStanding {
  readonly block: BypassBlock;
  readonly reason: ReasonStanding;
  readonly authoriser: AuthoriserStanding;
  /** Who wrote the block as it is. */
  readonly writer: WriterStanding;
  /** Null where nobody is named who may authorise it. */
  readonly confirmation: ConfirmationStanding | null;
  /** By those who may authorise a bypass. */
  readonly denials: readonly Authorisation[];
  /** What has to be read for all of this. */
  readonly needs: readonly Need[];
  /** The block is complete, its reason holds now, somebody with write access wrote it, and who may authorise it does, or may do so later. */
  readonly holds: boolean;
}

/** A pull request that is not open yet has no clock. */
function clock({ change, now }: Facts, { noReviewerAfter }: PolicyBypass): ReasonStanding {
  const holds = { kind: 'holds', reason: 'no-reviewer' } as const;
  if (change.kind === 'branch' || change.state === 'unopened') return holds;
  if (change.isDraft) return { kind: 'too-early', from: null };
  const from = after(change.readyAt, noReviewerAfter);
  return now < from ? { kind: 'too-early', from } : holds;
}

function reasonStanding({ reason }: BypassBlock, facts: Facts, bypass: PolicyBypass): ReasonStanding {
  const { choice } = reason;
  switch (choice.state) {
    case 'none':
      return { kind: 'not-chosen', isWritten: reason.isWritten };
    case 'several':
      return { kind: 'several' };
    case 'unfinished':
    case 'chosen': {
      if (!bypass.reasons.includes(choice.kind)) return { kind: 'not-accepted', reason: choice.kind };
      if (choice.state === 'unfinished') return { kind: 'unfinished', reason: choice.kind };
      return choice.kind === 'no-reviewer' ? clock(facts, bypass) : { kind: 'holds', reason: choice.kind };
    }
  }
}

function authoriserStanding(
  { authoriser: { text, login } }: BypassBlock,
  facts: Facts,
  { authorisedBy }: PolicyBypass,
): AuthoriserStanding {
  if (login === null) return text === '' ? { kind: 'not-named' } : { kind: 'not-a-login', text };
  return personStanding(login, isInAny(facts, login, authorisedBy));
}

/** What a bypass is judged by. */
interface Judged {
  readonly facts: Facts;
  readonly policy: Policy;
  readonly decisions: Decisions;
  readonly severity: StatedSeverity | null;
}

function needsOf(
  { authoriser: { login } }: BypassBlock,
  writer: WriterStanding,
  pull: PullFacts,
  { policy: { bypass }, severity }: Judged,
): readonly Need[] {
  const people = [
    writer.kind === 'nobody' ? null : writer.login,
    ...vouchersOf(pull, severity, bypass),
  ].filter((one) => one !== null);
  return [
    ...(login === null ? [] : membershipNeeds(login, bypass.authorisedBy)),
    ...[...new Set(people)].map((one): Need => ({ kind: 'permission', login: one })),
  ];
}

/** Null where the description has no such block. */
export function bypassStanding(judged: Judged): BypassStanding | null {
  const { facts, policy, decisions, severity } = judged;
  const { change } = facts;
  const block = change.kind === 'pull' ? readBypass(change.body, policy) : null;
  if (change.kind !== 'pull' || block === null) return null;
  const reason = reasonStanding(block, facts, policy.bypass);
  const authoriser = authoriserStanding(block, facts, policy.bypass);
  const writer = writerStanding(change, facts);
  const confirmation =
    authoriser.kind === 'may'
      ? confirmationStanding(authoriser.login, change, facts, decisions, severity, policy.bypass)
      : null;
  const denials = denialsIn(decisions);
  const isGiven = confirmation?.kind === 'confirmed' || confirmation?.due === 'after';
  const isComplete = block.open.length === 0 && reason.kind === 'holds';
  const holds = isComplete && writer.kind === 'may' && isGiven && denials.length === 0;
  const needs = needsOf(block, writer, change, judged);
  return { block, reason, authoriser, writer, confirmation, denials, needs, holds };
}
