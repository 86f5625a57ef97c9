// Tells the operator of repositories whose organisation's policy is out of reach: its locks do not hold there.
import { LruMap } from 'toad-cache';
import type { Facts } from '../core/model/facts/facts.ts';
import { fullName } from '../core/model/ids.ts';
import { POLICY_PATH } from '../core/policy/policy.ts';
import type { Log } from './ports.ts';

/** What is forgotten is told once more. */
const REMEMBERED = 10_000;

/**
 * Looks at what was read of a repository, and says once that its organisation's policy is not readable, until that changes.
 * Few people have a policy for their own repositories, so that there it is no warning.
 */
export function organisationNotices(log: Log): (facts: Pick<Facts, 'files' | 'repository'>) => void {
  const told = new LruMap<true>(REMEMBERED);
  return ({ repository, files: { organisation, texts } }) => {
    // Without a policy the app does nothing there, and has nothing to say.
    if ((texts.get(POLICY_PATH) ?? null) === null) return;
    const key = fullName(repository.id).toLowerCase();
    switch (organisation.kind) {
      case 'not-asked':
        return;
      case 'readable':
        told.delete(key);
        return;
      case 'not-readable': {
        if (told.get(key) === true) return;
        told.set(key, true);
        const fields = { repository: fullName(repository.id), missing: fullName(organisation.repository) };
        const message = 'organisation policy: not readable, its locks are not enforced';
        if (organisation.owner === 'organisation') log.warn(fields, message);
        else log.info(fields, message);
      }
    }
  };
}
