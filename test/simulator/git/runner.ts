/**
 * A small process that starts git for the simulator. Starting a process costs its parent as much as the parent's memory
 * is large: from a test that holds GitHub's schemas that is ten times as long as git itself takes.
 */
import { spawn } from 'node:child_process';
import type { GitAnswer, GitQuestion, GitResult } from './process.ts';

function answer({ id, directory, args, env, input }: GitQuestion): void {
  const send = (outcome: GitResult | { failure: string }) =>
    process.send?.({ id, ...outcome } satisfies GitAnswer);
  const child = spawn('git', args, { cwd: directory, env, stdio: ['pipe', 'pipe', 'pipe'] });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  // A command that ends without reading its input breaks the pipe; its exit code already tells the outcome.
  child.stdin.on('error', () => undefined);
  child.on('error', (error) => send({ failure: error.message }));
  child.on('close', (code) =>
    send({ code: code ?? -1, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString() }),
  );
  child.stdin.end(input);
}

process.on('message', answer);
process.on('disconnect', () => process.exit());
