// What the app wrote a moment ago counts as shown although a read does not show it yet, so that nothing is written twice.
// Where the snapshot shows the object itself, in a state that is as new, the snapshot wins: somebody may have changed it since.
import type { Facts } from '../model/facts/facts.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import { strictest } from '../model/finding.ts';
import type { Instant } from '../model/ids.ts';
import { parseRunMark } from '../model/run-mark.ts';
import { sameLabel } from '../model/same-label.ts';
import type { CheckContent, Effect, Made, OtherRun, Published } from './effects.ts';
import { noteKeyOf, PASSPORT_MARKER } from './texts/markers.ts';

/** A write that GitHub took. */
export interface OwnWrite {
  readonly effect: Effect;
  readonly made: Made | null;
  /** When it was written: by GitHub's clock where its answer tells, else by ours. */
  readonly at: Instant;
}

/** What GitHub shows, as far as the app's own writes bear on it. */
export interface Shown {
  readonly change: Facts['change'];
  readonly published: Published;
}

/** What each object is known by: a later write to it replaces the earlier. Null: nothing is to be remembered of it. */
export function objectOf({ effect, made }: Pick<OwnWrite, 'effect' | 'made'>): string | null {
  switch (effect.kind) {
    case 'create-check-run':
    case 'update-check-run':
      return made === null ? null : `check ${effect.check.name} ${effect.check.headSha}`;
    case 'create-comment':
      return made === null ? null : `comment ${made.id}`;
    case 'update-comment':
    case 'delete-comment':
      return `comment ${effect.id}`;
    case 'add-labels':
      return `label ${effect.labels.map(({ name }) => name.toLowerCase()).join(' ')}`;
    case 'remove-label':
      return `label ${effect.label.toLowerCase()}`;
    case 'react':
      return `reaction ${effect.comment}`;
    case 'update-description':
      // It doubles nothing, and whoever edited it meanwhile is to be read.
      return null;
  }
}

/** One write for each object. */
export function byObject(write: OwnWrite): readonly OwnWrite[] {
  const { effect } = write;
  return effect.kind === 'add-labels'
    ? effect.labels.map((label) => ({ ...write, effect: { ...effect, labels: [label] } }))
    : [write];
}

/**
 * The run that is shown, where it is the same or a newer one. Of the same run the snapshot is believed even when it is late: writing a
 * verdict again costs a request, and a memory that hides what another process wrote would leave a wrong one.
 */
function withCheck(checks: Published['checks'], check: CheckContent, { id }: Made): Published['checks'] {
  const { name, headSha, externalId, conclusion, title, summary, text } = check;
  const shown = checks.find((one) => one.name === name && one.headSha === headSha);
  if (shown !== undefined && shown.id >= id) return checks;
  const own = { id, name, headSha, externalId, conclusion, title, summary, text };
  return [...checks.filter((one) => one !== shown), own];
}

/**
 * What another pull request's turn wrote on the same commit. Where one run is shown with another verdict than is remembered, one of the
 * two is late and it is not known which: the stricter counts, so that a late read never lets a weaker run pass.
 */
function withOther(others: Published['others'], { effect, made }: OwnWrite): Published['others'] {
  if (made === null || (effect.kind !== 'create-check-run' && effect.kind !== 'update-check-run'))
    return others;
  const { name, headSha, externalId, conclusion } = effect.check;
  const mark = parseRunMark(externalId);
  if (mark?.subject.kind !== 'pull' || mark.own === null) return others;
  const { number: pull } = mark.subject;
  const isShown = (one: OtherRun) => one.pull === pull && one.name === name && one.headSha === headSha;
  const shown = others.find(isShown);
  if (shown !== undefined && shown.id > made.id) return others;
  const own = shown?.id === made.id ? strictest([shown.own, mark.own]) : mark.own;
  const run = { id: made.id, name, headSha, pull, own, conclusion };
  return [...others.filter((one) => one !== shown), shown?.id === made.id ? { ...shown, own } : run];
}

/** What GitHub shows, with what was written for other subjects on the same commit. */
export function withOthersWrites(published: Published, writes: readonly OwnWrite[]): Published {
  return { ...published, others: writes.reduce(withOther, published.others) };
}

/** Another passport that is shown is the older one, which is kept. */
function withPassport(shown: Published['passport'], id: number, body: string, at: Instant) {
  if (shown !== null && (shown.id !== id || shown.writtenAt >= at)) return shown;
  return { id, body, writtenAt: at };
}

function withComment(published: Published, id: number, body: string, at: Instant): Published {
  const key = noteKeyOf(body);
  if (key !== null) {
    const { notes } = published;
    return notes.includes(key) ? published : { ...published, notes: [...notes, key] };
  }
  if (!body.includes(PASSPORT_MARKER)) return published;
  return { ...published, passport: withPassport(published.passport, id, body, at) };
}

/** Whoever took the label off since has declined it. */
function withLabel(pull: PullFacts, name: string): PullFacts {
  const isName = (one: string) => sameLabel(one, name);
  if (pull.labels.some(isName) || pull.declinedLabels.some(isName)) return pull;
  return { ...pull, labels: [...pull.labels, name], ownLabels: [...pull.ownLabels, name] };
}

/** Whoever put the label there since has made it theirs. */
function withoutLabel(pull: PullFacts, name: string): PullFacts {
  const isOther = (one: string) => !sameLabel(one, name);
  if (pull.ownLabels.every(isOther)) return pull;
  return { ...pull, labels: pull.labels.filter(isOther), ownLabels: pull.ownLabels.filter(isOther) };
}

function withReaction(pull: PullFacts, { effect, at }: OwnWrite): PullFacts {
  if (effect.kind !== 'react' || !pull.comments.known) return pull;
  const answer = { kind: effect.reaction === '+1' ? 'accepted' : 'refused', at } as const;
  const value = pull.comments.value.map((comment) =>
    comment.id === effect.comment && comment.answer === null ? { ...comment, answer } : comment,
  );
  return { ...pull, comments: { ...pull.comments, value } };
}

function withWrite({ change, published }: Shown, write: OwnWrite): Shown {
  const { effect, made, at } = write;
  const onPull = (changed: (pull: PullFacts) => PullFacts): Shown => ({
    change: change.kind === 'pull' ? changed(change) : change,
    published,
  });
  switch (effect.kind) {
    case 'create-check-run':
    case 'update-check-run':
      return made === null
        ? { change, published }
        : { change, published: { ...published, checks: withCheck(published.checks, effect.check, made) } };
    case 'create-comment':
      return {
        change,
        published: made === null ? published : withComment(published, made.id, effect.body, at),
      };
    case 'update-comment':
      return { change, published: withComment(published, effect.id, effect.body, at) };
    case 'delete-comment':
      return {
        change,
        published: { ...published, doubles: published.doubles.filter((id) => id !== effect.id) },
      };
    case 'add-labels':
      return onPull((pull) => effect.labels.reduce((labelled, { name }) => withLabel(labelled, name), pull));
    case 'remove-label':
      return onPull((pull) => withoutLabel(pull, effect.label));
    case 'react':
      return onPull((pull) => withReaction(pull, write));
    case 'update-description':
      return { change, published };
  }
}

/** What a snapshot shows, with what was written and is not shown yet. `writes` in the order in which they were made. */
export function withOwnWrites(shown: Shown, writes: readonly OwnWrite[]): Shown {
  return writes.reduce(withWrite, shown);
}
