// Keeps policies that were read, so that a file that has not changed is not parsed again for every event.
import { createHash } from 'node:crypto';
import { LruMap } from 'toad-cache';
import type { PolicyFiles } from '../core/model/facts/repository.ts';
import type { PolicyReading } from '../core/policy/policy.ts';

/** Policies with their parsed templates, some 100 kB each. */
const REMEMBERED = 200;

/** The same reading for the same texts of the same branch and organisation: `read` must be pure. */
export function policyMemory(
  read: (files: PolicyFiles) => PolicyReading,
): (files: PolicyFiles) => PolicyReading {
  const readings = new LruMap<PolicyReading>(REMEMBERED);
  return (files) => {
    const { organisation } = files;
    const theirs = organisation.kind === 'readable' ? [...organisation.texts] : [];
    const key = createHash('sha256')
      .update(JSON.stringify([files.branch, [...files.texts], organisation, theirs]))
      .digest('base64');
    const remembered = readings.get(key);
    if (remembered !== undefined) return remembered;
    const reading = read(files);
    readings.set(key, reading);
    return reading;
  };
}
