// A check speaks for a commit: where several pull requests have it, the newest run decides about all of them. So none that the app
// writes is weaker than the strictest of their verdicts.
import { type Facts, headOf } from '../model/facts/facts.ts';
import type { CarryingPull } from '../model/facts/origin.ts';
import { type Conclusion, strictest } from '../model/finding.ts';
import type { PullNumber } from '../model/ids.ts';
import { CHECK_NAME, type OtherRun, type Published } from './effects.ts';

type Change = Facts['change'];

/** Whether another pull request still has the subject's head. Where GitHub's list does not tell, it has. */
export function mayBeOpen({ sameHead: { open, isWhole, gone } }: Change, pull: PullNumber): boolean {
  return open.some(({ number }) => number === pull) || (!isWhole && !gone.includes(pull));
}

/** Runs of the check on the subject's own head. */
function isOnHead(change: Change) {
  return ({ name, headSha }: { readonly name: string; readonly headSha: string }) =>
    name === CHECK_NAME && headSha === headOf(change);
}

/**
 * The others as they were last judged. That one is `failure` says by itself that its pull request goes into production, by the
 * policy of its own base: the policy of any other branch has no say in it.
 */
export function judgedOthers(change: Change, { others }: Published): readonly OtherRun[] {
  return others.filter(isOnHead(change)).filter(({ pull }) => mayBeOpen(change, pull));
}

/** Open ones that show no run, into whichever base. Whether they will show one, the policies of their bases tell. */
export function withoutRun(change: Change, { others }: Published): readonly CarryingPull[] {
  const onHead = others.filter(isOnHead(change));
  return change.sameHead.open.filter(({ number }) => !onHead.some(({ pull }) => pull === number));
}

/**
 * Open ones into the same base that have not been judged. The same policy tells of both, so each of them will show a run;
 * whoever waited for one that never does would wait for ever.
 */
export function unjudgedOthers(change: Change, published: Published): readonly CarryingPull[] {
  if (change.kind === 'branch') return [];
  return withoutRun(change, published).filter(({ base }) => base === change.base);
}

/** Whether another one waits for this subject's verdict: it shows a run, and goes into the same base. */
export function isAwaited(change: Change, published: Published): boolean {
  if (change.kind === 'branch') return false;
  const judged = judgedOthers(change, published).map(({ pull }) => pull);
  return change.sameHead.open.some(({ base, number }) => base === change.base && judged.includes(number));
}

/** What decides about the commit now; undefined where no run does. */
function standing(change: Change, { checks, others }: Published): string | null | undefined {
  const all = [...checks, ...others].filter(isOnHead(change));
  return all.toSorted((one, other) => one.id - other.id).at(-1)?.conclusion;
}

/** What is written on a head, and who keeps it from passing. */
export interface Weighed {
  readonly conclusion: Conclusion;
  readonly notReady: readonly PullNumber[];
  readonly notJudged: readonly PullNumber[];
}

/** Weighs a subject's own verdict together with the others' on its head. */
export function weigh(change: Change, own: Conclusion, published: Published): Weighed {
  const judged = judgedOthers(change, published);
  const stands = standing(change, published);
  const isPassing = stands === undefined || stands === 'success' || stands === 'neutral';
  const notJudged = isPassing ? [] : unjudgedOthers(change, published).map(({ number }) => number);
  return {
    conclusion: notJudged.length > 0 ? 'failure' : strictest([own, ...judged.map((run) => run.own)]),
    notReady: judged.filter((run) => run.own === 'failure').map(({ pull }) => pull),
    notJudged,
  };
}
