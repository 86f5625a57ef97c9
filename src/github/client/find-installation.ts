// Finds the installation through which the app reaches a repository.
import { z } from 'zod';
import type { RepositoryId } from '../../core/model/ids.ts';
import { type InstallationId, parseInstallationId, type Result } from '../../reconcile/ports.ts';
import type { AppAccess } from './app-access.ts';

const installation = z.object({ id: z.number() });

/** The route is answered to the app itself, whatever installation a client is for. */
const ANY = 1;

/** `GET /repos/{owner}/{repo}/installation`, as the app. `not-found` where it is not installed. */
export async function findInstallation(
  access: AppAccess,
  repository: RepositoryId,
  signal: AbortSignal,
): Promise<Result<InstallationId>> {
  const any = parseInstallationId(ANY);
  if (any === null) throw new Error('1 is an installation id');
  const place = { owner: repository.owner, repo: repository.name };
  const asked = await access.request(any, 'GET /repos/{owner}/{repo}/installation', place, signal);
  if (!asked.ok) return asked;
  const parsed = installation.safeParse(asked.value);
  const id = parsed.success ? parseInstallationId(parsed.data.id) : null;
  return id === null
    ? { ok: false, error: { kind: 'transient', message: "GitHub's answer names no installation" } }
    : { ok: true, value: id };
}
