// In which order a hotfix is put right. The check, the comment and the decision tree all list rules in this order.

/**
 * The stages of the work, first to last. A rule names the stage that its task belongs to. Within a stage rules stand by their ids:
 * where the order of two tasks matters, they are two stages.
 */
export const STAGES = [
  /** Decides over everything below: whether this is an emergency, and how severe it is. */
  'triage',
  /** Answers that the author writes into the description, or says in a comment. */
  'description',
  /** Takes the fix to another branch. What is done to the old branch before that is done twice. */
  'origin',
  /** Names the branch. A pull request whose branch is renamed is closed and opened again. */
  'branch',
  /** Changes the code: what is too much, what is missing. */
  'change',
  /** Words the commits, once they hold what they should. */
  'commits',
  /** Asked of others. They look at the head, so it comes after everything that changes the head. */
  'review',
  /** Shown to learn from. It never has to be done. */
  'information',
] as const;

export type Stage = (typeof STAGES)[number];

interface Staged {
  readonly id: string;
  readonly stage: Stage;
}

/** What comes first is done first. */
export function byStage(one: Staged, other: Staged): number {
  const difference = STAGES.indexOf(one.stage) - STAGES.indexOf(other.stage);
  return difference !== 0 ? difference : one.id < other.id ? -1 : 1;
}
