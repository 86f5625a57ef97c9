// A mistake in the policy, for the people who read the check: what is wrong, where it is, what to write instead.
import { type Finding, fix, unmet } from '../model/finding.ts';
import { fullName } from '../model/ids.ts';
import { type Markdown, md } from '../model/markdown.ts';
import type { PolicyProblem } from './policy.ts';

/** The id under which policy mistakes appear beside the rules' own. */
export const POLICY_RULE = 'policy';

/** "Unknown key `brnches`. Did you mean `branches`?" The mistake in whole sentences. */
export function problemText({ message, help, didYouMean }: PolicyProblem): Markdown {
  const instead = help === null ? md`` : md` ${help}.`;
  const meant = didYouMean === null ? md`` : md` Did you mean ${didYouMean}?`;
  return md`${message}.${instead}${meant}`;
}

/** The line is named beside the task; this says in which file. */
function whereText({ organisation, line }: PolicyProblem, branch: string): Markdown {
  const what = { markdown: line === null ? 'the file' : 'this line' };
  return organisation === null ? md`${what} on ${branch}` : md`${what} in ${fullName(organisation)}`;
}

export function policyFinding(problem: PolicyProblem, branch: string): Finding {
  const { message, help, didYouMean, path, line } = problem;
  const where = whereText(problem, branch);
  const task = didYouMean === null ? md`Correct ${where}` : md`Write ${didYouMean} in ${where}`;
  const verdict = unmet(message, fix(help === null ? task : md`${help}. ${task}`), {
    at: { document: path, line },
  });
  return { ...verdict, rule: POLICY_RULE };
}
