// Reads what a person may do in a repository, where a rule, a command or a button asks. Asked for each time: it may have changed.
import { z } from 'zod';
import { type Known, known, unreadable } from '../../core/model/facts/known.ts';
import type { Permission } from '../../core/model/facts/people.ts';
import type { Login, RepositoryId } from '../../core/model/ids.ts';
import type { InstallationId } from '../../reconcile/ports.ts';
import type { AppAccess } from '../client/app-access.ts';

export type ReadPermission = (login: Login) => Promise<Known<Permission>>;

const ROLES: readonly Permission[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];

/** `role_name` tells maintain from write; an organisation's own role has a name of its own, and `permission` says what it is based on. */
const answer = z.object({ permission: z.string(), role_name: z.string().optional() });

/**
 * `GET /repos/{owner}/{repo}/collaborators/{username}/permission`; needs `metadata: read`. GraphQL's list of collaborators tells it
 * only to those who may push.
 */
export function permissionReader(
  access: AppAccess,
  installation: InstallationId,
  repository: RepositoryId,
  signal: AbortSignal,
): ReadPermission {
  return async (login) => {
    const parameters = { owner: repository.owner, repo: repository.name, username: login };
    const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
    const asked = await access.request(installation, route, parameters, signal);
    // Nobody has this login, or nothing to do with the repository.
    if (!asked.ok && asked.error.kind === 'not-found') return known('none');
    if (!asked.ok) return unreadable(`What ${login} may do could not be read: ${asked.error.message}`);
    const parsed = answer.safeParse(asked.value);
    if (!parsed.success)
      return unreadable(`What ${login} may do could not be read: GitHub’s answer says nothing of it`);
    const { role_name, permission } = parsed.data;
    return known(
      ROLES.find((role) => role === role_name) ?? ROLES.find((role) => role === permission) ?? 'none',
    );
  };
}
