// Finds what the app itself published earlier among what GitHub shows.
import type { Published } from '../core/effects.ts';
import { parseSubjectKey, type Sha, type SubjectKey } from '../core/ids.ts';
import { COMMENT_MARKER } from '../core/render/comment.ts';
import type { CheckRunAnswer, CheckSuitesAnswer, CommentPage } from './answer.ts';

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

/**
 * The check run that speaks for the subject; null when there is none.
 * @param suites the app's own suites of the commit `headSha`, their runs narrowed down to the check's name
 */
export function publishedCheck(
  suites: CheckSuitesAnswer,
  headSha: Sha,
  subject: SubjectKey,
): Published['check'] {
  const candidates = (suites?.nodes ?? []).flatMap((suite) =>
    (suite.checkRuns?.nodes ?? []).flatMap((run) => {
      const { databaseId } = run;
      return databaseId === null ? [] : [{ run: { ...run, databaseId }, suiteStatus: suite.status }];
    }),
  );
  const found =
    newest(candidates.filter(({ run }) => run.externalId === subject)) ??
    newest(candidates.filter(({ run }) => isFree(run)));
  if (found === null) return null;
  const { run, suiteStatus } = found;
  // A re-run resets the suite and leaves its runs as they were: only a new conclusion ends the waiting.
  const isConcluded = run.status === 'COMPLETED' && suiteStatus !== 'QUEUED';
  return {
    id: run.databaseId,
    headSha,
    externalId: run.externalId ?? '',
    conclusion: isConcluded ? (run.conclusion?.toLowerCase() ?? null) : null,
    title: run.title ?? '',
    summary: run.summary ?? '',
    text: run.text ?? '',
  };
}

/** The app's comment on this page. Anyone can write the marker, so that only the author makes it the app's. */
export function publishedComment(page: CommentPage): Published['comment'] {
  for (const { databaseId, body, viewerDidAuthor } of page.nodes) {
    if (databaseId !== null && viewerDidAuthor && body.includes(COMMENT_MARKER))
      return { id: databaseId, body };
  }
  return null;
}
