import { describe, expect, it } from 'vitest';
import { known, notGiven } from '../../../src/core/model/facts/known.ts';
import type { PullFacts } from '../../../src/core/model/facts/pull.ts';
import { rule } from '../../../src/core/rules/branch-name.ts';
import { branch, branchFacts, commit, facts, pullFacts, repositoryFacts, sha } from '../../support/facts.ts';
import { caseOf, inOneLine, judge, pasted } from '../../support/judge.ts';
import { policyOf, workflowPolicy } from '../../support/policy.ts';

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
    ['feature/JIRA-12-login', 'hotfix/v1.2.1-JIRA-12-login'],
    ['hotfix/PROJ-123', 'hotfix/v1.2.1-PROJ-123'],
    ['hotfix/v1.2.0-PROJ-123-login', 'hotfix/v1.2.1-PROJ-123-login'],
    ['fix/482-login', 'hotfix/482-login'],
    ['hotfix/12_login', 'hotfix/012-login'],
    ['bugfix/482', 'hotfix/482-stop-double-charges'],
    ['hotfix/v1.2.1', 'hotfix/v1.2.1-stop-double-charges'],
    ['hotfix/ログイン', 'hotfix/v1.2.1-stop-double-charges'],
  ])('%s is told to be %s', (name, better) => {
    const verdict = judgeBranch(name, ['v1.2.0']);
    expect(verdict.status).toBe('unmet');
    expect(pasted(verdict)).toContain(
      `git branch -m -- ${/^[\w./-]+$/.test(name) ? name : `'${name}'`} ${better}\n`,
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
      `git branch -m -- 'hotfix/$(rm)'\\'';ls' hotfix/v1.2.1-rm-ls`,
    );
  });

  it('opens the pull request again, since GitHub closes one whose branch is renamed', () => {
    expect(pasted(judgeBranch('hotfix/login', ['v1.2.0']))).toMatchInlineSnapshot(`
      "git fetch origin
      git branch -m -- hotfix/login hotfix/v1.2.1-login
      git push -u -- origin hotfix/v1.2.1-login
      gh pr view 12 --json body --jq .body > hotfix-body.md
      gh pr create --base=main --head=hotfix/v1.2.1-login --body-file=hotfix-body.md --title="$(gh pr view 12 --json title --jq .title)"
      gh pr close 12 --delete-branch"
    `);
  });

  it('is told at `create`, before there is a pull request', () => {
    const change = branchFacts({ branch: branch('hotfix/login'), sha: sha('b') });
    const [verdict] = judge(rule, caseOf(facts({ change }), workflowPolicy));
    expect(pasted(verdict)).toMatchInlineSnapshot(`
      "git fetch origin
      git branch -m -- hotfix/login hotfix/v1.2.1-login
      git push -u -- origin hotfix/v1.2.1-login
      git push --delete -- origin hotfix/login"
    `);
  });
});

describe('W2: a branch that others work on keeps its name', () => {
  const judgeHead = (name: string, change: Partial<PullFacts> = {}) => {
    const head = { ...pullFacts().head, branch: branch(name) };
    const [verdict] = judge(rule, caseOf(facts({ change: pullFacts({ head, ...change }) }), workflowPolicy));
    return {
      pasted: pasted(verdict),
      status: verdict?.status,
      fix: verdict !== undefined && 'fix' in verdict ? verdict.fix : null,
    };
  };

  it.each(['develop', 'dev', 'release/1.5', 'releases/1.5', 'main', 'master', 'production'])('%s', (name) => {
    const verdict = judgeHead(name);
    expect(verdict.status).toBe('unmet');
    expect(verdict.pasted).not.toMatch(/branch -m|delete|--force|rebase|gh pr close/);
    expect(verdict.pasted).toContain(
      'git switch --no-track -c hotfix/v1.2.1-stop-double-charges origin/main',
    );
  });

  it('and the fix gets one of its own', () => {
    const { fix } = judgeHead('develop');
    expect(fix).toMatchInlineSnapshot(`
      {
        "instruction": {
          "markdown": "Carry the fix over to a new branch from \`main\`",
        },
        "items": [],
        "otherwise": null,
        "paste": {
          "language": "bash",
          "text": "git fetch origin
      git switch --no-track -c hotfix/v1.2.1-stop-double-charges origin/main &&
        git cherry-pick a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4 &&
        git push -u -- origin hotfix/v1.2.1-stop-double-charges",
        },
      }
    `);
  });

  it('also where there is more on it than the fix', () => {
    const commits = known([commit(), commit({ sha: sha('b') }), commit({ sha: sha('c'), parents: 2 })]);
    const { fix } = judgeHead('release/1.5', { commits });
    expect(fix).toMatchInlineSnapshot(`
      {
        "instruction": {
          "markdown": "Carry the fix over to a new branch from \`main\`, and replace \`FIX\` with the ids of its commits",
        },
        "items": [],
        "otherwise": null,
        "paste": {
          "language": "bash",
          "text": "git fetch origin
      git --no-pager log --oneline --no-merges origin/main..origin/release/1.5
      git switch --no-track -c hotfix/v1.2.1-stop-double-charges origin/main &&
        git cherry-pick FIX &&
        git push -u -- origin hotfix/v1.2.1-stop-double-charges",
        },
      }
    `);
  });

  it('in a fork too, whose commits come with the pull request', () => {
    const head = { ...pullFacts().head, branch: branch('main'), isFork: true };
    expect(judgeHead('main', { head }).pasted).toMatchInlineSnapshot(`
      "git fetch origin
      git fetch origin pull/12/head
      git switch --no-track -c hotfix/v1.2.1-stop-double-charges origin/main &&
        git cherry-pick a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4 &&
        git push -u -- origin hotfix/v1.2.1-stop-double-charges"
    `);
  });

  it('however right its name may look', () => {
    const name = branch('hotfix/v1.3.0-all');
    const policy = policyOf('extends: workflow\nbranches:\n  release: hotfix/*-all\n');
    const change = pullFacts({ head: { ...pullFacts().head, branch: name } });
    expect(pasted(judge(rule, caseOf(facts({ change }), policy))[0])).toContain(
      'git switch --no-track -c hotfix/v1.2.1-all origin/main',
    );
  });

  it('and nothing is said of it where the fix goes to a new branch anyway', () => {
    const sharedWith = [{ branch: branch('develop'), commits: [pullFacts().head.sha] }];
    const origin = known({ production: branch('main'), sharedWith, carriedBy: [] });
    expect(judgeHead('develop', { origin }).status).toBe('not-applicable');
  });

  it('and so does the default branch, whatever it is called', () => {
    const repository = repositoryFacts({ defaultBranch: branch('trunk') });
    const change = pullFacts({ head: { ...pullFacts().head, branch: branch('trunk') } });
    const [verdict] = judge(rule, caseOf(facts({ repository, change }), workflowPolicy));
    expect(pasted(verdict)).toContain('git cherry-pick');
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
      'unmet: The branch is named `hotfix/12-connection-pool` instead of `hotfix/vX.Y.Z-short-description` or `hotfix/NNN-short-description`',
    ],
    [
      'hotfix/001-pool',
      { formats: ['version'] },
      'unmet: The branch is named `hotfix/001-pool` instead of `hotfix/vX.Y.Z-short-description`',
    ],
    [
      'hotfix/v1.2.1-pool',
      { formats: ['number'] },
      'unmet: The branch is named `hotfix/v1.2.1-pool` instead of `hotfix/NNN-short-description`',
    ],
  ])('%s with %j: %s', (name, settings, said) => {
    expect(inOneLine(judgeBranch(name, ['v1.2.0'], 'main', settings))).toBe(said);
  });
});
