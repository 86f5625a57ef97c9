/** Refs as they were: the present with some of them put back. */
import type { Ref } from './repository.ts';

/** Who wants to know where refs were before they moved. */
export interface RefWatcher {
  isWatching(): boolean;
  moved(ref: string, before: string | null): void;
}

/** Full name → what it named; null where it did not exist. */
export type PastRefs = ReadonlyMap<string, string | null>;

/** A revision that starts with a ref's full name (`refs/heads/main^{commit}`), with that ref where it was. Null: it did not exist. */
export function revisionInPast(past: PastRefs, revision: string): string | null {
  const [ref = '', rest = ''] = revision.split(/(?=[~^])(.*)/s);
  const then = past.get(ref);
  return then === undefined ? revision : then && `${then}${rest}`;
}

/** The refs under a prefix, sorted by name. `typeOf` is what the object of an id is. */
export async function refsInPast(
  past: PastRefs,
  present: readonly Ref[],
  prefix: string,
  typeOf: (oid: string) => Promise<Ref['type'] | null>,
): Promise<Ref[]> {
  const refs = present.filter(({ ref }) => !past.has(ref));
  for (const [ref, oid] of past) {
    if (oid === null || !ref.startsWith(prefix)) continue;
    const type = await typeOf(oid);
    if (type !== null) refs.push({ ref, oid, type });
  }
  return refs.sort((a, b) => (a.ref < b.ref ? -1 : 1));
}
