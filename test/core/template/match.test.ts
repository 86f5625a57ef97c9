import { describe, expect, it } from 'vitest';
import { findSection, matchTemplate } from '../../../src/core/template/match.ts';
import { parseTemplate } from '../../../src/core/template/parse.ts';
import type { Answer } from '../../../src/core/template/template.ts';
import { answerTo } from './sensible-values.ts';

const PULL_REQUEST = parseTemplate(`## 🚨 Urgent fix

**Incident:** #[number]
**Severity:** [CRITICAL/HIGH]

### What broke
[What people see]

### Tests
- [ ] Old tests pass
- [ ] New test added
- [ ] By hand: [what you did]
- [ ] Load test (if needed)

### Way back
<!-- How to revert -->

### After deployment
- [ ] Watch the graphs

### Notes
`);

function state(body: string, label: string): string {
  const answer = answerTo(PULL_REQUEST, body, label);
  return answer.state === 'filled' && answer.value.chosen.length > 0
    ? `filled: ${answer.value.chosen.join(', ')}`
    : answer.state;
}

describe('W5: what stands unchanged is never an answer', () => {
  it.each<[label: string, body: string, expected: string]>([
    ['Incident', '## Urgent fix\n**Incident:** #[number]', 'placeholder'],
    ['Incident', '## Urgent fix\n**Incident:**', 'empty'],
    ['Incident', '## Urgent fix\n**Incident:** #', 'placeholder'],
    ['Incident', '## Urgent fix\n**Incident:** #12', 'filled'],
    ['Incident', '## Urgent fix\n**Incident:** acme/shop#12', 'filled'],
    ['Incident', '## Urgent fix\n**Incident:** https://github.com/acme/shop/issues/12', 'filled'],
    ['Incident', '## Urgent fix\n**Incident:** INC-1234', 'filled'],
    ['Incident', '## Urgent fix\n**Incident:** the login thing', 'invalid'],
    ['Incident', '## Urgent fix\n**Incident:** none', 'not-applicable'],
    ['Incident', '## Urgent fix\n**Incident:** TBD', 'placeholder'],
    ['Incident', '## Urgent fix\n- Incident: #12', 'filled'],
    ['Incident', '## Urgent fix\nIncident : #12', 'filled'],
    ['Incident', '# urgent fix!\n\n__Incident__: #12', 'filled'],
    ['Incident', '## Urgent fix\n', 'missing'],
    ['Incident', '', 'missing'],
    ['Incident', '**Incident:** #12', 'filled'],
    ['Severity', '**Severity:** [CRITICAL/HIGH]', 'placeholder'],
    ['Severity', '**Severity:** CRITICAL/HIGH', 'placeholder'],
    ['Severity', '**Severity:** CRITICAL / HIGH', 'placeholder'],
    ['Severity', '**Severity:** CRITICAL', 'filled: CRITICAL'],
    ['Severity', '**Severity:** [HIGH]', 'filled: HIGH'],
    ['Severity', '**Severity:** high, since noon', 'filled: HIGH'],
    ['Severity', '**Severity:** **CRITICAL**/HIGH', 'filled: CRITICAL'],
    ['Severity', '**Severity:** ~~CRITICAL~~/HIGH', 'filled: HIGH'],
    ['Severity', '**Severity:** P0', 'filled: CRITICAL'],
    ['Severity', '**Severity:** SEV-2', 'filled: HIGH'],
    ['Severity', '**Severity:** 🔴', 'filled: CRITICAL'],
    ['Severity', '**Severity:** MEDIUM', 'invalid'],
    ['Severity', '**Severity:** banana', 'invalid'],
    ['What broke', '### What broke\n[What people see]', 'placeholder'],
    ['What broke', '### What broke\nWhat people see', 'placeholder'],
    ['What broke', '### What broke\n- [What people see]', 'placeholder'],
    ['What broke', '### What broke\n', 'empty'],
    ['What broke', '### What broke\n<!-- nothing but a comment -->', 'empty'],
    ['What broke', '### What broke\n...', 'placeholder'],
    ['What broke', '### What broke\n???', 'placeholder'],
    ['What broke', '### What broke\nlogins fail', 'filled'],
    ['What broke', '### What broke\n[What people see] logins fail', 'filled'],
    ['What broke', '### What broke\n[What people see]\nlogins fail', 'filled'],
    ['What broke', '### What broke\n```\nTypeError: x\n```', 'filled'],
    ['What broke', '### What broke\n![graph](https://example.com/a.png)', 'filled'],
    ['What broke', '**What broke**\nlogins fail', 'filled'],
    ['What broke', '##### 2. what BROKE?\nlogins fail', 'filled'],
    ['What broke', 'What broke\n---\nlogins fail', 'filled'],
    ['What broke', '### What broke\n#### In short\nlogins fail', 'filled'],
    ['What broke', '### What is broken\nlogins fail', 'filled'],
    ['What broke', '### Something else\nlogins fail', 'missing'],
    ['Way back', '### Way back\n\n### Extra\nwords that belong to Extra', 'empty'],
    ['Way back', '### Way back\nrevert it\n---\n', 'filled'],
    ['Notes', '### Way back\nrevert', 'not-applicable'],
  ])('%s in %j is %s', (label, body, expected) => {
    expect(state(body, label)).toBe(expected);
  });
});

describe('W5: boxes', () => {
  const body = (marks: string): string =>
    `### Tests\n- [${marks[0]}] Old tests pass\n- [${marks[1]}] New test added\n- [${marks[2]}] By hand: clicked through login\n- [${marks[3]}] Load test (if needed)\n`;

  it.each<[marks: string, expected: string]>([
    ['    ', 'empty'],
    ['x   ', 'invalid'],
    ['xx  ', 'invalid'],
    ['xxx ', 'filled'],
    ['xXxx', 'filled'],
  ])('ticked as [%s] is %s', (marks, expected) => {
    expect(answerTo(PULL_REQUEST, body(marks), 'Tests').state).toBe(expected);
  });

  it.each<[line: string, expected: Answer['state']]>([
    ['- [ ] Staging: N - it is being rebuilt', 'filled'],
    ['- [ ] Staging: [N, being rebuilt]', 'filled'],
    ['- [ ] Staging: yes', 'filled'],
    ['- [x] Staging: yes', 'filled'],
    ['- [ ] Staging: [Y/N, and why]', 'invalid'],
    ['- [x] Staging: [Y/N, and why]', 'placeholder'],
    ['- [ ] Staging: Y/N', 'invalid'],
    ['- [ ] Staging: later', 'invalid'],
    ['- [ ] Staging:', 'invalid'],
    ['', 'invalid'],
  ])('%j, where a yes or a no is asked for, is %s', (line, expected) => {
    const template = parseTemplate('## Tests\n- [ ] Old tests pass\n- [ ] Staging: [Y/N, and why]\n');
    expect(answerTo(template, `## Tests\n- [x] Old tests pass\n${line}\n`, 'Tests').state).toBe(expected);
  });

  it('names the items that are open, with their lines and all that is left to do about them', () => {
    const answer = answerTo(PULL_REQUEST, body('x   '), 'Tests');
    expect(answer.state === 'invalid' ? answer.open : []).toEqual([
      { item: 'New test added', line: 3, isUnticked: true, hasPlaceholder: false },
      { item: 'By hand: clicked through login', line: 4, isUnticked: true, hasPlaceholder: false },
    ]);
  });

  it.each([true, false])('names a box with a placeholder, ticked: %s, beside an unticked one', (isTicked) => {
    const boxes = `- [x] Old tests pass\n- [ ] New test added\n- [${isTicked ? 'x' : ' '}] By hand: [what you did]`;
    const answer = answerTo(PULL_REQUEST, `## Tests\n${boxes}\n`, 'Tests');
    expect(answer.state === 'invalid' ? answer.open : []).toEqual([
      { item: 'New test added', line: 3, isUnticked: true, hasPlaceholder: false },
      { item: 'By hand: [what you did]', line: 4, isUnticked: !isTicked, hasPlaceholder: true },
    ]);
  });

  it.each<[what: string, body: string, expected: string]>([
    [
      'a blank item ticked as it was',
      '- [x] Old tests pass\n- [x] New test added\n- [x] By hand: [what you did]',
      'placeholder',
    ],
    ['a struck item', '- [x] Old tests pass\n- [ ] ~~New test added~~\n- [x] By hand: yes', 'filled'],
    [
      'an item whose words were edited',
      '- [x] The old tests pass\n- [x] New test added\n- [x] By hand: yes',
      'filled',
    ],
    ['a deleted item', '- [x] Old tests pass\n- [x] By hand: yes', 'invalid'],
    [
      'other markers and a tight box',
      '* [x] Old tests pass\n* [X] New test added\n1. [x] By hand: yes',
      'filled',
    ],
    [
      'every item struck',
      '- [ ] ~~Old tests pass~~\n- [ ] ~~New test added~~\n- [ ] ~~By hand: [what you did]~~\n- [ ] ~~Load test (if needed)~~',
      'not-applicable',
    ],
  ])('%s', (_, items, expected) => {
    expect(answerTo(PULL_REQUEST, `### Tests\n${items}\n`, 'Tests').state).toBe(expected);
  });

  it.each<[template: string, body: string, expected: Answer['state']]>([
    ['## Level\n- [ ] P0\n- [ ] P1', '## Level\n- [x] P0\n- [ ] P1', 'filled'],
    ['## Level\n- [ ] P0\n- [ ] P1', '## Level\n- [x] P0\n- [x] P1', 'invalid'],
    ['## Level\n- [ ] P0\n- [ ] P1', '## Level\n- P1', 'filled'],
    ['## Level\n[ ] P0 all\n[ ] P1 some', '## Level\n[x] P0 all\n[ ] P1 some', 'filled'],
    ['## Level\n[ ] P0 all\n[ ] P1 some', '## Level\n[ ] P0 all\n[ ] P1 some', 'empty'],
    ['## Changes\n- [ ]\n- [ ]', '## Changes\n- [ ] cache guard\n- [ ]', 'filled'],
    ['## Changes\n- [ ]\n- [ ]', '## Changes\n- [x]\n- [x]', 'empty'],
    [
      '## Affected parts\n- [ ] API\n- [ ] Web\n- [ ] Jobs',
      '## Affected parts\n- [ ] API\n- [ ] Web\n- [ ] Jobs\n- [x] Mobile',
      'filled',
    ],
    ['## Kind\n- [x] Fix\n- [ ] Docs', '## Kind\n- [x] Fix\n- [ ] Docs', 'placeholder'],
    ['## Kind\n- [x] Fix\n- [ ] Docs', '## Kind\n- [ ] Fix\n- [x] Docs', 'filled'],
  ])('%j answered by %j', (source, text, expected) => {
    expect(matchTemplate(parseTemplate(source), text).answers.map((answer) => answer.state)).toEqual([
      expected,
    ]);
  });
});

describe('B1: answers where authors put them', () => {
  it.each<[template: string, body: string, expected: Answer['state']]>([
    ['- Fixes #', '- https://github.com/acme/shop/issues/9', 'filled'],
    ['- Fixes #', '- Relates to #9', 'filled'],
    ['- Fixes #', '- Fixes #', 'placeholder'],
    ['## Issue\nCloses #[n]', '## Issue\n#9', 'filled'],
    [
      '| Field | Value |\n|---|---|\n| **Cause** | <!-- why --> |',
      '| Field | Value |\n|---|---|\n| **Cause** | a typo |',
      'filled',
    ],
    [
      '| Field | Value |\n|---|---|\n| **Cause** | <!-- why --> |',
      '| Field | Value |\n|---|---|\n| **Cause** | <!-- why --> |',
      'empty',
    ],
    [
      '## Log\n| When | What |\n|---|---|\n| | |',
      '## Log\n| When | What |\n|---|---|\n| 14:05 | paged |',
      'filled',
    ],
    ['**What went well:**\n- [successes]', '**What went well:**\n- fast page', 'filled'],
    ['**What went well:**\n- [successes]', '**What went well:**\n- [successes]', 'placeholder'],
    ['**Start:** YYYY-MM-DD HH:MM', '**Start:** 30 Sep 2025 14:05 UTC', 'filled'],
    ['**Start:** YYYY-MM-DD HH:MM', '**Start:** yesterday', 'filled'],
    ['**Start:** YYYY-MM-DD HH:MM', '**Start:** banana', 'invalid'],
    ['**Duration:** [How long]', '**Duration:** about an hour', 'filled'],
    ['**Staging:** [Y/N with reason]', '**Staging:** Y, smoke test', 'filled'],
    ['**Staging:** [Y/N with reason]', '**Staging:** n', 'filled'],
    ['## Risk\n<!-- which? -->', '## Risk\n없음', 'not-applicable'],
    ['## Risk\n<!-- which? -->', '## Risk\nN/A', 'not-applicable'],
    ['> [!NOTE]\n> **Cause:** [why]', '> [!NOTE]\n> **Cause:** a typo', 'filled'],
    ['- Owner: [Name] - Due: [Date]', '- Owner: Ann - Due: [Date]', 'placeholder'],
    ['# Hotfix: [title]\n\n> read me\n\n## Rules\n> more', '# Hotfix: logins fail', 'filled'],
    ['# Hotfix: [title]\n\n> read me\n\n## Rules\n> more', '# Hotfix: [title]', 'placeholder'],
  ])('%j answered by %j', (source, text, expected) => {
    const { answers } = matchTemplate(parseTemplate(source), text);
    expect(answers[0]?.state).toBe(expected);
  });
});

describe('positions', () => {
  it('are those of the body, in CRLF as in LF', () => {
    const body = '## Urgent fix\n\n**Incident:** soon\n\n### What broke\n\nlogins fail\n';
    for (const text of [body, body.replaceAll('\n', '\r\n')]) {
      const incident = answerTo(PULL_REQUEST, text, 'Incident');
      const broke = answerTo(PULL_REQUEST, text, 'What broke');
      expect([incident.state, 'at' in incident && incident.at]).toEqual(['invalid', { line: 3, column: 15 }]);
      expect([broke.state, 'at' in broke && broke.at]).toEqual(['filled', { line: 7, column: 1 }]);
    }
  });
});

describe('findSection', () => {
  const body =
    '## Fix\nwords\n\n**Roll-back plan:** revert it\nand redeploy\n\n### 🔁 Rollback\nnot this one\n';

  it('finds a label or a heading by its words, the first in the body', () => {
    expect(findSection(body, ['Rollback', 'Roll-back plan'])).toEqual({
      title: 'Roll-back plan',
      text: 'revert it\nand redeploy',
      at: { line: 4, column: 1 },
    });
    expect(findSection(body, ['rollback'])?.text).toBe('not this one');
    expect(findSection(body, ['Severity'])).toBeNull();
  });
});
