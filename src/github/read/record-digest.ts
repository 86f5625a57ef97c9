// What a pull request's record says, in a few characters: two changes within one second have the same `updated_at`.
import { createHash } from 'node:crypto';

/** As both REST and GraphQL tell it. */
export interface PullRecord {
  readonly isOpen: boolean;
  readonly isDraft: boolean;
  readonly base: string;
  readonly title: string;
  readonly body: string | null;
  readonly labels: readonly string[];
}

/** 16 hexadecimal digits. It only says whether to look again, so it need not withstand somebody who looks for a second text. */
export function recordDigest({ isOpen, isDraft, base, title, body, labels }: PullRecord): string {
  // GitHub keeps a description's line ends as they were sent, and not every one of its interfaces tells them so.
  const text = (body ?? '').replaceAll('\r\n', '\n');
  const record = JSON.stringify([isOpen, isDraft, base, title, text, labels.toSorted()]);
  return createHash('sha256').update(record).digest('hex').slice(0, 16);
}
