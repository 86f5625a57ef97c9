// A mistake in the policy, said to the people who read the check: where it is, what is wrong, what was meant.
import { type Finding, fix, unmet } from './finding.ts';
import { type Markdown, md } from './markdown.ts';
import type { PolicyProblem } from './policy.ts';

/** The id under which policy mistakes appear beside the rules' own. */
export const POLICY_RULE = 'policy';

function said(problem: PolicyProblem): Markdown {
  const message = { markdown: problem.message };
  return problem.quoted === null ? message : md`${message}: ${problem.quoted}`;
}

export function policyFinding(problem: PolicyProblem, branch: string): Finding {
  const where = problem.line === null ? md`${problem.path}` : md`line ${problem.line} of ${problem.path}`;
  const mend =
    problem.didYouMean === null
      ? md`Correct ${where} on ${branch}`
      : md`Write ${problem.didYouMean} in ${where} on ${branch}`;
  const verdict = unmet(said(problem), fix(mend), {
    detail: md`Until then the default stands in for it; everything else in the policy holds`,
    at: { document: problem.path, line: problem.line },
  });
  return { ...verdict, rule: POLICY_RULE };
}
