// W8: whether the code owners of the changed files have approved.

import type { Facts } from '../model/facts/facts.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import { sameLogin } from '../model/ids.ts';
import { code, count, join, list, type Markdown, md } from '../model/markdown.ts';
import { oncePer } from '../support/once-per.ts';
import type { KnownReview } from './approvals.ts';
import { isGhostTeam, whyNotAskable } from './askable.ts';
import { CODE_OWNER_PATHS, type CodeOwners, type Owner, parseCodeOwners } from './code-owners.ts';
import { anyOf, isInTeam, type Membership } from './membership.ts';

export type Ownership =
  /** The base branch has no CODEOWNERS. */
  | { readonly kind: 'no-file' }
  | { readonly kind: 'unknown'; readonly reason: string }
  | {
      readonly kind: 'owned';
      readonly path: string;
      readonly owners: CodeOwners;
      /** Changed files with owners, grouped by who owns them. */
      readonly groups: readonly { readonly owners: readonly Owner[]; readonly files: readonly string[] }[];
    };

interface OwnersFile {
  readonly path: string;
  readonly owners: CodeOwners;
}

/** The file that GitHub takes; null where there is none, undefined where it was not read yet. Thousands of lines, and asked for often. */
export const codeOwnersIn = oncePer((texts: Facts['files']['texts']): OwnersFile | null | undefined => {
  for (const path of CODE_OWNER_PATHS) {
    const text = texts.get(path);
    if (text === undefined) return undefined;
    if (text !== null) return { path, owners: parseCodeOwners(text) };
  }
  return null;
});

export function ownerKey(owner: Owner): string {
  switch (owner.kind) {
    case 'person':
      return `@${owner.login}`;
    case 'team':
      return `@${owner.team}`;
    case 'address':
      return owner.address;
  }
}

export function ownershipOf(pull: PullFacts, facts: Facts): Ownership {
  const file = codeOwnersIn(facts.files.texts);
  if (file === undefined) return { kind: 'unknown', reason: 'The code owners were not read yet' };
  if (file === null) return { kind: 'no-file' };
  if (!pull.files.known) return { kind: 'unknown', reason: pull.files.reason };
  const { path, owners } = file;
  const byOwners = Map.groupBy(
    pull.files.value.listed.map((changed) => changed.path),
    (changed) => owners.ownersOf(changed).map(ownerKey).join(' '),
  );
  const groups = [...byOwners].flatMap(([key, files]) => {
    const [first] = files;
    return key === '' || first === undefined ? [] : [{ owners: owners.ownersOf(first), files }];
  });
  return { kind: 'owned', path, owners, groups };
}

function isOwner(facts: Facts, review: KnownReview, owner: Owner): Membership {
  switch (owner.kind) {
    case 'person':
      return sameLogin(owner.login, review.author.login) ? { kind: 'member' } : { kind: 'outsider' };
    case 'team':
      return isInTeam(facts, review.author.login, owner.team);
    case 'address':
      return { kind: 'unknown', reason: `GitHub does not tell the app whose address ${owner.address} is` };
  }
}

export interface MissingOwners {
  readonly owners: Markdown;
  readonly files: Markdown;
  /** What keeps it from being said; null where nothing does. */
  readonly reason: string | null;
  /** Why each of the owners is out of the question; null where one can be asked. */
  readonly nobody: Markdown | null;
}

/** The groups of files that none of their owners has approved. */
export function missingOwners(
  ownership: Extract<Ownership, { kind: 'owned' }>,
  approvals: readonly KnownReview[],
  pull: PullFacts,
  facts: Facts,
): readonly MissingOwners[] {
  return ownership.groups.flatMap(({ owners, files }) => {
    const verdict = anyOf(
      approvals.flatMap((review) => owners.map((owner) => isOwner(facts, review, owner))),
    );
    if (verdict.kind === 'member') return [];
    const askable = owners.filter((owner) => whyNotAskable(owner, pull, facts) === null);
    const why = owners.flatMap((owner) => whyNotAskable(owner, pull, facts) ?? []);
    const more = files.length > 1 ? md` and ${count(files.length - 1, 'more file')}` : md``;
    return [
      {
        owners: list(
          askable.map((owner) => code(ownerKey(owner))),
          'or',
        ),
        files: md`${files[0] ?? ''}${more}`,
        reason: verdict.kind === 'unknown' ? verdict.reason : null,
        nobody: askable.length > 0 ? null : join(why, ', '),
      },
    ];
  });
}

/** Those of the reviewers who are known to own nothing that changes. */
export function strangersAmong(
  ownership: Extract<Ownership, { kind: 'owned' }>,
  reviews: readonly KnownReview[],
  facts: Facts,
): readonly KnownReview[] {
  const owners = ownership.groups.flatMap((group) => group.owners);
  return reviews.filter(
    (review) => anyOf(owners.map((owner) => isOwner(facts, review, owner))).kind === 'outsider',
  );
}

/** What the file says wrong, for whoever keeps it; null where nothing. */
export function ownersTrouble(
  ownership: Extract<Ownership, { kind: 'owned' }>,
  facts: Facts,
): Markdown | null {
  const { path, owners } = ownership;
  const lines = owners.ignoredLines.slice(0, 5);
  const ghosts = owners.all.filter((owner) => owner.kind === 'team' && isGhostTeam(facts, owner.team));
  const names = [...new Set(ghosts.map(ownerKey))].slice(0, 5);
  const broken =
    lines.length === 0
      ? null
      : md`GitHub ignores ${{ markdown: lines.length === 1 ? 'line' : 'lines' }} ${list(lines.map((line) => md`${line}`))} of ${path}`;
  const unknown =
    names.length === 0
      ? null
      : md`${path} names ${list(names)}, which ${{ markdown: names.length === 1 ? 'is not a team' : 'are not teams' }} of this organisation`;
  if (broken === null) return unknown;
  return unknown === null ? broken : md`${broken}; ${unknown}`;
}
