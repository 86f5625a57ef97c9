// Remembers which files and branches the last look at a subject needed, so that a warm turn reads once.
import { LruMap } from 'toad-cache';
import { fullName, type Subject, subjectKey } from '../core/model/ids.ts';
import { EMPTY_PLAN, FIRST_GUESS, type ReadPlan } from '../core/phases/read-plan.ts';

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
      (subject.kind === 'pull' ? FIRST_GUESS : EMPTY_PLAN),
    remember(subject, plan) {
      bySubject.set(subjectKey(subject), plan);
      // What one pull request's own people and files made necessary says nothing of the next one.
      const { files, organisationFiles, develop, production, teams } = plan;
      const shared = { ...EMPTY_PLAN, files, organisationFiles, develop, production, teams };
      byRepository.set(repositoryKey(subject), shared);
    },
  };
}
