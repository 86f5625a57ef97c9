// The app as a process: it refuses to start on a bad environment, and ends in order on a signal.
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { temporaryFolder } from './store/temporary-folder.ts';

const START = `import(${JSON.stringify(join(import.meta.dirname, '../src/serve.ts'))}).then(({ serve }) => serve())`;
const KEY = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs1', format: 'pem' })
  .toString();

function run(env: Record<string, string>): ChildProcess {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['-e', START], {
    cwd: temporaryFolder(),
    env: { PATH, ...env },
    stdio: 'pipe',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const part of stream ?? []) text += String(part);
  return text;
}

const readyLine = z.object({ url: z.url(), msg: z.literal('ready for deliveries') });

async function untilReady(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const ready = readyLine.safeParse(JSON.parse(line));
    if (ready.success) return ready.data.url;
  }
  throw new Error('the app ended before it was ready');
}

test('without configuration it says what is missing and exits with 1', async () => {
  const child = run({});
  const exited = once(child, 'exit');
  const errors = await textOf(child.stderr);
  expect(await exited).toEqual([1, null]);
  expect(errors.split('\n').map((line) => line.split(' ')[0])).toEqual([
    'APP_ID',
    'WEBHOOK_SECRET',
    'PRIVATE_KEY',
    '',
  ]);
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it in order, with exit code 0', async (signal) => {
  const child = run({
    APP_ID: '1',
    PRIVATE_KEY: KEY,
    WEBHOOK_SECRET: 'secret',
    PORT: '0',
    HOST: '127.0.0.1',
  });
  const exited = once(child, 'exit');
  const url = await untilReady(child);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  child.kill(signal);
  expect(await exited).toEqual([0, null]);
});
