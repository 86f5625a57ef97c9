// Giants: refused early, read no further than the cap, and unable to crowd out what is small.
import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { deliver, PATH, startIntake } from './intake-server.ts';

const MB = 1024 * 1024;
const SIGNATURE = `x-hub-signature-256: sha256=${'0'.repeat(64)}\r\n`;
/** What the kernel's buffers of both ends may hold beside what the server read. */
const IN_FLIGHT = 12 * MB;

interface Sent {
  readonly status: string;
  readonly bytes: number;
}

function open(url: string): Socket {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  return socket;
}

/** Sends `total` bytes as fast as they are taken, until the server closes; answers the status line. */
async function pour(url: string, headers: string, total: number, chunked: boolean): Promise<Sent> {
  const socket = open(url);
  let answer = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    answer += text;
  });
  const closed = new Promise<void>(
    (resolve) => void socket.once('end', resolve).once('close', () => resolve()),
  );
  const framing = chunked ? 'transfer-encoding: chunked' : `content-length: ${total}`;
  socket.write(`POST ${PATH} HTTP/1.1\r\nhost: localhost\r\n${headers}${framing}\r\n\r\n`);
  const block = Buffer.alloc(256 * 1024, 'x');
  const piece = chunked
    ? Buffer.concat([Buffer.from(`${block.length.toString(16)}\r\n`), block, Buffer.from('\r\n')])
    : block;
  for (let sent = 0; sent < total && !socket.destroyed && answer === ''; sent += block.length) {
    if (!socket.write(piece)) await Promise.race([once(socket, 'drain').catch(() => {}), closed]);
  }
  await closed;
  return { status: answer.split('\r\n', 1)[0] ?? '', bytes: socket.bytesWritten };
}

const TOO_LARGE = 'HTTP/1.1 413 Payload Too Large';
const UNSIGNED = 'HTTP/1.1 401 Unauthorized';

test.each([
  ['signed, length declared', SIGNATURE, false, 1 * MB, TOO_LARGE],
  ['unsigned, length declared', '', false, 1 * MB, UNSIGNED],
  ['signed, chunked', SIGNATURE, true, 26 * MB, TOO_LARGE],
  ['unsigned, chunked', '', true, 1 * MB, UNSIGNED],
])('300 MB are refused and the connection is closed: %s', async (_name, headers, chunked, most, status) => {
  const { url, stored } = await startIntake();
  const sent = await pour(url, headers, 300 * MB, chunked);
  expect(sent.status).toBe(status);
  expect(sent.bytes).toBeLessThan(most + IN_FLIGHT);
  expect(stored).toEqual([]);
});

test('a client that asks before it sends is refused before it sends', async () => {
  const { url } = await startIntake({ cap: 1_000 });
  const asking = request(url + PATH, {
    method: 'POST',
    headers: { expect: '100-continue', 'content-length': 2_000 },
  });
  asking.on('error', () => {});
  const answered = once(asking, 'response');
  asking.flushHeaders();
  const [response] = await answered;
  expect(response.statusCode).toBe(413);
  asking.destroy();
});

test('a client that asks before it sends a small body may send it', async () => {
  const { url } = await startIntake();
  const asking = request(url + PATH, {
    method: 'POST',
    headers: { expect: '100-continue', 'content-length': 2 },
  });
  const answered = once(asking, 'response');
  asking.flushHeaders();
  await once(asking, 'continue');
  asking.end('{}');
  const [response] = await answered;
  expect(response.statusCode).toBe(401);
});

test('when unfinished bodies use up the memory, the largest goes and the small one passes', async () => {
  const { url, stored } = await startIntake({ cap: 1 * MB, budget: 1 * MB });
  const giants = [1, 2].map(() => {
    const socket = open(url);
    socket.write(`POST ${PATH} HTTP/1.1\r\nhost: localhost\r\n${SIGNATURE}content-length: ${MB}\r\n\r\n`);
    socket.write(Buffer.alloc(700_000, 'x'));
    return socket;
  });
  const answers = giants.map((socket) => once(socket, 'data'));
  const [first] = await Promise.race(answers);
  expect(String(first)).toMatch(/^HTTP\/1\.1 503 /);
  expect((await deliver(url, '{"action":"opened"}')).status).toBe(202);
  expect(stored).toHaveLength(1);
});

test('a client that breaks off leaves nothing behind', async () => {
  const { url, stored } = await startIntake({ cap: 1 * MB, budget: 1 * MB });
  for (let index = 0; index < 5; index++) {
    const socket = open(url);
    await once(socket, 'connect');
    socket.write(`POST ${PATH} HTTP/1.1\r\nhost: localhost\r\n${SIGNATURE}content-length: ${MB}\r\n\r\n`);
    await new Promise<void>((resolve) => socket.write(Buffer.alloc(600_000, 'x'), () => resolve()));
    socket.destroy();
    await once(socket, 'close');
  }
  expect((await deliver(url, JSON.stringify({ action: 'x'.repeat(500_000) }))).status).toBe(202);
  expect(stored).toHaveLength(1);
});

test('closing answers what is open and accepts no more', async () => {
  const { url, server, stored } = await startIntake();
  const delivered = deliver(url, '{"action":"opened"}');
  expect((await delivered).status).toBe(202);
  await server.close(1_000);
  await expect(deliver(url, '{"action":"opened"}')).rejects.toThrow();
  expect(stored).toHaveLength(1);
});
