// What deliveries promised, held against what a snapshot shows. Reads lag behind webhooks by seconds: a snapshot that lacks what was
// promised is read again. A promise is never judged by; it only says when to look again.
import { type Instant, instant, parseSha, type Sha } from '../core/model/ids.ts';

/** What a delivery says is there. */
export type Hint =
  /** The newest commit of the subject; `before` is the one that a push replaced, where the delivery tells it. */
  | { readonly kind: 'head'; readonly sha: Sha; readonly before: Sha | null }
  /** The head of the merge group that the pull request is in. */
  | { readonly kind: 'queue-head'; readonly sha: Sha }
  /** The pull request's own record (its description, base, state, labels) as it was changed in that second; `record` is its digest. */
  | { readonly kind: 'updated'; readonly at: Instant; readonly record: string }
  | { readonly kind: 'comment'; readonly id: number }
  | { readonly kind: 'review'; readonly id: number };

/** A hint with the moment at which its first delivery came. */
export interface WaitingHint {
  readonly hint: Hint;
  readonly receivedAt: Instant;
}

/** What a snapshot shows of what a hint can promise. Undefined and null: it cannot be told, so that nothing is waited for. */
export interface Seen {
  readonly head: Sha;
  /** The subject's own commits, of which the head is one. */
  readonly commits: ReadonlySet<Sha>;
  /** Null where there is no merge group. */
  readonly queueHead: Sha | null | undefined;
  /** When the record was changed last. */
  readonly updatedAt: Instant | null;
  /** The digest of the record. */
  readonly record: string | null;
  readonly comments: ReadonlySet<number> | null;
  readonly reviews: ReadonlySet<number> | null;
}

/** What is seen of a subject that has nothing but commits. */
export function onlyHead(head: Sha): Seen {
  return {
    head,
    commits: new Set(),
    queueHead: undefined,
    updatedAt: null,
    record: null,
    comments: null,
    reviews: null,
  };
}

/** The hint as the store keeps it. */
export function hintText(hint: Hint): string {
  switch (hint.kind) {
    case 'head':
      return ['head', hint.sha, ...(hint.before === null ? [] : [hint.before])].join(' ');
    case 'queue-head':
      return `queue-head ${hint.sha}`;
    case 'updated':
      return `updated ${hint.at} ${hint.record}`;
    case 'comment':
    case 'review':
      return `${hint.kind} ${hint.id}`;
  }
}

/** The inverse of `hintText`; null for anything that it did not make. */
export function parseHint(text: string): Hint | null {
  const [kind, first = '', second, ...rest] = text.split(' ');
  if (rest.length > 0) return null;
  const sha = parseSha(first);
  const number = /^\d{1,16}$/.test(first) ? Number(first) : null;
  const id = number !== null && Number.isSafeInteger(number) && second === undefined ? number : null;
  switch (kind) {
    case 'head': {
      const before = second === undefined ? null : parseSha(second);
      return sha === null || (second !== undefined && before === null) ? null : { kind, sha, before };
    }
    case 'queue-head':
      return sha === null || second !== undefined ? null : { kind, sha };
    case 'updated':
      return number === null || second === undefined ? null : { kind, at: instant(number), record: second };
    case 'comment':
    case 'review':
      return id === null ? null : { kind, id };
    default:
      return null;
  }
}

/** Whether the snapshot does not show what the hint promises. */
export function lacks(hint: Hint, seen: Seen): boolean {
  switch (hint.kind) {
    case 'head':
      // A commit that is no longer the newest was seen and pushed upon.
      return hint.sha !== seen.head && !seen.commits.has(hint.sha);
    case 'queue-head':
      return seen.queueHead !== undefined && hint.sha !== seen.queueHead;
    case 'updated':
      if (seen.updatedAt === null || seen.updatedAt > hint.at) return false;
      // Of two changes within one second, the time does not tell which one is shown.
      return seen.updatedAt < hint.at || (seen.record !== null && seen.record !== hint.record);
    case 'comment':
      return seen.comments !== null && !seen.comments.has(hint.id);
    case 'review':
      return seen.reviews !== null && !seen.reviews.has(hint.id);
  }
}

/** Whether another delivery tells that what this one promised was replaced. Two pushes that replace each other tell nothing. */
function isReplaced({ hint, receivedAt }: WaitingHint, others: readonly WaitingHint[], seen: Seen): boolean {
  switch (hint.kind) {
    case 'head':
      return others.some(
        ({ hint: other }) => other.kind === 'head' && other.before === hint.sha && other.sha !== hint.before,
      );
    case 'queue-head':
      // A merge group does not say which one it replaces: a later one that is shown does.
      return others.some(
        ({ hint: other, receivedAt: at }) =>
          other.kind === 'queue-head' && other.sha === seen.queueHead && at > receivedAt,
      );
    case 'updated':
      // The later delivery of one second that tells what is shown. Labels that this app sets itself come in such rows.
      return others.some(
        ({ hint: other, receivedAt: at }) =>
          other.kind === 'updated' &&
          other.at === hint.at &&
          other.at === seen.updatedAt &&
          other.record === seen.record &&
          at >= receivedAt,
      );
    case 'comment':
    case 'review':
      return false;
  }
}

/** After the delivery, in milliseconds: waits of 1, 2, 4, 8 and 16 s. Then a newer push may have replaced it, and what is shown counts. */
const LOOKS = [1_000, 3_000, 7_000, 15_000, 31_000] as const;

/** When to look again for it; null where it was waited for long enough. The times count from the delivery, so that a restart keeps them. */
function nextLook(receivedAt: Instant, now: Instant): Instant | null {
  const look = LOOKS.find((after) => receivedAt + after > now);
  return look === undefined ? null : instant(receivedAt + look);
}

export interface Patience {
  /** When to read again; null where nothing is waited for. */
  readonly until: Instant | null;
  /**
   * Whether what is shown is judged meanwhile. Not as long as a promise is young: a verdict on an older state would only be taken back.
   * It is where only the record's time is behind, which says that something changed and not that a verdict needs it.
   * But once one was waited for in vain, so that a stream of comments that are deleted at once cannot keep a verdict away.
   */
  readonly judges: boolean;
}

/** What a turn makes of its hints. `seen` is null where the subject itself was not found. */
export function patience(hints: readonly WaitingHint[], seen: Seen | null, now: Instant): Patience {
  const lacking = hints.filter(
    (one) => seen === null || (lacks(one.hint, seen) && !isReplaced(one, hints, seen)),
  );
  const looks = lacking.map(({ hint, receivedAt }) => ({ hint, at: nextLook(receivedAt, now) }));
  const moments = looks.flatMap(({ at }) => at ?? []);
  if (moments.length === 0) return { until: null, judges: true };
  const isBehindInTimeOnly = looks.every(({ hint }) => hint.kind === 'updated');
  return {
    until: instant(Math.min(...moments)),
    judges: isBehindInTimeOnly || moments.length < looks.length,
  };
}
