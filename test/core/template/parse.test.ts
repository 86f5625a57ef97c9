import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../../src/core/template/parse.ts';
import { describeField } from './describe-fields.ts';

function fields(source: string): readonly string[] {
  return parseTemplate(source).fields.map(describeField);
}

describe('B1: what a template asks for is read from its shapes', () => {
  it.each<[shape: string, template: string, expected: readonly string[]]>([
    ['a heading with nothing under it', '## Cause\n', ['Cause = text (required)']],
    ['a heading and a comment', '## Cause\n<!-- Why? -->\n', ['Cause = text (required)']],
    ['a heading and a one-line prompt', '## Cause\nSay why it happened.\n', ['Cause = text (required)']],
    ['a heading and an italic prompt', '## Cause\n_Why?_\n', ['Cause = text (required)']],
    ['empty bullets', '## Changes\n-\n-\n', ['Changes = text (required)']],
    ['empty numbers', '## Steps\n1.\n2.\n', ['Steps = text (required)']],
    ['dots', '## Changes\n...\n', ['Changes = text (required)']],
    ['a bracketed sentence', '## Cause\n[What went wrong]\n', ['Cause = text (required)']],
    ['an underlined heading', 'Cause\n=====\n\n', ['Cause = text (required)']],
    ['an HTML heading', '<h3>Cause</h3>\n\n<!-- why -->\n', ['Cause = text (required)']],
    ['a bold label', '**Cause:** [why]', ['Cause = text (required)']],
    ['a bold label with its colon outside', '**Cause**: [why]', ['Cause = text (required)']],
    ['a label in a list', '- Cause:\n- Owner:', ['Cause = text (required)', 'Owner = person (required)']],
    ['a full-width colon', '* 原因：', ['原因 = text (required)']],
    [
      'bold words on a line of their own',
      '**Cause**\n\n**Way back**\n',
      ['Cause = text (required)', 'Way back = text (required)'],
    ],
    [
      'labels side by side',
      '**When:** YYYY-MM-DD | **Who:** @[name]',
      ['When = datetime (required)', 'Who = person (required)'],
    ],
    [
      'labels under a label',
      '**If temporary**:\n- Planned for: ___',
      ['If temporary › Planned for = text (optional)'],
    ],
    ['a row with a label', '| Field | Value |\n|---|---|\n| Cause | |', ['Cause = text (required)']],
    ['an empty table', '## Steps\n| When | What |\n|---|---|\n| | |', ['Steps = text (required)']],
    ['a closing word before a number', 'Fixes #', ['Fixes = issue (required)']],
    ['a closing word before a blank', '- Closes #[number]', ['Closes = issue (required)']],
    ['a quoted form', '> [!NOTE]\n> **Cause:** [why]', ['Cause = text (required)']],
    [
      'a heading with a blank',
      '# Hotfix: [title]\n\n## Cause\n',
      ['Hotfix › title = text (required)', 'Hotfix › Cause = text (required)'],
    ],
    [
      'a summary above boxes',
      '## A\n<details>\n<summary>Code</summary>\n\n- [ ] formatted and read\n</details>',
      ['A › Code = checkboxes:all (required)'],
    ],
  ])('%s', (_, template, expected) => {
    expect(fields(template)).toEqual(expected);
  });

  it.each<[words: string, template: string]>([
    ['a label with a constant', '**Target:** main'],
    [
      'a long explanation',
      `## Rules\n${'This paragraph explains at length what a hotfix is and what it is not. '.repeat(8)}`,
    ],
    ['a list of links', '## Read\n- [one](https://example.com/1)\n- [two](https://example.com/2)'],
    ['numbered instructions', '## Steps\n1. Merge this.\n2. Tag it.\n3. Ship it.'],
    ['a quote', '> This is a hotfix.'],
    ['a fence of commands', '## Commands\n```\ngit revert HEAD\ngit push\n```'],
    ['a quick action', '/label ~hotfix'],
    ['front matter', '---\nname: Hotfix\nabout:\n---\n'],
    ['the name of the form', '# Hotfix\n\n## Rules\n> Be quick.\n> Be careful.'],
  ])('%s asks for nothing', (_, template) => {
    expect(fields(template).filter((field) => !field.startsWith('Hotfix › Rules'))).toEqual([]);
  });
});

describe('B1: the kind of answer', () => {
  it.each<[template: string, expected: string]>([
    ['**Incident:** #[number]', 'issue'],
    ['Incident: INC-XXXX', 'issue'],
    ['- Ticket: OPS-', 'issue'],
    ['**Issue:** [Brief description]', 'text'],
    ['**Severity:** [CRITICAL/HIGH]', 'choice {CRITICAL | HIGH}'],
    ['**Severity:** 🔴 Critical | 🟡 High | 🔵 Medium', 'choice {🔴 Critical | 🟡 High | 🔵 Medium}'],
    ['- Risk level: Low / Medium / High', 'choice {Low | Medium | High}'],
    ['**Severity:** [ ] P0 / [ ] P1', 'choice {P0 | P1}'],
    ['- Severity: ⬜ CRITICAL ⬜ HIGH', 'choice {CRITICAL | HIGH}'],
    ['**Severity:** <!-- P1 / P2 / P3 -->', 'choice {P1 | P2 | P3}'],
    ['- Sev (P1/P2):', 'choice {P1 | P2}'],
    ['**Impact:** [Who/what was affected]', 'text'],
    ['**Impact:** [User/business impact]', 'text'],
    ['**Severity:** [Down/Breach/Loss/etc.]', 'text'],
    ['**Staging:** [Y/N with reason]', 'yes-no {Yes | No}'],
    ['- Migration: Có / Không', 'yes-no {Có | Không}'],
    ['**Report:** [Link to the report]', 'url'],
    ['**Owner:** @[name]', 'person'],
    ['**Start:** YYYY-MM-DD HH:MM', 'datetime'],
    ['**Timestamp:** [When it was used]', 'datetime'],
    ['**Beginn:** JJJJ-MM-TT', 'datetime'],
    ['**Duration:** [How long]', 'duration'],
    ['**Detected:** <!-- Date/time -->', 'datetime'],
  ])('%s', (template, expected) => {
    const [field] = parseTemplate(template).fields;
    const options = field && field.options.length > 0 ? ` {${field.options.join(' | ')}}` : '';
    expect(`${field?.kind}${options}`).toBe(expected);
  });
});

describe('B1: what ticking a group of boxes means', () => {
  it.each<[words: string, template: string, expected: string]>([
    ['statements', '## Checklist\n- [ ] Tests pass\n- [ ] Nothing else changed', 'checkboxes:all (required)'],
    [
      'a scale',
      '## Level\n- [ ] Critical: all is down\n- [ ] High: a part is down',
      'checkboxes:one (required)',
    ],
    [
      'a scale without list markers',
      '## 심각도\n[ ] P0 - 전체 불가\n[ ] P1 - 일부 불가',
      'checkboxes:one (required)',
    ],
    ['yes and no', '**Database changed?**\n- [ ] Yes\n- [ ] No', 'checkboxes:one (required)'],
    [
      'a thing and its negation',
      '## Database\n- [ ] No database changes\n- [ ] Yes, database changes',
      'checkboxes:one (required)',
    ],
    ['one ticked beforehand', '## Kind\n- [x] Fix\n- [ ] Docs\n- [ ] Other', 'checkboxes:one (optional)'],
    [
      'kinds of thing',
      '## Affected components\n- [ ] API\n- [ ] Web\n- [ ] Jobs',
      'checkboxes:any (required)',
    ],
    [
      'a last item that says none',
      '## Customers\n- [ ] Mail sent\n- [ ] Page updated\n- [ ] No customer message needed',
      'checkboxes:any (required)',
    ],
    ['empty items', '## Changes\n- [ ]\n- [ ]', 'checkboxes:slots (required)'],
    ['items of blanks', '## Watch\n- [ ] Dashboard: ___\n- [ ] Alert: ___', 'checkboxes:slots (required)'],
    [
      'a condition in the heading',
      '## Security (if security fix)\n- [ ] CVE requested\n- [ ] Team told',
      'checkboxes:optional (optional)',
    ],
    [
      'every item conditional',
      '## Checklist\n- [ ] Docs updated (if needed)\n- [ ] If temporary, an issue exists',
      'checkboxes:all (optional)',
    ],
    [
      'the reviewer’s list',
      '## Reviewer checklist\n- [ ] Read the change',
      'checkboxes:all (required, after)',
    ],
    ['after the merge', '## Post-merge\n- [ ] Watch the graphs', 'checkboxes:all (required, after)'],
    ['after the merge, in Korean', '## 배포 후 확인\n- [ ] 오류율 확인', 'checkboxes:all (required, after)'],
    [
      'before the merge, although approvers stand above',
      '## Approval\n### Author checklist\n- [ ] Tests pass',
      'checkboxes:all (required)',
    ],
  ])('%s', (_, template, expected) => {
    const described = fields(template).map((field) => field.split(' = ')[1]);
    expect(described).toEqual([expected]);
  });
});

describe('B1: required or optional', () => {
  it.each<[template: string, required: boolean]>([
    ['## Rollback plan\n<!-- Describe how to roll back if needed -->', true],
    ['## Rollback plan\nIf the fix fails, describe the way back.', true],
    ['## Rollback plan (if applicable)\n', false],
    ['## Notes\n<!-- Optional. Anything else. -->', false],
    ['## Link\n<!-- Link to the report if available -->', false],
    ['## Additional context\n', false],
    ['## Screenshots\n', false],
    ['- Side effects (if any):', false],
    ['- Biện pháp tạm thời, nếu có:', false],
    ['## 備考\n', false],
    ['## Impact\n<!-- Organisations; data if applicable -->', true],
  ])('%j', (template, required) => {
    expect(parseTemplate(template).fields.map((field) => field.required)).toEqual([required]);
  });
});

describe('B1: annotations overrule the reading', () => {
  it('speak of the line they stand on or the next one', () => {
    const template = parseTemplate(
      '**Team:** <!-- hotfix: kind=choice, options="pay|search", label="Owner team" -->\n<!-- hotfix: optional, due=after -->\n**Reason:** [why]\n',
    );
    expect(template.fields.map(describeField)).toEqual([
      'Owner team = choice {pay | search} (required)',
      'Reason = text (optional, after)',
    ]);
  });

  it('make a constant a field and leave out what is marked ignore', () => {
    const template = parseTemplate(
      '**Severity:** High <!-- hotfix: required -->\n\n<!-- hotfix: ignore -->\n**Reason:** [why]\n',
    );
    expect(template.fields.map((field) => field.label)).toEqual(['Severity']);
  });

  it('are warned about where a word is unknown, with the nearest word', () => {
    const { warnings } = parseTemplate('## Cause\n<!-- hotfix: optinal, due=later, required -->\n');
    expect(warnings).toEqual([
      { message: 'Unknown word `optinal`. Did you mean `optional`?', line: 2 },
      { message: 'Unknown value `due=later`. Use `merge` or `after`.', line: 2 },
    ]);
  });

  it('are not seen in prose that happens to open with the word', () => {
    const template = parseTemplate('## Cause\n<!-- hotfix: say in one line why -->\n');
    expect(template.warnings).toEqual([]);
  });
});

describe('what an owner should know', () => {
  it('an unclosed fence and an unclosed comment end at the next heading and are warned about', () => {
    const template = parseTemplate('## A\n```\nx\n## B\n<!-- open\n## C\n');
    expect(template.fields.map((field) => field.label)).toContain('C');
    expect(template.warnings.map((warning) => warning.line)).toEqual([2, 5]);
  });

  it('two fields under the same words are told apart', () => {
    const { fields } = parseTemplate('## Check\n- [ ] one done\n\nand\n\n- [ ] two done\n');
    expect(new Set(fields.map((field) => field.path.join('/'))).size).toBe(fields.length);
  });
});
