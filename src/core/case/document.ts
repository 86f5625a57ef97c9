// The pull request's body, read once by its template and shared by every rule.

import type { Location } from '../model/finding.ts';
import type { Policy } from '../policy/policy.ts';
import type { FieldRole } from '../template/field-roles.ts';
import { fieldWithRole } from '../template/field-roles.ts';
import { type Match, matchTemplate } from '../template/match.ts';
import type { Answer, Field } from '../template/template.ts';

/** The document's name in findings and in the command line's output. */
export const BODY = 'description';

export interface PullRequestDocument {
  readonly body: string;
  readonly match: Match;
  /** The fields that have a rule of their own, so that no field is reported twice. */
  readonly roles: Readonly<Record<FieldRole, Answer | null>>;
}

/** The roles that a rule of their own judges, and that rule; the rest of the template is judged by `pull-request-body`. */
export const OWN_RULES: readonly { readonly role: FieldRole; readonly rule: string }[] = [
  { role: 'incident', rule: 'incident-reference' },
  { role: 'severity', rule: 'severity' },
  { role: 'criterion', rule: 'emergency-criterion' },
  { role: 'rollback', rule: 'rollback-plan' },
];

export function readPullRequestDocument(body: string, policy: Policy): PullRequestDocument {
  const { template } = policy.templates.pullRequest;
  const match = matchTemplate(template, body);
  const answerTo = (role: FieldRole): Answer | null => {
    const field = fieldWithRole(template.fields, role, policy.fields[role]);
    return field === null ? null : answerOf(match, field);
  };
  return {
    body,
    match,
    roles: {
      incident: answerTo('incident'),
      severity: answerTo('severity'),
      criterion: answerTo('criterion'),
      justification: answerTo('justification'),
      rollback: answerTo('rollback'),
      monitoring: answerTo('monitoring'),
      risks: answerTo('risks'),
      commander: answerTo('commander'),
      detected: answerTo('detected'),
    },
  };
}

function answerOf(match: Match, field: Field): Answer | null {
  return match.answers.find((answer) => answer.field === field) ?? null;
}

/** The template's fields, in its order. */
export function fieldsOf(document: PullRequestDocument): readonly Field[] {
  return document.match.answers.map((answer) => answer.field);
}

export function bodyAt(answer: Answer): Location {
  const at = answer.state === 'missing' ? null : answer.at;
  return { document: BODY, line: at?.line ?? null };
}
