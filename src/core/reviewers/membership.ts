// Whether a person belongs to a group, as far as the snapshot tells.
import type { Facts } from '../model/facts/facts.ts';
import type { Permission } from '../model/facts/people.ts';
import { type Login, sameLogin, type TeamName } from '../model/ids.ts';
import type { Group } from './group.ts';

/** `unread`: it was not asked for yet. `unknown`: GitHub did not tell; the reason says why. */
export type Membership =
  | { readonly kind: 'member' }
  | { readonly kind: 'outsider' }
  | { readonly kind: 'unread' }
  | { readonly kind: 'unknown'; readonly reason: string };

const MEMBER: Membership = { kind: 'member' };
const OUTSIDER: Membership = { kind: 'outsider' };

const RANK: Readonly<Record<Permission, number>> = {
  none: 0,
  read: 1,
  triage: 2,
  write: 3,
  maintain: 4,
  admin: 5,
};

/** @param canWrite whether they may push, where something else in the snapshot says so already */
export function hasPermission(
  facts: Facts,
  login: Login,
  least: 'write' | 'maintain' | 'admin',
  canWrite: boolean | null = null,
): Membership {
  if (canWrite === false) return OUTSIDER;
  if (least === 'write' && canWrite === true) return MEMBER;
  const permission = facts.people.get(login.toLowerCase());
  if (permission === undefined) return { kind: 'unread' };
  if (!permission.known) return { kind: 'unknown', reason: permission.reason };
  return RANK[permission.value] >= RANK[least] ? MEMBER : OUTSIDER;
}

export function isInTeam(facts: Facts, login: Login, team: TeamName): Membership {
  const members = facts.teams.get(team);
  if (members === undefined) return { kind: 'unread' };
  if (!members.known) return { kind: 'unknown', reason: members.reason };
  return members.value?.some((member) => sameLogin(member, login)) === true ? MEMBER : OUTSIDER;
}

/** Of several groups one is enough. What is not known decides only where no group is known to have them. */
export function anyOf(memberships: readonly Membership[]): Membership {
  const found = (kind: Membership['kind']) => memberships.find((one) => one.kind === kind);
  return found('member') ?? found('unread') ?? found('unknown') ?? OUTSIDER;
}

/** Everything but the code owners, who depend on the files. */
function isInGroup(
  facts: Facts,
  login: Login,
  group: Exclude<Group, { kind: 'code-owners' }>,
  canWrite: boolean | null = null,
): Membership {
  switch (group.kind) {
    case 'permission':
      return hasPermission(facts, login, group.least, canWrite);
    case 'team':
      return isInTeam(facts, login, group.team);
    case 'person':
      return sameLogin(group.login, login) ? MEMBER : OUTSIDER;
  }
}

/** Whether somebody belongs to any of the groups, the code owners aside. */
export function isInAny(
  facts: Facts,
  login: Login,
  groups: readonly Group[],
  canWrite: boolean | null = null,
): Membership {
  const named = groups.filter((group) => group.kind !== 'code-owners');
  return anyOf(named.map((group) => isInGroup(facts, login, group, canWrite)));
}
