import { describe, expect, it } from 'vitest';
import { severityOf } from '../../../src/core/model/severity.ts';
import { speckit } from '../../../src/core/playbooks/speckit/speckit.ts';
import { answerIn, completed, documentOf, HABITS, openIn } from './documents.ts';

const { pullRequest, bypass, postMortem } = speckit.templates;
const HOTFIX = documentOf('speckit-hotfix.md');
const POST_MORTEM = documentOf('speckit-post-mortem.md');
const WITH_ROLLBACK = HOTFIX.replace(
  '## Impact\n',
  '### Rollback Plan\nRevert the merge and redeploy 4.10, five minutes.\n\n## Impact\n',
);

describe.each(HABITS)('a document in the markup of the source’s examples, %s', (_, change) => {
  it('S3: the hotfix document lacks nothing but the rollback plan, which the example does not show', () => {
    expect(openIn(pullRequest, change(HOTFIX), ['merge', 'after'])).toEqual(['Rollback Plan: missing']);
  });

  it('W5: the hotfix document is accepted with one', () => {
    expect(openIn(pullRequest, change(WITH_ROLLBACK), ['merge', 'after'])).toEqual([]);
  });

  it('W20: the post-mortem is accepted', () => {
    expect(openIn(postMortem, change(POST_MORTEM), ['merge', 'after'])).toEqual([]);
  });
});

describe('S1: the severity', () => {
  const P0 = '[X] P0 (Critical - Service Down)';
  const P1 = 'P1 (Major - Key Feature Broken)';
  const P2 = 'P2 (Significant - Feature Degraded)';

  it.each([
    [P0, 'P0'],
    ['[ ] P0 (Critical - Service Down) | [x] P1 (Major - Key Feature Broken)', 'P1'],
    [`[ ] P0 (Critical - Service Down) | [ ] ${P1} | [X] ${P2}`, 'P2'],
    [P1, 'P1'],
    ['P2', 'P2'],
    ['CRITICAL', 'P0'],
    ['SEV-2', 'P1'],
  ])('%j is %s', (words, expected) => {
    const answer = answerIn(pullRequest, HOTFIX.replace(P0, words), 'Severity');
    expect(answer).toMatch(/^filled: /);
    expect(severityOf(answer.replace('filled: ', ''))).toBe(expected);
  });

  it.each([
    ['two of them ticked', `${P0} | [X] ${P1} | [ ] ${P2}`, 'invalid'],
    ['none ticked', `[ ] P0 (Critical - Service Down) | [ ] ${P1} | [ ] ${P2}`, 'placeholder'],
    ['nothing at all', '', 'empty'],
  ])('%s is %s', (_, words, expected) => {
    expect(answerIn(pullRequest, HOTFIX.replace(P0, words), 'Severity')).toBe(expected);
  });
});

it('S1: several steps of the status may be ticked', () => {
  const document = HOTFIX.replace('[ ] Monitoring', '[X] Monitoring');
  expect(answerIn(pullRequest, document, 'Status')).toBe('filled: Fix Deployed');
});

it('W5: what only time can tell is due after the merge', () => {
  const document = WITH_ROLLBACK.replace('[X] Fix Deployed', '[ ] Fix Deployed')
    .replace('2025-11-04 09:52:00 UTC', '')
    .replace('2025-11-04 09:55:00 UTC', '')
    .replace('53 minutes\n', '\n')
    .replace(/\*\*Commit SHA\*\*.*\n/, '')
    .replace(/### Downtime[\s\S]*?(?=## Root)/, '')
    .replace(/### Why It Wasn't[\s\S]*$/, '');
  expect(openIn(pullRequest, document)).toEqual([]);
  expect(openIn(pullRequest, document, ['after'])).toEqual([
    'Status: placeholder',
    'Fix Deployed: empty',
    'Incident End: empty',
    'Total Duration: empty',
    'Commit SHA: missing',
    'Total Downtime: missing',
    'Revenue Impact: missing',
    'Support Tickets: missing',
    'SLA Breach: missing',
    "Why It Wasn't Caught Earlier: missing",
  ]);
});

describe('W20: the post-mortem', () => {
  it.each([
    ['Owner: Jon', 'Owner: [name]', 'Immediate (This Week): placeholder'],
    ['Due: 2025-11-06', 'Due: YYYY-MM-DD', 'Immediate (This Week): placeholder'],
    [/1\. Why were[\s\S]*?cent\n\n/, '\n', 'Five Whys: empty'],
    [/\*\*Root Cause\*\*.*\n/, '', 'Root Cause: missing'],
    [/\| 09[\s\S]*?(?=\n\n)/, '', 'Timeline: placeholder'],
    [/## Lessons Learned[\s\S]*$/, '', 'Lessons Learned: missing'],
  ])('%s turned into %j leaves %s', (from, to, expected) => {
    expect(openIn(postMortem, POST_MORTEM.replace(from, to))).toEqual([expected]);
  });

  it('needs no action for the month or the quarter', () => {
    const document = POST_MORTEM.replace(/### Short-Term[\s\S]*?(?=## Lessons)/, '');
    expect(openIn(postMortem, document, ['merge', 'after'])).toEqual([]);
  });
});

it('W11: the bypass block names who allowed it, when and why, beside what the constitution asks', () => {
  const block = completed(bypass);
  const labels = ['Normal Process Skipped', 'Justification', 'Post-Fix Compliance'];
  for (const label of ['Authorized By', 'Timestamp', 'Bypass Reason', ...labels])
    expect(answerIn(bypass, block, label)).toMatch(/^filled: /);
  const listed = block
    .replace(
      /\*\*Normal Process Skipped\*\*:.*/,
      '**Normal Process Skipped**:\n- ✅ Tests first\n- ✅ Planning',
    )
    .replace(/\*\*Post-Fix Compliance\*\*:.*/, '**Post-Fix Compliance**:\n- Regression test within 24 hours');
  expect(openIn(bypass, listed)).toEqual([]);
});
