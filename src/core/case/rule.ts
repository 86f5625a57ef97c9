// The form of a rule. A rule is one file in `rules/`, named by its id, that exports `rule`.
import type { z } from 'zod';
import type { Facts } from '../model/facts/facts.ts';
import type { Verdict } from '../model/finding.ts';
import type { Duration, Login, TeamName } from '../model/ids.ts';
import type { Markdown } from '../model/markdown.ts';
import type { Policy } from '../policy/policy.ts';
import type { BypassBlock } from './bypass-block.ts';
import type { Decisions } from './decisions.ts';
import type { PullRequestDocument } from './document.ts';
import type { StatedSeverity } from './stated-severity.ts';

/** What a rule looks at. `document` is the pull request's body read by its template; null for a branch without one. */
export interface Case {
  readonly facts: Facts;
  readonly policy: Policy;
  readonly document: PullRequestDocument | null;
  /** The justification of a bypass in the description; null where it has none. */
  readonly bypass: BypassBlock | null;
  /** What the pull request says of its severity; null where it says nothing. */
  readonly severity: StatedSeverity | null;
  /** What people decided by commands, as far as they were allowed to. */
  readonly decisions: Decisions;
}

/** Facts that only some hotfixes need, and that cost a question each. */
export interface Needs {
  /** Files of the base branch. */
  readonly files: readonly string[];
  readonly teams: readonly TeamName[];
  readonly people: readonly Login[];
  /** The changed lines. */
  readonly patches: boolean;
}

export const NO_NEEDS: Needs = { files: [], teams: [], people: [], patches: false };

/** How what a rule demands can wait until after the merge. Rules without it can't be deferred. */
export interface Deferral {
  /** The evidence that pays it: "a merged change that adds a test". */
  readonly paidBy: Markdown;
  /** How long after the merge where nobody says otherwise. */
  readonly within: Duration;
  /** Whether a command may defer it, or only the policy. */
  readonly byCommand: boolean;
}

/**
 * Which value of a setting asks for more, so that a repository can only tighten what its organisation set: `more` or
 * `less` of a number or a length of time, `fewer` or `more-of` of a list's entries, `same` where no order exists.
 */
export type Strictness = 'more' | 'less' | 'fewer' | 'more-of' | 'same';

interface RuleText {
  /** The file's name without its ending. */
  readonly id: string;
  /** What it asks, as a person would say it: "The branch is named by the version it makes". */
  readonly title: string;
  /** What to do where it is not met, as a heading: "Rename the branch". */
  readonly task: string;
  /** One sentence: why anybody should care. Shown in the check and in the docs. */
  readonly why: string;
  readonly deferral: Deferral | null;
  /** Whether somebody with write access, other than the author, may accept a finding as it is (`/hotfix ack`). */
  readonly isAcknowledgeable: boolean;
}

/** A rule before its settings are known: what a rule's file exports. */
export interface Rule extends RuleText {
  readonly settings: z.ZodType;
  /** By setting; a setting that is not named here is the repository's own business. */
  readonly strictness: Readonly<Record<string, Strictness>>;
  /** Parses the settings that a policy gives and returns the rule ready to be applied. */
  bind(
    settings: unknown,
  ): { readonly ok: true; readonly rule: BoundRule } | { readonly ok: false; readonly error: z.ZodError };
}

/** A rule with its settings, as a policy holds it. Pure: the same case gives the same verdicts. At least one verdict. */
export interface BoundRule extends RuleText {
  /** As they were given, defaults included; for comparing policies. */
  readonly settings: Readonly<Record<string, unknown>>;
  check(hotfix: Case): readonly Verdict[];
  /** What `check` would like to know of this hotfix beyond what every snapshot holds. */
  needs(hotfix: Case): Needs;
}

/** Ties a rule's settings to its check, so that a list of rules needs no cast. */
export function defineRule<Settings>(
  definition: Pick<RuleText, 'id' | 'title' | 'task' | 'why'> & {
    readonly settings: z.ZodType<Settings>;
    readonly deferral?: Deferral;
    readonly isAcknowledgeable?: boolean;
    readonly strictness?: Readonly<Partial<Record<keyof Settings & string, Strictness>>>;
    check(hotfix: Case, settings: Settings): readonly Verdict[];
    needs?(hotfix: Case, settings: Settings): Partial<Needs>;
  },
): Rule {
  const { settings: schema, check, needs } = definition;
  const text: RuleText = {
    id: definition.id,
    title: definition.title,
    task: definition.task,
    why: definition.why,
    deferral: definition.deferral ?? null,
    isAcknowledgeable: definition.isAcknowledgeable ?? false,
  };
  return {
    ...text,
    settings: schema,
    strictness: definedEntries(definition.strictness ?? {}),
    bind(raw) {
      const parsed = schema.safeParse(raw);
      if (!parsed.success) return { ok: false, error: parsed.error };
      const settings = parsed.data;
      const rule: BoundRule = {
        ...text,
        settings: typeof settings === 'object' && settings !== null ? { ...settings } : {},
        check: (hotfix) => check(hotfix, settings),
        needs: (hotfix) => ({ ...NO_NEEDS, ...needs?.(hotfix, settings) }),
      };
      return { ok: true, rule };
    },
  };
}

function definedEntries<T>(record: Readonly<Record<string, T | undefined>>): Readonly<Record<string, T>> {
  const entries = Object.entries(record);
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
}
