import { describe, expect, it } from 'vitest';
import { fillTemplate } from '../../../src/core/template/fill.ts';
import { parseIssueForm } from '../../../src/core/template/issue-form.ts';
import { matchTemplate } from '../../../src/core/template/match.ts';
import { describeField } from './describe-fields.ts';

const FORM = parseIssueForm(`name: Review
body:
  - type: markdown
    attributes:
      value: Be kind.
  - type: input
    attributes:
      label: Incident ID
      placeholder: INC-2025-001
    validations:
      required: true
  - type: dropdown
    attributes:
      label: 🚦 Severity
      options: [SEV1, SEV2]
    validations:
      required: true
  - type: textarea
    attributes:
      label: Timeline
      description: What happened when?
      value: |
        - detected
        - fixed
    validations:
      required: true
  - type: textarea
    attributes:
      label: Notes
  - type: checkboxes
    attributes:
      label: Before you submit
      options:
        - label: I told the team
          required: true
        - label: I like forms
`);

function states(body: string): readonly string[] {
  return matchTemplate(FORM, body).answers.map((answer) => answer.state);
}

describe('B1: issue forms are read into the same schema', () => {
  it('with need and options from the form, and the form’s own lines', () => {
    expect(FORM.fields.map((field) => `${field.line}: ${describeField(field)}`)).toEqual([
      '6: Incident ID = issue (required)',
      '12: 🚦 Severity = choice {SEV1 | SEV2} (required)',
      '18: Timeline = text (required)',
      '27: Notes = text (optional)',
      '30: Before you submit = checkboxes:all (required)',
    ]);
  });

  it('an answer is what GitHub renders under the label', () => {
    const body =
      '### Incident ID\n\nINC-2025-007\n\n### 🚦 Severity\n\nSEV2\n\n### Timeline\n\n- detected\n- 14:05 paged\n\n### Notes\n\n_No response_\n\n### Before you submit\n\n- [X] I told the team\n- [ ] I like forms\n';
    expect(states(body)).toEqual(['filled', 'filled', 'filled', 'placeholder', 'filled']);
    const severity = matchTemplate(FORM, body).answers[1];
    expect(severity?.state === 'filled' && severity.value.chosen).toEqual(['SEV2']);
  });

  it('“_No response_” and a preset text left as it was are not answers', () => {
    expect(
      states(
        '### Incident ID\n\n_No response_\n\n### 🚦 Severity\n\n_No response_\n\n### Timeline\n\n- detected\n- fixed\n\n### Before you submit\n\n- [ ] I told the team\n- [X] I like forms\n',
      ),
    ).toEqual(['placeholder', 'placeholder', 'placeholder', 'not-applicable', 'invalid']);
  });

  it('a body is completed in the form GitHub renders', () => {
    const body = fillTemplate(
      FORM,
      '',
      new Map([
        ['incident id', 'INC-9'],
        ['🚦 severity', 'SEV1'],
        ['timeline', 'all of it'],
        ['before you submit', 'I told the team'],
      ]),
    );
    expect(states(body)).toEqual(['filled', 'filled', 'filled', 'not-applicable', 'filled']);
  });

  it('what GitHub does not know is a warning with its line, and the rest is read', () => {
    const form = parseIssueForm(
      'body:\n  - type: inptu\n    attributes: {label: A}\n  - type: input\n    attributes: {label: B, required: true}\n',
    );
    expect(form.warnings.map((warning) => warning.line)).toEqual([2]);
    expect(form.fields.map(describeField)).toEqual(['B = text (required)']);
  });
});
