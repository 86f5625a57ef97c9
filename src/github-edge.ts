// What the composition root needs from the folder that talks to GitHub, and what tests put in its place.
import type { Reader, Wake, Writer } from './reconcile/ports.ts';

export interface GitHubEdge {
  readonly reader: Reader;
  readonly writer: Writer;
  /** Whether the `X-Hub-Signature-256` value is the body's, compared in constant time. */
  verify(body: Buffer, signature: string): Promise<boolean>;
  /** The subjects that a delivery concerns; none for an event that is not handled. */
  wakesFor(event: string, payload: unknown): readonly Wake[];
  /** Loads what the first request to GitHub needs, so that no delivery waits for it. */
  prepare(): Promise<void>;
}
