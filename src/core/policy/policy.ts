// A team's policy as the rest of the core uses it: parsed and defaulted. `policy-file.ts` reads it from YAML.
import type { BypassReason } from '../choices/bypass-reasons.ts';
import type { Wording } from '../choices/offers.ts';
import type { Duration, RepositoryId } from '../model/ids.ts';
import type { Markdown } from '../model/markdown.ts';
import type { Severity } from '../model/severity.ts';
import type { BranchPatterns, SeverityPolicy } from '../playbooks/playbook.ts';
import type { Group } from '../reviewers/group.ts';
import type { FieldRole } from '../template/field-roles.ts';
import type { Template } from '../template/template.ts';
import type { RuleSettings } from './configurable-rule.ts';

/** The file of the base branch that a repository's policy is read from. */
export const POLICY_PATH = '.github/hotfix.yml';

/** A template and where it came from: a path in the repository, one in its organisation's, or a playbook's own. */
export interface PolicyTemplate {
  readonly source: string;
  readonly template: Template;
}

/** Whether whoever is named as authorising a bypass confirms it before the merge, or may do so after it. */
export type Confirmation = 'before' | 'after';

export interface PolicyBypass {
  /** Who may authorise it; any of these. */
  readonly authorisedBy: readonly Group[];
  readonly reasons: readonly BypassReason[];
  /** What the policy calls them, where it has words of its own. */
  readonly wording: Wording<BypassReason>;
  /** How long a pull request waits for a reviewer before "no reviewer" is a reason. */
  readonly noReviewerAfter: Duration;
  /** By severity. Where none is stated it is before the merge. */
  readonly confirmation: Readonly<Record<Severity, Confirmation>>;
}

export interface PolicyLabels {
  /** The label that says "this is a hotfix" on a pull request whose branch does not. */
  readonly hotfix: string;
  readonly severities: Readonly<Record<Severity, string>>;
  /** Whether the app puts them on the pull requests it recognises, and makes those that the repository lacks. */
  readonly apply: boolean;
}

export interface Policy {
  /** The built-in playbook that it extends. */
  readonly playbook: string;
  /** The organisation's repository whose policy it extends or is bound by; null where there is none. */
  readonly organisation: RepositoryId | null;
  readonly branches: BranchPatterns;
  readonly templates: {
    readonly pullRequest: PolicyTemplate;
    readonly commit: PolicyTemplate;
    readonly bypass: PolicyTemplate;
    readonly postMortem: PolicyTemplate;
  };
  readonly severities: Readonly<Record<Severity, SeverityPolicy>>;
  /** Labels by which a template's field is known to have a role, beside the built-in words; for any language. */
  readonly fields: Readonly<Record<FieldRole, readonly string[]>>;
  readonly bypass: PolicyBypass;
  readonly labels: PolicyLabels;
  readonly check: {
    /** Whether pull requests that are not hotfixes get the check too, as `success`, so that it can be required. */
    readonly everywhere: boolean;
  };
  /** Keys that the owner's other repositories can't change, where this is the organisation's own policy. */
  readonly locked: readonly string[];
  /** The rules that are asked, by id, each with its complete settings. A rule that is not in here is off. */
  readonly rules: ReadonlyMap<string, RuleSettings>;
}

/** Why the policy could not be read as written. Its author has to correct it, so each mistake has a place and a remedy. */
export interface PolicyProblem {
  readonly path: string;
  /** The organisation's repository that the file is in; null for the repository's own file. */
  readonly organisation: RepositoryId | null;
  /** 1-based; null where the whole file is meant. */
  readonly line: number | null;
  /** One sentence without a full stop, the offending value first: "Unknown key `brnches`". */
  readonly message: Markdown;
  /** What to write instead, or why: one sentence or more, without the last full stop. Null where the message says it all. */
  readonly help: Markdown | null;
  /** The known word that is nearest to what was written. */
  readonly didYouMean: string | null;
}

export type PolicyReading =
  /** The base branch has no policy: the app says nothing at all. */
  | { readonly kind: 'none' }
  /** More files of the base branch are needed before the policy can be read. */
  | {
      readonly kind: 'needs-files';
      readonly paths: readonly string[];
      /** Files of the organisation's own repository. */
      readonly organisationPaths: readonly string[];
    }
  /** With problems, what they touch has its default and the rest stands as written. */
  | { readonly kind: 'policy'; readonly policy: Policy; readonly problems: readonly PolicyProblem[] };
