// A mistake in the policy, said to the people who read the check: where it is, what is wrong, what was meant.
import { type Finding, fix, unmet } from '../model/finding.ts';
import { fullName } from '../model/ids.ts';
import { type Markdown, md } from '../model/markdown.ts';
import type { PolicyProblem } from './policy.ts';

/** The id under which policy mistakes appear beside the rules' own. */
export const POLICY_RULE = 'policy';

/** The mistake as a sentence without a full stop, the user's own words in it quoted. */
export function problemText(problem: PolicyProblem): Markdown {
  const message = { markdown: problem.message };
  return problem.quoted === null ? message : md`${message}: ${problem.quoted}`;
}

export function policyFinding(problem: PolicyProblem, branch: string): Finding {
  const where = problem.line === null ? md`${problem.path}` : md`line ${problem.line} of ${problem.path}`;
  const place =
    problem.organisation === null
      ? md`${where} on ${branch}`
      : md`${where} in ${fullName(problem.organisation)}`;
  const mend =
    problem.didYouMean === null ? md`Correct ${place}` : md`Write ${problem.didYouMean} in ${place}`;
  const verdict = unmet(problemText(problem), fix(mend), {
    detail: md`Until then the default stands in for it; everything else in the policy holds`,
    at: { document: problem.path, line: problem.line },
  });
  return { ...verdict, rule: POLICY_RULE };
}
