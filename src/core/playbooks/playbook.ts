// What a built-in playbook brings: the defaults of a policy, and the templates that people fill in.

import type { Severity } from '../model/severity.ts';
import type { BranchPatterns, SeverityPolicy } from '../policy/policy.ts';

/** What a playbook asks at which severity. */
export interface Demands {
  readonly severities: Readonly<Record<Severity, SeverityPolicy>>;
  /** Settings of rules where they differ from the rules' own defaults; `off` for a rule that it does not ask. */
  readonly rules: Readonly<Record<string, 'off' | Readonly<Record<string, unknown>>>>;
}

export interface Playbook {
  /** What `extends` calls it. */
  readonly name: string;
  /** One sentence for whoever chooses between playbooks. */
  readonly summary: string;
  readonly branches: BranchPatterns;
  readonly demands: Demands;
  /** The templates' texts, read by the same engine as a team's own. */
  readonly templates: {
    readonly pullRequest: string;
    readonly commit: string;
    readonly bypass: string;
    readonly postMortem: string;
  };
}
