// Puts together what a command needs that only looks at GitHub: a reader, and the installation to read through.
import type { Identity } from './config.ts';
import type { RepositoryId } from './core/model/ids.ts';
import { appAccess } from './github/client/app-access.ts';
import { findInstallation } from './github/client/find-installation.ts';
import { tokenAccess } from './github/client/token-access.ts';
import { snapshotReader } from './github/read/snapshot-reader.ts';
import {
  type InstallationId,
  type Log,
  parseInstallationId,
  type Reader,
  type Result,
} from './reconcile/ports.ts';
import { systemClock } from './system-time.ts';

export interface ConnectedReader {
  readonly reader: Reader;
  readonly installation: InstallationId;
}

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

export async function connectReader(
  identity: Identity,
  repository: RepositoryId,
  signal: AbortSignal,
): Promise<Result<ConnectedReader>> {
  const clock = systemClock;
  if (identity.kind === 'token') {
    const access = tokenAccess({ token: identity.token, baseUrl: identity.apiUrl, clock });
    const installation = parseInstallationId(1);
    if (installation === null) throw new Error('1 is an installation id');
    return { ok: true, value: { reader: snapshotReader(access, clock), installation } };
  }
  const { appId, privateKey, apiUrl: baseUrl } = identity;
  const access = appAccess({ appId, privateKey, baseUrl, clock, log: silent });
  const found = await findInstallation(access, repository, signal);
  if (!found.ok) return found;
  return { ok: true, value: { reader: snapshotReader(access, clock), installation: found.value } };
}
