// The reconcile's `Reader` on GitHub: picks the question for a subject, and keeps hints from one read to the next.

import { LruMap } from 'toad-cache';
import { subjectKey } from '../core/ids.ts';
import type { Clock, Reader } from '../reconcile/ports.ts';
import type { AppAccess } from './app-access.ts';
import { questions } from './questions.ts';
import { readBranch } from './read-branch.ts';
import { patchReader } from './read-patches.ts';
import { permissionReader } from './read-permission.ts';
import { type Extras, type PullHint, readPull } from './read-pull.ts';

const REMEMBERED_PULLS = 10_000;

/** Makes the reader of one app. */
export function snapshotReader(access: AppAccess, clock: Clock): Reader {
  const hints = new LruMap<PullHint>(REMEMBERED_PULLS);
  const patches = patchReader(access);
  return {
    async read(installation, subject, plan, signal) {
      const asker = questions(access, clock, installation, subject.repository, signal);
      if (subject.kind === 'branch') return readBranch(asker, subject, plan);
      const key = subjectKey(subject);
      const { repository, number } = subject;
      const extras: Extras = {
        patches: (base, head) => patches.read(installation, { repository, number, base, head }, signal),
        permission: permissionReader(access, installation, repository, signal),
      };
      const read = await readPull(asker, subject, plan, hints.get(key) ?? null, extras);
      if (!read.ok) return read;
      hints.set(key, read.value.hint);
      return { ok: true, value: read.value.snapshot };
    },
  };
}
