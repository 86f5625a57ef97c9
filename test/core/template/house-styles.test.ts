// Ways of writing a template that teams have: what each asks for, what it leaves alone, and how it is answered.

import { describe, expect, it } from 'vitest';
import { matchTemplate } from '../../../src/core/template/match.ts';
import { parseTemplate } from '../../../src/core/template/parse.ts';
import { describeField } from './describe-fields.ts';

function fields(source: string): readonly string[] {
  return parseTemplate(source).fields.map(describeField);
}

function states(template: string, body: string): readonly string[] {
  return matchTemplate(parseTemplate(template), body).answers.map((answer) => answer.state);
}

describe('B1: a reference to be filled in', () => {
  it.each<[template: string, expected: readonly string[]]>([
    ['Fixes #(ticket number)', ['Fixes = issue (required)']],
    ['Closes # (which issue)', ['Closes = issue (required)']],
    ['- Closes #issue-number', ['Closes = issue (required)']],
    ['**Issue**: #(number)', ['Issue = issue (required)']],
    ['## Tickets\nCloses #123\n', ['Tickets › Closes = issue (required)']],
    [
      '## Summary\nPlease say what changed.\nFixes # (issue)\n\n## Way back\n',
      ['Summary = text (required)', 'Summary › Fixes = issue (required)', 'Way back = text (required)'],
    ],
    [
      '## Summary\n<!-- Two sentences about the change -->\nCloses #\n',
      ['Summary = text (required)', 'Summary › Closes = issue (required)'],
    ],
    [
      '## Related issues\n<!-- Put the number here -->\nCloses #\n',
      ['Related issues › Closes = issue (required)'],
    ],
  ])('%j', (template, expected) => {
    expect(fields(template)).toEqual(expected);
  });

  it.each<[body: string, expected: readonly string[]]>([
    ['## Summary\nSay what changed.\nFixes # (issue)', ['placeholder', 'placeholder']],
    ['## Summary\nThe guard is back.\nFixes #12', ['filled', 'filled']],
    ['## Summary\nFixes #12\n\nThe guard is back.', ['filled', 'filled']],
    ['## Summary\nFixes #12', ['empty', 'filled']],
  ])('beside words is answered apart from them: %j', (body, expected) => {
    expect(states('## Summary\nSay what changed.\nFixes # (issue)\n', body)).toEqual(expected);
  });
});

describe('B1: what a template only explains', () => {
  it.each<[what: string, template: string]>([
    ['the targets of its links', '## Read\n- [ ] Read [it][guide]\n\n[guide]: https://example.com/guide'],
    [
      'an instruction with a blank',
      '## Read\n- [ ] Read it\n\nMake sure the title reads FIX/[what you did].',
    ],
    ['two dashes', '## Read\n- [ ] Read it\n--\nA remark.'],
    [
      'small print below a rule',
      '## Read\n- [ ] Read it\n\n---\n*By sending this you agree to our licence.*',
    ],
  ])('%s', (_, template) => {
    expect(fields(template)).toEqual(['Read = checkboxes:all (required)']);
  });

  it.each<[what: string, template: string]>([
    [
      'a choice of templates',
      'Open the preview and choose one of these:\n\n- [Feature](?expand=1&template=a.md)\n- [Hotfix](?template=b.md?title=[fix]:)\n',
    ],
    ['rules in sentences', '## Guidelines\nHotfix branches start on the released tag.\n'],
    [
      'a paragraph over several lines',
      '## Hotfix branches\nA hotfix branch starts on the tag\nof the release that is broken and\nholds one change only. It is merged\nto both branches when it is done.\n',
    ],
  ])('%s', (_, template) => {
    expect(fields(template)).toEqual([]);
  });

  it('but a heading without a prompt of its own above deeper ones asks where its words tell to write', () => {
    expect(fields('# Description\nPlease include what broke.\n\n## Kind\n- [ ] Fix\n- [ ] Revert\n')[0]).toBe(
      'Description = text (required)',
    );
  });

  it('and a part to be deleted asks for nothing that has to be there', () => {
    const template =
      '## Usage instructions\nBefore sending:\n- [ ] squashed\n- [ ] reviewers added\n\n## Cause\n';
    expect(fields(template)).toEqual([
      'Usage instructions › Before sending = checkboxes:optional (optional)',
      'Cause = text (required)',
    ]);
  });
});

describe('B1: what ticking means where not everything can be true', () => {
  it.each<[template: string, expected: string]>([
    ['## Fix\n- [ ] A temporary fix\n- [ ] A permanent fix\n- [ ] More to come', 'any (required)'],
    [
      '## Database\n- [ ] Database schema changed\n- [ ] Data moved\n- [ ] No database impact',
      'any (required)',
    ],
    ['## Safety\n- [ ] No secrets exposed\n- [ ] Access checked\n- [ ] Data kept', 'all (required)'],
    ['## Checklist\n- [ ] Tests pass\n- [ ] Docs kept\n- [ ] No breaking changes', 'all (required)'],
    ['## Safety\n- [ ] No schema change\n- [ ] Schema change reviewed\n- [ ] Copied', 'any (required)'],
    ['## How was it tested?\n- [ ] Unit tests\n- [ ] By hand', 'any (required)'],
    ['## Rollout strategy\n- [ ] All at once\n- [ ] Canary', 'any (required)'],
    ['## Impacto\n- [ ] Back-end\n- [ ] Banco de dados', 'any (required)'],
    ['## Changes made\n- [ ] Cause removed\n- [ ] Alarm added', 'all (required)'],
    ['## Told\n- [ ] Support told\n- [ ] Sales told\n- [ ] Other teams told', 'all (required)'],
    ['## Told\n- [ ] Support\n- [ ] Sales\n- [ ] Other (please specify)', 'any (required)'],
    ['## Files\n- [ ] Server files:\n- [ ] Page files:', 'slots (required)'],
    [
      '## Security\n- [ ] My work in this list is signed by my key alone\n- [ ] No plain keys stand in this list of files here',
      'all (required)',
    ],
    [
      '## Plan\n<!-- Be brief: mind the urgency -->\n- [ ] Seen before the fix\n- [ ] Gone after it',
      'all (required)',
    ],
    ['## Steps\n- [ ] Open the branch:\n', 'all (required)'],
    ['## Camera\n- [ ] Ixus\n- [ ] Leica\n- [ ] Another', 'any (required)'],
    ['## Release\n- [ ] none (inside only)\n- [ ] patch\n- [ ] minor (adds something)', 'one (required)'],
    [
      '## Essais\n- [ ] Essai du serveur fait\n- [ ] Essai à la main\n- [ ] Aucun essai nécessaire',
      'any (required)',
    ],
    ['**Reviewer checklist**:\n- [ ] Small enough', 'all (required, after)'],
    ['## Success criteria\n- [ ] Errors gone', 'all (required, after)'],
    ['## Breaking\n- [ ] None\n', 'optional (optional)'],
  ])('%j', (template, expected) => {
    const [only, ...more] = fields(template);
    expect(only?.split(' = checkboxes:')[1]).toBe(expected);
    expect(more).toEqual([]);
  });
});

describe('B1: marks that a template sets itself are not an answer', () => {
  it.each([
    '## Proof\nResult of the run\n\n✅ Nothing found\n',
    '- Risk: `low/medium/high` and why\n',
    '**Level:** **P0** / P1 / P2\n',
    '- Level: ✅ P0 ⬜ P1\n',
  ])('%j', (template) => {
    expect(states(template, template)).not.toContain('filled');
    expect(states(template, template).length).toBeGreaterThan(0);
  });
});

it('a picture in HTML is an answer, one without an address is none', () => {
  const template = '## Looks\n\n## Cause\n';
  expect(
    states(template, '## Looks\n<img width="400" src="https://example.com/1" />\n## Cause\n<img src="">'),
  ).toEqual(['filled', 'empty']);
});

describe('B1: shapes that ask', () => {
  it.each<[what: string, template: string, expected: readonly string[]]>([
    [
      'a label, and not the one above a command',
      '**Checked by:**\n```\nbun run all\n```\n\n**Cause:**\n',
      ['Cause = text (required)'],
    ],
    [
      'a first heading that begins a sentence',
      '## This pull request will\n\n## Proof\n',
      ['This pull request will = text (required)', 'Proof = text (required)'],
    ],
    [
      'a comment above what is folded away',
      '## Cause\n<!-- Brief words on it -->\n\n<details>\n<summary>Log</summary>\n\n<!-- the log -->\n</details>\n',
      ['Cause = text (required)', 'Cause › Log = text (required)'],
    ],
    ['a heading with a blank in code', '### Release: `v[number]`\n', ['Release › title = text (required)']],
    [
      'a heading with a comment behind its colon',
      '# Fix: <!-- what broke -->\n\n## Cause\n',
      ['Fix › title = text (required)', 'Fix › Cause = text (required)'],
    ],
    [
      'a heading above others whose comment tells to write',
      '# Cause\n<!-- Describe it -->\n\n## Proof\n',
      ['Cause = text (required)', 'Cause › Proof = text (required)'],
    ],
    [
      'a sentence above the first heading',
      'Describe the fix here\n\n## Proof\n',
      ['Describe the fix here = text (required)', 'Proof = text (required)'],
    ],
    [
      'a question behind a label',
      '- **Way back:** Can it be undone?\n- **Owner:**',
      ['Way back = text (required)', 'Owner = person (required)'],
    ],
    [
      'labels whose words ask',
      '## Effect\n- **Speed:** How much slower\n- **Safety:** Any new risk\n',
      ['Effect = text (required)'],
    ],
    [
      'examples under a comment that tells',
      '## Parts\n<!-- List the parts -->\n- Part A: what it does\n- Part B: what it does\n',
      ['Parts = text (required)'],
    ],
    [
      'bold words and a sentence in a quote',
      '> [!TIP]\n> **What broke?**\n> Briefly describe it.\n',
      ['What broke? = text (required)'],
    ],
    [
      'labels one below the other that name references',
      '## Links\n- Incident:\n- Ticket:\n',
      ['Links › Incident = text (required)', 'Links › Ticket = issue (required)'],
    ],
    ['a closing word behind a label', '**Reference:** Fixes #', ['Reference = issue (required)']],
    ['a unit that waits for its number', '**Way back takes:** minutes', ['Way back takes = text (required)']],
    ['a number that waits for its digits', '- Errors: XX% (was X%)', ['Errors = text (required)']],
    ['a choice in code', '- Rehearsed: `yes/no`', ['Rehearsed = yes-no {yes | no} (required)']],
    ['an example in parentheses', '## Cause\n- (例: null / lock / pool)\n', ['Cause = text (required)']],
    [
      'a summary that holds headings',
      '<details>\n<summary>Cause</summary>\n\n### Proof\n<!-- log -->\n</details>\n<details>\n<summary>Fix</summary>\n\n### Change\n-\n</details>\n',
      ['Proof = text (required)', 'Change = text (required)'],
    ],
    [
      'bold words, a sentence, and boxes',
      '**Ready**\n\nYour change meets these:\n\n- [ ] it builds here\n- [ ] it was read\n',
      ['Your change meets these = checkboxes:all (required)'],
    ],
  ])('%s', (_, template, expected) => {
    expect(fields(template)).toEqual(expected);
  });

  it.each<[what: string, template: string]>([
    ['a state below bold words', '**State:**\nNow: `open` → Then: `done`\n'],
    [
      'a sentence set in bold and underlined',
      '## Read\n- [x] read\n- [x] kept\n\n**<ins>It is sent back otherwise!</ins>**\nThe team is told.',
    ],
    [
      'a label of the forge',
      '## Labels\n- `type:{kind}` (fix, docs)\n- `state:open`\n- `size:S`\n- [x] set\n- [x] seen',
    ],
    ['a way between branches', '| Branch | Way |\n|---|---|\n| fix | `fix` → `main` |'],
    ['a command with blanks', '- Tag it: `git tag v[number]`'],
    ['a path', '- Script: `tools/release/bump.sh MAJOR.MINOR.PATCH`'],
    ['a question in a quote', '> Branch: is it `fix/` or `hotfix/`?'],
    ['bold links', '- **[Feature](?template=a.md)**\n- **[Fix](?template=b.md)**'],
    ['two front matters', '---\nname: A\ntitle: ""\n---\n---\nname: B\nassignees: []\n---\n'],
    ['a sentence above a rule', '**Tip**: the form below is filled in for you.\n---\n'],
  ])('%s does not', (_, template) => {
    expect(fields(template).filter((field) => field.includes('(required'))).toEqual([]);
  });
});

describe('B1: what need not be answered', () => {
  it.each<[template: string, required: boolean]>([
    ['## 리뷰 요청 (선택)\n리뷰어에게 적어주세요\n', false],
    ['## Screenshots (mandatory)\n', true],
    ['## Demo\nInclude pictures, logs, or links, if applicable.\n', false],
    ['## Schema (database changes only)\n', false],
    ['## Settings\n- No changes\n', false],
    ['## Type\nHotfix\n', false],
    ['## Schema\n```sql\n-- DB 변경이 있는 경우에만\n```\n', false],
    ['- Notes:', false],
    ['- Notes: [what was decided]', true],
    ['- Additional notes:', false],
    ['## ℹ️ Additional information\n', false],
  ])('%j', (template, required) => {
    expect(parseTemplate(template).fields.map((field) => field.required)).toEqual([required]);
  });

  it('a part for one kind of change, and one label that says so for itself alone', () => {
    expect(fields('## For feature PRs\n- Design:\n')).toEqual(['For feature PRs › Design = text (optional)']);
    expect(fields('## Then\n- Cause:\n  <!-- why -->\n- Report:\n  <!-- if available -->\n')).toEqual([
      'Then › Cause = text (required)',
      'Then › Report = text (optional)',
    ]);
  });

  it('a second reference beside the first, in bold too', () => {
    expect(fields('**Fixes:** #\n**Relates to:** #\n')).toEqual([
      'Fixes = issue (required)',
      'Relates to = issue (optional)',
    ]);
    expect(fields('## Links\nFixes #\nRelated to #\n')).toEqual([
      'Links › Fixes = issue (required)',
      'Links › Related to = issue (optional)',
    ]);
  });
});

describe('B1: the kind of answer, once more', () => {
  it.each<[template: string, expected: string]>([
    ['- Issue discovered:', 'datetime'],
    ['- Issue type:', 'text'],
    ['- Branch name: `fix/...`', 'text'],
    ['- Reviewer: @[name]', 'person'],
    ['**Riesgo:** _Explica si afecta a otras partes o si no cambia nada más de lo que se ve aquí._', 'text'],
  ])('%s', (template, expected) => {
    expect(parseTemplate(template).fields.map((field) => field.kind)).toEqual([expected]);
  });

  it('a label is shown without its emoji, however it is written', () => {
    expect(fields('## :link: Cause\n')).toEqual(['Cause = text (required)']);
    expect(fields('## ℹ️ Cause\n')).toEqual(['Cause = text (required)']);
  });
});

describe('B1: kinds of change and of test are not all true', () => {
  it.each<[template: string, expected: string]>([
    ['## Description\n- [ ] Bug fix (small)\n- [ ] Hotfix (urgent)', 'any'],
    ['## Testing done\n- [ ] Unit tests\n- [ ] Manual testing', 'any'],
    ['## Bundle\n- [ ] The bundle was not rebuilt\n- [ ] The bundle was rebuilt and added', 'one'],
    ['## 호환성\n- [ ] 변경 없음\n- [ ] 변경 있음', 'one'],
    [
      '## Risk\n<!-- Check all that apply -->\n- [ ] Touches how money moves in the shop\n- [ ] Low risk',
      'any',
    ],
    [
      '## State\n- [ ] Rows looked at by hand\n- [ ] Files kept\n- [ ] Not applicable, no state is touched',
      'any',
    ],
  ])('%j', (template, expected) => {
    expect(parseTemplate(template).fields.map((field) => field.boxes)).toEqual([expected]);
  });
});

describe('a body is held against such a template', () => {
  it.each<[template: string, body: string, expected: readonly string[]]>([
    ['### Release: `v[number]`\n', '### Release: `v4.2`\n', ['filled']],
    ['### Release: `v[number]`\n', '### Release: `v[number]`\n', ['placeholder']],
    [
      '# Fix: <!-- what -->\n\n## Cause\n',
      '# Fix: the guard is back\n\n## Cause\nlock\n',
      ['filled', 'filled'],
    ],
    ['# Fix: <!-- what -->\n\n## Cause\n', '# Fix: <!-- what -->\n\n## Cause\nlock\n', ['empty', 'filled']],
    ['- Rehearsed: `yes/no`', '- Rehearsed: `yes`', ['filled']],
    ['- **Way back:** Can it be undone?', '- **Way back:** Yes, by the flag', ['filled']],
    ['- **Way back:** Can it be undone?', '- **Way back:** Can it be undone?', ['placeholder']],
    [
      '> [!TIP]\n> **What broke?**\n> Briefly describe it.',
      '> [!TIP]\n> **What broke?**\n> The guard.',
      ['filled'],
    ],
    ['> [!TIP]\n> **What broke?**\n> Briefly describe it.', '**What broke?**\nThe guard.', ['filled']],
    [
      '## Effect\n- **Speed:** How much\n- **Safety:** Any risk\n',
      '## Effect\n- **Speed:** none\n- **Safety:** Any risk\n',
      ['filled'],
    ],
    [
      "## Checks\n- [ ] The branch is named '{week}_{name}'",
      "## Checks\n- [x] The branch is named '{week}_{name}'",
      ['filled'],
    ],
    ['## Checks\n- [ ] Tried by hand: {what}', '## Checks\n- [x] Tried by hand: {what}', ['placeholder']],
  ])('%j answered by %j', (template, body, expected) => {
    expect(states(template, body)).toEqual(expected);
  });
});
