// A team's policy as the rest of the core uses it: parsed and defaulted. `policy-file.ts` reads it from YAML.
import type { BranchName } from './ids.ts';
import type { BoundRule } from './rule.ts';
import type { Template } from './template/template.ts';

/** The file of the base branch that a repository's policy is read from. */
export const POLICY_PATH = '.github/hotfix.yml';

export interface BranchPatterns {
  /** Glob patterns (`*` within one segment, `**` across), in the policy's order. */
  readonly production: readonly string[];
  readonly develop: readonly string[];
  readonly release: readonly string[];
  readonly hotfix: readonly string[];
}

/** A template and where it came from: a path in the repository, or a playbook's own. */
export interface PolicyTemplate {
  readonly source: string;
  readonly template: Template;
}

/** What a field is for, whatever a template calls it. */
export type FieldRole = 'incident' | 'severity' | 'justification' | 'rollback' | 'monitoring' | 'risks';

export interface Policy {
  /** The built-in playbook that it extends. */
  readonly playbook: string;
  readonly branches: BranchPatterns;
  readonly templates: {
    readonly pullRequest: PolicyTemplate;
    readonly commit: PolicyTemplate;
    readonly bypass: PolicyTemplate;
  };
  /** Labels by which a template's field is known to have a role, beside the built-in words; for any language. */
  readonly fields: Readonly<Record<FieldRole, readonly string[]>>;
  /** The label that says "this is a hotfix" on a pull request whose branch does not. */
  readonly hotfixLabel: string;
  readonly rules: readonly BoundRule[];
}

/** Why the policy could not be read as written. Each is the user's to mend, so each has a place and a remedy. */
export interface PolicyProblem {
  readonly path: string;
  /** 1-based; null where the whole file is meant. */
  readonly line: number | null;
  /** One plain sentence without a full stop. Contains no untrusted text beyond `quoted`. */
  readonly message: string;
  /** The user's own word that the message is about, to be shown as code. */
  readonly quoted: string | null;
  readonly didYouMean: string | null;
}

export type PolicyReading =
  /** The base branch has no policy: the app says nothing at all. */
  | { readonly kind: 'none' }
  /** More files of the base branch are needed before the policy can be read. */
  | { readonly kind: 'needs-files'; readonly paths: readonly string[] }
  /** With problems, what they touch has its default and the rest stands as written. */
  | { readonly kind: 'policy'; readonly policy: Policy; readonly problems: readonly PolicyProblem[] };

export type MatchesBranch = (branch: BranchName) => boolean;
