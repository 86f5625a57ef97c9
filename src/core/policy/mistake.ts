// What is said of a mistake in a policy file beside the sentence that names it, and which part of an issue names it best.
import type { z } from 'zod';
import { list, type Markdown, md } from '../model/markdown.ts';
import { didYouMean } from '../support/did-you-mean.ts';

export type Issue = z.core.$ZodIssue;

export interface More {
  readonly help?: Markdown | null;
  readonly didYouMean?: string | null;
}

/** The nearest of the known words; where none is near, all of them. */
export function oneOf(word: string, known: readonly string[]): More {
  const meant = didYouMean(word, known);
  if (meant !== null || known.length === 0) return { didYouMean: meant };
  return { help: md`Use ${list(known, 'or')}` };
}

/** How far down one mistake is apart from its neighbours. */
export function depthOf([section, name, key]: readonly PropertyKey[]): number {
  if (section === 'bypass' && (name === 'wording' || name === 'confirmation')) return 3;
  if (section !== 'severities') return 2;
  return key === 'deferred' ? 4 : 3;
}

/** Of a union's issues the most helpful one: "not a valid pattern", or the wrong entry, rather than "not a list". */
export function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors.flat();
  return (
    inner.find((one) => one.code === 'custom') ??
    inner.find((one) => one.path.length > 0) ??
    inner[0] ??
    issue
  );
}
