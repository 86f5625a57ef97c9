// The HTTP intake on loopback, with a list in place of the store and a real HMAC in place of GitHub's library.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { Delivery } from '../../src/reconcile/ports.ts';
import { startHttpServer } from '../../src/server/http-server.ts';
import { bodyReader } from '../../src/server/request-body.ts';
import { webhookIntake } from '../../src/server/webhook-intake.ts';
import { FakeTime } from '../reconcile/fake-time.ts';
import { recordedLog } from '../reconcile/recorded-log.ts';
import { wakeOf } from '../store/samples.ts';

const SECRET = 'a secret of the tests';
export const PATH = '/api/github/webhooks';

export function sign(body: string | Buffer): string {
  return `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
}

export async function verify(body: Buffer, signature: string): Promise<boolean> {
  const [expected, given] = [Buffer.from(sign(body)), Buffer.from(signature)];
  return expected.length === given.length && timingSafeEqual(expected, given);
}

export interface IntakeOptions {
  readonly cap?: number;
  readonly budget?: number;
  /** Rejects to play a full disk. */
  readonly store?: (delivery: Delivery) => Promise<void>;
  readonly checkWritable?: () => Promise<void>;
}

export async function startIntake(options: IntakeOptions = {}) {
  const cap = options.cap ?? 25 * 1024 * 1024;
  const stored: Delivery[] = [];
  const log = recordedLog();
  const intake = webhookIntake({
    bodies: bodyReader({ cap, budget: options.budget ?? 2 * cap }),
    verify,
    receive: async ({ event }) => (event === 'pull_request' ? [wakeOf('acme/shop#7')] : []),
    inbox: {
      async accept(delivery) {
        await options.store?.(delivery);
        stored.push(delivery);
      },
    },
    clock: new FakeTime(),
    log,
  });
  const server = await startHttpServer({
    port: 0,
    host: '127.0.0.1',
    webhookPath: PATH,
    bodyCap: cap,
    intake,
    checkWritable: options.checkWritable ?? (async () => {}),
    log,
  });
  onTestFinished(() => server.close(0));
  return { url: server.url, stored, log, server };
}

/** A delivery as GitHub sends it, signed unless the headers say otherwise; null leaves a header out. */
export function deliver(
  url: string,
  body: string,
  headers: Record<string, string | null> = {},
): Promise<Response> {
  const all: Record<string, string | null> = {
    'content-type': 'application/json',
    'x-github-event': 'pull_request',
    'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    'x-hub-signature-256': sign(body),
    ...headers,
  };
  const sent = Object.entries(all).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
  return fetch(url + PATH, { method: 'POST', headers: Object.fromEntries(sent), body });
}
