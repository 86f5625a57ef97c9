// Reads and changes plain policies by path: `rules.review.approvals` is ['rules', 'review', 'approvals'].
import type { PlainMapping, PlainValue } from './yaml-source.ts';

export type Path = readonly string[];

export function isMapping(value: PlainValue): value is PlainMapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function valueAt(root: PlainValue, path: readonly PropertyKey[]): PlainValue {
  return path.reduce<PlainValue>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)];
    return isMapping(value) ? value[String(key)] : undefined;
  }, root);
}

function copyOf(value: PlainValue): PlainMapping {
  return Object.assign(Object.create(null), isMapping(value) ? value : {});
}

/** A copy without the value at a path; of a list, the whole list goes, since half of it is not what was meant. */
export function without(root: PlainValue, path: readonly PropertyKey[]): PlainValue {
  const [key, ...rest] = path;
  if (key === undefined || !isMapping(root)) return undefined;
  const copy = copyOf(root);
  if (rest.length === 0) delete copy[String(key)];
  else copy[String(key)] = without(root[String(key)], rest);
  return copy;
}

/** A copy with a value at a path; undefined takes away what stands there. */
export function withValue(root: PlainValue, path: Path, value: PlainValue): PlainMapping {
  const [key = '', ...rest] = path;
  const copy = copyOf(root);
  if (rest.length > 0) copy[key] = withValue(copy[key], rest, value);
  else if (value === undefined) delete copy[key];
  else copy[key] = value;
  return copy;
}

export function isAtOrBelow(path: readonly PropertyKey[], above: Path): boolean {
  return above.every((key, index) => String(path[index]) === key);
}

/** A rule's setting is one value, whatever it holds. */
const DEEPEST: Readonly<Record<string, number>> = { rules: 3 };

/**
 * The places that hold a value rather than further keys. Keys with nothing below them say nothing, except rules: a rule
 * that is only named is asked.
 */
export function leaves(root: PlainValue, path: Path = []): readonly Path[] {
  const isWhole = path.length >= (DEEPEST[path[0] ?? ''] ?? Number.POSITIVE_INFINITY);
  if (!isMapping(root) || isWhole) return root === undefined || path.length === 0 ? [] : [path];
  const keys = Object.keys(root);
  if (keys.length === 0) return path[0] === 'rules' && path.length === 2 ? [path] : [];
  return keys.flatMap((key) => leaves(root[key], [...path, key]));
}
