// Who else has the very commit that a change ends with.
import type { PullNumber } from '../ids.ts';
import type { CarryingPull } from './origin.ts';

/** The other pull requests on one commit. A check run speaks for the commit, so for all of them. */
export interface SameHead {
  /** Open, with this commit as their head, whatever their base. */
  readonly open: readonly CarryingPull[];
  /** Whether `open` holds all of them. Of a commit that is on the default branch already, GitHub lists no open ones. */
  readonly isWhole: boolean;
  /** Listed, and closed, merged or at another commit by now. */
  readonly gone: readonly PullNumber[];
}

/** Nobody else has it. */
export const ALONE: SameHead = { open: [], isWhole: true, gone: [] };
