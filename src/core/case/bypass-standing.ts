// W9, W12: whether the justification block lets the review come after the merge. Computed once for all rules.
import type { BypassReason } from '../choices/bypass-reasons.ts';
import type { Facts } from '../model/facts/facts.ts';
import { after, type Instant, type Login } from '../model/ids.ts';
import type { Policy, PolicyBypass } from '../policy/policy.ts';
import { isInAny } from '../reviewers/membership.ts';
import { type BypassBlock, readBypass } from './bypass-block.ts';

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
  | { readonly kind: 'may' | 'may-not' | 'unread'; readonly login: Login }
  | { readonly kind: 'untold'; readonly login: Login; readonly reason: string }
  /** What is written is not an account. */
  | { readonly kind: 'not-a-login'; readonly text: string }
  | { readonly kind: 'not-named' };

export interface BypassStanding {
  readonly block: BypassBlock;
  readonly reason: ReasonStanding;
  readonly authoriser: AuthoriserStanding;
  /** The block is complete, its reason holds now, and it is authorised by somebody who may. */
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
  const membership = isInAny(facts, login, authorisedBy);
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

/** Null where the description has no such block. */
export function bypassStanding(facts: Facts, policy: Policy): BypassStanding | null {
  const { change } = facts;
  const block = change.kind === 'pull' ? readBypass(change.body, policy) : null;
  if (block === null) return null;
  const reason = reasonStanding(block, facts, policy.bypass);
  const authoriser = authoriserStanding(block, facts, policy.bypass);
  const holds = block.open.length === 0 && reason.kind === 'holds' && authoriser.kind === 'may';
  return { block, reason, authoriser, holds };
}
