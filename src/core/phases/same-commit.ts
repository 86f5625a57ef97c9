// Who has to be looked at because of a verdict on their commit, and how soon without being told.
import { headOf } from '../model/facts/facts.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import { type Instant, instant, type PullNumber, type Subject } from '../model/ids.ts';
import { parseRunMark } from '../model/run-mark.ts';
import { CHECK_NAME, type CheckContent, type Desired } from '../show/effects.ts';
import { isHidden } from '../show/plan/checks.ts';
import { judgedOthers, withoutRun } from '../show/same-commit.ts';
import type { Look } from './look.ts';

/** Who waits for another pull request is not told when that one goes on to a new commit. */
const HELD_SWEEP = 5 * 60_000;

function pulls({ facts }: Pick<Look, 'facts'>, numbers: readonly PullNumber[]): readonly Subject[] {
  const { id: repository } = facts.repository;
  return [...new Set(numbers)].map((number) => ({ kind: 'pull', repository, number }));
}

function ownCheck(change: PullFacts, { checks }: Pick<Desired, 'checks'>): CheckContent | undefined {
  return checks.find(({ name, headSha }) => name === CHECK_NAME && headSha === headOf(change));
}

/** Whether the subject's run says of it already what it should, and decides where it has to. */
function isAsWanted(
  check: CheckContent,
  { change, published: { checks, others } }: Look<PullFacts>,
): boolean {
  const shown = checks.find(({ name, headSha }) => name === CHECK_NAME && headSha === check.headSha);
  return (
    shown?.externalId === check.externalId &&
    shown.conclusion === check.conclusion &&
    !isHidden(check, shown, others, change)
  );
}

/**
 * The others on the commit, once for each change of what the subject's run decides: whoever was judged at the same moment, or from a
 * read that lagged, judges again. One that shows no run is woken until it does, into whichever base it goes: the delivery that told
 * of it may be lost, and this run lets it pass meanwhile. It ends, because a verdict that only follows theirs changes nothing for
 * them, and one that shows no run wakes nobody.
 */
export function othersToWake(look: Look<PullFacts>, desired: Desired): readonly Subject[] {
  const { change, published } = look;
  const check = ownCheck(change, desired);
  // A new description is judged in the next turn, and the check is written then.
  if (check === undefined || desired.description !== null) return [];
  const isQuiet = isAsWanted(check, look);
  const others = isQuiet ? withoutRun(change, published) : change.sameHead.open;
  const unlisted = isQuiet ? [] : judgedOthers(change, published).map(({ pull }) => pull);
  return pulls(look, [...others.map(({ number }) => number), ...unlisted]);
}

/** The others on the commit of a pull request that is open no longer. */
export function othersLeft(look: Look<PullFacts>): readonly Subject[] {
  return pulls(
    look,
    look.change.sameHead.open.map(({ number }) => number),
  );
}

/** When to look again at a subject that others keep from passing; else as it was. */
export function lookWhileHeld(
  { change, facts }: Look<PullFacts>,
  desired: Desired,
  wakeAt: Instant | null,
): Instant | null {
  const check = ownCheck(change, desired);
  const own = check === undefined ? null : (parseRunMark(check.externalId)?.own ?? null);
  if (check === undefined || check.conclusion !== 'failure' || own === 'failure') return wakeAt;
  return instant(Math.min(facts.now + HELD_SWEEP, wakeAt ?? Number.POSITIVE_INFINITY));
}
