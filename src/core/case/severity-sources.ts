// Every place of a pull request that states a severity, as it stands there. Which of them counts is `stated-severity.ts`'s business.

import type { Act, PullFacts } from '../model/facts/pull.ts';
import { code, type Markdown, md } from '../model/markdown.ts';
import {
  leavesSeverityOpen,
  type Severity,
  severitiesIn,
  severityOf,
  severityText,
} from '../model/severity.ts';
import { ROLE_TITLES } from '../template/field-roles.ts';
import { findSection } from '../template/match.ts';
import type { Answer } from '../template/template.ts';
import type { Decisions } from './decisions.ts';
import type { PullRequestDocument } from './document.ts';

/** A place that states a severity. */
export interface SeveritySource {
  readonly place: 'command' | 'description' | 'label' | 'title' | 'commit';
  /** Null where the words name no step that is known, or several. */
  readonly severity: Severity | null;
  /** As part of a sentence: "the label `sev1`". */
  readonly where: Markdown;
  /** Untrusted. */
  readonly words: string;
  /** Who said it last, and when; null where nothing tells. */
  readonly act: Act | null;
  /** Its line in the description, 1-based; null elsewhere. */
  readonly line: number | null;
  /** Whether the words name several steps. */
  readonly isOpen: boolean;
}

/** What it says: the step, or its own words where they name none that is known. */
export function wordsOf({ severity, words }: SeveritySource): Markdown {
  return severity === null ? code(words, 60) : severityText(severity);
}

function source(
  place: SeveritySource['place'],
  severity: Severity | null,
  where: Markdown,
  words: string,
  act: Act | null,
): SeveritySource {
  return { place, severity, where, words, act, line: null, isOpen: false };
}

/** A step stands on the first line; what follows explains it, or was written below it for something else. */
function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}

/** The author's words; a placeholder is the template's own choice, not yet made. */
function wordsIn(answer: Answer): string {
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

type Words = Pick<SeveritySource, 'severity' | 'words' | 'isOpen'>;

function inAnswer(answer: Answer): Words | null {
  const words = wordsIn(answer);
  if (leavesSeverityOpen(words)) return { severity: null, words, isOpen: true };
  // A scale of its own ("P0" where the template offers CRITICAL/HIGH) says the same thing in other words.
  const otherWords = answer.state === 'invalid' ? severityOf(words) : null;
  if (otherWords !== null && severitiesIn(words).length === 1)
    return { severity: otherWords, words, isOpen: false };
  if (answer.state !== 'filled') return null;
  const chosen = chosenWords(answer.value);
  return { severity: severityOf(chosen), words: chosen, isOpen: false };
}

function inExtraSection(words: string): Words | null {
  if (leavesSeverityOpen(words)) return { severity: null, words, isOpen: true };
  const severity = severityOf(words);
  return severity === null || severitiesIn(words).length > 1 ? null : { severity, words, isOpen: false };
}

function inDescription({ body, roles }: PullRequestDocument, pull: PullFacts): readonly SeveritySource[] {
  const answer = roles.severity;
  const isMissing = answer === null || answer.state === 'missing';
  // A heading of its own says it too, where the template's label is gone.
  const section = isMissing ? findSection(body, ROLE_TITLES.severity) : null;
  const found = isMissing ? inExtraSection(section?.text ?? '') : inAnswer(answer);
  if (found === null) return [];
  const line = isMissing ? (section?.at.line ?? null) : (answer.at?.line ?? null);
  const act = pull.bodyEdit ?? { at: pull.openedAt, by: pull.author?.login ?? null };
  return [{ place: 'description', where: md`the description`, act, line, ...found }];
}

/** "high-traffic" and "critical path" are labels too: only a label that is a grade, or names what it grades, counts. */
const GRADE_LABEL = /^(?:p[0-2]|sev[-_ ]?\d|critical|high|medium)$|sever|prio|urgen/i;

/** What the app put there itself follows the other places and says nothing of its own. */
function inLabels({ labels, ownLabels, labelActs, openedAt }: PullFacts): readonly SeveritySource[] {
  return labels
    .filter((name) => !ownLabels.includes(name) && GRADE_LABEL.test(name.trim()))
    .flatMap((name) => {
      const severity = severityOf(name);
      const act = labelActs.get(name) ?? { at: openedAt, by: null };
      return severity === null ? [] : [source('label', severity, md`the label ${name}`, name, act)];
    });
}

function inCommand({ severity: said }: Decisions): readonly SeveritySource[] {
  if (said === null) return [];
  const { severity, by, at } = said;
  return [source('command', severity, md`the command of ${by}`, severity, { at, by })];
}

/** Who said it and when is known of these. */
export function datedSources(
  pull: PullFacts,
  document: PullRequestDocument,
  decisions: Decisions,
): readonly SeveritySource[] {
  return [...inCommand(decisions), ...inDescription(document, pull), ...inLabels(pull)];
}

/** A grade before the rest of a title: "[P0] …", "SEV1: …", "CRITICAL - …". */
const TITLE_GRADE = /^[[(]?\s?(p[0-2]|sev[-_ ]?\d|critical|high|medium)\s?(?:[\])]|:|\s[-–|])/i;
/** A line of a commit that states one: "Severity: HIGH". */
const COMMIT_GRADE = /^(?:severity|priority):\s{0,4}(.{1,40})$/im;

/** Nothing tells when a title was changed, and a commit's dates are its author's to choose. */
export function undatedSources({ title, commits }: PullFacts): readonly SeveritySource[] {
  const grade = TITLE_GRADE.exec(title)?.[1] ?? '';
  const titled = severityOf(grade);
  const committed = (commits.known ? commits.value : []).flatMap(({ message, sha }) => {
    const words = COMMIT_GRADE.exec(message.slice(0, 4_000))?.[1] ?? '';
    const severity = severityOf(words);
    const where = md`the commit ${sha?.slice(0, 7) ?? 'message'}`;
    return severity === null ? [] : [source('commit', severity, where, words, null)];
  });
  return [...(titled === null ? [] : [source('title', titled, md`the title`, grade, null)]), ...committed];
}
