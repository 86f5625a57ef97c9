// Vitest reads this file; it is the one place where a default export cannot be avoided.
import { existsSync, statfsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const QUICK = 'test/**/*.test.ts';
const LONG = 'test/**/*.long.test.ts';

/** nock takes over every connection of its process, so these files get processes of their own. */
const APART = ['test/github/**/*.test.ts'];

const MEMORY = '/dev/shm';
const ROOM = 512 * 1024 * 1024;

/** Where the machine keeps a file system in memory, as Linux does, no repository or database of a test waits for a disk. */
function temporaryFolders(): Record<string, string> {
  if (!existsSync(MEMORY)) return {};
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize < ROOM ? {} : { TMPDIR: MEMORY };
}

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 20_000,
    env: temporaryFolders(),
    // The default leaves one core to the watcher, which on two cores halves the speed.
    maxWorkers: '100%',
    projects: [
      // Files run one after another in processes that they share: what they all import is loaded once a process.
      { extends: true, test: { name: 'quick', include: [QUICK], exclude: [LONG, ...APART], isolate: false } },
      {
        extends: true,
        test: { name: 'apart', include: APART, exclude: [LONG], sequence: { groupOrder: 1 } },
      },
      { extends: true, test: { name: 'long', include: [LONG], isolate: false, sequence: { groupOrder: 2 } } },
    ],
  },
});
