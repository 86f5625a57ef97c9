import { describe, expect, it } from 'vitest';
import { known, notGiven } from '../../../src/core/facts.ts';
import { rule } from '../../../src/core/rules/branch-name.ts';
import { branch, branchFacts, facts, pullFacts, repositoryFacts, sha } from '../../support/facts.ts';
import { caseOf, inOneLine, judge, pasted } from '../../support/judge.ts';
import { workflowPolicy } from '../../support/policy.ts';

function judgeBranch(
  name: string,
  tags: readonly string[] | null,
  production = 'main',
  settings: unknown = {},
) {
  const repository = repositoryFacts({ tags: tags === null ? notGiven('No tags were given') : known(tags) });
  const change = pullFacts({ base: branch(production), head: { ...pullFacts().head, branch: branch(name) } });
  const [verdict] = judge(rule, caseOf(facts({ repository, change }), workflowPolicy), settings);
  if (verdict === undefined) throw new Error('a rule gives at least one verdict');
  return verdict;
}

describe('W2: the branch is named hotfix/vX.Y.Z-slug, one patch above the newest release', () => {
  it.each([
    ['hotfix/v1.2.1-double-charges', ['v1.2.0', 'v1.1.9'], 'met: The branch is named for `v1.2.1`'],
    [
      'hotfix/v1.2.1-double-charges',
      ['1.2.0', 'v2.0.0-rc.1', 'nightly'],
      'met: The branch is named for `v1.2.1`',
    ],
    ['hotfix/v1.2.1-double-charges', [], 'met: The branch is named for `v1.2.1`'],
    ['hotfix/v1.2.1-double-charges', null, 'met: The branch is named for `v1.2.1`'],
    [
      'hotfix/v1.2.2-x',
      ['v1.2.0'],
      'unmet: The branch is named for `v1.2.2`, but the next patch is `v1.2.1`',
    ],
    [
      'hotfix/v1.3.0-x',
      ['v1.2.0'],
      'unmet: The branch is named for `v1.3.0`, but the next patch is `v1.2.1`',
    ],
    [
      'hotfix/v1.2.0-x',
      ['v1.2.0'],
      'unmet: The branch is named for `v1.2.0`, but the next patch is `v1.2.1`',
    ],
    ['hotfix/v1.2.10-x', ['v1.2.9', 'v1.2.1'], 'met: The branch is named for `v1.2.10`'],
  ])('%s after %j: %s', (name, tags, said) => {
    expect(inOneLine(judgeBranch(name, tags))).toBe(said);
  });

  it.each([
    ['hotfix/login', 'hotfix/v1.2.1-login'],
    ['hotfix/v1.2-login', 'hotfix/v1.2.1-login'],
    ['hotfix-Login_Page', 'hotfix/v1.2.1-login-page'],
    ['feature/JIRA-12-login', 'hotfix/v1.2.1-jira-12-login'],
    ['hotfix/v1.2.1', 'hotfix/v1.2.1-stop-double-charges'],
    ['hotfix/ログイン', 'hotfix/v1.2.1-stop-double-charges'],
  ])('%s is told to be %s', (name, better) => {
    const verdict = judgeBranch(name, ['v1.2.0']);
    expect(verdict.status).toBe('unmet');
    expect(pasted(verdict)).toContain(
      `git branch -m ${/^[\w./-]+$/.test(name) ? name : `'${name}'`} ${better}\n`,
    );
  });

  it('goes by the releases of the line that a maintenance branch holds', () => {
    const tags = ['v2.0.0', 'v1.4.2', 'v1.3.7'];
    expect(judgeBranch('hotfix/v1.4.3-x', tags, 'support/1.x').status).toBe('met');
    expect(judgeBranch('hotfix/v1.3.8-x', tags, 'maintenance-1.3').status).toBe('met');
    expect(judgeBranch('hotfix/v1.4.3-x', tags, 'main').status).toBe('unmet');
  });

  it('quotes a hostile name in the commands', () => {
    expect(pasted(judgeBranch("hotfix/$(rm)';ls", ['v1.2.0']))).toContain(
      `git branch -m 'hotfix/$(rm)'\\'';ls' hotfix/v1.2.1-rm-ls`,
    );
  });

  it('opens the pull request again, since GitHub closes one whose branch is renamed', () => {
    expect(pasted(judgeBranch('hotfix/login', ['v1.2.0']))).toMatchInlineSnapshot(`
      "git fetch origin
      git branch -m hotfix/login hotfix/v1.2.1-login
      git push -u origin hotfix/v1.2.1-login
      gh pr view 12 --json body --jq .body > hotfix-body.md
      gh pr create --base main --head hotfix/v1.2.1-login --body-file hotfix-body.md --title "$(gh pr view 12 --json title --jq .title)"
      gh pr close 12 --delete-branch"
    `);
  });

  it('is told at `create`, before there is a pull request', () => {
    const change = branchFacts({ branch: branch('hotfix/login'), sha: sha('b') });
    const [verdict] = judge(rule, caseOf(facts({ change }), workflowPolicy));
    expect(pasted(verdict)).toMatchInlineSnapshot(`
      "git fetch origin
      git branch -m hotfix/login hotfix/v1.2.1-login
      git push -u origin hotfix/v1.2.1-login
      git push origin --delete hotfix/login"
    `);
  });
});

describe('S2: the branch may carry a number instead', () => {
  it.each([
    [
      'hotfix/001-connection-pool',
      {},
      'met: The branch `hotfix/001-connection-pool` carries the hotfix’s number',
    ],
    [
      'hotfix/12-connection-pool',
      {},
      'unmet: The branch `hotfix/12-connection-pool` is not named `hotfix/vX.Y.Z-short-description` or `hotfix/NNN-short-description`',
    ],
    [
      'hotfix/001-pool',
      { formats: ['version'] },
      'unmet: The branch `hotfix/001-pool` is not named `hotfix/vX.Y.Z-short-description`',
    ],
    [
      'hotfix/v1.2.1-pool',
      { formats: ['number'] },
      'unmet: The branch `hotfix/v1.2.1-pool` is not named `hotfix/NNN-short-description`',
    ],
  ])('%s with %j: %s', (name, settings, said) => {
    expect(inOneLine(judgeBranch(name, ['v1.2.0'], 'main', settings))).toBe(said);
  });
});
