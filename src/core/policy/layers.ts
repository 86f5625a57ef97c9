// Puts policies on top of each other: a playbook, an organisation's policy, a repository's own. What is locked holds, and what is
// set can only be tightened.

import { parseDuration } from '../model/duration.ts';
import type { ConfigurableRule } from './configurable-rule.ts';
import { usualSettings } from './defaults.ts';
import { isAtOrBelow, isMapping, leaves, type Path, valueAt, withValue } from './key-paths.ts';
import { type Layer, mayStand, whatHolds } from './strictness.ts';
import type { PlainMapping, PlainValue } from './yaml-source.ts';

function putRule(
  whole: PlainMapping,
  path: Path,
  value: PlainValue,
  rules: readonly ConfigurableRule[],
): PlainMapping {
  const [, id = '', setting] = path;
  const place = ['rules', id];
  if (value === 'off' && setting === undefined) return withValue(whole, place, 'off');
  const before = valueAt(whole, place);
  const rule = rules.find((one) => one.id === id);
  const settings = isMapping(before) ? before : rule === undefined ? {} : usualSettings(rule);
  // `on` keeps the settings that stand.
  return withValue(whole, place, setting === undefined ? settings : { ...settings, [setting]: value });
}

function putSeverity(whole: PlainMapping, path: Path, value: PlainValue): PlainMapping {
  const [section = '', step = '', key] = path;
  if (key !== 'required') return withValue(whole, path, value);
  const required = [value].flat().map(String);
  const place = [section, step, 'deferred'];
  const deferred = valueAt(whole, place);
  const kept = Object.entries(isMapping(deferred) ? deferred : {}).filter(([id]) => !required.includes(id));
  return withValue(whole, place, Object.fromEntries(kept));
}

/** One value of a file put into a whole policy, with everything that it means there. */
function put(
  whole: PlainMapping,
  path: Path,
  value: PlainValue,
  rules: readonly ConfigurableRule[],
): PlainMapping {
  if (path[0] === 'rules') return putRule(whole, path, value, rules);
  if (path[0] === 'severities') return putSeverity(whole, path, value);
  return isAboutFiles(path) ? whole : withValue(whole, path, value);
}

/** Says how files are put together, and nothing of what is asked. */
function isAboutFiles([section]: Path): boolean {
  return section === 'extends' || section === 'locked';
}

/** A file's policy on top of a whole one. */
export function laidOn(
  whole: PlainMapping,
  file: PlainMapping,
  rules: readonly ConfigurableRule[],
): PlainMapping {
  return leaves(file).reduce((so, path) => put(so, path, valueAt(file, path), rules), whole);
}

/** Whether a value would change nothing of a whole policy: then it may stand even where a key is locked. */
function isSame(
  whole: PlainMapping,
  path: Path,
  value: PlainValue,
  rules: readonly ConfigurableRule[],
): boolean {
  const set = valueAt(whole, path);
  if (typeof set === 'string' && typeof value === 'string') {
    const length = parseDuration(set);
    if (length !== null && length === parseDuration(value)) return true;
  }
  return JSON.stringify(put(whole, path, value, rules)) === JSON.stringify(whole);
}

function withLock(whole: PlainMapping, lock: Path, theirs: PlainMapping): PlainMapping {
  const isSettingOfNothing =
    lock[0] === 'rules' && lock.length > 2 && !isMapping(valueAt(whole, lock.slice(0, 2)));
  return isSettingOfNothing ? whole : withValue(whole, lock, valueAt(theirs, lock));
}

export interface Refusal {
  readonly path: Path;
  readonly why: 'locked' | 'looser';
  /** What holds instead; null where nothing is set, or too much to say in a line. */
  readonly holds: string | null;
}

export interface Merged {
  readonly whole: PlainMapping;
  /** The repository's values that stand. */
  readonly standing: readonly Path[];
  readonly refusals: readonly Refusal[];
}

/**
 * The repository's policy on top of its organisation's. What is not allowed is left out, and reported.
 * @param base what the repository's file is put on: the organisation's policy where that is extended, else a playbook
 * @param isExtended whether values that are not locked may only be tightened
 */
export function mergeLayers(
  base: PlainMapping,
  own: PlainMapping,
  organisation: Layer,
  { locked, isExtended }: { readonly locked: readonly Path[]; readonly isExtended: boolean },
  rules: readonly ConfigurableRule[],
): Merged {
  const theirs = organisation.whole;
  const refusals: Refusal[] = [];
  const standing: Path[] = [];
  let whole = base;
  for (const path of leaves(own)) {
    const value = valueAt(own, path);
    const isLocked = locked.some((lock) => isAtOrBelow(path, lock) || isAtOrBelow(lock, path));
    const isLoose = isExtended && !mayStand(path, organisation, value, rules);
    if ((isLocked || isLoose) && !isSame(theirs, path, value, rules)) {
      const why = isLocked ? 'locked' : 'looser';
      refusals.push({ path, why, holds: whatHolds(organisation, path) });
    } else if (!isLocked) {
      whole = put(whole, path, value, rules);
      standing.push(path);
    }
  }
  whole = locked.reduce((so, lock) => withLock(so, lock, theirs), whole);
  return { whole, standing, refusals };
}
