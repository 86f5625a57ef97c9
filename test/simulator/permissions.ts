/** Who may do what: roles of users on repositories, permissions of installations. */
import type { Access, Permissions, Role } from './state/accounts.ts';

export const ROLES: readonly Role[] = ['read', 'triage', 'write', 'maintain', 'admin'];

/** True when a role (null: none) reaches the wanted one. */
export function roleReaches(role: Role | null, wanted: Role): boolean {
  return role !== null && ROLES.indexOf(role) >= ROLES.indexOf(wanted);
}

export function strongerRole(a: Role | null, b: Role | null): Role | null {
  if (a === null) return b;
  return roleReaches(b, a) ? b : a;
}

/** The three words of the older permission endpoints: triage counts as read, maintain as write. */
export function legacyRole(role: Role | null): 'none' | 'read' | 'write' | 'admin' {
  switch (role) {
    case null:
      return 'none';
    case 'read':
    case 'triage':
      return 'read';
    case 'write':
    case 'maintain':
      return 'write';
    case 'admin':
      return 'admin';
  }
}

/** The five flags of `permissions` on repositories and collaborators. */
export function roleFlags(
  role: Role | null,
): Record<'admin' | 'maintain' | 'push' | 'triage' | 'pull', boolean> {
  return {
    admin: roleReaches(role, 'admin'),
    maintain: roleReaches(role, 'maintain'),
    push: roleReaches(role, 'write'),
    triage: roleReaches(role, 'triage'),
    pull: roleReaches(role, 'read'),
  };
}

/** Role by any of its names in the API: `pull`/`read`, `push`/`write`. */
export function parseRole(name: string): Role | null {
  if (name === 'pull') return 'read';
  if (name === 'push') return 'write';
  return ROLES.find((role) => role === name) ?? null;
}

/** True when granted permissions hold the wanted one; everyone installed may read metadata. */
export function permits(granted: Permissions, name: string, access: Access): boolean {
  if (name === 'metadata' && access === 'read') return true;
  const level = granted[name];
  return level !== undefined && (access === 'read' || level !== 'read');
}
