// Writes the groups of one step: within a group in order, and what one group meets does not keep the others from being written.
import type { Effect, EffectGroup, EffectResult } from '../core/show/effects.ts';
import type { InstallationId, Writer } from './ports.ts';

/** An effect that was not written, with its group. The rest of that group was left. */
export interface Failure {
  readonly group: EffectGroup['name'];
  readonly result: Exclude<EffectResult, { kind: 'done' }>;
}

export interface Written {
  /** Effects that were tried. */
  readonly writes: number;
  readonly failures: readonly Failure[];
}

/** Who hears at once what became of each effect: a turn that is given up has still written. */
export type Noted = (effect: Effect, result: EffectResult) => void;

/** Ends early where a limit is used up, which would meet every further write, and where the turn is given up. */
export async function writeGroups(
  writer: Writer,
  installation: InstallationId,
  groups: readonly EffectGroup[],
  noted: Noted,
  signal: AbortSignal,
): Promise<Written> {
  const failures: Failure[] = [];
  let writes = 0;
  for (const { name: group, effects } of groups) {
    for (const effect of effects) {
      if (signal.aborted) return { writes, failures };
      writes += 1;
      const result = await writer.apply(installation, effect, signal);
      noted(effect, result);
      if (result.kind === 'done') continue;
      failures.push({ group, result });
      if (result.kind === 'limited') return { writes, failures };
      break;
    }
  }
  return { writes, failures };
}
