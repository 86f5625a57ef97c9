// The writes between what GitHub shows and what it should show. Nothing differs, nothing is written.
import type { CheckContent, Desired, Effect, Published } from './effects.ts';
import type { RepositoryId } from './ids.ts';

/** GitHub may change line ends and trim what it stores; that is no difference. */
function sameText(a: string, b: string): boolean {
  return a === b || tidy(a) === tidy(b);
}

function tidy(text: string): string {
  return text.replace(/\r\n/g, '\n').trim();
}

type ShownCheck = NonNullable<Published['check']>;

/**
 * One comparison per field of a check, so that a new field cannot be forgotten: it would not compile. `actions` cannot be
 * read back from GitHub; they follow from the findings, which the texts show.
 */
const SAME: { readonly [Key in keyof CheckContent]: (wanted: CheckContent, shown: ShownCheck) => boolean } = {
  headSha: (wanted, shown) => wanted.headSha === shown.headSha,
  externalId: (wanted, shown) => wanted.externalId === shown.externalId,
  conclusion: (wanted, shown) => wanted.conclusion === shown.conclusion,
  title: (wanted, shown) => sameText(wanted.title, shown.title),
  summary: (wanted, shown) => sameText(wanted.summary, shown.summary),
  text: (wanted, shown) => sameText(wanted.text, shown.text),
  actions: () => true,
};

function planCheck(
  repository: RepositoryId,
  wanted: CheckContent | null,
  shown: Published['check'],
): readonly Effect[] {
  if (wanted === null) return [];
  // A run belongs to its commit: on a new head there is a new run.
  if (shown === null || shown.headSha !== wanted.headSha)
    return [{ kind: 'create-check-run', repository, check: wanted }];
  if (Object.values(SAME).every((same) => same(wanted, shown))) return [];
  return [{ kind: 'update-check-run', repository, id: shown.id, check: wanted }];
}

function planComment(
  repository: RepositoryId,
  wanted: Desired['comment'],
  shown: Published['comment'],
): readonly Effect[] {
  if (wanted === null) return [];
  if (shown === null) return [{ kind: 'create-comment', repository, ...wanted }];
  if (sameText(wanted.body, shown.body)) return [];
  return [{ kind: 'update-comment', repository, id: shown.id, body: wanted.body }];
}

/** The check comes first: people wait for the verdict, not for the comment. */
export function plan(repository: RepositoryId, desired: Desired, published: Published): readonly Effect[] {
  return [
    ...planCheck(repository, desired.check, published.check),
    ...planComment(repository, desired.comment, published.comment),
  ];
}
