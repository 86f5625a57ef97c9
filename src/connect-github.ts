// Puts the parts of the folder that talks to GitHub together, as one app with one access.
import type { Config } from './config.ts';
import { appAccess } from './github/client/app-access.ts';
import { snapshotReader } from './github/read/snapshot-reader.ts';
import { signatureVerifier } from './github/verify-signature.ts';
import { wakesFor } from './github/webhooks.ts';
import { effectWriter } from './github/write/effect-writer.ts';
import type { GitHubEdge } from './github-edge.ts';
import type { Log } from './reconcile/ports.ts';
import { systemClock } from './system-time.ts';

/** Connects to GitHub without asking it anything yet. */
export function connectGitHub(config: Config, log: Log): GitHubEdge {
  const access = appAccess({
    appId: config.appId,
    privateKey: config.privateKey,
    baseUrl: config.apiUrl,
    clock: systemClock,
    log,
  });
  return {
    reader: snapshotReader(access, systemClock),
    writer: effectWriter(access),
    verify: signatureVerifier(config.webhookSecret),
    wakesFor,
    prepare: () => access.prepare(),
  };
}
