import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { signatureVerifier } from '../../src/github/verify-signature.ts';

const verify = signatureVerifier('a secret of the webhook');

function signed(body: string, secret = 'a secret of the webhook'): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

it('takes the signature of the body, as text and as bytes', async () => {
  const body = '{"zen":"Grüße 🚑"}';
  await expect(verify(body, signed(body))).resolves.toBe(true);
  await expect(verify(Buffer.from(body), signed(body))).resolves.toBe(true);
});

it.each([
  ['another secret', '{}', signed('{}', 'guessed')],
  ['another body', '{} ', signed('{}')],
  ['no signature', '{}', ''],
  ['half a signature', '{}', signed('{}').slice(0, 40)],
  ['no hash at all', '{}', 'sha256='],
  [
    'the older algorithm',
    '{}',
    `sha1=${createHmac('sha1', 'a secret of the webhook').update('{}').digest('hex')}`,
  ],
  ['an empty body', '', signed('')],
])('refuses %s', async (_what, body, signature) => {
  await expect(verify(body, signature)).resolves.toBe(false);
});
