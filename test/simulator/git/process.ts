/** Runs the git command without a shell and without the machine's own configuration. */
import { type ChildProcess, fork } from 'node:child_process';

export interface GitResult {
  code: number;
  stdout: Buffer;
  stderr: string;
}

/** Environment in which neither the user's nor the system's git configuration can change an outcome. */
export const GIT_ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  HOME: '/nonexistent',
  LC_ALL: 'C',
  TZ: 'UTC',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
};

export class GitError extends Error {
  readonly code: number;

  constructor(args: readonly string[], result: GitResult) {
    super(`git ${args.join(' ')} ended with ${result.code}: ${result.stderr.trim()}`);
    this.name = 'GitError';
    this.code = result.code;
  }
}

export interface GitOptions {
  env?: Readonly<Record<string, string>>;
  input?: Buffer | string;
  /** Exit codes that are answers and not failures; default only 0. */
  accept?: readonly number[];
}

/** What the runner is asked: one command of git. */
export interface GitQuestion {
  readonly id: number;
  readonly directory: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly input: Buffer | string;
}

/** What it answers: how the command ended, or why there is no git to run. */
export type GitAnswer = { readonly id: number } & (GitResult | { readonly failure: string });

interface Waiting {
  readonly resolve: (result: GitResult) => void;
  readonly reject: (error: Error) => void;
}

let runner: ChildProcess | null = null;
const waiting = new Map<number, Waiting>();
let asked = 0;

/** Neither the runner nor what connects it keeps this process alive, unless an answer is still to come. */
function startRunner(): ChildProcess {
  const child = fork(new URL('./runner.ts', import.meta.url), { execArgv: [], serialization: 'advanced' });
  child.unref();
  child.channel?.unref();
  child.on('message', (message: GitAnswer) => {
    const asker = waiting.get(message.id);
    waiting.delete(message.id);
    if (waiting.size === 0) child.channel?.unref();
    if ('failure' in message) asker?.reject(new Error(message.failure));
    else asker?.resolve(message);
  });
  child.on('close', () => {
    runner = null;
    for (const { reject } of waiting.values()) reject(new Error('the process that runs git has ended'));
    waiting.clear();
  });
  return child;
}

/** Runs `git ARGS` in a directory; rejects with GitError on an exit code that was not accepted. */
export async function git(
  directory: string,
  args: readonly string[],
  options: GitOptions = {},
): Promise<GitResult> {
  runner ??= startRunner();
  const child = runner;
  const env = { ...GIT_ENVIRONMENT, ...options.env };
  const question: GitQuestion = { id: ++asked, directory, args, env, input: options.input ?? '' };
  const result = await new Promise<GitResult>((resolve, reject) => {
    waiting.set(question.id, { resolve, reject });
    child.channel?.ref();
    child.send(question);
  });
  if ((options.accept ?? [0]).includes(result.code)) return result;
  throw new GitError(args, result);
}
