// Finds the severity that a pull request states: in its description, else in its labels.

import type { Facts } from '../model/facts/facts.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import { fix, type Location, met, unmet, type Verdict } from '../model/finding.ts';
import { code, type Markdown, md } from '../model/markdown.ts';
import {
  leavesSeverityOpen,
  SEVERITY_NAMES,
  type Severity,
  severitiesIn,
  severityOf,
} from '../model/severity.ts';
import { ROLE_TITLES } from '../template/field-roles.ts';
import { findSection } from '../template/match.ts';
import type { Answer } from '../template/template.ts';
import type { PullRequestDocument } from './document.ts';
import { BODY, bodyAt } from './document.ts';

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

/** Two steps in one answer are none: until one is left, nothing is asked less than it would be without. */
function leftOpen(words: string, at: Location | null): StatedSeverity {
  const verdict = unmet(
    md`The description names several severities: ${code(words, 60)}`,
    fix(md`Leave one of them, or comment for example ${'/hotfix severity P0'}`),
    { detail: md`Severity decides what must be done before the merge and what may wait`, at },
  );
  return { severity: null, words, verdict };
}

/** A step stands on the first line; what follows explains it, or was written below it for something else. */
function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}

/** The author's words; a placeholder is the template's own choice, not yet made. */
function saidIn(answer: Answer): string {
  if (answer.state === 'invalid') return firstLine(answer.text);
  if (answer.state !== 'filled') return '';
  const { chosen, text } = answer.value;
  return chosen.length > 1 ? chosen.join(' | ') : firstLine(text);
}

const BOX = /\[[ xX✓]?\]|[☐☑⬜✅]/u;

/** The author's own words where they name a step first: "P1 - critical path is down" under a choice of CRITICAL/HIGH is P1. */
function chosenWords({ chosen, text }: Extract<Answer, { state: 'filled' }>['value']): string {
  const first = firstLine(text);
  const isOwn = !BOX.test(first) && severityOf(first) !== null;
  return isOwn ? first : (chosen[0] ?? text);
}

function fromAnswer(answer: Answer): StatedSeverity | null {
  const said = saidIn(answer);
  if (leavesSeverityOpen(said)) return leftOpen(said, bodyAt(answer));
  // A scale of its own ("P0" where the template offers CRITICAL/HIGH) says the same thing in other words.
  const otherWords = answer.state === 'invalid' ? severityOf(said) : null;
  if (otherWords !== null && severitiesIn(said).length === 1) {
    return stated(said, otherWords, md`Read from the description`, bodyAt(answer));
  }
  if (answer.state !== 'filled') return null;
  const words = chosenWords(answer.value);
  return stated(words, severityOf(words), md`Read from the description`, bodyAt(answer));
}

/** "high-traffic" and "critical path" are labels too: only a label that is a grade, or names what it grades, counts. */
const GRADE_LABEL = /^(?:p[0-2]|sev[-_ ]?\d|critical|high|medium)$|sever|prio|urgen/i;

function fromLabels(pull: PullFacts): StatedSeverity | null {
  // What the app put there follows the description and says nothing of its own.
  for (const label of pull.labels.filter((name) => !pull.ownLabels.includes(name))) {
    const severity = severityOf(label);
    if (severity !== null && GRADE_LABEL.test(label.trim()))
      return stated(label, severity, md`Read from the label ${label}`, null);
  }
  return null;
}

function fromExtraSection(body: string): StatedSeverity | null {
  const section = findSection(body, ROLE_TITLES.severity);
  const severity = section === null ? null : severityOf(section.text);
  if (section !== null && leavesSeverityOpen(section.text))
    return leftOpen(section.text, { document: BODY, line: section.at.line });
  if (section === null || severity === null || severitiesIn(section.text).length > 1) return null;
  return stated(section.text, severity, md`Read from the description`, {
    document: BODY,
    line: section.at.line,
  });
}

/** A place that states a severity, as part of a sentence: "the label `sev1`". */
export interface SeveritySource {
  readonly severity: Severity;
  readonly where: Markdown;
  /** Its name, where it is a label. Untrusted. */
  readonly label?: string;
}

/** A grade before the rest of a title: "[P0] …", "SEV1: …", "CRITICAL - …". */
const TITLE_GRADE = /^[[(]?\s?(p[0-2]|sev[-_ ]?\d|critical|high|medium)\s?(?:[\])]|:|\s[-–|])/i;
/** A line of a commit that states one: "Severity: HIGH". */
const COMMIT_GRADE = /^(?:severity|priority):\s{0,4}(.{1,40})$/im;

function gradeLabels(pull: PullFacts): readonly SeveritySource[] {
  return pull.labels
    .filter((name) => !pull.ownLabels.includes(name) && GRADE_LABEL.test(name.trim()))
    .flatMap((name) => {
      const severity = severityOf(name);
      return severity === null ? [] : [{ severity, where: md`the label ${name}`, label: name }];
    });
}

/** Every other place that states a severity, beside the one that counts. */
export function otherSeverities(pull: PullFacts): readonly SeveritySource[] {
  const title = TITLE_GRADE.exec(pull.title)?.[1];
  const titled = title === undefined ? null : severityOf(title);
  const commits = pull.commits.known ? pull.commits.value : [];
  const committed = commits.flatMap(({ message, sha }) => {
    const severity = severityOf(COMMIT_GRADE.exec(message.slice(0, 4_000))?.[1] ?? '');
    return severity === null ? [] : [{ severity, where: md`the commit ${sha?.slice(0, 7) ?? 'message'}` }];
  });
  return [
    ...(titled === null ? [] : [{ severity: titled, where: md`the title` }]),
    ...gradeLabels(pull),
    ...committed,
  ];
}

/** A pull request, and its description as the template reads it. */
interface Described {
  readonly facts: Facts;
  readonly document: PullRequestDocument | null;
}

/** The severity that the pull request states, or null. The description beats labels: people edit it last. */
export function statedSeverity({ facts: { change }, document }: Described): StatedSeverity | null {
  if (change.kind !== 'pull' || document === null) return null;
  const answer = document.roles.severity;
  return (
    // A heading of its own says it too, where the template's label is gone.
    (answer === null || answer.state === 'missing' ? fromExtraSection(document.body) : fromAnswer(answer)) ??
    fromLabels(change)
  );
}
