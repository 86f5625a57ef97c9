// The texts of the check on a pull request that changes the policy: what is wrong with it, or what would be different.
import type { Conclusion } from '../../model/finding.ts';
import { placeText } from '../../model/finding.ts';
import { fullName } from '../../model/ids.ts';
import { count, fence, join, type Markdown, md } from '../../model/markdown.ts';
import type { ConfigurableRule } from '../../policy/configurable-rule.ts';
import { problemText } from '../../policy/mistake-verdict.ts';
import { POLICY_PATH, type Policy, type PolicyProblem } from '../../policy/policy.ts';
import { sh } from '../../support/shell.ts';

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
  const file = placeText({ document: problem.path, line: problem.line });
  const place =
    problem.organisation === null ? file : md`${{ markdown: fullName(problem.organisation) }}: ${file}`;
  return md`**${place}**: ${problemText(problem)}`;
}

function published(conclusion: Conclusion, title: string, paragraphs: readonly Markdown[]): PolicyCheckText {
  const summary = join(
    paragraphs.filter(({ markdown }) => markdown !== ''),
    '\n\n',
  );
  return { conclusion, title, summary: summary.markdown, text: '' };
}

/** Mistakes in the organisation's policy are not this pull request's to correct. */
function elsewhere(problems: readonly PolicyProblem[]): Markdown {
  return problems.length === 0
    ? md``
    : md`The organisation’s policy has mistakes too. They do not come from this pull request. Correct them there:

${lines(problems.map(problemLine))}`;
}

/** Nothing where the path can't be typed as it is shown: the file has its own name for whoever works on it. */
function howRead(path: string): readonly Markdown[] {
  const command = sh`npx hotfix-warden template -- ${path}`;
  return command === null ? [] : [md`To see how a template is read, run:`, fence(command, 'bash')];
}

/**
 * @param templates mistakes in templates that can still be used
 * @param theirs mistakes in the organisation's policy
 */
export function renderBrokenPolicy(
  problems: readonly PolicyProblem[],
  templates: readonly PolicyProblem[],
  theirs: readonly PolicyProblem[],
): PolicyCheckText {
  const policy =
    problems.length === 0
      ? []
      : [
          md`Correct these before the merge. After it, they would fail the check of every hotfix.`,
          lines(problems.map(problemLine)),
          md`To find them before you push, run ${'npx hotfix-warden config validate'}.`,
        ];
  const [first] = templates;
  const template =
    first === undefined
      ? []
      : [
          md`Correct these lines of the templates. Now they are read differently from what was meant:`,
          lines(templates.map(problemLine)),
          ...howRead(first.path),
        ];
  const mistakes = count(problems.length + templates.length, 'mistake').markdown;
  return published('failure', `${mistakes} in the policy`, [...policy, ...template, elsewhere(theirs)]);
}

/**
 * @param base the branch that the change goes into
 * @param corrected how many mistakes the base branch's policy has
 */
export function renderPolicyDifferences(
  differences: readonly Markdown[],
  { base, corrected, theirs }: { base: string; corrected: number; theirs: readonly PolicyProblem[] },
): PolicyCheckText {
  const all = [...(corrected === 0 ? [] : [md`${count(corrected, 'mistake')} corrected`]), ...differences];
  if (all.length === 0)
    return published('success', 'Valid policy: no change for hotfixes', [
      md`After the merge, hotfixes are checked as before.`,
      elsewhere(theirs),
    ]);
  return published('success', `Valid policy: ${count(all.length, 'change').markdown} for hotfixes`, [
    md`After the merge, this changes for hotfixes into ${base}. Open ones are checked again immediately.`,
    lines(all),
    elsewhere(theirs),
  ]);
}

export function renderFirstPolicy(
  policy: Policy,
  rules: readonly ConfigurableRule[],
  base: string,
  theirs: readonly PolicyProblem[],
): PolicyCheckText {
  const { playbook, organisation } = policy;
  const asked = rules.filter(({ id }) => policy.rules.has(id));
  const bound = organisation === null ? md`` : md`, under the policy of ${fullName(organisation)},`;
  return published('success', `Valid policy: the first one, with ${count(asked.length, 'rule').markdown}`, [
    md`${base} has no policy yet. After the merge, the app checks hotfixes into it. The playbook is ${playbook}${bound} with these rules:`,
    lines(asked.map(({ id, title }) => md`${id}: ${{ markdown: title }}`)),
    elsewhere(theirs),
  ]);
}

export function renderNoPolicy(base: string): PolicyCheckText {
  return published('success', 'The policy is removed', [
    md`This removes ${POLICY_PATH}. After the merge, the app no longer checks hotfixes into ${base}, and withdraws its checks and comments on open ones. Does a branch protection require the check ${'Hotfix'}? Remove that first: otherwise no pull request can be merged any more.`,
  ]);
}
