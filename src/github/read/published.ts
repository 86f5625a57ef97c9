// Finds what the app itself published earlier among what GitHub shows.

import { CONCLUSIONS } from '../../core/model/finding.ts';
import { parseInstant, type Sha, type SubjectKey, subjectKey } from '../../core/model/ids.ts';
import { parseRunMark, type RunMark } from '../../core/model/run-mark.ts';
import type { OtherRun, Published, ShownCheck } from '../../core/show/effects.ts';
import { noteKeyOf, PASSPORT_MARKER } from '../../core/show/texts/markers.ts';
import type { CheckRunAnswer, CheckSuitesAnswer, CommentAnswer } from './answer.ts';

interface Candidate {
  readonly run: CheckRunAnswer & { readonly databaseId: number };
  readonly suiteStatus: string;
  readonly mark: RunMark | null;
}

function candidatesOf(suites: CheckSuitesAnswer): readonly Candidate[] {
  return (suites?.nodes ?? []).flatMap((suite) =>
    (suite.checkRuns?.nodes ?? []).flatMap((run) => {
      const { databaseId } = run;
      if (databaseId === null) return [];
      const mark = parseRunMark(run.externalId ?? '');
      return [{ run: { ...run, databaseId }, suiteStatus: suite.status, mark }];
    }),
  );
}

/** The newest for each key; what has none is left out. */
function newestBy(
  candidates: readonly Candidate[],
  keyOf: (one: Candidate) => string | null,
): readonly Candidate[] {
  const newest = new Map<string, Candidate>();
  for (const one of candidates) {
    const key = keyOf(one);
    const best = key === null ? undefined : newest.get(key);
    if (key !== null && (best === undefined || one.run.databaseId > best.run.databaseId))
      newest.set(key, one);
  }
  return [...newest.values()];
}

/** Another pull request's run with the same head stays that one's. */
function isOthers({ mark }: Candidate, subject: SubjectKey): boolean {
  return mark?.subject.kind === 'pull' && subjectKey(mark.subject) !== subject;
}

/** A re-run resets the suite and leaves its runs as they were: only a new conclusion ends the waiting. */
function conclusionOf({ run, suiteStatus }: Candidate): string | null {
  const isConcluded = run.status === 'COMPLETED' && suiteStatus !== 'QUEUED';
  return isConcluded ? (run.conclusion?.toLowerCase() ?? null) : null;
}

/**
 * The check runs that speak for the subject, one of each name. The newest run decides on GitHub, so a branch's goes over to the
 * pull request even where that has an older one.
 * @param suites the app's own suites of the commit `headSha`
 */
export function publishedChecks(
  suites: CheckSuitesAnswer,
  headSha: Sha,
  subject: SubjectKey,
): readonly ShownCheck[] {
  const own = candidatesOf(suites).filter((one) => !isOthers(one, subject));
  return newestBy(own, ({ run }) => run.name).map((one) => ({
    id: one.run.databaseId,
    name: one.run.name,
    headSha,
    externalId: one.run.externalId ?? '',
    conclusion: conclusionOf(one),
    title: one.run.title ?? '',
    summary: one.run.summary ?? '',
    text: one.run.text ?? '',
  }));
}

/** What the app's runs on the same commit say of other pull requests: the newest of each, by name. */
export function othersRuns(
  suites: CheckSuitesAnswer,
  headSha: Sha,
  subject: SubjectKey,
): readonly OtherRun[] {
  const others = candidatesOf(suites).filter((one) => isOthers(one, subject));
  const newest = newestBy(others, ({ run, mark }) =>
    mark === null ? null : `${subjectKey(mark.subject)} ${run.name}`,
  );
  return newest.flatMap((one) => {
    const { run, mark } = one;
    // What an earlier version wrote shows its own verdict; what shows none has not been judged.
    const own = mark?.own ?? CONCLUSIONS.find((known) => known === run.conclusion?.toLowerCase());
    if (mark?.subject.kind !== 'pull' || own === undefined) return [];
    const { number: pull } = mark.subject;
    return [{ id: run.databaseId, name: run.name, headSha, pull, own, conclusion: conclusionOf(one) }];
  });
}

/** Anyone can write a marker, and whoever may edit comments can change the app's: only what it wrote itself and stands as it wrote it counts. */
function isOwn({ viewerDidAuthor, lastEditedAt, author, editor }: CommentAnswer): boolean {
  const isUntouched = lastEditedAt === null || editor === null || editor.login === author?.login;
  return viewerDidAuthor && isUntouched;
}

function isPassport({ viewerDidAuthor, body }: CommentAnswer): boolean {
  return viewerDidAuthor && body.includes(PASSPORT_MARKER);
}

/** The passport is the app's even when somebody edited it: the next turn writes it anew. Of two the oldest counts. */
export function publishedPassport(comments: readonly CommentAnswer[]): Published['passport'] {
  for (const comment of comments) {
    const { databaseId, body, createdAt, lastEditedAt } = comment;
    const writtenAt = parseInstant(lastEditedAt ?? createdAt);
    if (databaseId !== null && writtenAt !== null && isPassport(comment))
      return { id: databaseId, body, writtenAt };
  }
  return null;
}

/** The keys of the notes and replies that stand there. */
export function publishedNotes(comments: readonly CommentAnswer[]): readonly string[] {
  return comments.filter(isOwn).flatMap(({ body }) => noteKeyOf(body) ?? []);
}

/** What a comment is a copy of; null where it is nothing that there should be one of. */
function copyOf(comment: CommentAnswer): string | null {
  if (isPassport(comment)) return 'passport';
  return isOwn(comment) ? noteKeyOf(comment.body) : null;
}

/** Of all copies but the oldest: their ids. GitHub lists comments oldest first. */
export function doubledComments(comments: readonly CommentAnswer[]): Published['doubles'] {
  const seen = new Set<string>();
  return comments.flatMap((comment) => {
    const copy = copyOf(comment);
    if (copy === null || comment.databaseId === null) return [];
    const isDouble = seen.has(copy);
    seen.add(copy);
    return isDouble ? [comment.databaseId] : [];
  });
}
