import { describe, expect, it } from 'vitest';
import { log } from '../../../src/core/playbooks/log/log.ts';
import { answerIn, completed, documentOf, HABITS, openIn } from './documents.ts';

const { pullRequest, bypass, postMortem } = log.templates;
const ENTRY = documentOf('log-entry.md');

describe.each(HABITS)('L3: a log entry filled in as the source shows it, %s', (_, change) => {
  it('is accepted', () => {
    expect(openIn(pullRequest, change(ENTRY))).toEqual([]);
  });
});

describe('S1: the severity', () => {
  it.each([
    ['🔴 Critical', 'filled: 🔴 Critical'],
    ['🟡 High', 'filled: 🟡 High'],
    ['🔵', 'filled: 🔵 Medium'],
    ['critical', 'filled: 🔴 Critical'],
    ['P1', 'filled: 🟡 High'],
    ['**🔴 Critical** | 🟡 High | 🔵 Medium', 'filled: 🔴 Critical'],
    ['🔴 Critical | **🟡 High** | 🔵 Medium', 'filled: 🟡 High'],
    ['🔴 **Critical** | 🟡 High | 🔵 Medium', 'filled: 🔴 Critical'],
    ['~~🔴 Critical~~ | ~~🟡 High~~ | 🔵 Medium', 'filled: 🔵 Medium'],
    ['[x] 🔴 Critical | [ ] 🟡 High | [ ] 🔵 Medium', 'filled: 🔴 Critical'],
    ['[ ] 🔴 Critical | [x] 🟡 High | [ ] 🔵 Medium', 'filled: 🟡 High'],
    ['🔴 Critical ✅ | 🟡 High | 🔵 Medium', 'filled: 🔴 Critical'],
    ['🔴 Critical | 🟡 High ✅ | 🔵 Medium', 'filled: 🟡 High'],
    ['🔴 Critical | 🟡 High | 🔵 Medium', 'placeholder'],
    ['[x] 🔴 Critical | [x] 🟡 High | [ ] 🔵 Medium', 'invalid'],
    ['', 'empty'],
    ['purple', 'invalid'],
  ])('%j is %s', (words, expected) => {
    const document = ENTRY.replace('**Severity:** 🔴 Critical', `**Severity:** ${words}`);
    expect(answerIn(pullRequest, document, 'Severity')).toBe(expected);
  });
});

describe('L3: the heading names the entry', () => {
  it.each([
    ['### 🚨 HOTFIX-014 Search returns nothing', 'filled: 🚨 HOTFIX-014 Search returns nothing'],
    ['### 🚨 [HOTFIX-001] Search returns nothing', 'filled: 🚨 [HOTFIX-001] Search returns nothing'],
    ['## Hotfix #482: search', 'filled: Hotfix #482: search'],
    ['### 🚨 [HOTFIX-001] [Brief Description]', 'placeholder'],
    ['### 🚨 HOTFIX-[number]: search', 'placeholder'],
    ['### 🚨 HOTFIX-014: [what broke]', 'placeholder'],
    ['### 🚨 HOTFIX: search', 'invalid'],
    ['### 🚨 HOTFIX', 'empty'],
    ['**HOTFIX:** 014', 'filled: 014'],
    ['', 'missing'],
  ])('%j is %s', (heading, expected) => {
    const document = ENTRY.replace('### 🚨 HOTFIX-014 Search returns nothing', heading);
    expect(answerIn(pullRequest, document, 'HOTFIX')).toBe(expected);
  });
});

it('L2: the follow-ups and the duration are due after the merge, not before', () => {
  expect(openIn(pullRequest, ENTRY, ['after'])).toEqual([
    'Duration: placeholder',
    'Follow-up Required: empty',
  ]);
});

it('S3: an entry without a rollback plan is not accepted', () => {
  expect(openIn(pullRequest, ENTRY.replace(/\*\*Rollback Plan:.*\n/, ''))).toEqual([
    'Rollback Plan: missing',
  ]);
});

it('W11: the bypass block names who allowed it, when and why', () => {
  const block = completed(bypass);
  for (const label of ['Authorized By', 'Timestamp', 'Bypass Reason'])
    expect(answerIn(bypass, block, label)).toMatch(/^filled: /);
});

it('W20: the post-mortem asks for what the follow-ups promise', () => {
  const document = completed(postMortem).replace(/\*\*Proper Fix:.*\n/, '');
  expect(openIn(postMortem, document)).toEqual(['Proper Fix: missing']);
});
