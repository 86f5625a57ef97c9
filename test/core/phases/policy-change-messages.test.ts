// Policy tooling: the check on a pull request that changes the policy or its templates, as its reader sees it.
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../src/core/model/facts/facts.ts';
import { readPolicy } from '../../../src/core/policy/policy-file.ts';
import { changedFiles, facts, pullFacts } from '../../support/facts.ts';
import { policyFiles, rules } from '../../support/policy.ts';
import { changeOf, lacking, NONE } from './policy-changes.ts';

const POLICY = '.github/hotfix.yml';

function change(
  before: string | null,
  after: string | null,
  {
    base = {},
    head = {},
    touched = [POLICY],
  }: { base?: Record<string, string>; head?: Record<string, string | null>; touched?: string[] } = {},
) {
  const files = policyFiles({ [POLICY]: before, ...base });
  const headFiles: Facts['headFiles'] = new Map(Object.entries({ [POLICY]: after, ...head }));
  const pull = pullFacts({ files: changedFiles(...touched) });
  const read = (given: Facts['files']) => readPolicy(given, rules);
  return changeOf(pull, facts({ change: pull, files, headFiles }), read);
}

function shown(...given: Parameters<typeof change>) {
  const found = change(...given);
  const [check] = found.kind === 'checks' ? found.checks : [];
  if (check === undefined) throw new Error(`no change: ${JSON.stringify(found)}`);
  const { conclusion, title, summary } = check;
  return `${conclusion}: ${title}\n\n${summary}`;
}

describe('a change of the policy', () => {
  it('with mistakes fails, each with its line and what was meant', () => {
    expect(
      shown('extends: workflow\n', 'extends: workflow\nrules:\n  reveiw: off\nlabls: {}\n'),
    ).toMatchSnapshot();
  });

  it('that is in order says what would be different', () => {
    const after = `extends: speckit
branches: { production: [main, live] }
rules:
  review: { approvals: 2, by: "@acme/seniors" }
  branch-origin: off
  minimal-scope: { files: 3 }
severities: { P1: { target: 2h } }
labels: { apply: false }
check: { everywhere: true }
bypass: { reasons: production-down, authorised-by: maintain }
`;
    expect(shown('extends: workflow\n', after)).toMatchSnapshot();
  });

  it('that changes nothing for hotfixes says so', () => {
    expect(shown('extends: workflow\n', '# the same\nextends: workflow\n')).toMatchSnapshot();
  });

  it('that is the first says what begins', () => {
    expect(shown(null, 'extends: emergency-fix\nrules:\n  commit-messages: off\n')).toMatchSnapshot();
  });

  it('that removes the policy says what ends', () => {
    expect(shown('extends: workflow\n', null)).toMatchSnapshot();
  });

  it('of a template says which fields are added and removed', () => {
    const policy = 'templates:\n  pull-request: .github/h.md\n';
    const text = shown(policy, policy, {
      base: { '.github/h.md': '**Severity:** [HIGH/LOW]\n**Way back:** [how]\n' },
      head: { '.github/h.md': '**Severity:** [HIGH/LOW]\n**Cause:** [why] @everyone\n' },
      touched: ['.github/h.md'],
    });
    expect(text).toContain('The description template has new required fields: `Cause`');
    expect(text).toContain('The description template no longer has: `Way back`');
  });

  it('with a template that asks for nothing fails', () => {
    const policy = 'templates:\n  pull-request: .github/h.md\n';
    const text = shown('extends: workflow\n', policy, { head: { '.github/h.md': '' } });
    expect(text).toContain('failure: 1 mistake in the policy');
  });

  it.each([
    ['malformed YAML', 'extends: ['],
    ['a binary file', '\u0000'],
    ['a megabyte', `# ${'x'.repeat(1_000_000)}`],
  ])('to %s fails', (_, text) => {
    expect(shown('extends: workflow\n', text)).toMatch(/^failure: \d+ mistakes? in the policy/);
  });
});

describe('what is read for it', () => {
  it('is nothing where it is not touched', () => {
    expect(change('extends: workflow\n', null, { touched: ['src/a.js'] })).toEqual(NONE);
  });

  it('is the head’s policy and templates, also one that only the new policy names', () => {
    const files = policyFiles({ [POLICY]: 'extends: workflow\n' });
    const pull = pullFacts({ files: changedFiles(POLICY) });
    const read = (given: Facts['files']) => readPolicy(given, rules);
    const look = (headFiles: Facts['headFiles']) =>
      changeOf(pull, facts({ change: pull, files, headFiles }), read);
    expect(look(new Map())).toEqual(lacking(POLICY));
    const text = 'templates:\n  commit: c.txt\n';
    expect(look(new Map([[POLICY, text]]))).toEqual(lacking(POLICY, 'c.txt'));
    expect(
      look(
        new Map([
          [POLICY, text],
          ['c.txt', 'Cause: [why]\n'],
        ]),
      ),
    ).toMatchObject({ kind: 'checks', checks: [{ name: 'Hotfix policy' }] });
  });
});
