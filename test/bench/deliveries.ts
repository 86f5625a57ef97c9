// Signs and sends deliveries as GitHub does.
import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

export interface Sender {
  readonly url: string;
  readonly secret: string;
}

/** Sends one delivery; resolves to the milliseconds until it was acknowledged. Rejects on any other answer than 202. */
export function deliver({ url, secret }: Sender, event: string, payload: string): Promise<number> {
  const signature = createHmac('sha256', secret).update(payload).digest('hex');
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(payload),
        'x-github-event': event,
        'x-github-delivery': randomUUID(),
        'x-hub-signature-256': `sha256=${signature}`,
      },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const took = performance.now() - began;
      response.resume();
      response.on('end', () =>
        response.statusCode === 202 ? resolve(took) : reject(new Error(`answered ${response.statusCode}`)),
      );
    });
    sent.end(payload);
  });
}
