// The reconcile's `Reader` on GitHub: picks the question for a subject, and keeps hints from one read to the next.

import { LruMap } from 'toad-cache';
import { subjectKey } from '../../core/model/ids.ts';
import type { Clock, Reader } from '../../reconcile/ports.ts';
import type { AppAccess } from '../client/app-access.ts';
import { askRepository } from './ask-repository.ts';
import { readBranch } from './branch.ts';
import { patchReader } from './patches.ts';
import { permissionReader } from './permission.ts';
import { type PullHint, readPull } from './pull.ts';
import type { Extras } from './pull-rest.ts';

const REMEMBERED_PULLS = 10_000;

/** Makes the reader of one app. */
export function snapshotReader(access: AppAccess, clock: Clock): Reader {
  const hints = new LruMap<PullHint>(REMEMBERED_PULLS);
  const patches = patchReader(access);
  return {
    async read(installation, subject, plan, signal) {
      const asker = askRepository(access, clock, installation, subject.repository, signal);
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
