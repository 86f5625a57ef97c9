// What judging a subject needs beyond what every snapshot holds: each need costs a question, so only those who need it ask.
import type { BranchName, Login, TeamName } from '../model/ids.ts';
import type { Group } from '../reviewers/group.ts';

/**
 * One thing to be read. A new kind is added here and in `KINDS`; the readers in `github/read` switch over the kinds, so that the
 * compiler names each place that has to know it.
 */
export type Need =
  /** A file of the base branch. */
  | { readonly kind: 'base-file'; readonly path: string }
  /** A file of the owner's `.github` repository. */
  | { readonly kind: 'organisation-file'; readonly path: string }
  /** A file of the pull request's head. */
  | { readonly kind: 'head-file'; readonly path: string }
  /** How the head compares with a development branch. */
  | { readonly kind: 'develop-branch'; readonly branch: BranchName }
  /** How a branch subject compares with a production branch; a pull request is compared with its base. */
  | { readonly kind: 'production-branch'; readonly branch: BranchName }
  /** Who is in a team. */
  | { readonly kind: 'team'; readonly team: TeamName }
  /** What a person may do. */
  | { readonly kind: 'permission'; readonly login: Login }
  /** The changed lines. */
  | { readonly kind: 'patches' };

/** What has to be read to tell whether somebody belongs to one of these groups. */
export function membershipNeeds(login: Login, groups: readonly Group[]): readonly Need[] {
  return groups.flatMap((group): readonly Need[] => {
    if (group.kind === 'team') return [{ kind: 'team', team: group.team }];
    return group.kind === 'permission' ? [{ kind: 'permission', login }] : [];
  });
}

interface Lifetime {
  /** The next look at the same subject asks for it at once. */
  readonly lasts: boolean;
  /** The next subject of the same repository most likely needs it too. */
  readonly isShared: boolean;
}

const KINDS: Readonly<Record<Need['kind'], Lifetime>> = {
  'base-file': { lasts: true, isShared: true },
  'organisation-file': { lasts: true, isShared: true },
  'head-file': { lasts: true, isShared: false },
  // Each snapshot says which branches exist: one that was deleted, or guessed, must not stay.
  'develop-branch': { lasts: false, isShared: true },
  'production-branch': { lasts: false, isShared: true },
  team: { lasts: true, isShared: true },
  // Expensive, and often nothing depends on it any more.
  permission: { lasts: false, isShared: false },
  patches: { lasts: true, isShared: false },
};

/** Two needs with one key are one need. */
function needKey(need: Need): string {
  switch (need.kind) {
    case 'base-file':
    case 'organisation-file':
    case 'head-file':
      return `${need.kind} ${need.path}`;
    case 'develop-branch':
    case 'production-branch':
      return `${need.kind} ${need.branch}`;
    case 'team':
      return `${need.kind} ${need.team}`;
    case 'permission':
      return `${need.kind} ${need.login.toLowerCase()}`;
    case 'patches':
      return need.kind;
  }
}

/** What a read should bring beyond the subject itself. A wrong or empty plan costs one more read and never a wrong verdict. */
export type ReadPlan = ReadonlyMap<string, Need>;

export function planOf(...needs: readonly Iterable<Need>[]): ReadPlan {
  return new Map(needs.flatMap((some) => [...some].map((need) => [needKey(need), need] as const)));
}

/** Whether a read by this plan leaves one of these needs open. */
export function lacksAny(plan: ReadPlan, needs: readonly Need[]): boolean {
  return needs.some((need) => !plan.has(needKey(need)));
}

/** The plan of the next look: what lasts of this one, and what is needed now. */
export function nextPlan(plan: ReadPlan, needs: readonly Need[]): ReadPlan {
  const lasting = [...plan.values()].filter(({ kind }) => KINDS[kind].lasts);
  return planOf(lasting, needs);
}

/** What the next subject of the same repository will most likely need too. */
export function sharedPlan(plan: ReadPlan): ReadPlan {
  return planOf([...plan.values()].filter(({ kind }) => KINDS[kind].isShared));
}
