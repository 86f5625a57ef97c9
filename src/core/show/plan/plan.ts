// The writes between what GitHub shows and what it should show, in groups. Nothing differs, nothing is written.
import { type Facts, pullOf } from '../../model/facts/facts.ts';
import type { PullFacts } from '../../model/facts/pull.ts';
import type { Instant, RepositoryId } from '../../model/ids.ts';
import { type Desired, EFFECT_GROUPS, type Effect, type EffectGroup, type Published } from '../effects.ts';
import { planCheck } from './checks.ts';
import { planAnswer, planNotes, planPassport } from './conversation.ts';
import { planDoubles } from './doubles.ts';
import { planLabels } from './labels.ts';

interface Target {
  readonly facts: Facts;
  readonly now: Instant;
  readonly repository: RepositoryId;
  /** Null for a branch, which has neither labels nor a conversation. */
  readonly pull: PullFacts | null;
  readonly published: Published;
}

type Family = EffectGroup['name'];

/** One planner a family of effects: a family without one does not compile. */
const PLANNERS: Readonly<Record<Family, (wanted: Desired, target: Target) => readonly Effect[]>> = {
  verdict: ({ checks }, { facts, published }) =>
    checks.flatMap((check) => planCheck(facts, check, published)),
  description: ({ description }, { repository, pull }) =>
    description === null || pull === null || description === pull.body
      ? []
      : [{ kind: 'update-description', repository, pull: pull.number, body: description }],
  passport: ({ passport }, { repository, published, now }) =>
    planPassport(repository, passport, published.passport, now),
  answers: ({ answers }, { repository, pull, published }) =>
    pull === null
      ? []
      : answers.flatMap((answer) => planAnswer(repository, answer, pull.number, published.notes)),
  notes: ({ notes }, { repository, pull, published }) =>
    pull === null ? [] : planNotes(repository, notes, pull.number, published.notes),
  labels: ({ labels }, { repository, pull }) => (pull === null ? [] : planLabels(repository, labels, pull)),
  doubles: (_wanted, { repository, pull, published }) =>
    pull === null ? [] : planDoubles(repository, pull, published),
};

/** A new description changes the verdict: the rest is judged in the next turn, not in this one by what it was. */
const WITH_A_NEW_DESCRIPTION: readonly Family[] = ['description', 'answers', 'notes'];

/** The groups that hold a write, in the order in which they are written. */
export function plan(facts: Facts, wanted: Desired, published: Published): readonly EffectGroup[] {
  const { now, repository } = facts;
  const target: Target = { facts, now, repository: repository.id, pull: pullOf(facts), published };
  const groups = EFFECT_GROUPS.map(
    (name): EffectGroup => ({ name, effects: PLANNERS[name](wanted, target) }),
  );
  const rewrites = groups.some(({ name, effects }) => name === 'description' && effects.length > 0);
  return groups.filter(
    ({ name, effects }) => effects.length > 0 && (!rewrites || WITH_A_NEW_DESCRIPTION.includes(name)),
  );
}
