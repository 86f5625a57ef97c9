// How severe it is, where several places say so: the newest act counts. See docs/decisions/0017-severity-is-a-decision.md.
import { minutes } from '../model/duration.ts';
import type { Facts } from '../model/facts/facts.ts';
import { after, duration, type Instant } from '../model/ids.ts';
import type { Severity } from '../model/severity.ts';
import type { Decisions } from './decisions.ts';
import type { PullRequestDocument } from './document.ts';
import { datedSources, type SeveritySource, undatedSources } from './severity-sources.ts';

export interface StatedSeverity {
  /** Null where the words that count name no step that is known, or several. */
  readonly severity: Severity | null;
  /** The place that counts. */
  readonly counts: SeveritySource;
  /** The other places of which it is known when they were written, the newest first. */
  readonly others: readonly SeveritySource[];
  /** Places that say something else, where nothing tells which is newer. */
  readonly contradicting: readonly SeveritySource[];
}

/** A form sets labels in a second step, right after the opening: both are one act. */
const OPENING = minutes(1);

/** What is not known counts as the opening. */
function momentOf({ act, place }: SeveritySource, openedAt: Instant): Instant {
  if (act === null) return openedAt;
  if (place === 'label') return act.at <= after(openedAt, OPENING) ? openedAt : act.at;
  // Nobody comments before the opening, be it in the same second.
  return place === 'command' && act.at <= openedAt ? after(openedAt, duration(1)) : act.at;
}

/** What is stated where: the pull request, its description as the template reads it, the commands. */
interface Stated {
  readonly facts: Facts;
  readonly document: PullRequestDocument | null;
  readonly decisions: Decisions;
}

/** Null where no place states one whose time is known: a grade in a title alone is a way of speaking. */
export function statedSeverity({ facts: { change }, document, decisions }: Stated): StatedSeverity | null {
  if (change.kind !== 'pull' || document === null) return null;
  const at = (source: SeveritySource) => momentOf(source, change.openedAt);
  // Of what was said at once the first counts until it is settled: the command, the description, the labels in their order.
  const [counts, ...others] = datedSources(change, document, decisions).toSorted(
    (one, other) => at(other) - at(one),
  );
  if (counts === undefined) return null;
  const { severity } = counts;
  const rivals = [...others.filter((source) => at(source) === at(counts)), ...undatedSources(change)];
  const differs = (source: SeveritySource) =>
    severity !== null && source.severity !== null && source.severity !== severity;
  return { severity, counts, others, contradicting: rivals.filter(differs) };
}
