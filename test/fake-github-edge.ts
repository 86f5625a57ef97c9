// A GitHub that answers from memory, for tests of the spine as a whole.

import type { GitHubEdge } from '../src/connect-github.ts';
import { type Subject, subjectKey } from '../src/core/model/ids.ts';
import type { Effect } from '../src/core/show/effects.ts';
import { snapshotOf } from './reconcile/snapshots.ts';

import { verify } from './server/intake-server.ts';
import { wakeOf } from './store/samples.ts';

export interface FakeEdge extends GitHubEdge {
  readonly read: readonly string[];
  readonly written: readonly Effect[];
}

/** Deliveries carry `{"subjects": [key]}`; every read of a subject finds the same pull request. */
export function fakeEdge(): FakeEdge {
  const read: string[] = [];
  const written: Effect[] = [];
  return {
    read,
    written,
    reader: {
      async read(_installation, subject: Subject, plan) {
        read.push(subjectKey(subject));
        return { ok: true, value: snapshotOf(plan) };
      },
    },
    writer: {
      async apply(_installation, effect) {
        written.push(effect);
        return { kind: 'done', made: null };
      },
    },
    verify,
    prepare: async () => {},
    receive: async ({ payload }) => subjectsOf(payload).map(wakeOf),
  };
}

function subjectsOf(payload: unknown): readonly string[] {
  if (
    typeof payload !== 'object' ||
    payload === null ||
    !('subjects' in payload) ||
    !Array.isArray(payload.subjects)
  )
    return [];
  return payload.subjects.filter((subject) => typeof subject === 'string');
}
