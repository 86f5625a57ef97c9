import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../src/core/policy/policy-file.ts';
import { policyFiles, rules, workflowPolicy } from '../../support/policy.ts';
import { problemLine } from './policies.ts';

/** What is wrong with a policy, one line a problem: `3: Unknown key …`. */
function problemsOf(text: string, files: Readonly<Record<string, string | null>> = {}): readonly string[] {
  const reading = readPolicy(policyFiles({ '.github/hotfix.yml': text, ...files }), rules);
  if (reading.kind !== 'policy') return [reading.kind];
  return reading.problems.map(problemLine);
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
    ['extend: workflow', ['1: Unknown key `extend`. Did you mean `extends`?']],
    [
      'extends: workflow\n---\nrules: { review: { approvals: 2 } }',
      ['2: The file holds more than one YAML document. Remove the line `---` between them.'],
    ],
    [
      'extends: workfow',
      [
        '1: Unknown playbook `workfow`. Use `workflow`, `log`, `emergency-fix` or `speckit`, or `.github` for the organisation’s policy. Did you mean `workflow`?',
      ],
    ],
    [
      'branches:\n  prod: main',
      ['2: Unknown key `prod`. Use `production`, `develop`, `release` or `hotfix`.'],
    ],
    ['branches:\n  hotfixes: x', ['2: Unknown key `hotfixes`. Did you mean `hotfix`?']],
    [
      'branches: main',
      ['1: Invalid value `main` for `branches`. Write its keys and their values on the lines below it.'],
    ],
    [
      'branches:\n  production: 7',
      ['2: Invalid value `7` for `branches.production`. Use a branch pattern or a list of them.'],
    ],
    [
      'branches:\n  production: [main, "a b"]',
      [
        '2: Invalid value `a b` for `branches.production`. The pattern contains a character that is not allowed in branch names.',
      ],
    ],
    [
      'branches:\n  release: release-[9-0]',
      [
        '2: Invalid value `release-[9-0]` for `branches.release`. The pattern has a range that runs backwards.',
      ],
    ],
    [
      'branches:\n  hotfix: hotfix**',
      [
        '2: Invalid value `hotfix**` for `branches.hotfix`. The pattern has `**` next to other characters; it must be a whole segment, as in `hotfix/**`.',
      ],
    ],
    ['rules:\n  branch-nam: off', ['2: Unknown rule `branch-nam`. Did you mean `branch-name`?']],
    [
      'rules:\n  branch-name: offf',
      [
        '2: Invalid value `offf` for `rules.branch-name`. Use `on`, `off` or settings below it. Did you mean `off`?',
      ],
    ],
    [
      'rules:\n  branch-name:\n    format: [version]',
      ['3: Unknown setting `format` of `branch-name`. Did you mean `formats`?'],
    ],
    [
      'rules:\n  commit-messages:\n    apply-to: one',
      ['3: Invalid value `one` for `rules.commit-messages.apply-to`. Use `every-commit` or `one-commit`.'],
    ],
    [
      'rules: [branch-name]',
      ['1: Invalid value for `rules`: a list. Write its keys and their values on the lines below it.'],
    ],
    [
      'templates:\n  pull-request: /etc/passwd',
      [
        '2: Invalid value `/etc/passwd` for `templates.pull-request`. Use a path within the repository, such as `.github/hotfix.md`.',
      ],
    ],
    [
      'templates:\n  pull-request: ../x.md',
      [
        '2: Invalid value `../x.md` for `templates.pull-request`. Use a path within the repository, such as `.github/hotfix.md`.',
      ],
    ],
    [
      '- a\n- b',
      [
        '1: The policy is not a mapping. Write a key, a colon and a value on each line, such as `extends: workflow`.',
      ],
    ],
    [
      'extends: workflow\nextends: workflow',
      ['2: Duplicate key `extends`. Keep one; until then both are ignored.'],
    ],
    ['a: &x [1]\nb: *x', expect.arrayContaining(['2: Alias `*x` is not supported. Write the value itself.'])],
    ['\textends: workflow', ['1: Tab used for indentation. Use spaces.']],
    ['extends: [', expect.arrayContaining([expect.stringMatching(/^\d+: /)])],
    [
      `extends: ${'x'.repeat(40_000)}`,
      ['-: The file is longer than 32 KB. Shorten it; until then it is ignored.'],
    ],
  ])('%#: %j', (text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  it('tells several mistakes at once and keeps the rest', () => {
    const text = 'extnds: workflow\nbranches:\n  production: live\n  develp: x\nrules:\n  severty: off\n';
    expect(problemsOf(text)).toEqual([
      '1: Unknown key `extnds`. Did you mean `extends`?',
      '4: Unknown key `develp`. Did you mean `develop`?',
      '6: Unknown rule `severty`. Did you mean `severity`?',
    ]);
    expect(policyOf(text).branches.production).toEqual(['live']);
  });

  it.each([
    [
      null,
      '2: Template `.github/h.md` does not exist on the base branch. Until then, the playbook’s own template is used.',
    ],
    [
      '---\n',
      '2: Template `.github/h.md` asks for nothing. Add a heading, a label or a box that has to be filled in. Until then, the playbook’s own template is used.',
    ],
  ])('%#: a template that is no use', (content, problem) => {
    expect(problemsOf('templates:\n  pull-request: .github/h.md', { '.github/h.md': content })).toEqual([
      problem,
    ]);
  });
});
