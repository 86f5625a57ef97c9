// What a rule says: one or more findings, each with the one thing to do about it.
import type { Instant } from './ids.ts';
import { code, type Markdown } from './markdown.ts';

export type Status = 'met' | 'unmet' | 'deferred' | 'not-applicable' | 'unknown';

/**
 * Where a finding points: `description`, `commit 1a2b3c4`, `branch`, or a file's path; and its line (1-based) where
 * it has one.
 */
export interface Location {
  readonly document: string;
  readonly line: number | null;
}

/** The one thing to do, and text to paste where there is some. */
export interface Fix {
  readonly instruction: Markdown;
  readonly paste: { readonly language: 'bash' | 'markdown' | 'text' | 'yaml'; readonly text: string } | null;
}

interface Said {
  /** One line, without a full stop. */
  readonly title: Markdown;
  /** Why it matters, or the evidence. Null where the title says it all. */
  readonly detail: Markdown | null;
  readonly at: Location | null;
}

export type Verdict =
  | (Said & { readonly status: 'met' })
  | (Said & { readonly status: 'unmet'; readonly fix: Fix })
  /** Allowed now, owed by `due`; `paidBy` says which evidence pays it. */
  | (Said & {
      readonly status: 'deferred';
      readonly fix: Fix;
      readonly due: Instant;
      readonly paidBy: Markdown;
    })
  | (Said & { readonly status: 'not-applicable' })
  | (Said & { readonly status: 'unknown'; readonly fix: Fix });

/** A verdict with the rule that gave it. */
export type Finding = Verdict & { readonly rule: string };

interface Place {
  readonly detail?: Markdown | null;
  readonly at?: Location | null;
}

export function met(title: Markdown, place: Place = {}): Verdict {
  return { status: 'met', title, detail: place.detail ?? null, at: place.at ?? null };
}

export function notApplicable(title: Markdown, place: Place = {}): Verdict {
  return { status: 'not-applicable', title, detail: place.detail ?? null, at: place.at ?? null };
}

export function unmet(title: Markdown, fix: Fix, place: Place = {}): Verdict {
  return { status: 'unmet', title, fix, detail: place.detail ?? null, at: place.at ?? null };
}

export function unknown(title: Markdown, fix: Fix, place: Place = {}): Verdict {
  return { status: 'unknown', title, fix, detail: place.detail ?? null, at: place.at ?? null };
}

export function fix(instruction: Markdown, paste: Fix['paste'] = null): Fix {
  return { instruction, paste };
}

export type Conclusion = 'success' | 'failure' | 'neutral';

/** Unknown never counts as met: it fails, with what to do about it. */
export function conclude(findings: readonly Finding[]): Conclusion {
  const stops = findings.some((finding) => finding.status === 'unmet' || finding.status === 'unknown');
  return stops ? 'failure' : 'success';
}

/** A place as a person reads it: "description, line 12". */
export function placeText(at: Location): Markdown {
  const document =
    at.document.includes('/') || at.document.includes('.') ? code(at.document).markdown : at.document;
  return { markdown: at.line === null ? document : `${document}, line ${at.line}` };
}
