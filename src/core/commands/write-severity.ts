// Writes a severity into a description: over the answer that stands there, or as a line of its own.

import { readPullRequestDocument } from '../case/document.ts';
import { statedSeverity } from '../case/stated-severity.ts';
import type { Facts } from '../model/facts/facts.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import { SEVERITY_NAMES, type Severity, severityOf } from '../model/severity.ts';
import type { Policy } from '../policy/policy.ts';
import { LONGEST_DESCRIPTION } from '../show/longest-description.ts';
import { fieldWithRole, ROLE_TITLES } from '../template/field-roles.ts';
import { fieldKey, fillTemplate } from '../template/fill.ts';
import { findSection, matchTemplate } from '../template/match.ts';
import type { Field, Template } from '../template/template.ts';
import { aboveLine, gradeFrom, overLine, tickFrom } from './severity-edits.ts';

/** One way to write it; null where the description has no place for it. */
type Way = () => string | null;

/** In the template's own words where it offers a choice: CRITICAL where it says CRITICAL/HIGH/MEDIUM. */
function wordFor(severity: Severity, field: Field | null): string {
  const own = field?.options.find((option) => severityOf(option) === severity);
  return own ?? `${severity} ${SEVERITY_NAMES[severity].word}`;
}

const OWN_LINE = /^([ \t]{0,8}(?:\*\*|__)?severity(?:\*\*|__)? ?[:：](?:\*\*|__)?)[^\n\r]*/im;

function withSection(body: string, word: string): string {
  return [body.trimEnd(), '', '## Severity', '', word, ''].join(body.includes('\r\n') ? '\r\n' : '\n');
}

/** Where no template has a place for it: over the line that states one, in the section that does, on top, or at the end. */
function freely(body: string, word: string): readonly Way[] {
  const line = findSection(body, ROLE_TITLES.severity)?.at.line ?? null;
  return [
    () => (line === null ? null : gradeFrom(body, line, word)),
    () => (OWN_LINE.test(body) ? body.replace(OWN_LINE, (_, label: string) => `${label} ${word}`) : null),
    () => aboveLine(body, 1, `**Severity:** ${word}`),
    // Where the words that follow would be read with it.
    () => withSection(body, word),
  ];
}

function intoField(
  body: string,
  severity: Severity,
  word: string,
  template: Template,
  field: Field,
): readonly Way[] {
  const answer = matchTemplate(template, body).answers.find((one) => one.field === field);
  const line = answer === undefined || answer.state === 'missing' ? null : (answer.at?.line ?? null);
  const filled = () => fillTemplate(template, body, new Map([[fieldKey(field), word]]));
  if (line === null) return [filled];
  const isAnswered = answer?.state === 'filled' || answer?.state === 'invalid';
  return [
    () => tickFrom(body, line, severity),
    () => (isAnswered ? gradeFrom(body, line, word) : null),
    () => overLine(body, line, word),
    filled,
    () => (isAnswered ? aboveLine(body, line, word) : null),
  ];
}

/**
 * The description with this severity, untouched where it states it already. Null where no way of writing it is read as it:
 * a form with boxes for P0 and P1 only, or no room left.
 */
export function writeSeverity(
  body: string,
  severity: Severity,
  pull: PullFacts,
  facts: Facts,
  policy: Policy,
): string | null {
  // Labels are left aside: what is asked for is that the description says it.
  const says = (text: string): boolean => {
    const change = { ...pull, body: text, labels: [] };
    const document = readPullRequestDocument(text, policy);
    return statedSeverity({ facts: { ...facts, change }, document })?.severity === severity;
  };
  if (says(body)) return body;
  const { template } = policy.templates.pullRequest;
  const field = fieldWithRole(template.fields, 'severity', policy.fields.severity);
  const word = wordFor(severity, field);
  const ways = field === null ? freely(body, word) : intoField(body, severity, word, template, field);
  for (const way of ways) {
    const written = way();
    if (written !== null && written.length <= LONGEST_DESCRIPTION && says(written)) return written;
  }
  return null;
}
