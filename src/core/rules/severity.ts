// S1: the pull request says how severe the emergency is.
import { z } from 'zod';
import { openAnswer } from '../advice/answer-verdict.ts';
import { BODY, fieldsOf } from '../case/document.ts';
import { type Case, defineRule } from '../case/rule.ts';
import { otherSeverities, type SeveritySource, type StatedSeverity } from '../case/stated-severity.ts';
import { durationText } from '../model/duration.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import { type Fix, fix, notApplicable, unmet, type Verdict } from '../model/finding.ts';
import { list, type Markdown, md } from '../model/markdown.ts';
import { SEVERITY_NAMES, type Severity } from '../model/severity.ts';
import { sh } from '../support/shell.ts';

const WHY = md`Severity decides what must be done before the merge and what may wait`;

function stepText(severity: Severity): Markdown {
  return { markdown: `${severity} ${SEVERITY_NAMES[severity].word}` };
}

/** Labels come off with a command; a title and a description are edited, and a commit is left as it is where the others change. */
function wayOut(severity: Severity, others: readonly SeveritySource[], pull: PullFacts): Fix {
  const decide = md`Decide which it is, and correct the other place; a label is taken off, a title edited, a commit reworded`;
  const labels = others.flatMap(({ label }) => label ?? []);
  if (labels.length === 0 || pull.state === 'unopened') return fix(decide);
  const off = labels.map((label) => sh` --remove-label ${label}`).join('');
  const text = `${sh`gh pr edit ${String(pull.number)}`}${off}`;
  return fix(md`${decide}. If it is ${stepText(severity)}, this does it`, { language: 'bash', text });
}

/** Met with its target time; unmet where another place says something else. The description counts until that is settled. */
function consistent(found: StatedSeverity, pull: PullFacts, { policy }: Case): Verdict {
  const { severity, verdict } = found;
  if (severity === null) return verdict;
  const others = otherSeverities(pull).filter((other) => other.severity !== severity);
  if (others.length === 0) {
    const target = { markdown: durationText(policy.severities[severity].target) };
    const where = verdict.detail === null ? md`` : md`${verdict.detail}. `;
    return { ...verdict, detail: md`${where}Production should be well within ${target} of the incident` };
  }
  const said = list(others.slice(0, 4).map((other) => md`${other.where} says ${stepText(other.severity)}`));
  return unmet(
    md`The severity is ${stepText(severity)} in one place and something else in another`,
    wayOut(severity, others, pull),
    {
      detail: md`${verdict.detail ?? md`The description says ${stepText(severity)}`}: ${stepText(severity)}, which counts until then; but ${said}`,
      at: verdict.at,
    },
  );
}

export const rule = defineRule({
  id: 'severity',
  title: 'The severity is stated',
  task: 'State the severity',
  why: 'Severity decides what must be done before the merge and what may wait.',
  settings: z.strictObject({}),
  check(hotfix) {
    if (hotfix.document === null) return [notApplicable(md`A branch states no severity`)];
    const found = hotfix.severity;
    const { change } = hotfix.facts;
    if (found !== null && change.kind === 'pull') return [consistent(found, change, hotfix)];
    const answer = hotfix.document.roles.severity;
    if (answer !== null && answer.state !== 'filled')
      return [openAnswer(answer, fieldsOf(hotfix.document), WHY, 'HIGH')];
    return [
      unmet(
        md`The severity is missing`,
        fix(md`Add one of these lines to the description`, {
          language: 'markdown',
          text: '**Severity:** CRITICAL\n**Severity:** HIGH\n**Severity:** MEDIUM',
        }),
        {
          detail: WHY,
          at: { document: BODY, line: null },
        },
      ),
    ];
  },
});
