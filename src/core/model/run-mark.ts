// What a check run carries in GitHub's `external_id`: whose run it is, and the verdict that its subject has by itself.
import { CONCLUSIONS, type Conclusion } from './finding.ts';
import { parseSubjectKey, type Subject, subjectKey } from './ids.ts';

/**
 * What a run shows may be stricter than its subject's own verdict, because of others on the same commit. Each is weighed by
 * its own: two pull requests would otherwise keep each other red for ever.
 */
export interface RunMark {
  readonly subject: Subject;
  /** Null in the marks of earlier versions, whose runs show nothing else. */
  readonly own: Conclusion | null;
}

/** `acme/shop#12 failure`: neither a number nor a branch's name can hold a space. */
export function runMark(subject: Subject, own: Conclusion): string {
  return `${subjectKey(subject)} ${own}`;
}

/** The inverse of `runMark`; null for anything that it did not make. */
export function parseRunMark(text: string): RunMark | null {
  const [key = '', word = null, ...rest] = text.split(' ');
  const subject = parseSubjectKey(key);
  const own = CONCLUSIONS.find((one) => one === word) ?? null;
  return subject === null || rest.length > 0 || (word !== null && own === null) ? null : { subject, own };
}
