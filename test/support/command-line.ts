// The command line, in this process or in one of its own: what it prints and its exit code.
import { spawn } from 'node:child_process';
import { main } from '../../src/cli/main.ts';

const LAUNCHER = new URL('../../src/cli/hotfix-warden.js', import.meta.url).pathname;

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly folder: string;
  /** All of the environment: nothing of this process's own is seen. */
  readonly env: Readonly<Record<string, string>>;
}

/** Takes what is written to a stream of this process, until it is let go. */
function listenTo(stream: NodeJS.WriteStream): { text(): string; letGo(): void } {
  const { write } = stream;
  let text = '';
  stream.write = (chunk: Uint8Array | string) => {
    text += String(chunk);
    return true;
  };
  return {
    text: () => text,
    letGo() {
      stream.write = write;
    },
  };
}

/**
 * Runs the command line here, which takes a tenth of the time that a process takes. Folder, environment and output belong
 * to the whole process meanwhile: one at a time.
 */
export async function run({ folder, env }: Surroundings, parameters: readonly string[]): Promise<Outcome> {
  const before = { folder: process.cwd(), env: process.env, exitCode: process.exitCode };
  const stdout = listenTo(process.stdout);
  const stderr = listenTo(process.stderr);
  process.chdir(folder);
  process.env = { ...env };
  try {
    const status = await main(parameters);
    return { status, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    process.chdir(before.folder);
    process.env = before.env;
    process.exitCode = before.exitCode;
    stdout.letGo();
    stderr.letGo();
  }
}

/** Runs the command line as people do: a process of its own, with a launcher and with standard input. */
export function start(
  { folder, env }: Surroundings,
  parameters: readonly string[],
  input = '',
): Promise<Outcome> {
  const child = spawn(process.execPath, [LAUNCHER, ...parameters], { cwd: folder, env });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    said.stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    said.stderr += String(chunk);
  });
  child.stdin.end(input);
  return new Promise((resolve) => {
    child.on('close', (status) => resolve({ ...said, status }));
  });
}
