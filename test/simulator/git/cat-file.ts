/** A lasting `git cat-file --batch` process: one object read costs microseconds where a spawn costs milliseconds. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { ObjectType } from './objects.ts';
import { GIT_ENVIRONMENT } from './process.ts';

export interface RawObject {
  oid: string;
  type: ObjectType;
  data: Buffer;
}

interface Waiting {
  resolve: (object: RawObject | null) => void;
  reject: (error: Error) => void;
}

/** Every open process, oldest use first. Hundreds of seeded repositories must not mean hundreds of processes. */
const open = new Set<CatFile>();
const MOST_OPEN = 24;

export class CatFile {
  readonly #directory: string;
  readonly #env: Readonly<Record<string, string>>;
  #process: ChildProcessWithoutNullStreams | null = null;
  #waiting: Waiting[] = [];
  #chunks: Buffer[] = [];
  #size = 0;
  /** Bytes still needed before the next answer can be complete: spares joining chunks of a big blob again and again. */
  #needed = 1;

  constructor(directory: string, env: Readonly<Record<string, string>> = {}) {
    this.#directory = directory;
    this.#env = env;
  }

  /** Reads the object that a revision names; null when there is none. A newline in it would be a second question: refused. */
  read(revision: string): Promise<RawObject | null> {
    if (revision === '' || /[\n\0]/.test(revision)) return Promise.resolve(null);
    const child = this.#start();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      child.stdin.write(`${revision}\n`);
    });
  }

  close(): void {
    open.delete(this);
    this.#process?.stdin.end();
    this.#process = null;
  }

  #start(): ChildProcessWithoutNullStreams {
    open.delete(this);
    open.add(this);
    if (this.#process) return this.#process;
    for (const other of open) {
      if (open.size <= MOST_OPEN) break;
      if (other !== this && other.#waiting.length === 0) other.close();
    }
    const child = spawn('git', ['cat-file', '--batch'], {
      cwd: this.#directory,
      env: { ...GIT_ENVIRONMENT, ...this.#env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stderr.resume();
    child.stdin.on('error', () => undefined);
    child.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
    child.on('error', (error) => this.#fail(error));
    child.on('close', () => {
      if (this.#process === child) {
        this.#process = null;
        this.#fail(new Error('git cat-file ended'));
      }
    });
    this.#process = child;
    return child;
  }

  #fail(error: Error): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#chunks = [];
    this.#size = 0;
    this.#needed = 1;
    for (const one of waiting) one.reject(error);
  }

  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size < this.#needed) return;
    let buffer = Buffer.concat(this.#chunks);
    for (;;) {
      const line = buffer.indexOf(10);
      if (line < 0) {
        this.#needed = buffer.length + 1;
        break;
      }
      const header = buffer.toString('utf8', 0, line);
      const match = /^([0-9a-f]{40}) (blob|tree|commit|tag) (\d+)$/.exec(header);
      if (!match) {
        // "<name> missing" or "<name> ambiguous": an answer without content.
        buffer = buffer.subarray(line + 1);
        this.#waiting.shift()?.resolve(null);
        continue;
      }
      const end = line + 1 + Number(match[3]);
      if (buffer.length < end + 1) {
        this.#needed = end + 1;
        break;
      }
      const data = Buffer.from(buffer.subarray(line + 1, end));
      const type: ObjectType =
        match[2] === 'tree' || match[2] === 'commit' || match[2] === 'tag' ? match[2] : 'blob';
      buffer = buffer.subarray(end + 1);
      this.#waiting.shift()?.resolve({ oid: match[1] ?? '', type, data });
    }
    this.#chunks = buffer.length > 0 ? [buffer] : [];
    this.#size = buffer.length;
    if (buffer.length === 0) this.#needed = 1;
  }
}
