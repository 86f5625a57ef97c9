// What a policy can say about a rule: its settings, whether it may be deferred, and what a repository can only tighten.
import type { z } from 'zod';
import type { Duration } from '../model/ids.ts';
import type { Markdown } from '../model/markdown.ts';
import type { PlaybookName } from '../playbooks/playbook.ts';

/** How what a rule demands can be deferred until after the merge. Rules without it can't be deferred. */
export interface Deferral {
  /** The evidence that settles it: "a merged change that adds a test". */
  readonly settledBy: Markdown;
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

/** A rule as far as a policy is concerned. What it checks is none of the policy's business. */
export interface ConfigurableRule {
  /** The file's name without its ending. */
  readonly id: string;
  /** What it asks, as a person would say it: "The branch is named by the version it makes". */
  readonly title: string;
  /** One sentence: why anybody should care. Shown in the check and in the docs. */
  readonly why: string;
  readonly settings: z.ZodType;
  /** What a policy asks that says nothing of this rule, by the playbook that it extends. */
  readonly default: Readonly<Record<PlaybookName, 'on' | 'off' | RuleSettings>>;
  /** By setting; a setting that is not named here is the repository's own business. */
  readonly strictness: Readonly<Record<string, Strictness>>;
  readonly deferral: Deferral | null;
}

/** Settings of one rule, complete: defaults are filled in. */
export type RuleSettings = Readonly<Record<string, unknown>>;

/** @throws where the settings are wrong: mistakes of users are taken out before, so this would be a defect */
export function completeSettings(rule: ConfigurableRule, given: unknown): RuleSettings {
  const settings = rule.settings.parse(given);
  return typeof settings === 'object' && settings !== null ? { ...settings } : {};
}
