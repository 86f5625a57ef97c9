// The reconcile's `Reader` on GitHub: picks the question for a subject, and keeps hints from one read to the next.

import { LruMap } from 'toad-cache';
import { subjectKey } from '../core/ids.ts';
import type { Clock, Reader } from '../reconcile/ports.ts';
import type { AppAccess } from './app-access.ts';
import { questions } from './questions.ts';
import { readBranch } from './read-branch.ts';
import { type PullHint, readPull } from './read-pull.ts';

const REMEMBERED_PULLS = 10_000;

/** Makes the reader of one app. */
export function snapshotReader(access: AppAccess, clock: Clock): Reader {
  const hints = new LruMap<PullHint>(REMEMBERED_PULLS);
  return {
    async read(installation, subject, plan, signal) {
      const asker = questions(access, clock, installation, subject.repository, signal);
      if (subject.kind === 'branch') return readBranch(asker, subject, plan);
      const key = subjectKey(subject);
      const read = await readPull(asker, subject, plan, hints.get(key) ?? null);
      if (!read.ok) return read;
      hints.set(key, read.value.hint);
      return { ok: true, value: read.value.snapshot };
    },
  };
}
