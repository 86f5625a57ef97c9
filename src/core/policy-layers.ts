// Puts an organisation's policy and a repository's together: what is locked holds, and what is set can only be tightened.
import { parseDuration } from './duration.ts';
import type { PlainMapping, PlainValue } from './policy-source.ts';
import type { Rule, Strictness } from './rule.ts';

type Path = readonly string[];

export function isMapping(value: PlainValue): value is PlainMapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function valueAt(root: PlainValue, path: readonly PropertyKey[]): PlainValue {
  return path.reduce<PlainValue>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)];
    return isMapping(value) ? value[String(key)] : undefined;
  }, root);
}

/** A copy without the value at a path; of a list, the whole list goes, since half of it is not what was meant. */
export function without(root: PlainValue, path: readonly PropertyKey[]): PlainValue {
  const [key, ...rest] = path;
  if (key === undefined || !isMapping(root)) return undefined;
  const copy: PlainMapping = Object.assign(Object.create(null), root);
  if (rest.length === 0) delete copy[String(key)];
  else copy[String(key)] = without(root[String(key)], rest);
  return copy;
}

function withValue(root: PlainValue, path: Path, value: PlainValue): PlainMapping {
  const [key = '', ...rest] = path;
  const copy: PlainMapping = Object.assign(Object.create(null), isMapping(root) ? root : {});
  copy[key] = rest.length === 0 ? value : withValue(copy[key], rest, value);
  return copy;
}

/** The places that hold a value rather than further keys. */
function leaves(root: PlainValue, path: Path = []): readonly Path[] {
  if (!isMapping(root)) return root === undefined || path.length === 0 ? [] : [path];
  const keys = Object.keys(root);
  return keys.length === 0 && path.length > 0
    ? [path]
    : keys.flatMap((key) => leaves(root[key], [...path, key]));
}

function isAtOrBelow(path: Path, lock: Path): boolean {
  return lock.every((key, index) => path[index] === key);
}

/** What of a policy is left when only its locked keys hold. */
export function onlyLocked(policy: PlainMapping, locked: readonly Path[]): PlainMapping {
  return leaves(policy)
    .filter((path) => locked.some((lock) => isAtOrBelow(path, lock)))
    .reduce<PlainMapping>((kept, path) => withValue(kept, path, valueAt(policy, path)), {});
}

/** Whether `own` asks for at least as much as `set`. Values that can't be compared don't. */
export function isAsStrict(strictness: Strictness, set: PlainValue, own: PlainValue): boolean {
  const amount = (value: PlainValue) =>
    typeof value === 'number' ? value : typeof value === 'string' ? parseDuration(value) : null;
  const entries = (value: PlainValue): readonly PlainValue[] => (Array.isArray(value) ? value : [value]);
  switch (strictness) {
    case 'more':
    case 'less': {
      const [limit, mine] = [amount(set), amount(own)];
      if (limit === null || mine === null) return set === own;
      return strictness === 'more' ? mine >= limit : mine <= limit;
    }
    case 'fewer':
      return entries(own).every((one) => entries(set).includes(one));
    case 'more-of':
      return entries(set).every((one) => entries(own).includes(one));
    case 'same':
      return entries(own).length === entries(set).length && isAsStrict('fewer', set, own);
  }
}

/** Keys outside of rules whose values have an order. */
const STRICTNESS: Readonly<Record<string, Strictness>> = {
  'bypass.authorised-by': 'fewer',
  'bypass.reasons': 'fewer',
  'bypass.no-reviewer-after': 'more',
};

/** Whether a value of the repository may stand where the organisation's policy says `set`. */
function mayStand(path: Path, set: PlainValue, own: PlainValue, rules: readonly Rule[]): boolean {
  const [section, name = '', setting = ''] = path;
  if (section === 'check') return set !== true || own === true;
  if (section === 'rules') {
    // A rule that is off may be switched on; one that is asked may not be switched off.
    if (own === 'off' || own === false) return set === 'off' || set === false;
    const strictness = rules.find((rule) => rule.id === name)?.strictness[setting];
    return strictness === undefined || set === undefined || isAsStrict(strictness, set, own);
  }
  if (section === 'severities' && setting === 'deferred')
    return set !== undefined && isAsStrict('less', set, own);
  const strictness = STRICTNESS[path.join('.')];
  return strictness === undefined || set === undefined || isAsStrict(strictness, set, own);
}

export interface Refusal {
  readonly path: Path;
  readonly why: 'locked' | 'looser';
  /** What holds instead; null where nothing is set. */
  readonly holds: string | null;
}

function textOf(value: PlainValue): string | null {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.map((one) => textOf(one) ?? '').join(', ');
  return isMapping(value) ? null : String(value);
}

/**
 * The repository's policy on top of its organisation's. What may not stand is left out, and told.
 * @param defaults what holds where neither says anything, for values that only the playbook sets
 */
export function mergeLayers(
  organisation: PlainMapping,
  own: PlainMapping,
  locked: readonly Path[],
  rules: readonly Rule[],
): { readonly merged: PlainMapping; readonly refusals: readonly Refusal[] } {
  const refusals: Refusal[] = [];
  let merged = organisation;
  for (const path of leaves(own)) {
    const set = valueAt(organisation, path);
    const value = valueAt(own, path);
    const lock = locked.find((one) => isAtOrBelow(path, one) || isAtOrBelow(one, path));
    if (lock !== undefined) {
      if (JSON.stringify(set) !== JSON.stringify(value))
        refusals.push({ path, why: 'locked', holds: textOf(valueAt(organisation, lock)) });
      continue;
    }
    const isWholeRule = path[0] === 'rules' && path.length === 2;
    if (!mayStand(path, set, value, rules)) refusals.push({ path, why: 'looser', holds: textOf(set) });
    // `on` keeps the settings that the organisation gave.
    else if (!(isWholeRule && (value === 'on' || value === true) && isMapping(set)))
      merged = withValue(merged, path, value);
  }
  return { merged, refusals };
}
