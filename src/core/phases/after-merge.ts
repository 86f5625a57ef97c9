// A pull request that is closed, merged or not: it keeps what it showed when it was closed, because that is what people acted on.
import type { PullFacts } from '../model/facts/pull.ts';
import { NOTHING_DESIRED } from '../show/effects.ts';
import type { Look, PhaseDecision } from './look.ts';

export function afterMerge({ change }: Look<PullFacts>): PhaseDecision {
  const outcome = change.state === 'merged' ? 'merged' : 'closed';
  return { kind: 'decided', desired: NOTHING_DESIRED, wakes: [], wakeAt: null, needs: null, outcome };
}
