// What the command line reads from files and standard input. What cannot be read is reported in one sentence.
import { readFileSync } from 'node:fs';

/** Something that the caller gave cannot be used: one sentence, exit code 2. */
export class UsageError extends Error {}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'the file does not exist',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}

/** Reads a file, or standard input for `-`. Bytes that are not UTF-8 become replacement characters, as on GitHub. */
export function readInput(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${reasonOf(error)}.`);
  }
}

/** Reads a file that may be missing. */
export function readOptional(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR'))
      return null;
    throw new UsageError(`${path} cannot be read: ${reasonOf(error)}.`);
  }
}
