// The words of the check on a pull request that changes the policy: what is wrong with it, or what would be different.
import type { Conclusion } from '../finding.ts';
import { placeText } from '../finding.ts';
import { count, join, type Markdown, md } from '../markdown.ts';
import { POLICY_PATH, type PolicyProblem } from '../policy.ts';
import { problemText } from '../policy-verdict.ts';

export interface PolicyCheckText {
  readonly conclusion: Conclusion;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
}

const SHOWN = 60;

function lines(all: readonly Markdown[]): Markdown {
  const shown = all.slice(0, SHOWN).map((one) => md`- ${one}`);
  if (all.length > SHOWN) shown.push(md`- … and ${all.length - SHOWN} more`);
  return join(shown, '\n');
}

function problemLine(problem: PolicyProblem): Markdown {
  const place = placeText({ document: problem.path, line: problem.line });
  const meant = problem.didYouMean === null ? md`` : md` Did you mean ${problem.didYouMean}?`;
  return md`**${place}**: ${problemText(problem)}.${meant}`;
}

export function renderBrokenPolicy(problems: readonly PolicyProblem[]): PolicyCheckText {
  const summary = md`Until these are mended, the playbook’s defaults would stand in for what they touch, and every hotfix’s check would fail with them.

${lines(problems.map(problemLine))}

The same is found before a push by ${'npx hotfix-warden config validate'}.`;
  return {
    conclusion: 'failure',
    title: `${count(problems.length, 'mistake').markdown} in the policy`,
    summary: summary.markdown,
    text: '',
  };
}

/** @param base the branch that the change goes into */
export function renderPolicyDifferences(differences: readonly Markdown[], base: string): PolicyCheckText {
  const none = differences.length === 0;
  const summary = none
    ? md`The policy is in order, and hotfixes would be judged as before.`
    : md`From the merge on, hotfixes into ${base} are judged by this. Open ones are looked at again at once.

${lines(differences)}`;
  return {
    conclusion: 'success',
    title: none ? 'Nothing changes in effect' : `In order; ${count(differences.length, 'change').markdown}`,
    summary: summary.markdown,
    text: '',
  };
}

export function renderFirstPolicy(
  playbook: string,
  rules: readonly Markdown[],
  base: string,
): PolicyCheckText {
  const summary = md`${base} has no policy yet. From the merge on, hotfixes into it are judged by the playbook ${playbook} with these rules:

${lines(rules)}`;
  return {
    conclusion: 'success',
    title: `In order; the first policy, ${count(rules.length, 'rule').markdown}`,
    summary: summary.markdown,
    text: '',
  };
}

export function renderNoPolicy(base: string): PolicyCheckText {
  const summary = md`This takes ${POLICY_PATH} away. From the merge on the app says nothing about hotfixes into ${base}, and what it said on open ones is taken back. If a branch protection requires the check ${'Hotfix'}, no pull request can be merged any more: take it out there first.`;
  return {
    conclusion: 'success',
    title: 'The policy is taken away',
    summary: summary.markdown,
    text: '',
  };
}
