// S1: the pull request says how severe the emergency is.
import { z } from 'zod';
import { openAnswer } from '../advice/answer-verdict.ts';
import { BODY, fieldsOf } from '../case/document.ts';
import { type Case, defineRule } from '../case/rule.ts';
import { type SeveritySource, wordsOf } from '../case/severity-sources.ts';
import type { StatedSeverity } from '../case/stated-severity.ts';
import { durationText, momentText } from '../model/duration.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import {
  type Fix,
  fix,
  type Location,
  met,
  notApplicable,
  run,
  unmet,
  type Verdict,
} from '../model/finding.ts';
import type { Instant } from '../model/ids.ts';
import { code, list, type Markdown, md } from '../model/markdown.ts';
import { SEVERITY_NAMES, type Severity, severityText } from '../model/severity.ts';
import { joinShell, oneOfList, sh } from '../support/shell.ts';

/** More contradicting places than this are not named one by one. */
const MOST_NAMED = 4;

function placeOf({ line }: SeveritySource): Location | null {
  return line === null ? null : { document: BODY, line };
}

/** " (`ada`, 03:12 UTC)". A change that is not opened yet has no times, and a command is named by its author already. */
function whoAndWhen({ act, place }: SeveritySource, pull: PullFacts, now: Instant): Markdown {
  if (act === null || pull.state === 'unopened') return md``;
  const by = act.by === null || place === 'command' ? md`` : md`${act.by}, `;
  return md` (${by}${{ markdown: momentText(act.at, now) }})`;
}

/** What the author or a maintainer does where the place that counts is right. */
function correction({ place, where, words }: SeveritySource): Markdown {
  switch (place) {
    case 'command':
    case 'description':
      return md`change ${where}`;
    case 'label':
      return md`remove the label ${words}`;
    case 'title':
      return md`edit the title`;
    case 'commit':
      return md`reword ${where}`;
  }
}

/** Labels come off with a command; a title and a description are edited, and a commit is reworded. */
function wayOut(severity: Severity, { counts, contradicting }: StatedSeverity, pull: PullFacts): Fix {
  const right = md`If ${severityText(severity)} is right, ${list(contradicting.slice(0, MOST_NAMED).map(correction))}`;
  const wrong =
    counts.place === 'command'
      ? md`comment ${'/hotfix severity'} with the right one`
      : md`change ${counts.where}`;
  const instruction = md`${right}. If it is not, ${wrong}`;
  const labels = contradicting.flatMap(({ place, words }) => (place === 'label' ? [words] : []));
  if (labels.length === 0 || pull.state === 'unopened') return fix(instruction);
  const off = labels.map((label) => sh`--remove-label=${oneOfList(label)}`);
  const which = { markdown: labels.length === 1 ? 'the label' : 'these labels' };
  const commands = joinShell([sh`gh pr edit ${pull.number}`, ...off], ' ');
  // The label is named in the instruction already, and GitHub's page removes it too.
  return commands === null ? fix(instruction) : run(md`${instruction}. This removes ${which}`, commands);
}

/** The place that counts: met with its target time, unmet where another place contradicts it or it leaves the choice open. */
function counting(found: StatedSeverity, pull: PullFacts, { policy, facts }: Case): Verdict {
  const { severity, counts, others, contradicting } = found;
  const at = placeOf(counts);
  if (counts.isOpen)
    return unmet(
      md`The description names several severities: ${code(counts.words, 60)}`,
      fix(md`Keep one of them, or comment ${'/hotfix severity'} with P0, P1 or P2`),
      { at },
    );
  const when = whoAndWhen(counts, pull, facts.now);
  if (severity !== null && contradicting.length > 0) {
    const steps = [...new Set([severity, ...contradicting.flatMap((other) => other.severity ?? [])])];
    const said = contradicting.slice(0, MOST_NAMED).map((other) => md`${other.where} says ${wordsOf(other)}`);
    return unmet(
      md`${steps.length} severities are stated: ${list(steps.map(severityText))}`,
      wayOut(severity, found, pull),
      {
        detail: md`${severityText(severity)} counts for now, read from ${counts.where}${when}. But ${list(said)}`,
        at,
      },
    );
  }
  const isNewest = others.some((other) => other.severity !== severity);
  const read = md`Read from ${counts.where}${isNewest ? md`${when}, which is the newest` : md``}`;
  if (severity === null) return met(md`Severity is ${wordsOf(counts)}`, { detail: read, at });
  const target = { markdown: durationText(policy.severities[severity].target) };
  const { mark } = SEVERITY_NAMES[severity];
  return met(md`Severity is ${{ markdown: mark }} ${severityText(severity)}`, {
    detail: md`${read}. Target: production restored within ${target}`,
    at,
  });
}

/** One line for each other place, where they differ. */
function beside(found: StatedSeverity, pull: PullFacts, now: Instant): readonly Verdict[] {
  const { severity, counts, others, contradicting } = found;
  if (others.every((other) => other.severity === severity)) return [];
  return others.map((other) => {
    const remark = contradicting.includes(other)
      ? md`Nothing tells whether it is newer than ${counts.where}`
      : md`Older than ${counts.where}, so it does not count`;
    const title = md`${{ markdown: upperFirst(other.where.markdown) }} says ${wordsOf(other)}`;
    const detail = other.severity === severity ? md`The same` : remark;
    return notApplicable(title, { detail: md`${detail}${whoAndWhen(other, pull, now)}`, at: placeOf(other) });
  });
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

export const rule = defineRule({
  id: 'severity',
  title: 'The severity is stated',
  task: 'State the severity',
  why: 'The severity decides what is required before the merge and what is deferred.',
  stage: 'triage',
  default: { workflow: 'on', log: 'on', 'emergency-fix': 'on', speckit: 'on' },
  settings: z.strictObject({}),
  check(hotfix) {
    if (hotfix.document === null) return [notApplicable(md`A branch states no severity`)];
    const found = hotfix.severity;
    const { change } = hotfix.facts;
    if (found !== null && change.kind === 'pull')
      return [counting(found, change, hotfix), ...beside(found, change, hotfix.facts.now)];
    const answer = hotfix.document.roles.severity;
    if (answer !== null && answer.state !== 'filled') return [openAnswer(answer, fieldsOf(hotfix.document))];
    return [
      unmet(
        md`The severity is missing`,
        fix(md`Add one of these lines to the description`, {
          language: 'markdown',
          text: '**Severity:** CRITICAL\n**Severity:** HIGH\n**Severity:** MEDIUM',
        }),
        {
          at: { document: BODY, line: null },
        },
      ),
    ];
  },
});
