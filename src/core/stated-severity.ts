// Finds the severity that a pull request states: in its description, else in its labels.
import { BODY, bodyAt } from './answer-verdict.ts';
import type { PullFacts } from './facts.ts';
import { ROLE_TITLES } from './field-roles.ts';
import { type Location, met, type Verdict } from './finding.ts';
import { code, type Markdown, md } from './markdown.ts';
import type { Case } from './rule.ts';
import { SEVERITY_NAMES, type Severity, severitiesIn, severityOf } from './severity.ts';
import { findSection } from './template/match.ts';
import type { Answer } from './template/template.ts';

/** What a pull request says of its severity: where it was found, and the step where the words are known. */
export interface StatedSeverity {
  readonly severity: Severity | null;
  readonly words: string;
  readonly verdict: Verdict;
}

function stated(
  words: string,
  severity: Severity | null,
  where: Markdown,
  at: Location | null,
): StatedSeverity {
  const name =
    severity === null
      ? code(words, 60)
      : md`${{ markdown: `${SEVERITY_NAMES[severity].mark} ${severity} ${SEVERITY_NAMES[severity].word}` }}`;
  return { severity, words, verdict: met(md`Severity is ${name}`, { detail: where, at }) };
}

function fromAnswer(answer: Answer): StatedSeverity | null {
  // A scale of its own ("P0" where the template offers CRITICAL/HIGH) says the same thing in other words.
  const otherWords = answer.state === 'invalid' ? severityOf(answer.text) : null;
  if (answer.state === 'invalid' && otherWords !== null && severitiesIn(answer.text).length === 1) {
    return stated(answer.text, otherWords, md`Read from the description`, bodyAt(answer));
  }
  if (answer.state !== 'filled') return null;
  const words = answer.value.chosen[0] ?? answer.value.text;
  return stated(words, severityOf(words), md`Read from the description`, bodyAt(answer));
}

function fromLabels(pull: PullFacts): StatedSeverity | null {
  for (const label of pull.labels) {
    const severity = severityOf(label);
    // "high-traffic" and "critical path" are labels too: only a label that is a grade, or names what it grades, counts.
    const grades = /^(?:p[0-2]|sev[-_ ]?\d|critical|high|medium)$|sever|prio|urgen/i.test(label.trim());
    if (severity !== null && grades) return stated(label, severity, md`Read from the label ${label}`, null);
  }
  return null;
}

function fromExtraSection(body: string): StatedSeverity | null {
  const section = findSection(body, ROLE_TITLES.severity);
  const severity = section === null ? null : severityOf(section.text);
  if (section === null || severity === null || severitiesIn(section.text).length > 1) return null;
  return stated(section.text, severity, md`Read from the description`, {
    document: BODY,
    line: section.at.line,
  });
}

/** The severity that the pull request states, or null. The description beats labels: people edit it last. */
export function statedSeverity(hotfix: Case): StatedSeverity | null {
  const { change } = hotfix.facts;
  if (change.kind !== 'pull' || hotfix.document === null) return null;
  const answer = hotfix.document.roles.severity;
  return (
    (answer === null ? fromExtraSection(hotfix.document.body) : fromAnswer(answer)) ?? fromLabels(change)
  );
}
