// The form of a rule. A rule is one file in `rules/`, named by its id, that exports `rule`.
import type { z } from 'zod';
import type { Facts } from './facts.ts';
import type { Verdict } from './finding.ts';
import type { Policy } from './policy.ts';
import type { PullRequestDocument } from './pull-request-document.ts';

/** What a rule looks at. `document` is the pull request's body read by its template; null for a branch without one. */
export interface Case {
  readonly facts: Facts;
  readonly policy: Policy;
  readonly document: PullRequestDocument | null;
}

interface RuleText {
  /** The file's name without its ending. */
  readonly id: string;
  /** What it asks, as a person would say it: "The branch is named by the version it makes". */
  readonly title: string;
  /** What to do where it is not met, as a heading: "Rename the branch". */
  readonly task: string;
  /** One sentence: why anybody should care. Shown in the check and in the docs. */
  readonly why: string;
}

/** A rule before its settings are known: what a rule's file exports. */
export interface Rule extends RuleText {
  readonly settings: z.ZodType;
  /** Parses the settings that a policy gives and returns the rule ready to be applied. */
  bind(
    settings: unknown,
  ): { readonly ok: true; readonly rule: BoundRule } | { readonly ok: false; readonly error: z.ZodError };
}

/** A rule with its settings, as a policy holds it. Pure: the same case gives the same verdicts. At least one verdict. */
export interface BoundRule extends RuleText {
  check(hotfix: Case): readonly Verdict[];
}

/** Ties a rule's settings to its check, so that a list of rules needs no cast. */
export function defineRule<Settings>(
  definition: RuleText & {
    readonly settings: z.ZodType<Settings>;
    check(hotfix: Case, settings: Settings): readonly Verdict[];
  },
): Rule {
  const { id, title, task, why, settings: schema, check } = definition;
  return {
    id,
    title,
    task,
    why,
    settings: schema,
    bind(raw) {
      const parsed = schema.safeParse(raw);
      if (!parsed.success) return { ok: false, error: parsed.error };
      const settings = parsed.data;
      return { ok: true, rule: { id, title, task, why, check: (hotfix) => check(hotfix, settings) } };
    },
  };
}
