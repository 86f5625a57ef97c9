// Compares what an organisation asks with what a repository would put in its place: as strict, or looser?

import { parseDuration } from '../model/duration.ts';
import { parseGroup } from '../reviewers/group.ts';
import type { ConfigurableRule, Strictness } from './configurable-rule.ts';
import { isMapping, type Path, valueAt } from './key-paths.ts';
import type { PlainMapping, PlainValue } from './yaml-source.ts';

function entriesOf(value: PlainValue): readonly PlainValue[] {
  return Array.isArray(value) ? value : [value];
}

/** Whether `own` asks for at least as much as `set`. Values that can't be compared don't. */
export function isAsStrict(strictness: Strictness, set: PlainValue, own: PlainValue): boolean {
  const amount = (value: PlainValue) =>
    typeof value === 'number' ? value : typeof value === 'string' ? parseDuration(value) : null;
  switch (strictness) {
    case 'more':
    case 'less': {
      const [limit, mine] = [amount(set), amount(own)];
      if (limit === null || mine === null) return set === own;
      return strictness === 'more' ? mine >= limit : mine <= limit;
    }
    case 'fewer':
      return entriesOf(own).every((one) => entriesOf(set).includes(one));
    case 'more-of':
      return entriesOf(set).every((one) => entriesOf(own).includes(one));
    case 'same':
      return entriesOf(own).length === entriesOf(set).length && isAsStrict('fewer', set, own);
  }
}

const RANKS = ['write', 'maintain', 'admin'] as const;

function rankOf(text: string): number {
  const group = parseGroup(text);
  return typeof group !== 'string' && group.kind === 'permission' ? RANKS.indexOf(group.least) : -1;
}

/** Whether everybody in `own` is in `set`, as far as their names tell: administrators may write. */
function isNarrower(set: PlainValue, own: PlainValue): boolean {
  const allowed = entriesOf(set).map(String);
  const ranks = allowed.map(rankOf).filter((rank) => rank >= 0);
  return entriesOf(own)
    .map(String)
    .every((one) => allowed.includes(one) || (ranks.length > 0 && rankOf(one) >= Math.min(...ranks)));
}

function isOff(value: PlainValue): boolean {
  return value === 'off';
}

function ruleMayStand(
  path: Path,
  organisation: Layer,
  own: PlainValue,
  rules: readonly ConfigurableRule[],
): boolean {
  const [, id = '', setting] = path;
  if (setting === undefined) return !isOff(own) || isOff(valueAt(organisation.whole, path));
  const strictness = rules.find((rule) => rule.id === id)?.strictness[setting];
  // What the organisation leaves to the playbook it leaves to its repositories: where their tests are, for one.
  const isSet = valueAt(organisation.written, path) !== undefined;
  return strictness === undefined || !isSet || isAsStrict(strictness, valueAt(organisation.whole, path), own);
}

function severityMayStand(path: Path, set: PlainValue, own: PlainValue): boolean {
  const key = path[2];
  // What is required can only become more, on both sides.
  if (key === 'required') return true;
  return set !== undefined && isAsStrict('less', set, own);
}

function bypassMayStand(path: Path, set: PlainValue, own: PlainValue): boolean {
  if (path[1] === 'authorised-by') return isNarrower(set, own);
  // Words that the organisation leaves open are the repository's own business.
  if (path[1] === 'wording') return set === undefined || set === own;
  // Before the merge is stricter than after it.
  if (path[1] === 'confirmation') return own === 'before' || set === own;
  return isAsStrict(path[1] === 'no-reviewer-after' ? 'more' : 'fewer', set, own);
}

/** An organisation's policy: as it is written, and whole, with everything that its playbook says besides. */
export interface Layer {
  readonly written: PlainMapping;
  readonly whole: PlainMapping;
}

/** Whether a value of the repository may stand where its organisation's policy is extended. */
export function mayStand(
  path: Path,
  organisation: Layer,
  own: PlainValue,
  rules: readonly ConfigurableRule[],
): boolean {
  const set = valueAt(organisation.whole, path);
  switch (path[0]) {
    case 'rules':
      return ruleMayStand(path, organisation, own, rules);
    case 'severities':
      return severityMayStand(path, set, own);
    case 'bypass':
      return bypassMayStand(path, set, own);
    case 'check':
      return set !== true || own === true;
    default:
      return true;
  }
}

/** What holds at a path, as a person would write it; null where nothing does, or more than fits into a line. */
export function whatHolds({ whole }: Layer, path: Path): string | null {
  const value = valueAt(whole, path);
  return path[0] === 'rules' && path.length === 2 && isMapping(value) ? 'on' : writtenOut(value);
}

function writtenOut(value: PlainValue): string | null {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.map((one) => writtenOut(one) ?? '').join(', ');
  return isMapping(value) ? null : String(value);
}
