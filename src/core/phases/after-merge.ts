// A pull request that is closed, merged or not: it keeps what it showed when it was closed, because that is what people acted on.
import type { PullFacts } from '../model/facts/pull.ts';
import { NOTHING_DESIRED } from '../show/effects.ts';
import type { Look, PhaseDecision } from './look.ts';
import { othersLeft } from './same-commit.ts';

export function afterMerge(look: Look<PullFacts>): PhaseDecision {
  const outcome = look.change.state === 'merged' ? 'merged' : 'closed';
  return {
    kind: 'decided',
    desired: NOTHING_DESIRED,
    wakes: othersLeft(look),
    wakeAt: null,
    needs: null,
    outcome,
  };
}
