// The words of the check on a pull request that changes the policy: what is wrong with it, or what would be different.
import type { Conclusion } from '../../model/finding.ts';
import { placeText } from '../../model/finding.ts';
import { fullName } from '../../model/ids.ts';
import { count, join, type Markdown, md } from '../../model/markdown.ts';
import type { ConfigurableRule } from '../../policy/configurable-rule.ts';
import { problemText } from '../../policy/mistake-verdict.ts';
import { POLICY_PATH, type Policy, type PolicyProblem } from '../../policy/policy.ts';

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
  const meant = problem.didYouMean === null ? md`` : md` Did you mean ${problem.didYouMean}?`;
  return md`**${place}**: ${problemText(problem)}.${meant}`;
}

function published(conclusion: Conclusion, title: string, paragraphs: readonly Markdown[]): PolicyCheckText {
  const summary = join(
    paragraphs.filter(({ markdown }) => markdown !== ''),
    '\n\n',
  );
  return { conclusion, title, summary: summary.markdown, text: '' };
}

/** What is wrong with the organisation's policy is not for this pull request to mend. */
function elsewhere(problems: readonly PolicyProblem[]): Markdown {
  return problems.length === 0
    ? md``
    : md`The organisation’s own policy has mistakes too. They are not of this pull request’s making, and are mended there:

${lines(problems.map(problemLine))}`;
}

/**
 * @param templates mistakes in templates that can be used all the same
 * @param theirs mistakes of the organisation's policy
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
          md`Until these are mended, the playbook’s or the organisation’s values would stand in for what they touch, and every hotfix’s check would fail with them.`,
          lines(problems.map(problemLine)),
          md`The same is found before a push by ${'npx hotfix-warden config validate'}.`,
        ];
  const [first] = templates;
  const template =
    first === undefined
      ? []
      : [
          md`Templates would be used as they stand, and not mean what was written:`,
          lines(templates.map(problemLine)),
          md`How a template is read is shown by ${`npx hotfix-warden template ${first.path}`}.`,
        ];
  const mistakes = count(problems.length + templates.length, 'mistake').markdown;
  return published('failure', `${mistakes} in the policy`, [...policy, ...template, elsewhere(theirs)]);
}

/**
 * @param base the branch that the change goes into
 * @param mended how many mistakes the policy has now
 */
export function renderPolicyDifferences(
  differences: readonly Markdown[],
  { base, mended, theirs }: { base: string; mended: number; theirs: readonly PolicyProblem[] },
): PolicyCheckText {
  const all = [
    ...(mended === 0 ? [] : [md`${count(mended, 'mistake')} in the policy: mended`]),
    ...differences,
  ];
  if (all.length === 0)
    return published('success', 'Nothing changes in effect', [
      md`The policy is in order, and hotfixes would be judged as before.`,
      elsewhere(theirs),
    ]);
  return published('success', `In order; ${count(all.length, 'change').markdown}`, [
    md`From the merge on, hotfixes into ${base} are judged by this. Open ones are looked at again at once.`,
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
  const bound = organisation === null ? md`` : md`, bound by ${fullName(organisation)},`;
  return published('success', `In order; the first policy, ${count(asked.length, 'rule').markdown}`, [
    md`${base} has no policy yet. From the merge on the app begins to judge hotfixes into it, by the playbook ${playbook}${bound} with these rules:`,
    lines(asked.map(({ id, title }) => md`${id}: ${{ markdown: title }}`)),
    elsewhere(theirs),
  ]);
}

export function renderNoPolicy(base: string): PolicyCheckText {
  return published('success', 'The policy is taken away', [
    md`This takes ${POLICY_PATH} away. From the merge on the app falls silent about hotfixes into ${base}, and what it said on open ones is taken back. If a branch protection requires the check ${'Hotfix'}, no pull request can be merged any more: take it out there first.`,
  ]);
}
