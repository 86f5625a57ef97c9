// Remembers for a while what this process wrote for each subject: the one way by which an effect finds an object that no read shows yet.
import { LruMap } from 'toad-cache';
import { headOf } from '../core/model/facts/facts.ts';
import { fullName, type Subject, subjectKey } from '../core/model/ids.ts';
import type { Effect, Made } from '../core/show/effects.ts';
import {
  byObject,
  type OwnWrite,
  objectOf,
  withOthersWrites,
  withOwnWrites,
} from '../core/show/own-writes.ts';
import type { Clock, Snapshot } from './ports.ts';

/** Reads lag by seconds. What is not shown after this long is gone. In milliseconds. */
const REMEMBERED_FOR = 10 * 60_000;
/** A subject's texts take some 10 KB. */
const MOST_SUBJECTS = 1_000;
/** A turn writes a handful; more than this is a pull request with dozens of commands, whose oldest are long shown. */
const MOST_WRITES = 100;

export interface OwnWrites {
  /** GitHub took this write. */
  remember(subject: Subject, effect: Effect, made: Made | null): void;
  /** GitHub says that the object of this write is not there any more. */
  forget(subject: Subject, effect: Effect): void;
  /** The snapshot with what it does not show yet. */
  over(subject: Subject, snapshot: Snapshot): Snapshot;
}

interface Remembered {
  readonly write: OwnWrite;
  readonly until: number;
}

/** In memory: after a restart, a second copy is found by what GitHub shows, and removed. */
export function ownWrites(clock: Clock): OwnWrites {
  const bySubject = new LruMap<Map<string, Remembered>>(MOST_SUBJECTS);

  /** The runs of all subjects on one commit. */
  const byCommit = new LruMap<Map<string, Remembered>>(MOST_SUBJECTS);

  function written(memory: LruMap<Map<string, Remembered>>, key: string): Map<string, Remembered> {
    const all = memory.get(key) ?? new Map<string, Remembered>();
    for (const [object, { until }] of all) if (until <= clock.now()) all.delete(object);
    return all;
  }

  function keep(memory: LruMap<Map<string, Remembered>>, key: string, object: string, write: OwnWrite): void {
    const all = written(memory, key);
    // Put at the end: the order is that of the writes.
    all.delete(object);
    all.set(object, { write, until: clock.now() + REMEMBERED_FOR });
    for (const oldest of [...all.keys()].slice(0, -MOST_WRITES)) all.delete(oldest);
    memory.set(key, all);
  }

  return {
    remember(subject, effect, made) {
      const key = subjectKey(subject);
      for (const write of byObject({ effect, made, at: made?.at ?? clock.now() })) {
        const object = objectOf(write);
        if (object === null) continue;
        keep(bySubject, key, object, write);
        if (effect.kind === 'create-check-run' || effect.kind === 'update-check-run')
          keep(
            byCommit,
            `${fullName(subject.repository)} ${effect.check.headSha}`,
            `${key} ${object}`,
            write,
          );
      }
    },
    forget(subject, effect) {
      const object = objectOf({ effect, made: null });
      if (object !== null) bySubject.get(subjectKey(subject))?.delete(object);
    },
    over(subject, snapshot) {
      const { facts, published } = snapshot;
      const key = subjectKey(subject);
      const writes = [...written(bySubject, key).values()].map(({ write }) => write);
      const commit = `${fullName(subject.repository)} ${headOf(facts.change)}`;
      const others = [...written(byCommit, commit)].filter(([object]) => !object.startsWith(`${key} `));
      const shown = withOwnWrites(
        {
          change: facts.change,
          published: withOthersWrites(
            published,
            others.map(([, { write }]) => write),
          ),
        },
        writes,
      );
      return { ...snapshot, facts: { ...facts, change: shown.change }, published: shown.published };
    },
  };
}
