/** A folder in which tests run git against the simulator, as a user would. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Clone {
  folder: string;
  git: (...parameters: string[]) => Promise<{ stdout: string; stderr: string }>;
  remove: () => Promise<void>;
}

export async function newClone(): Promise<Clone> {
  const folder = await mkdtemp(join(tmpdir(), 'clone-'));
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: '/nonexistent',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_NOSYSTEM: '1',
  };
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@users.example.com'];
  return {
    folder,
    git: (...parameters) => run('git', [...who, ...parameters], { cwd: folder, env }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Where a user clones from and pushes to. */
export function remoteOf(simulatorUrl: string, login: string, repository = 'acme/shop'): string {
  return `${simulatorUrl.replace('://', `://x:tok_${login}@`)}/${repository}.git`;
}
