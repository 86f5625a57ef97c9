// The writes between what GitHub shows and what it should show. Nothing differs, nothing is written.

import type { PullFacts } from '../model/facts/pull.ts';
import type { RepositoryId } from '../model/ids.ts';
import { sameLabel } from '../model/same-label.ts';
import type { CheckContent, Desired, Effect, Published, ShownCheck } from './effects.ts';
import { noteMarker, replyKey } from './texts/markers.ts';

/** GitHub may change line ends and trim what it stores; that is no difference. */
function sameText(a: string, b: string): boolean {
  return a === b || tidy(a) === tidy(b);
}

function tidy(text: string): string {
  return text.replace(/\r\n/g, '\n').trim();
}

/**
 * One comparison per field of a check, so that a new field cannot be forgotten: it would not compile. `actions` cannot be
 * read back from GitHub; they follow from the findings, which the texts show.
 */
const SAME: { readonly [Key in keyof CheckContent]: (wanted: CheckContent, shown: ShownCheck) => boolean } = {
  name: (wanted, shown) => wanted.name === shown.name,
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
  wanted: CheckContent,
  checks: readonly ShownCheck[],
): readonly Effect[] {
  // A run belongs to its commit: on a new head there is a new run.
  const shown = checks.find((check) => check.name === wanted.name && check.headSha === wanted.headSha);
  if (shown === undefined) return [{ kind: 'create-check-run', repository, check: wanted }];
  if (Object.values(SAME).every((same) => same(wanted, shown))) return [];
  return [{ kind: 'update-check-run', repository, id: shown.id, check: wanted }];
}

function planPassport(
  repository: RepositoryId,
  wanted: Desired['passport'],
  shown: Published['passport'],
): readonly Effect[] {
  if (wanted === null) return [];
  if (shown === null) return [{ kind: 'create-comment', repository, ...wanted }];
  if (sameText(wanted.body, shown.body)) return [];
  return [{ kind: 'update-comment', repository, id: shown.id, body: wanted.body }];
}

function planLabels(repository: RepositoryId, wanted: Desired['labels'], pull: PullFacts): readonly Effect[] {
  if (wanted === null) return [];
  const has = (name: string) => pull.labels.some((label) => sameLabel(label, name));
  const missing = wanted.wanted.filter(({ name }) => !has(name));
  const add: readonly Effect[] =
    missing.length === 0 ? [] : [{ kind: 'add-labels', repository, pull: pull.number, labels: missing }];
  return [
    ...add,
    ...wanted.unwanted
      .filter(has)
      .map((label): Effect => ({ kind: 'remove-label', repository, pull: pull.number, label })),
  ];
}

/** A note is written once: whoever finds its key among the comments finds it said. */
function planNotes(
  repository: RepositoryId,
  notes: Desired['notes'],
  pull: PullFacts,
  said: readonly string[],
): readonly Effect[] {
  return notes
    .filter(({ key }) => !said.includes(key))
    .map(({ key, body }) => ({
      kind: 'create-comment',
      repository,
      pull: pull.number,
      body: `${noteMarker(key)}\n${body}`,
    }));
}

/** The reaction comes after its reply: a crash between the two repeats the command and finds the reply. */
function planAnswers(
  repository: RepositoryId,
  answers: Desired['answers'],
  pull: PullFacts,
  said: readonly string[],
): readonly Effect[] {
  return answers.flatMap(({ comment, verdict, reply }) => [
    ...planNotes(repository, reply === null ? [] : [{ key: replyKey(comment), body: reply }], pull, said),
    { kind: 'react', repository, comment, reaction: verdict === 'accepted' ? '+1' : '-1' } as const,
  ]);
}

/**
 * The check comes first: people wait for the verdict, not for the comment.
 * @param pull null for a branch, which has neither labels nor a conversation
 */
export function plan(
  repository: RepositoryId,
  desired: Desired,
  published: Published,
  pull: PullFacts | null,
): readonly Effect[] {
  const checks = desired.checks.flatMap((check) => planCheck(repository, check, published.checks));
  const passport = planPassport(repository, desired.passport, published.passport);
  if (pull === null) return [...checks, ...passport];
  const said = published.notes;
  const conversation = [
    ...planAnswers(repository, desired.answers, pull, said),
    ...planNotes(repository, desired.notes, pull, said),
  ];
  const { description } = desired;
  // A new description changes the verdict: it is judged in the next turn, not in this one by what it was.
  if (description !== null && description !== pull.body) {
    const body = description;
    return [{ kind: 'update-description', repository, pull: pull.number, body }, ...conversation];
  }
  // Labels come last: where a repository refuses one, nobody waits for an answer because of it.
  return [...checks, ...passport, ...conversation, ...planLabels(repository, desired.labels, pull)];
}
