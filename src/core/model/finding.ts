// What a rule says: one or more findings, each with the one thing to do about it.
import type { Duration, Instant } from './ids.ts';
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
  /** When time alone may change this verdict; null where only somebody's doing can. */
  readonly until: Instant | null;
}

export type Verdict =
  | (Said & { readonly status: 'met' })
  /** `mayWait: false`: neither a policy nor a command nor a bypass lets it wait, because somebody objects. */
  | (Said & { readonly status: 'unmet'; readonly fix: Fix; readonly mayWait?: false })
  /** Allowed now, owed `within` this long after the merge; `settledBy` says which evidence pays it. */
  | (Said & {
      readonly status: 'deferred';
      readonly fix: Fix;
      readonly within: Duration;
      readonly settledBy: Markdown;
      /** What allows it: the policy at this severity, or somebody's command. */
      readonly allowedBy: Markdown;
    })
  | (Said & { readonly status: 'not-applicable' })
  | (Said & { readonly status: 'unknown'; readonly fix: Fix });

/** A verdict with the rule that gave it. */
export type Finding = Verdict & { readonly rule: string };

interface More {
  readonly detail?: Markdown | null;
  readonly at?: Location | null;
  readonly until?: Instant | null;
}

function said(title: Markdown, more: More): Said {
  return { title, detail: more.detail ?? null, at: more.at ?? null, until: more.until ?? null };
}

export function met(title: Markdown, more: More = {}): Verdict {
  return { status: 'met', ...said(title, more) };
}

export function notApplicable(title: Markdown, more: More = {}): Verdict {
  return { status: 'not-applicable', ...said(title, more) };
}

export function unmet(title: Markdown, fix: Fix, more: More = {}): Verdict {
  return { status: 'unmet', fix, ...said(title, more) };
}

/** Unmet, and nothing but its fix ends it: what a policy lets wait is something that nobody has done, not what somebody refused. */
export function firmlyUnmet(title: Markdown, fix: Fix, more: More = {}): Verdict {
  return { status: 'unmet', fix, mayWait: false, ...said(title, more) };
}

export function unknown(title: Markdown, fix: Fix, more: More = {}): Verdict {
  return { status: 'unknown', fix, ...said(title, more) };
}

/** Allowed now, owed later. */
export function deferred(
  title: Markdown,
  owed: {
    readonly fix: Fix;
    readonly within: Duration;
    readonly settledBy: Markdown;
    readonly allowedBy: Markdown;
  },
  more: More = {},
): Verdict {
  return { status: 'deferred', ...owed, ...said(title, more) };
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
