// The policy as the work tree has it: `--config`, else `.github/hotfix.yml`, else the default playbook.
import { dirname, join } from 'node:path';
import type { Rule } from '../core/case/rule.ts';
import type { PolicyFiles } from '../core/model/facts/repository.ts';
import { type BranchName, parseRepositoryId, type RepositoryId } from '../core/model/ids.ts';
import { POLICY_PATH, type Policy, type PolicyProblem } from '../core/policy/policy.ts';
import { readPolicy } from '../core/policy/policy-file.ts';
import { discoverRules } from '../discover-rules.ts';
import { readInput, readOptional } from './input.ts';
import { required } from './local-facts.ts';

const DEFAULT_POLICY = 'extends: workflow\n';

/** This machine does not know the owner, unless the policy names it. */
function organisationOf(policy: string): RepositoryId {
  const [, owner = 'organisation'] = /^extends:\s*["']?([\w.-]+)\/\.github\b/m.exec(policy) ?? [];
  return required(parseRepositoryId(`${owner}/.github`), `${owner} is not a valid name of an organisation.`);
}

export interface LocalPolicy {
  readonly policy: Policy;
  /** All existing rules. */
  readonly rules: readonly Rule[];
  readonly problems: readonly PolicyProblem[];
  readonly files: PolicyFiles;
  /** False where there is no policy file and the default playbook is used. */
  readonly isWritten: boolean;
}

/**
 * @param config the path that the caller gave; null looks for the usual one
 * @param organisation the organisation's policy file; null where none was given
 */
export async function localPolicy(
  config: string | null,
  branch: BranchName,
  organisation: string | null = null,
): Promise<LocalPolicy> {
  const rules = await discoverRules();
  const written = config === null ? readOptional(POLICY_PATH) : readInput(config);
  const texts = new Map<string, string | null>([[POLICY_PATH, written ?? DEFAULT_POLICY]]);
  const theirs = new Map<string, string | null>();
  const repository = organisationOf(written ?? DEFAULT_POLICY);
  if (organisation !== null) theirs.set(POLICY_PATH, readInput(organisation));
  for (;;) {
    const files: PolicyFiles = {
      branch,
      texts,
      organisation:
        organisation === null ? { kind: 'not-asked' } : { kind: 'readable', repository, texts: theirs },
    };
    const reading = readPolicy(files, rules);
    switch (reading.kind) {
      case 'policy':
        return {
          policy: reading.policy,
          rules,
          problems: reading.problems,
          files,
          isWritten: written !== null,
        };
      case 'needs-files':
        for (const path of reading.paths) texts.set(path, readOptional(path));
        // The organisation's templates lie beside its policy, wherever that was checked out.
        for (const path of reading.organisationPaths)
          theirs.set(path, readOptional(join(dirname(dirname(organisation ?? '')), path)));
        break;
      case 'none':
        throw new Error('a policy text was given and read as none');
    }
  }
}
