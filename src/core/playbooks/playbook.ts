// What a built-in playbook brings: the defaults of a policy, and the templates that people fill in.
import type { BranchPatterns } from '../policy.ts';

export interface Playbook {
  /** What `extends` calls it. */
  readonly name: string;
  /** One sentence for whoever chooses between playbooks. */
  readonly summary: string;
  readonly branches: BranchPatterns;
  /** The templates' texts, read by the same engine as a team's own. */
  readonly templates: {
    readonly pullRequest: string;
    readonly commit: string;
    readonly bypass: string;
  };
}
