import { describe, expect, it } from 'vitest';
import { emergencyFix } from '../../../src/core/playbooks/emergency-fix/emergency-fix.ts';
import { answerIn, completed, documentOf, HABITS, openIn } from './documents.ts';

const { pullRequest, commit, bypass, postMortem } = emergencyFix.templates;
const RECORD = documentOf('emergency-fix-record.md');
const WITH_ROLLBACK = RECORD.replace(
  '### Permanent Fix Plan',
  '### Rollback Plan\nRevert and redeploy 5.2.0, four minutes.\n\n### Permanent Fix Plan',
);

describe.each(HABITS)('E5: an incident record filled in as the source shows it, %s', (_, change) => {
  it('S3: lacks nothing but the rollback plan, which the source has no place for', () => {
    expect(openIn(pullRequest, change(RECORD))).toEqual(['Rollback Plan: missing']);
  });

  it('is accepted with one', () => {
    expect(openIn(pullRequest, change(WITH_ROLLBACK))).toEqual([]);
  });
});

it('E5: what only time can tell is due after the merge', () => {
  expect(openIn(pullRequest, WITH_ROLLBACK, ['after'])).toEqual([
    'Duration: placeholder',
    'Timeline after the deployment: missing',
    'Permanent Fix Plan: placeholder',
    'Prevention Measures: placeholder',
    'Lessons Learned: placeholder',
  ]);
});

describe('E5: the answers', () => {
  it.each([
    ['Incident', '## Incident: INC-2031', '## Incident: INC-XXXX', 'placeholder'],
    ['Incident', '## Incident: INC-2031', '## Incident: INC-', 'invalid'],
    ['Incident', '## Incident: INC-2031', '## Incident', 'empty'],
    ['Incident', '## Incident: INC-2031', '## Incident: #482', 'filled: Incident: #482'],
    ['Incident', '## Incident: INC-2031', '**Incident**: INC-2031', 'filled: INC-2031'],
    ['Incident', '## Incident: INC-2031', '**Incident**: TBD', 'placeholder'],
    ['Incident', '## Incident: INC-2031', '**Incident**: …', 'missing'],
    ['Severity', '**Severity**: CRITICAL', '**Severity:** CRITICAL', 'filled: CRITICAL'],
    ['Severity', '**Severity**: CRITICAL', '**Severity**: High', 'filled: HIGH'],
    ['Severity', '**Severity**: CRITICAL', '**Severity**: [CRITICAL/HIGH/MEDIUM]', 'placeholder'],
    ['Data impact', '- Data impact: None', '- Data impact: [None/Partial/Full]', 'placeholder'],
    ['Data impact', '- Data impact: None', '- Data impact: partial, the baskets of 02:10', 'filled: Partial'],
    ['Date/Time', '2025-11-04 02:14', 'YYYY-MM-DD HH:MM', 'placeholder'],
    ['Users affected', 'about 40 %', '[Number/Percentage]', 'placeholder'],
  ])('%s: %j turned into %j is %s', (label, from, to, expected) => {
    expect(answerIn(pullRequest, RECORD.replace(from, to), label)).toBe(expected);
  });

  it('a timeline needs its first lines before the merge', () => {
    const untouched = RECORD.replace('02:14 -', 'HH:MM -')
      .replace('02:20', 'HH:MM')
      .replace('02:41', 'HH:MM');
    expect(answerIn(pullRequest, untouched, 'Timeline')).toBe('placeholder');
  });
});

it('E1: the commit says EMERGENCY FIX', () => {
  expect(openIn(commit, completed(commit).replace(/^EMERGENCY FIX.*\n/m, ''))).toEqual([
    'EMERGENCY FIX: missing',
  ]);
});

it('W11: the bypass block names who allowed it, when and why', () => {
  const block = completed(bypass);
  for (const label of ['Authorized By', 'Timestamp', 'Bypass Reason'])
    expect(answerIn(bypass, block, label)).toMatch(/^filled: /);
});

it('W20: the post-mortem asks for lessons and prevention', () => {
  const document = completed(postMortem).replace(/## Lessons Learned\n\n.*\n/, '');
  expect(openIn(postMortem, document)).toEqual(['Lessons Learned: missing']);
});
