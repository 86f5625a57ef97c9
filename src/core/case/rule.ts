// The form of a rule. A rule is one file in `rules/`, named by its id, that exports `rule`.
import type { z } from 'zod';
import type { Facts } from '../model/facts/facts.ts';
import type { Verdict } from '../model/finding.ts';
import type { PlaybookName } from '../playbooks/playbook.ts';
import type { ConfigurableRule, Deferral, Strictness } from '../policy/configurable-rule.ts';
import type { Policy } from '../policy/policy.ts';
import { oncePer } from '../support/once-per.ts';
import type { BypassStanding } from './bypass-standing.ts';
import type { Decisions } from './decisions.ts';
import type { PullRequestDocument } from './document.ts';
import type { Need } from './need.ts';
import type { ReviewStanding } from './review-standing.ts';
import { byStage, type Stage } from './stage.ts';
import type { StatedSeverity } from './stated-severity.ts';

/** What a rule looks at. `document` is the pull request's body read by its template; null for a branch without one. */
export interface Case {
  readonly facts: Facts;
  readonly policy: Policy;
  readonly document: PullRequestDocument | null;
  /** Where the review stands. */
  readonly review: ReviewStanding;
  /** The justification of a bypass in the description, and whether it holds; null where there is none. */
  readonly bypass: BypassStanding | null;
  /** How severe it is, and every place that says so; null where none does. */
  readonly severity: StatedSeverity | null;
  /** What people decided by commands, as far as they were allowed to. */
  readonly decisions: Decisions;
}

/** The words of a rule, and what people may do about it. */
interface RuleText {
  /** The file's name without its ending. */
  readonly id: string;
  /** What it asks, as a person would say it: "The branch is named by the version it makes". */
  readonly title: string;
  /** What to do where it is not met, as a heading: "Rename the branch". */
  readonly task: string;
  /** One sentence: why anybody should care. Shown in the check and in the docs. */
  readonly why: string;
  /** When its task is done, beside those of other rules. */
  readonly stage: Stage;
  readonly deferral: Deferral | null;
  /** Whether somebody with write access, other than the author, may accept a finding as it is (`/hotfix accept`). */
  readonly isAcceptable: boolean;
}

/** A rule before its settings are known: what a rule's file exports. */
export interface Rule extends RuleText, ConfigurableRule {
  /** Parses settings and returns the rule ready to be applied. */
  bind(
    settings: unknown,
  ): { readonly ok: true; readonly rule: BoundRule } | { readonly ok: false; readonly error: z.ZodError };
}

/** A rule with its settings. Pure: the same case gives the same verdicts. At least one verdict. */
export interface BoundRule extends RuleText {
  check(hotfix: Case): readonly Verdict[];
  /** What `check` would like to know of this hotfix beyond what every snapshot holds. */
  needs(hotfix: Case): readonly Need[];
}

/** Ties a rule's settings to its check, so that a list of rules needs no cast. */
export function defineRule<Settings>(
  definition: Pick<RuleText, 'id' | 'title' | 'task' | 'why' | 'stage'> & {
    /** What each playbook asks; settings that it does not name are as `settings` says. A new rule is off: playbooks are in use. */
    readonly default: Readonly<Record<PlaybookName, 'on' | 'off' | NoInfer<Partial<Settings>>>>;
    readonly settings: z.ZodType<Settings>;
    readonly deferral?: Deferral;
    readonly isAcceptable?: boolean;
    readonly strictness?: Readonly<Partial<Record<keyof Settings & string, Strictness>>>;
    check(hotfix: Case, settings: Settings): readonly Verdict[];
    needs?(hotfix: Case, settings: Settings): readonly Need[];
  },
): Rule {
  const { settings: schema, check, needs } = definition;
  const text: RuleText = {
    id: definition.id,
    title: definition.title,
    task: definition.task,
    why: definition.why,
    stage: definition.stage,
    deferral: definition.deferral ?? null,
    isAcceptable: definition.isAcceptable ?? false,
  };
  return {
    ...text,
    settings: schema,
    default: definition.default,
    strictness: definedEntries(definition.strictness ?? {}),
    bind(raw) {
      const parsed = schema.safeParse(raw);
      if (!parsed.success) return { ok: false, error: parsed.error };
      const settings = parsed.data;
      const rule: BoundRule = {
        ...text,
        check: (hotfix) => check(hotfix, settings),
        needs: (hotfix) => needs?.(hotfix, settings) ?? [],
      };
      return { ok: true, rule };
    },
  };
}

const bound = oncePer((rules: readonly Rule[]) =>
  oncePer((policy: Policy): readonly BoundRule[] =>
    rules.toSorted(byStage).flatMap((rule) => {
      const settings = policy.rules.get(rule.id);
      if (settings === undefined) return [];
      const parsed = rule.bind(settings);
      if (!parsed.ok) throw parsed.error;
      return [parsed.rule];
    }),
  ),
);

/**
 * The rules that a policy asks, each with its settings, in the order in which their tasks are done.
 * @throws where a policy holds settings that its rule does not take: that rule has parsed them, so this would be a defect
 */
export function boundRules(policy: Policy, rules: readonly Rule[]): readonly BoundRule[] {
  return bound(rules)(policy);
}

function definedEntries<T>(record: Readonly<Record<string, T | undefined>>): Readonly<Record<string, T>> {
  const entries = Object.entries(record);
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
}
