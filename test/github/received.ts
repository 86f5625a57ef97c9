// A verified delivery, given to the app's handlers through Probot as the server gives it.
import { generateKeyPairSync } from 'node:crypto';
import { hotfixWarden, subscriptions } from '../../src/app.ts';
import { receiver } from '../../src/github/receive.ts';
import type { Wake } from '../../src/reconcile/ports.ts';
import { recordedLog } from '../reconcile/recorded-log.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

const probot = receiver({
  appId: 1,
  privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
  events: subscriptions(),
  handlers: (wake) => hotfixWarden({ wake, log: recordedLog() }),
});

export function received(event: string, payload: object, id = 'a-delivery'): Promise<readonly Wake[]> {
  return probot.receive({ id, event, payload });
}
