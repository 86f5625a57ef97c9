// What a built-in playbook brings: the defaults of a policy, and the templates that people fill in. Which rules it asks, each rule
// says itself (`default` in `case/rule.ts`).

import type { Duration } from '../model/ids.ts';
import type { Severity } from '../model/severity.ts';

export interface BranchPatterns {
  /** Glob patterns (`*` within one segment, `**` across), in the policy's order. */
  readonly production: readonly string[];
  readonly develop: readonly string[];
  readonly release: readonly string[];
  readonly hotfix: readonly string[];
}

/** What one step of the severity scale asks. Every rule that is not deferred is required before the merge. */
export interface SeverityPolicy {
  /** How soon production should work again, counted from the start of the incident. */
  readonly target: Duration;
  /** By rule: what it requires may be deferred, and is due this long after the merge. */
  readonly deferred: ReadonlyMap<string, Duration>;
}

/** What `extends` calls it. A new name makes every rule say what it asks there: it does not compile before. */
export type PlaybookName = 'workflow' | 'log' | 'emergency-fix' | 'speckit';

export interface Playbook {
  readonly name: PlaybookName;
  /** One sentence for whoever chooses between playbooks. */
  readonly summary: string;
  readonly branches: BranchPatterns;
  readonly severities: Readonly<Record<Severity, SeverityPolicy>>;
  /** The templates' texts, read by the same engine as a team's own. */
  readonly templates: {
    readonly pullRequest: string;
    readonly commit: string;
    readonly bypass: string;
    readonly postMortem: string;
  };
}
