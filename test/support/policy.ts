// The built-in playbook's policy with every rule, as a repository that only says `extends: workflow` has it.
import type { PolicyFiles } from '../../src/core/model/facts/repository.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import { readPolicy } from '../../src/core/policy/policy-file.ts';
import { discoverRules } from '../../src/discover-rules.ts';
import { branch } from './facts.ts';

export const rules = await discoverRules();

export function policyFiles(texts: Readonly<Record<string, string | null>>): PolicyFiles {
  return {
    branch: branch('main'),
    texts: new Map(Object.entries(texts)),
    organisation: { kind: 'not-asked' },
  };
}

/** Reads a policy that has no mistakes. */
export function policyOf(text: string, templates: Readonly<Record<string, string>> = {}): Policy {
  const reading = readPolicy(policyFiles({ '.github/hotfix.yml': text, ...templates }), rules);
  if (reading.kind !== 'policy' || reading.problems.length > 0)
    throw new Error(`not a good policy: ${JSON.stringify(reading)}`);
  return reading.policy;
}

export const workflowPolicy = policyOf('extends: workflow\n');
