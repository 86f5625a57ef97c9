// Finds what the app itself published earlier among what GitHub shows.

import { parseInstant, parseSubjectKey, type Sha, type SubjectKey } from '../../core/model/ids.ts';
import type { Published, ShownCheck } from '../../core/show/effects.ts';
import { noteKeyOf, PASSPORT_MARKER } from '../../core/show/texts/markers.ts';
import type { CheckRunAnswer, CheckSuitesAnswer, CommentAnswer } from './answer.ts';

interface Candidate {
  readonly run: CheckRunAnswer & { readonly databaseId: number };
  readonly suiteStatus: string;
}

function newest(candidates: readonly Candidate[]): Candidate | null {
  return candidates.reduce<Candidate | null>(
    (best, one) => (best === null || one.run.databaseId > best.run.databaseId ? one : best),
    null,
  );
}

/** A branch's run goes over to its pull request; another pull request's run with the same head stays that one's. */
function isFree(run: CheckRunAnswer): boolean {
  return parseSubjectKey(run.externalId ?? '')?.kind !== 'pull';
}

function shown({ run, suiteStatus }: Candidate, headSha: Sha): ShownCheck {
  // A re-run resets the suite and leaves its runs as they were: only a new conclusion ends the waiting.
  const isConcluded = run.status === 'COMPLETED' && suiteStatus !== 'QUEUED';
  return {
    id: run.databaseId,
    name: run.name,
    headSha,
    externalId: run.externalId ?? '',
    conclusion: isConcluded ? (run.conclusion?.toLowerCase() ?? null) : null,
    title: run.title ?? '',
    summary: run.summary ?? '',
    text: run.text ?? '',
  };
}

/**
 * The check runs that speak for the subject, one of each name.
 * @param suites the app's own suites of the commit `headSha`
 */
export function publishedChecks(
  suites: CheckSuitesAnswer,
  headSha: Sha,
  subject: SubjectKey,
): readonly ShownCheck[] {
  const candidates = (suites?.nodes ?? []).flatMap((suite) =>
    (suite.checkRuns?.nodes ?? []).flatMap((run) => {
      const { databaseId } = run;
      return databaseId === null ? [] : [{ run: { ...run, databaseId }, suiteStatus: suite.status }];
    }),
  );
  const names = [...new Set(candidates.map(({ run }) => run.name))];
  return names.flatMap((name) => {
    const named = candidates.filter(({ run }) => run.name === name);
    const found =
      newest(named.filter(({ run }) => run.externalId === subject)) ??
      newest(named.filter(({ run }) => isFree(run)));
    return found === null ? [] : [shown(found, headSha)];
  });
}

/** Anyone can write a marker, and whoever may edit comments can change the app's: only what it wrote itself and stands as it wrote it counts. */
function isOwn({ viewerDidAuthor, lastEditedAt, author, editor }: CommentAnswer): boolean {
  const isUntouched = lastEditedAt === null || editor === null || editor.login === author?.login;
  return viewerDidAuthor && isUntouched;
}

/** The passport is the app's even when somebody edited it: the next turn writes it anew. */
export function publishedPassport(comments: readonly CommentAnswer[]): Published['passport'] {
  for (const { databaseId, body, viewerDidAuthor, createdAt, lastEditedAt } of comments) {
    const writtenAt = parseInstant(lastEditedAt ?? createdAt);
    if (databaseId !== null && writtenAt !== null && viewerDidAuthor && body.includes(PASSPORT_MARKER))
      return { id: databaseId, body, writtenAt };
  }
  return null;
}

/** The keys of the notes and replies that stand there. */
export function publishedNotes(comments: readonly CommentAnswer[]): readonly string[] {
  return comments.filter(isOwn).flatMap(({ body }) => noteKeyOf(body) ?? []);
}
