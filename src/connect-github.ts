// Puts the parts of the folder that talks to GitHub together, as one app with one access.
import { hotfixWarden, subscriptions } from './app.ts';
import type { Config } from './config.ts';
import { appAccess } from './github/client/app-access.ts';
import { snapshotReader } from './github/read/snapshot-reader.ts';
import { type Received, receiver } from './github/receive.ts';
import { signatureVerifier } from './github/verify-signature.ts';
import { effectWriter } from './github/write/effect-writer.ts';
import type { Clock, Log, Reader, Wake, Writer } from './reconcile/ports.ts';

/** Everything that the app needs of GitHub; tests put something else in its place. */
export interface GitHubEdge {
  readonly reader: Reader;
  readonly writer: Writer;
  /** Whether the `X-Hub-Signature-256` value is the body's, compared in constant time. */
  verify(body: Buffer, signature: string): Promise<boolean>;
  /** The subjects that a delivery concerns; none for an event that is not handled. */
  receive(delivery: Received): Promise<readonly Wake[]>;
  /** Loads what the first delivery and the first request need, so that neither waits for it. */
  prepare(): Promise<void>;
}

/** Connects to GitHub without asking it anything yet. */
export function connectGitHub(config: Config, log: Log, clock: Clock): GitHubEdge {
  const { appId, privateKey, apiUrl: baseUrl } = config;
  const access = appAccess({ appId, privateKey, baseUrl, clock, log });
  const { receive, load } = receiver({
    appId,
    privateKey,
    events: subscriptions(),
    handlers: (wake) => hotfixWarden({ wake, log }),
  });
  return {
    reader: snapshotReader(access, clock),
    writer: effectWriter(access),
    verify: signatureVerifier(config.webhookSecret),
    receive,
    async prepare() {
      await Promise.all([load(), access.prepare()]);
    },
  };
}
