// The writes of comments: the passport that is edited in place, notes and answers that are written once.
import type { PullNumber, RepositoryId } from '../../model/ids.ts';
import type { CommandAnswer, Desired, Effect, Published } from '../effects.ts';
import { noteMarker, replyKey } from '../texts/markers.ts';
import { sameText } from './same-text.ts';

export function planPassport(
  repository: RepositoryId,
  wanted: Desired['passport'],
  shown: Published['passport'],
): readonly Effect[] {
  if (wanted === null) return [];
  if (shown === null) return [{ kind: 'create-comment', repository, ...wanted }];
  if (sameText(wanted.body, shown.body)) return [];
  return [{ kind: 'update-comment', repository, id: shown.id, body: wanted.body }];
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
