import { describe, expect, it } from 'vitest';
import { workflow } from '../../../src/core/playbooks/workflow/workflow.ts';
import { answerIn, documentOf, HABITS, openIn } from './documents.ts';

const { pullRequest, commit, bypass, postMortem } = workflow.templates;
const DESCRIPTION = documentOf('workflow-description.md');
const REVIEW = documentOf('workflow-review.md');

describe.each(HABITS)('a document filled in as the source shows it, %s', (_, change) => {
  it('W5: the description is accepted', () => {
    expect(openIn(pullRequest, change(DESCRIPTION))).toEqual([]);
  });

  it('W20: the review is accepted', () => {
    expect(openIn(postMortem, change(REVIEW), ['merge', 'after'])).toEqual([]);
  });
});

describe('S1: the severity', () => {
  it.each([
    ['CRITICAL', 'filled: CRITICAL'],
    ['[HIGH]', 'filled: HIGH'],
    ['medium, I think', 'filled: MEDIUM'],
    ['**CRITICAL**/HIGH/MEDIUM', 'filled: CRITICAL'],
    ['[CRITICAL/HIGH]', 'placeholder'],
    ['', 'empty'],
  ])('%j is %s', (words, expected) => {
    const document = DESCRIPTION.replace('**Severity:** CRITICAL', `**Severity:** ${words}`);
    expect(answerIn(pullRequest, document, 'Severity')).toBe(expected);
  });
});

it('W11: a bypass block in the words of the source is accepted, and what it leaves open is named', () => {
  const block = `## 🚨 EMERGENCY BYPASS JUSTIFICATION

**Incident:** https://status.example.com/482
**Bypass Reason:** both reviewers were asleep for two hours
**Risk Assessment:** only the payment client is touched
**Post-Incident Actions:** review on Monday, #490
**Authorized By:** Mira
**Timestamp:** 2025-11-04 03:12 UTC
`;
  expect(openIn(bypass, block)).toEqual([]);
  expect(openIn(bypass, block.replace('Mira', '[Incident commander name]'))).toEqual([
    'Authorized By: placeholder',
  ]);
  expect(openIn(bypass, block.replace(/\*\*Risk.*\n/, ''))).toEqual(['Risk Assessment: missing']);
});

it('W4: a commit message in the words of the source is accepted', () => {
  const message = `hotfix(payments): speak TLS 1.2 to the bank again

EMERGENCY FIX: card payments end in a 502 since 02:10
Root Cause: the client dropped TLS 1.2
Impact: everybody who pays by card
Solution: the old TLS settings are back

Restores: card payments
Urgency: nobody can pay

Incident: #482
`;
  expect(openIn(commit, message)).toEqual([]);
});

it('W20: an action item without its owner or its date is not done', () => {
  const item = 'Owner: Mira - Due: 2025-11-07';
  const states = ['Owner: [name] - Due: 2025-11-07', 'Owner: Mira - Due: [date]', item].map((words) =>
    openIn(postMortem, REVIEW.replace(item, words)),
  );
  expect(states).toEqual([['Action Items: placeholder'], ['Action Items: placeholder'], []]);
});
