// The writes of comments: the passport that is edited in place, notes and answers that are written once.
import { type Instant, instant, type PullNumber, type RepositoryId } from '../../model/ids.ts';
import type { CommandAnswer, Desired, Effect, Published } from '../effects.ts';
import { noteMarker, replyKey, withoutHeadline } from '../texts/markers.ts';
import { sameText } from './same-text.ts';

type Shown = Published['passport'];

/** Within this long of the last one, a new headline alone is not written: an hour of edits is not an hour of comment edits. */
const HEADLINE_PACE = 60_000;

/**
 * When the passport should be written: null where it is as it should be, or where nobody wants one. A headline that changes with
 * every edit of the description waits for a quiet minute; the check has the verdict at once.
 */
export function passportDue(wanted: Desired['passport'], shown: Shown, now: Instant): Instant | null {
  if (wanted === null) return null;
  if (shown === null) return now;
  if (sameText(wanted.body, shown.body)) return null;
  const isHeadlineOnly = sameText(withoutHeadline(wanted.body), withoutHeadline(shown.body));
  return isHeadlineOnly ? instant(Math.max(now, shown.writtenAt + HEADLINE_PACE)) : now;
}

export function planPassport(
  repository: RepositoryId,
  wanted: Desired['passport'],
  shown: Shown,
  now: Instant,
): readonly Effect[] {
  const due = passportDue(wanted, shown, now);
  if (wanted === null || due === null || due > now) return [];
  return shown === null
    ? [{ kind: 'create-comment', repository, ...wanted }]
    : [{ kind: 'update-comment', repository, id: shown.id, body: wanted.body }];
}

/** A note is written once: whoever finds its key among the comments finds it said. */
export function planNotes(
  repository: RepositoryId,
  notes: Desired['notes'],
  pull: PullNumber,
  said: Published['notes'],
): readonly Effect[] {
  return notes
    .filter(({ key }) => !said.includes(key))
    .map(({ key, body }) => ({
      kind: 'create-comment',
      repository,
      pull,
      body: `${noteMarker(key)}\n${body}`,
    }));
}

/** The reaction comes after its reply: a crash between the two repeats the command and finds the reply. */
export function planAnswer(
  repository: RepositoryId,
  { comment, verdict, reply }: CommandAnswer,
  pull: PullNumber,
  said: Published['notes'],
): readonly Effect[] {
  return [
    ...planNotes(repository, reply === null ? [] : [{ key: replyKey(comment), body: reply }], pull, said),
    { kind: 'react', repository, comment, reaction: verdict === 'accepted' ? '+1' : '-1' },
  ];
}
