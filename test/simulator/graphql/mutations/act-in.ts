/** Turns the caller of a mutation into the one who acts on a repository, once they may. */
import type { Need } from '../../http/routes.ts';
import type { Act } from '../../operations/act.ts';
import type { Role } from '../../state/accounts.ts';
import type { Repository } from '../../state/repository.ts';
import type { QueryContext } from '../query-context.ts';

/** Throws FORBIDDEN unless a person has the role, or an App one of the permissions. */
export function actIn(context: QueryContext, repo: Repository, user: Role, ...needs: Need[]): Act {
  context.mayWrite(repo, user, ...needs);
  return {
    world: context.world,
    repo,
    git: context.git(repo),
    person: context.viewer,
    app: context.call.app,
  };
}

/** Everyone who sees a thread may write on it. */
export const WRITE_PULLS: Need = { pull_requests: 'write' };
export const WRITE_ISSUES: Need = { issues: 'write' };
export const WRITE_CONTENTS: Need = { contents: 'write' };
export const WRITE_CHECKS: Need = { checks: 'write' };
export const ADMINISTER: Need = { administration: 'write' };
