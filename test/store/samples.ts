// Subjects, wakes and deliveries for the tests of the store and the spine.
import { type Instant, instant, parseSubjectKey, type Subject } from '../../src/core/model/ids.ts';
import {
  type Delivery,
  type InstallationId,
  parseInstallationId,
  type Wake,
} from '../../src/reconcile/ports.ts';

export function subjectOf(key: string): Subject {
  const subject = parseSubjectKey(key);
  if (subject === null) throw new Error(`no subject: ${key}`);
  return subject;
}

export function installationOf(id: number): InstallationId {
  const installation = parseInstallationId(id);
  if (installation === null) throw new Error(`no installation: ${id}`);
  return installation;
}

export function wakeOf(key: string): Wake {
  return { subject: subjectOf(key), installation: installationOf(7), press: null, hints: [] };
}

export function deliveryOf(
  guid: string,
  keys: readonly string[],
  receivedAt: Instant = instant(1_000),
): Delivery {
  return { guid, event: 'pull_request', action: 'opened', receivedAt, wakes: keys.map(wakeOf) };
}
