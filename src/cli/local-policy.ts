// The policy as the work tree has it: `--config`, else `.github/hotfix.yml`, else the default playbook.
import type { PolicyFiles } from '../core/facts.ts';
import type { BranchName } from '../core/ids.ts';
import { POLICY_PATH, type Policy, type PolicyProblem } from '../core/policy.ts';
import { readPolicy } from '../core/policy-file.ts';
import { discoverRules } from '../discover-rules.ts';
import { readInput, readOptional } from './input.ts';

const DEFAULT_POLICY = 'extends: workflow\n';

export interface LocalPolicy {
  readonly policy: Policy;
  readonly problems: readonly PolicyProblem[];
  readonly files: PolicyFiles;
  /** False where there is no policy file and the default playbook stands in. */
  readonly isWritten: boolean;
}

/** @param config the path that the caller gave; null looks for the usual one */
export async function localPolicy(config: string | null, branch: BranchName): Promise<LocalPolicy> {
  const rules = await discoverRules();
  const written = config === null ? readOptional(POLICY_PATH) : readInput(config);
  const texts = new Map<string, string | null>([[POLICY_PATH, written ?? DEFAULT_POLICY]]);
  for (;;) {
    const files: PolicyFiles = { branch, texts, organisation: null };
    const reading = readPolicy(files, rules);
    switch (reading.kind) {
      case 'policy':
        return { policy: reading.policy, problems: reading.problems, files, isWritten: written !== null };
      case 'needs-files':
        for (const path of reading.paths) texts.set(path, readOptional(path));
        break;
      case 'none':
        throw new Error('a policy text was given and read as none');
    }
  }
}
