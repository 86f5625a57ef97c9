// Remembers which files and branches the last look at a subject needed, so that a warm turn reads once.
import { LruMap } from 'toad-cache';
import { planOf, type ReadPlan, sharedPlan } from '../core/case/need.ts';
import { fullName, parseBranchName, type Subject, subjectKey } from '../core/model/ids.ts';

/** Where nothing was learned yet: most repositories that have a development branch call it so, and asking for one too many costs nothing. */
export const FIRST_GUESS: Readonly<Record<Subject['kind'], ReadPlan>> = {
  pull: planOf(
    [parseBranchName('develop')].flatMap((branch) =>
      branch === null ? [] : [{ kind: 'develop-branch', branch } as const],
    ),
  ),
  branch: planOf(),
};

/** Some 300 bytes an entry: a few megabytes at most. */
const REMEMBERED = 5_000;

export interface PlanMemory {
  recall(subject: Subject): ReadPlan;
  remember(subject: Subject, plan: ReadPlan): void;
}

/**
 * A new pull request starts from what its repository's last one needed, since most share a base branch. That may be
 * wrong for this base: the step that decides then asks for another read. Nothing is ever decided from this memory.
 */
export function planMemory(): PlanMemory {
  const bySubject = new LruMap<ReadPlan>(REMEMBERED);
  const byRepository = new LruMap<ReadPlan>(REMEMBERED);
  const repositoryKey = (subject: Subject) => `${subject.kind} ${fullName(subject.repository)}`;
  return {
    recall: (subject) =>
      bySubject.get(subjectKey(subject)) ??
      byRepository.get(repositoryKey(subject)) ??
      FIRST_GUESS[subject.kind],
    remember(subject, plan) {
      bySubject.set(subjectKey(subject), plan);
      byRepository.set(repositoryKey(subject), sharedPlan(plan));
    },
  };
}
