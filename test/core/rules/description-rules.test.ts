import { describe, expect, it } from 'vitest';
import { placeText } from '../../../src/core/model/finding.ts';
import { completeDescription } from '../../support/descriptions.ts';
import { facts, pullFacts } from '../../support/facts.ts';
import { evaluated, inOneLine } from '../../support/judge.ts';
import { policyOf, workflowPolicy } from '../../support/policy.ts';

/** What one rule says of a description, one line a verdict, with the line that it points at. */
function said(
  rule: string,
  body: string,
  { labels = [] as string[], policy = workflowPolicy } = {},
): readonly string[] {
  const { findings } = evaluated(facts({ change: pullFacts({ body, labels }) }), policy);
  return findings
    .filter((finding) => finding.rule === rule)
    .map(
      (finding) =>
        `${inOneLine(finding)}${finding.at === null ? '' : ` (${placeText(finding.at).markdown})`}`,
    );
}

describe('S1: the severity is stated', () => {
  it.each([
    ['CRITICAL', 'met: Severity is 🔴 P0 Critical (description, line 4)'],
    ['high', 'met: Severity is 🟡 P1 High (description, line 4)'],
    ['P2', 'met: Severity is 🔵 P2 Medium (description, line 4)'],
    ['🔴 Critical', 'met: Severity is 🔴 P0 Critical (description, line 4)'],
    [
      '[CRITICAL/HIGH/MEDIUM]',
      'unmet: `Severity` still holds a placeholder: `[CRITICAL/HIGH/MEDIUM]` (description, line 4)',
    ],
    ['', 'unmet: `Severity` is empty (description, line 4)'],
    ['whatever', 'unmet: `Severity`: `whatever` is not one of the 3 options (description, line 4)'],
  ])('%j: %s', (severity, verdict) => {
    const body = completeDescription().replace('**Severity:** CRITICAL', `**Severity:** ${severity}`);
    expect(said('severity', body)).toEqual([verdict]);
  });

  it('is read from a label where the description has none', () => {
    expect(said('severity', '', { labels: ['severity: high'] })).toEqual(['met: Severity is 🟡 P1 High']);
    expect(said('severity', '', { labels: ['high-traffic'] })).toEqual([
      'unmet: `Severity` is missing (description)',
    ]);
  });
});

describe('W5: the incident is named', () => {
  it.each([
    ['#12', 'met: The incident is `#12` (description, line 3)'],
    ['acme/ops#7', 'met: The incident is `acme/ops#7` (description, line 3)'],
    ['INC-1234', 'met: The incident is `INC-1234` (description, line 3)'],
    [
      '#[incident number]',
      'unmet: `Incident Reference` still holds a placeholder: `#[incident number]` (description, line 3)',
    ],
    ['#', 'unmet'],
    ['#…', 'unmet'],
    ['INC-NNN', 'unmet'],
    ['TBD', 'unmet'],
  ])('%j: %s', (incident, verdict) => {
    const body = completeDescription({ 'incident reference': '#1' }).replace(
      '**Incident Reference:** #1',
      `**Incident Reference:** ${incident}`,
    );
    expect(said('incident-reference', body)[0]?.startsWith(verdict)).toBe(true);
  });
});

describe('S3: a rollback plan exists', () => {
  const plan = '**Rollback Plan:** Revert the merge commit and redeploy v1.4.2 (about 5 minutes).';
  it.each([
    [plan, 'met: A rollback plan is given'],
    [
      '**Rollback Plan:** [how to go back if this makes it worse, and how long that takes]',
      'unmet: `Rollback Plan` still holds a placeholder',
    ],
    [
      '**Rollback Plan:** Redeploy [the previous version], which takes [how many] minutes',
      'unmet: `Rollback Plan` still holds a placeholder',
    ],
    ['**Rollback Plan:** N/A', 'unmet: `Rollback Plan` is marked as not applicable'],
    ['**Rollback Plan:**', 'unmet: `Rollback Plan` is empty'],
    ['', 'unmet: `Rollback Plan` is missing'],
  ])('%j: %s', (line, verdict) => {
    const lines = said('rollback-plan', completeDescription().replace(plan, line));
    expect(lines[0]?.startsWith(verdict)).toBe(true);
  });

  it('is taken from a section of the author’s where the template asks for none', () => {
    const policy = policyOf('templates:\n  pull-request: .github/hotfix.md\n', {
      '.github/hotfix.md': '## What broke\n\n<!-- say it -->\n',
    });
    const body = '## What broke\n\nCheckout.\n\n';
    expect(said('rollback-plan', body, { policy })).toEqual([
      'unmet: The rollback plan is missing (description)',
    ]);
    expect(said('rollback-plan', `${body}## Rollback\n\nRedeploy v1.\n`, { policy })[0]).toMatch(/^met: /);
  });
});

describe('W5: the description follows its template', () => {
  it('asks for nothing more when it is complete', () => {
    expect(said('pull-request-body', completeDescription())).toEqual([
      'met: The description answers its template (description, line 5)',
      'not-applicable: 1 answer is due after the merge',
    ]);
  });

  it('names each answer that is open, with its line', () => {
    const body = completeDescription()
      .replace(/(### Fix Implementation\n\n).*\n/, '$1')
      .replace('- [x] New test validates fix', '- [ ] New test validates fix')
      .replace(/\*\*Monitoring Plan:.*\n/, '');
    expect(said('pull-request-body', body)).toMatchInlineSnapshot(`
      [
        "unmet: \`Fix Implementation\` is empty (description, line 18)",
        "unmet: 1 of 4 items in \`Testing Performed\` is left to do (description, line 23)",
        "unmet: \`Monitoring Plan\` is missing (description)",
        "not-applicable: 1 answer is due after the merge",
      ]
    `);
  });

  it('says everything that is wrong with a checklist at once, item by item', () => {
    const template = `## Checks\n\n${['a', 'b', 'c', 'd', 'e [which]'].map((item) => `- [ ] check ${item}`).join('\n')}\n`;
    const policy = policyOf('templates:\n  pull-request: .github/h.md\n', { '.github/h.md': template });
    const body = template.replace('[ ] check a', '[x] check a').replace('[ ] check e', '[x] check e');
    const { findings } = evaluated(facts({ change: pullFacts({ body }) }), policy);
    const finding = findings.find(({ rule, status }) => rule === 'pull-request-body' && status === 'unmet');
    expect(finding).toMatchObject({
      title: { markdown: '4 of 5 items in `Checks` are left to do' },
      fix: {
        instruction: { markdown: 'Finish these items, and tick each when it is done' },
        items: [
          { markdown: '`check b`' },
          { markdown: '`check c`' },
          { markdown: '`check d`' },
          { markdown: '`check e [which]`: replace the placeholder' },
        ],
      },
    });
  });

  it('takes an item that is struck out for one that does not apply', () => {
    const body = completeDescription().replace(
      '- [x] New test validates fix',
      '- [ ] ~~New test validates fix~~',
    );
    expect(said('pull-request-body', body)[0]).toMatch(/^met: /);
  });
});
