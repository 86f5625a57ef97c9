// The app as its own process, the way it runs in production, with what the system says of it.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface AppProcess {
  readonly url: string;
  /** Milliseconds from spawning the process until it answered that it is ready. */
  readonly startUp: number;
  /** Resident memory now and at its highest, in MB. */
  memory(): { readonly now: number; readonly peak: number };
  /** Milliseconds of processor time that the process has used since it began, all its threads together. */
  cpu(): number;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

function megabytes(status: string, key: string): number {
  return Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
}

/** The kernel counts in ticks of a hundredth of a second, on every Linux that Node runs on. */
const TICK = 10;

function processorTime(stat: string): number {
  // The process's name is in brackets and can contain spaces; its state is the third field, its times the 14th and 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK;
}

export async function startAppProcess(env: Readonly<Record<string, string>>): Promise<AppProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'hotfix-warden-bench-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const main = new URL('../../src/cli/hotfix-warden.js', import.meta.url).pathname;
  const began = performance.now();
  const child = spawn(process.execPath, ['--max-semi-space-size=2', main, 'serve'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      ...env,
      DATA_DIR: folder,
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  for (;;) {
    if (child.exitCode !== null) throw new Error('the app did not start');
    const ready = await fetch(`${url}/readyz`).catch(() => null);
    if (ready?.ok === true) break;
    await delay(2);
  }
  return {
    url,
    startUp: performance.now() - began,
    memory() {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return { now: megabytes(status, 'VmRSS'), peak: megabytes(status, 'VmHWM') };
    },
    cpu: () => processorTime(readFileSync(`/proc/${child.pid}/stat`, 'utf8')),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
