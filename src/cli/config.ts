// `hotfix-warden config`: finds mistakes in a policy, and prints the schema that editors complete from.
import { parseBranchName } from '../core/model/ids.ts';
import { problemText } from '../core/policy/mistake-verdict.ts';
import { POLICY_PATH } from '../core/policy/policy.ts';
import { policyJsonSchema } from '../core/policy/schema.ts';
import { discoverRules } from '../discover-rules.ts';
import { UsageError } from './input.ts';
import { localPolicy } from './local-policy.ts';

const EXTENDS_ORGANISATION = /^extends:\s*["']?(?:[\w.-]+\/)?\.github\b/m;

/** Prints each mistake with its line. Resolves to the exit code: 0 none, 1 some. */
export async function validateConfig(path: string, organisation: string | null): Promise<number> {
  const branch = parseBranchName('main');
  if (branch === null) throw new UsageError('unreachable');
  const { policy, problems, files } = await localPolicy(path, branch, organisation);
  for (const problem of problems) {
    const { line } = problem;
    const file = problem.organisation === null ? path : (organisation ?? path);
    const place = line === null ? file : `${file}:${line}`;
    process.stdout.write(`${place}  ${problemText(problem).markdown}\n`);
  }
  if (organisation === null && EXTENDS_ORGANISATION.test(files.texts.get(POLICY_PATH) ?? ''))
    process.stderr.write('To check it against the organisation’s policy too, add --organisation FILE.\n');
  if (problems.length > 0) return 1;
  process.stdout.write(`${path} is valid: playbook ${policy.playbook}, ${policy.rules.size} rules.\n`);
  return 0;
}

/** Prints the JSON Schema of a policy file. Resolves to the exit code. */
export async function printSchema(): Promise<number> {
  process.stdout.write(`${JSON.stringify(policyJsonSchema(await discoverRules()), null, 2)}\n`);
  return 0;
}
