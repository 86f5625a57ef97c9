import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../src/core/policy/policy-file.ts';
import { policyFiles, rules, workflowPolicy } from '../../support/policy.ts';

/** What is wrong with a policy, one line a problem: `3: message: quoted (meant)`. */
function problemsOf(text: string, files: Readonly<Record<string, string | null>> = {}): readonly string[] {
  const reading = readPolicy(policyFiles({ '.github/hotfix.yml': text, ...files }), rules);
  if (reading.kind !== 'policy') return [reading.kind];
  return reading.problems.map(({ line, message, quoted, didYouMean }) => {
    const words = quoted === null ? message : `${message}: ${quoted}`;
    return `${line ?? '-'}: ${words}${didYouMean === null ? '' : ` (${didYouMean})`}`;
  });
}

function policyOf(text: string) {
  const reading = readPolicy(policyFiles({ '.github/hotfix.yml': text }), rules);
  if (reading.kind !== 'policy') throw new Error(reading.kind);
  return reading.policy;
}

describe('a policy file', () => {
  it('that is not there means silence', () => {
    expect(readPolicy(policyFiles({ '.github/hotfix.yml': null }), rules)).toEqual({ kind: 'none' });
  });

  it.each([
    '',
    'extends: workflow\n',
    '\ufeffextends: workflow\r\n',
    'branches:\nrules:\n',
    '# only a comment\n',
  ])('%j has the defaults', (text) => {
    expect(problemsOf(text)).toEqual([]);
    const policy = policyOf(text);
    expect(policy.playbook).toBe('workflow');
    expect(policy.branches.production).toEqual(['main', 'master', 'production']);
    expect(policy.rules).toEqual(workflowPolicy.rules);
  });

  it('takes one or several branches, and switches for rules', () => {
    const policy = policyOf(
      'branches:\n  production: live\n  develop: [trunk, next]\nrules:\n  branch-name: off\n  commit-messages: { apply-to: one-commit }\n  severity: true\n',
    );
    expect(policy.branches).toMatchObject({ production: ['live'], develop: ['trunk', 'next'] });
    expect([...policy.rules.keys()]).not.toContain('branch-name');
  });

  it('asks for the templates that it names', () => {
    const reading = readPolicy(
      policyFiles({ '.github/hotfix.yml': 'templates:\n  pull-request: .github/h.md\n' }),
      rules,
    );
    expect(reading).toEqual({ kind: 'needs-files', paths: ['.github/h.md'], organisationPaths: [] });
  });

  it.each([
    ['extend: workflow', ['1: This key is not known here: extend (extends)']],
    [
      'extends: workflow\n---\nrules: { review: { approvals: 2 } }',
      ['2: The file holds several documents: a policy is one'],
    ],
    [
      'extends: workfow',
      [
        '1: There is no such playbook; there is workflow, log, emergency-fix, speckit, and .github for the organisation’s policy: workfow (workflow)',
      ],
    ],
    ['branches:\n  prod: main', ['2: This key is not known here: prod']],
    ['branches:\n  hotfixes: x', ['2: This key is not known here: hotfixes (hotfix)']],
    [
      'branches: main',
      ['1: Expected here is a mapping: keys with their values below it, and this is text: main'],
    ],
    [
      'branches:\n  production: 7',
      ['2: Expected here is a branch pattern or a list of them, and this is a number: 7'],
    ],
    [
      'branches:\n  production: [main, "a b"]',
      ['2: This branch pattern holds a character that no branch’s name can have'],
    ],
    [
      'branches:\n  release: release-[9-0]',
      ['2: This branch pattern has a range that runs backwards: release-[9-0]'],
    ],
    [
      'branches:\n  hotfix: hotfix**',
      [
        '2: This branch pattern has `**` next to something else; it stands for whole segments, as in `hotfix/**`: hotfix**',
      ],
    ],
    ['rules:\n  branch-nam: off', ['2: There is no such rule: branch-nam (branch-name)']],
    ['rules:\n  branch-name: offf', ['2: A rule is on, off, or has settings below it: offf']],
    ['rules:\n  branch-name:\n    format: [version]', ['3: This rule has no such setting: format (formats)']],
    [
      'rules:\n  commit-messages:\n    apply-to: one',
      ['3: Expected here is every-commit or one-commit: one'],
    ],
    [
      'rules: [branch-name]',
      ['1: Expected here is a mapping: keys with their values below it, and this is a list'],
    ],
    [
      'templates:\n  pull-request: /etc/passwd',
      ['2: A template is a path within the repository, such as .github/hotfix.md: /etc/passwd'],
    ],
    [
      'templates:\n  pull-request: ../x.md',
      ['2: A template is a path within the repository, such as .github/hotfix.md: ../x.md'],
    ],
    ['- a\n- b', ['1: A policy is a mapping: each line a key, a colon and a value']],
    ['extends: workflow\nextends: workflow', ['2: This key is given twice, so neither counts: extends']],
    ['a: &x [1]\nb: *x', expect.arrayContaining([expect.stringContaining('Aliases are not followed here')])],
    ['\textends: workflow', ['1: Tabs cannot indent YAML: use spaces']],
    ['extends: [', expect.arrayContaining([expect.stringMatching(/^\d+: /)])],
    [`extends: ${'x'.repeat(40_000)}`, ['-: The file is longer than 32 KB, so it is not read']],
  ])('%#: %j', (text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  it('tells several mistakes at once and keeps the rest', () => {
    const text = 'extnds: workflow\nbranches:\n  production: live\n  develp: x\nrules:\n  severty: off\n';
    expect(problemsOf(text)).toEqual([
      '1: This key is not known here: extnds (extends)',
      '4: This key is not known here: develp (develop)',
      '6: There is no such rule: severty (severity)',
    ]);
    expect(policyOf(text).branches.production).toEqual(['live']);
  });

  it.each([
    [null, '2: This template is not on the base branch, so the playbook’s own stands in: .github/h.md'],
    ['---\n', '2: This template asks for nothing, so the playbook’s own stands in: .github/h.md'],
  ])('%#: a template that is no use', (content, problem) => {
    expect(problemsOf('templates:\n  pull-request: .github/h.md', { '.github/h.md': content })).toEqual([
      problem,
    ]);
  });
});
