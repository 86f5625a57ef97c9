// What a rule says: one or more findings, each with the one thing to do about it.
import type { ShellText } from '../support/shell.ts';
import type { Duration, Instant } from './ids.ts';
import { code, type Markdown, md } from './markdown.ts';

export type Status = 'met' | 'unmet' | 'deferred' | 'not-applicable' | 'unknown';

/**
 * Where a finding points: `description`, `commit 1a2b3c4`, `branch`, or a file's path; and its line (1-based) where
 * it has one.
 */
export interface Location {
  readonly document: string;
  readonly line: number | null;
}

/** Text to paste. What goes into a shell is made by the module for it alone, which sees to what it can do there. */
export type Paste =
  | { readonly language: 'bash'; readonly text: ShellText }
  | { readonly language: 'markdown' | 'text' | 'yaml'; readonly text: string };

/** The one thing to do, text to paste where there is some, and another way out where there is one. */
export interface Fix {
  /** Without a full stop: "Add a test that fails without the fix". */
  readonly instruction: Markdown;
  /** What the instruction is about where that is a list, each without a full stop. Shown as a list and never cut short unsaid. */
  readonly items: readonly Markdown[];
  readonly paste: Paste | null;
  /** Whole sentences: "No time now? Comment …". */
  readonly otherwise: Markdown | null;
}

interface Said {
  /** What is the case, in one line, without a full stop: "No test comes with the fix". */
  readonly title: Markdown;
  /** The evidence, without a full stop. Why it is asked is the rule's own `why`. Null where the title says it all. */
  readonly detail: Markdown | null;
  readonly at: Location | null;
  /** When time alone may change this verdict; null where only somebody's doing can. */
  readonly until: Instant | null;
}

export type Verdict =
  | (Said & { readonly status: 'met' })
  /** `deferrable: false`: neither a policy nor a command nor a bypass defers it, because somebody objects. */
  | (Said & { readonly status: 'unmet'; readonly fix: Fix; readonly deferrable?: false })
  /** Allowed now, due `within` this long after the merge; `settledBy` says which evidence settles it. */
  | (Said & {
      readonly status: 'deferred';
      readonly fix: Fix;
      readonly within: Duration;
      readonly settledBy: Markdown;
      /** What allows it: "the policy at P0", "`grace`: no time". */
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

/** Unmet, and nothing but its fix ends it: a policy defers what nobody has done yet, not what somebody refused. */
export function firmlyUnmet(title: Markdown, fix: Fix, more: More = {}): Verdict {
  return { status: 'unmet', fix, deferrable: false, ...said(title, more) };
}

export function unknown(title: Markdown, fix: Fix, more: More = {}): Verdict {
  return { status: 'unknown', fix, ...said(title, more) };
}

/** Allowed now, due later. */
export function deferred(
  title: Markdown,
  due: {
    readonly fix: Fix;
    readonly within: Duration;
    readonly settledBy: Markdown;
    readonly allowedBy: Markdown;
  },
  more: More = {},
): Verdict {
  return { status: 'deferred', ...due, ...said(title, more) };
}

export function fix(
  instruction: Markdown,
  paste: Fix['paste'] = null,
  otherwise: Fix['otherwise'] = null,
  items: Fix['items'] = [],
): Fix {
  return { instruction, items, paste, otherwise };
}

/** Commands to run. Where they can't be printed as they are, the same is done by hand: half a command is another command. */
export function run(
  instruction: Markdown,
  commands: ShellText | null,
  otherwise: Fix['otherwise'] = null,
): Fix {
  if (commands !== null) return fix(instruction, { language: 'bash', text: commands }, otherwise);
  const byHand = md`${instruction}, by hand: the commands would be too long, or hold a name with hidden characters`;
  return fix(byHand, null, otherwise);
}

/** What a check says, from the weakest to the strictest. Branch protection lets `neutral` pass like `success`. */
export const CONCLUSIONS = ['neutral', 'success', 'failure'] as const;
export type Conclusion = (typeof CONCLUSIONS)[number];

export function isWeaker(one: Conclusion, other: Conclusion): boolean {
  return CONCLUSIONS.indexOf(one) < CONCLUSIONS.indexOf(other);
}

export function strictest(all: readonly Conclusion[]): Conclusion {
  return all.reduce<Conclusion>((best, one) => (isWeaker(best, one) ? one : best), 'neutral');
}

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
