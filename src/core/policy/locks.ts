// Reads which keys an organisation's policy locks, and reports the unknown ones.

import { list, md } from '../model/markdown.ts';
import { severityOf } from '../model/severity.ts';
import { didYouMean } from '../support/did-you-mean.ts';
import type { ConfigurableRule } from './configurable-rule.ts';
import type { Path } from './key-paths.ts';
import type { Reading } from './reading.ts';
import { keysAt } from './schema.ts';
import type { PlainMapping } from './yaml-source.ts';

/** They say how files are put together, and bind nobody by themselves. */
const UNLOCKABLE = ['extends', 'locked'];

/** What is deferred and what is required are two sides of one thing. */
function sidesOf([section = '', step = '', key, ...rest]: Path): readonly Path[] {
  if (section !== 'severities' || key === undefined) return [[section, step, key, ...rest].filter(isText)];
  const sides = key === 'required' || (key === 'deferred' && rest.length === 0);
  return sides
    ? ['required', 'deferred'].map((side) => [section, step, side])
    : [[section, step, key, ...rest]];
}

function isText(part: string | undefined): part is string {
  return part !== undefined && part !== '';
}

/** The same key under the scale's own name. */
function canonical(path: Path): Path {
  const [section, step, ...rest] = path;
  if (section !== 'severities' || step === undefined) return path;
  return [section, severityOf(step) ?? step, ...rest];
}

interface UnknownPart {
  readonly before: Path;
  readonly word: string;
  readonly known: readonly string[];
}

/** The first part of a path that is not a key; null where every part is. */
function unknownPart(path: Path, rules: readonly ConfigurableRule[]): UnknownPart | null {
  for (const [index, word] of path.entries()) {
    const before = path.slice(0, index);
    const known = keysAt(before, rules).filter((key) => !UNLOCKABLE.includes(key));
    if (!known.includes(word)) return { before, word, known };
  }
  return null;
}

/** The locked keys of a policy, such as `rules.review`, as paths. */
export function lockedKeys(
  policy: PlainMapping,
  reading: Reading,
  rules: readonly ConfigurableRule[],
): readonly Path[] {
  const keys = policy['locked'];
  return (Array.isArray(keys) ? keys : []).flatMap((key, index) => {
    const text = String(key);
    const path = canonical(text.split('.'));
    const wrong = unknownPart(path, rules);
    if (wrong === null) return sidesOf(path);
    const meant = didYouMean(wrong.word, wrong.known);
    const rest = path.slice(wrong.before.length + 1);
    const whole = meant === null ? null : [...wrong.before, meant, ...rest].join('.');
    reading.add(['locked', index], md`Unknown key ${text} in ${'locked'}`, {
      help: whole === null && wrong.known.length > 0 ? md`Use ${list(wrong.known, 'or')}` : null,
      didYouMean: whole,
    });
    return [];
  });
}
