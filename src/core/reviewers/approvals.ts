// Which reviews count: of each reviewer the last word, on the head, by somebody who may push and did not work on the change.
import type { Account } from '../model/facts/people.ts';
import type { Commit, PullFacts, Review } from '../model/facts/pull.ts';
import { sameLogin } from '../model/ids.ts';
import { type Markdown, md } from '../model/markdown.ts';

/** A review whose author is there. */
export type KnownReview = Review & { readonly author: Account };

/** A review that was given and does not count, with the reason as a sentence. */
export interface Discounted {
  readonly review: KnownReview;
  readonly reason: Markdown;
}

export interface Approvals {
  /** Approvals of the head by people who may push and did not work on it. Their group is not asked yet. */
  readonly standing: readonly KnownReview[];
  readonly discounted: readonly Discounted[];
  /** Requests for changes of the head that stand. */
  readonly objections: readonly KnownReview[];
}

/** Of each reviewer the newest decision. A comment leaves an earlier approval or objection as it is. */
export function lastWords(reviews: readonly Review[]): readonly KnownReview[] {
  const byLogin = new Map<string, KnownReview>();
  for (const review of reviews) {
    const { author } = review;
    if (author === null || review.state === 'commented') continue;
    // Set anew at the end, so that the map's order is that of the last words.
    byLogin.delete(author.login.toLowerCase());
    byLogin.set(author.login.toLowerCase(), { ...review, author });
  }
  return [...byLogin.values()];
}

function handsOf(commit: Commit): readonly (Account | null)[] {
  return [commit.author, commit.committer, ...commit.coAuthors];
}

/** Whoever made the change. Merges that only bring the base in are left aside; the head is not, since a merge can hold anything. */
export function contributorsOf(pull: PullFacts): readonly Account[] {
  const commits = pull.commits.known ? pull.commits.value : [];
  const own = commits.filter(({ parents, sha }) => parents < 2 || sha === pull.head.sha);
  return [pull.author, ...own.flatMap(handsOf)].filter((account) => account !== null);
}

function whyNot(review: KnownReview, pull: PullFacts): Markdown | null {
  const { author, commit, authorCanWrite } = review;
  if (author.kind !== 'user') return md`${author.login} is not a person`;
  if (pull.author !== null && sameLogin(author.login, pull.author.login))
    return md`${author.login} opened the pull request`;
  if (contributorsOf(pull).some(({ login }) => sameLogin(login, author.login)))
    return md`${author.login} wrote some of the commits`;
  if (commit !== pull.head.sha) {
    const older =
      commit === null ? md`a commit that was removed` : md`${commit.slice(0, 7)}, an older commit`;
    return md`${author.login} approved ${older}`;
  }
  return authorCanWrite ? null : md`${author.login} lost write access`;
}

export function approvalsOf(pull: PullFacts, reviews: readonly Review[]): Approvals {
  const words = lastWords(reviews);
  const standing: KnownReview[] = [];
  const discounted: Discounted[] = [];
  for (const review of words.filter(({ state }) => state === 'approved')) {
    const reason = whyNot(review, pull);
    if (reason === null) standing.push(review);
    else discounted.push({ review, reason });
  }
  const dismissed = words
    .filter(({ state }) => state === 'dismissed')
    .map((review) => ({ review, reason: md`The review of ${review.author.login} was dismissed` }));
  const objections = words.filter(
    ({ state, author, authorCanWrite }) =>
      state === 'changes-requested' && author.kind === 'user' && authorCanWrite,
  );
  return { standing, discounted: [...discounted, ...dismissed], objections };
}
