// kill -9 in the middle of accepting loses nothing that was acknowledged.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { instant, subjectKey } from '../../src/core/model/ids.ts';
import { openStore } from '../../src/store/open-store.ts';
import { temporaryFolder } from './temporary-folder.ts';

test('every delivery acknowledged before SIGKILL is there afterwards and wakes its subject', async () => {
  const folder = temporaryFolder();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'accept-until-killed.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === 300) child.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']);

  const store = await openStore(folder);
  const claims = await store.work.claim(instant(2_000), 100, 1_000_000);
  const woken = new Set(claims.map((claim) => subjectKey(claim.subject).replace('acme/shop#', 'g-')));
  expect(acknowledged.length).toBeGreaterThanOrEqual(300);
  expect(acknowledged.filter((guid) => /^g-\d+$/.test(guid) && !woken.has(guid))).toEqual([]);
});
