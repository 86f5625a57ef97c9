// W8: whether the code owners of everything that changes have approved the head.
import type { Facts } from '../model/facts/facts.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import type { Markdown } from '../model/markdown.ts';
import type { KnownReview } from './approvals.ts';
import {
  type MissingOwners,
  missingOwners,
  ownershipOf,
  ownersTrouble,
  strangersAmong,
} from './owned-files.ts';

/** `trouble`: what is wrong with the file itself, for whoever keeps it; null where nothing is. */
export type OwnerStanding =
  | { readonly kind: 'unreadable'; readonly reason: string }
  /** The base branch has no CODEOWNERS. */
  | { readonly kind: 'no-file' }
  | { readonly kind: 'approved'; readonly by: readonly KnownReview[]; readonly trouble: Markdown | null }
  /** Each owned file is approved by an owner, but the policy asks for more approvals. */
  | { readonly kind: 'too-few'; readonly by: readonly KnownReview[] }
  /** No owner of some files can approve this change. */
  | {
      readonly kind: 'nobody-askable';
      readonly files: Markdown;
      readonly why: Markdown;
      readonly path: string;
      readonly trouble: Markdown | null;
    }
  | {
      readonly kind: 'missing';
      /** At least one. */
      readonly missing: readonly MissingOwners[];
      /** Approvals by people who own nothing that changes. */
      readonly strangers: readonly KnownReview[];
      readonly trouble: Markdown | null;
    };

/** @param approvals those of the head that may count at all */
export function ownerStanding(
  wanted: number,
  approvals: readonly KnownReview[],
  pull: PullFacts,
  facts: Facts,
): OwnerStanding {
  const ownership = ownershipOf(pull, facts);
  if (ownership.kind === 'unknown') return { kind: 'unreadable', reason: ownership.reason };
  if (ownership.kind === 'no-file') return { kind: 'no-file' };
  const trouble = ownersTrouble(ownership, facts);
  const missing = missingOwners(ownership, approvals, pull, facts);
  if (missing.length === 0)
    return approvals.length < wanted
      ? { kind: 'too-few', by: approvals }
      : { kind: 'approved', by: approvals, trouble };
  for (const { files, nobody } of missing)
    if (nobody !== null) return { kind: 'nobody-askable', files, why: nobody, path: ownership.path, trouble };
  return { kind: 'missing', missing, strangers: strangersAmong(ownership, approvals, facts), trouble };
}
