// Writes a severity into a description: over the answer that stands there, or as a line of its own.
import { SEVERITY_NAMES, type Severity, severityOf } from '../severity.ts';
import { fieldKey, fillTemplate } from '../template/fill.ts';
import { matchTemplate } from '../template/match.ts';
import type { Answer, Field, Template } from '../template/template.ts';

/** In the template's own words where it offers a choice: CRITICAL where it says CRITICAL/HIGH/MEDIUM. */
function wordFor(severity: Severity, field: Field): string {
  return field.options.find((option) => severityOf(option) === severity) ?? severity;
}

function answerTo(template: Template, body: string, field: Field): Answer | undefined {
  return matchTemplate(template, body).answers.find((answer) => answer.field === field);
}

/** What stands behind the label, on the line of an answer: everything after it is the answer. */
const LABELLED = /^(\s*(?:[-*+]\s+)?(?:\*\*|__)?[^:*_\n]{1,80}(?:\*\*|__)?\s?[:：](?:\*\*|__)?)(.*)$/;

function overLine(body: string, line: number, word: string): string | null {
  const lines = body.split(/(?<=\n)/);
  const text = lines[line - 1];
  const [, label] = text === undefined ? [] : (LABELLED.exec(text.trimEnd()) ?? []);
  if (text === undefined || label === undefined) return null;
  const ending = /\r?\n$/.exec(text)?.[0] ?? '';
  lines[line - 1] = `${label} ${word}${ending}`;
  return lines.join('');
}

const OWN_LINE = /^(\s*(?:\*\*|__)?severity(?:\*\*|__)?\s?[:：](?:\*\*|__)?)[^\n\r]*/im;

function asLine(body: string, severity: Severity): string {
  const word = `${severity} ${SEVERITY_NAMES[severity].word}`;
  if (OWN_LINE.test(body)) return body.replace(OWN_LINE, (_, label: string) => `${label} ${word}`);
  return body.trim() === '' ? `**Severity:** ${word}\n` : `**Severity:** ${word}\n\n${body}`;
}

export function writeSeverity(
  body: string,
  severity: Severity,
  template: Template,
  field: Field | null,
): string {
  if (field === null) return asLine(body, severity);
  const word = wordFor(severity, field);
  const answer = answerTo(template, body, field);
  if (answer !== undefined && answer.state !== 'missing' && answer.at !== null) {
    const written = overLine(body, answer.at.line, word);
    if (written !== null) return written;
  }
  const filled = fillTemplate(template, body, new Map([[fieldKey(field), word]]));
  const now = answerTo(template, filled, field);
  const says = now?.state === 'filled' ? severityOf(now.value.chosen[0] ?? now.value.text) : null;
  return says === severity ? filled : asLine(body, severity);
}
