// What is stored, what is refused and with which words, over real HTTP.
import { expect, test } from 'vitest';
import { wakeOf } from '../store/samples.ts';
import { deliver, PATH, sign, startIntake } from './intake-server.ts';

const BODY = JSON.stringify({ action: 'opened', number: 7 });

test('a signed delivery is stored and then acknowledged', async () => {
  const { url, stored } = await startIntake();
  const response = await deliver(url, BODY);
  expect([response.status, await response.json()]).toEqual([
    202,
    { accepted: '72d3162e-cc78-11e3-81ab-4c9367dc0958', wakes: 1 },
  ]);
  expect(stored).toEqual([
    {
      guid: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
      event: 'pull_request',
      action: 'opened',
      receivedAt: 1_000_000,
      wakes: [wakeOf('acme/shop#7')],
    },
  ]);
});

test('a delivery may come as a form', async () => {
  const { url, stored } = await startIntake();
  const form = new URLSearchParams({ payload: BODY }).toString();
  const response = await deliver(url, form, { 'content-type': 'application/x-www-form-urlencoded' });
  expect(response.status).toBe(202);
  expect(stored).toMatchObject([{ action: 'opened' }]);
});

test('an event that concerns nothing is acknowledged and not stored', async () => {
  const { url, stored } = await startIntake();
  const response = await deliver(url, '{"zen":"Keep it logically awesome."}', { 'x-github-event': 'ping' });
  expect([response.status, await response.json()]).toMatchObject([202, { wakes: 0 }]);
  expect(stored).toEqual([]);
});

test.each<[string, string, Record<string, string | null>, number]>([
  ['unsigned', BODY, { 'x-hub-signature-256': null }, 401],
  [
    'signed with SHA-1 only',
    BODY,
    { 'x-hub-signature-256': null, 'x-hub-signature': `sha1=${'0'.repeat(40)}` },
    401,
  ],
  ['signed for another body', BODY, { 'x-hub-signature-256': sign('{}') }, 401],
  ['signed by nonsense', BODY, { 'x-hub-signature-256': 'sha256=zzz' }, 401],
  ['empty and unsigned', '', { 'x-hub-signature-256': null }, 401],
  ['empty', '', {}, 400],
  ['no JSON', 'action=opened', {}, 400],
  ['broken JSON', '{"action":', {}, 400],
  ['JSON that is not an object', '["opened"]', {}, 400],
  ['JSON null', 'null', {}, 400],
  ['a form without a payload', 'other=1', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
  ['without an event', BODY, { 'x-github-event': null }, 400],
  ['with a strange event', BODY, { 'x-github-event': '../etc' }, 400],
  ['without a GUID', BODY, { 'x-github-delivery': null }, 400],
  ['with a GUID of any length', BODY, { 'x-github-delivery': 'g'.repeat(1_000) }, 400],
])('refused and not stored: %s', async (_name, body, headers, status) => {
  const { url, stored } = await startIntake();
  const response = await deliver(url, body, headers);
  expect(response.status).toBe(status);
  expect(Object.keys(Object(await response.json()))).toEqual(['message']);
  expect(stored).toEqual([]);
});

test('a delivery that can not be stored is answered 500 without a word about the inside', async () => {
  const { url, stored } = await startIntake({
    store: () => Promise.reject(new Error('SQLITE_FULL: disk full')),
  });
  const response = await deliver(url, BODY);
  expect(response.status).toBe(500);
  expect(await response.text()).toBe('{"message":"The delivery could not be stored. Send it again later."}');
  expect(stored).toEqual([]);
});

test('probes tell that the process lives and whether the store can be written', async () => {
  const healthy = await startIntake();
  expect((await fetch(`${healthy.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${healthy.url}/readyz`)).status).toBe(200);
  const full = await startIntake({ checkWritable: () => Promise.reject(new Error('disk full')) });
  expect((await fetch(`${full.url}/healthz`)).status).toBe(200);
  const readiness = await fetch(`${full.url}/readyz`);
  expect([readiness.status, await readiness.text()]).toEqual([
    503,
    '{"status":"the store can not be written"}',
  ]);
});

test('other paths and methods are refused', async () => {
  const { url } = await startIntake();
  expect((await fetch(`${url}/`)).status).toBe(404);
  expect((await fetch(url + PATH)).status).toBe(405);
  expect((await fetch(`${url}/healthz`, { method: 'POST' })).status).toBe(405);
  expect((await fetch(`${url}/probot/import`, { method: 'POST', body: '{}' })).status).toBe(404);
});
