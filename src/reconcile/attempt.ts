// One attempt of a turn: reads until the core has all it asked for, has it decide, and writes the difference.

import type { ReadPlan } from '../core/case/need.ts';
import type { Facts } from '../core/model/facts/facts.ts';
import type { Instant } from '../core/model/ids.ts';
import type { Step } from '../core/phases/step.ts';
import type { Published } from '../core/show/effects.ts';
import { patience } from './hints.ts';
import { organisationNotices } from './organisation-notices.ts';
import { type OwnWrites, ownWrites } from './own-writes.ts';
import { planMemory } from './plan-memory.ts';
import type { Claim, Clock, GitHubError, Log, Reader, Writer } from './ports.ts';
import { type Failure, type Noted, writeGroups } from './write-groups.ts';

export type EffectsStep = Extract<Step, { kind: 'effects' }>;

/** The core's decision with everything bound that stays the same from turn to turn. */
export type Decide = (facts: Facts, published: Published, plan: ReadPlan) => Step;

export type Attempt =
  | {
      readonly kind: 'written';
      readonly step: EffectsStep;
      readonly failures: readonly Failure[];
      /** When to read again, because the snapshot lags behind a delivery; null where it does not. */
      readonly until: Instant | null;
    }
  /** The snapshot lags behind a delivery, and nothing was made of it. */
  | { readonly kind: 'behind'; readonly until: Instant }
  | { readonly kind: 'unread'; readonly error: GitHubError }
  | { readonly kind: 'given-up'; readonly reason: string };

/** How often a turn read, and how many effects it wrote; counted over its attempts. */
export interface Counts {
  reads: number;
  writes: number;
}

/**
 * What a read lacks shows one after the other: the policy, then its templates and its organisation's, then the code owners' file and
 * people's permissions, then the teams that it names. A fifth read leaves room for a change meanwhile.
 */
const MOST_READS = 5;

const TOO_LONG: Attempt = { kind: 'given-up', reason: 'The turn took too long' };

/** What a write leaves in the memory of the app's own writes. */
function noting(own: OwnWrites, { subject }: Claim): Noted {
  return (effect, result) => {
    if (result.kind === 'done') own.remember(subject, effect, result.made);
    if (result.kind === 'conflict') own.forget(subject, effect);
  };
}

export interface AttemptParts {
  readonly reader: Reader;
  readonly writer: Writer;
  readonly decide: Decide;
  readonly clock: Clock;
  readonly log: Log;
}

/** Makes the attempts of all turns: they share what is remembered of plans and of the app's own writes. */
export function attempts({ reader, writer, decide, clock, log }: AttemptParts) {
  const plans = planMemory();
  const own = ownWrites(clock);
  const noteOrganisation = organisationNotices(log);

  return async (claim: Claim, counts: Counts, signal: AbortSignal): Promise<Attempt> => {
    const { installation, subject } = claim;
    let plan = plans.recall(subject);
    for (let reads = 0; reads < MOST_READS; reads++) {
      if (signal.aborted) return TOO_LONG;
      counts.reads++;
      const answer = await reader.read(installation, subject, plan, signal);
      const { until, judges } = patience(claim.hints, answer.ok ? answer.value.seen : null, clock.now());
      if (!answer.ok) {
        const isLate = answer.error.kind === 'not-found' && until !== null;
        return isLate ? { kind: 'behind', until } : { kind: 'unread', error: answer.error };
      }
      if (until !== null && !judges) return { kind: 'behind', until };
      const snapshot = own.over(subject, answer.value);
      noteOrganisation(snapshot.facts);
      const facts = { ...snapshot.facts, presses: claim.presses };
      const step = decide(facts, snapshot.published, snapshot.plan);
      switch (step.kind) {
        case 'read-again':
          plan = step.plan;
          break;
        case 'effects': {
          plans.remember(subject, step.next);
          const { writes, failures } = await writeGroups(
            writer,
            installation,
            step.groups,
            noting(own, claim),
            signal,
          );
          counts.writes += writes;
          return signal.aborted ? TOO_LONG : { kind: 'written', step, failures, until };
        }
      }
    }
    return { kind: 'given-up', reason: `The policy asked for other files after each of ${MOST_READS} reads` };
  };
}
