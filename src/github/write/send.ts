// A REST write to one repository on behalf of one turn.
import type { RepositoryId } from '../../core/model/ids.ts';
import type { InstallationId, Result } from '../../reconcile/ports.ts';
import type { AppAccess } from '../client/app-access.ts';
import type { Parameters } from '../client/graphql.ts';

/** Sends a route with its parameters; `owner` and `repo` are filled in. Resolves to the body of GitHub's answer. */
export type Send = (route: string, parameters: Parameters) => Promise<Result<unknown>>;

export function sender(
  access: AppAccess,
  installation: InstallationId,
  repository: RepositoryId,
  signal: AbortSignal,
): Send {
  const place = { owner: repository.owner, repo: repository.name };
  return (route, parameters) => access.request(installation, route, { ...place, ...parameters }, signal);
}
