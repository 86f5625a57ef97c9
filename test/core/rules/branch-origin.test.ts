import { describe, expect, it } from 'vitest';
import type { BranchFacts } from '../../../src/core/model/facts/branch.ts';
import { type Known, known, notGiven, unreadable } from '../../../src/core/model/facts/known.ts';
import { type CarryingPull, type Origin, TOO_MANY_COMMITS } from '../../../src/core/model/facts/origin.ts';
import type { PullFacts } from '../../../src/core/model/facts/pull.ts';
import type { Sha } from '../../../src/core/model/ids.ts';
import { rule } from '../../../src/core/rules/branch-origin.ts';
import { branch, branchFacts, commit, facts, pullFacts, pullNumber, sha } from '../../support/facts.ts';
import { caseOf, inOneLine, judge, pasted } from '../../support/judge.ts';
import { workflowPolicy } from '../../support/policy.ts';

function judgeOrigin(origin: Known<Origin>) {
  return judge(rule, caseOf(facts({ change: pullFacts({ origin }) }), workflowPolicy));
}

const fromMain: Origin = {
  production: branch('main'),
  sharedWith: [{ branch: branch('develop'), commits: [] }],
  carriedBy: [],
};
const fromDevelop: Origin = {
  ...fromMain,
  sharedWith: [{ branch: branch('develop'), commits: [sha('b'), sha('c')] }],
};

describe('W3: the branch starts from production', () => {
  it.each([
    [known(fromMain), 'met: The branch starts from `main`'],
    [known({ ...fromMain, sharedWith: [] }), 'met: The branch starts from `main`'],
    [known(fromDevelop), 'unmet: The branch carries 2 commits of `develop`'],
    [notGiven('No git repository here'), 'not-applicable: The start of the branch was not checked'],
    [unreadable('GitHub did not compare the branches'), 'unknown: The start of the branch could not be read'],
  ])('%#: %s', (origin, said) => {
    expect(judgeOrigin(origin).map(inOneLine)).toEqual([said]);
  });

  it('prints how to move the fix onto production', () => {
    expect(pasted(judgeOrigin(known(fromDevelop))[0])).toMatchInlineSnapshot(`
      "git fetch origin
      git rebase --onto origin/main -- origin/develop hotfix/v1.2.1-double-charges
      git push --force-with-lease -- origin hotfix/v1.2.1-double-charges"
    `);
  });
});

describe('W3: nothing that is printed destroys work', () => {
  const DESTROYS = /rebase|--force|delete|branch -m/;
  const allOn = (name: string, ...commits: readonly Sha[]): Known<Origin> =>
    known({ ...fromMain, sharedWith: [{ branch: branch(name), commits }] });
  const judgeChange = (change: PullFacts | BranchFacts) =>
    judge(rule, caseOf(facts({ change }), workflowPolicy));
  const on = (name: string) => ({ ...pullFacts().head, branch: branch(name) });

  it('where the fix was merged into develop first', () => {
    const merge = commit({ sha: sha('c'), parents: 2 });
    const commits = known([commit({ sha: sha('b') }), merge, commit()]);
    const origin = allOn('develop', sha('b'), sha('c'), pullFacts().head.sha);
    expect(judgeChange(pullFacts({ commits, origin }))[0]).toMatchInlineSnapshot(`
      {
        "at": {
          "document": "branch",
          "line": null,
        },
        "detail": {
          "markdown": "The branch was cut from \`develop\`, or merged into it first. Then open a pull request from the new branch and close this one",
        },
        "fix": {
          "instruction": {
            "markdown": "Carry the fix over to a new branch from \`main\`, and leave out any commit that is not the fix",
          },
          "items": [],
          "otherwise": {
            "markdown": "Does your team merge into \`develop\` first? Switch this rule off in \`.github/hotfix.yml\`: \`branch-origin: off\` under \`rules\`.",
          },
          "paste": {
            "language": "bash",
            "text": "git fetch origin
      git switch --no-track -c hotfix/v1.2.1-double-charges-2 origin/main &&
        git cherry-pick bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4 &&
        git push -u -- origin hotfix/v1.2.1-double-charges-2",
          },
        },
        "status": "unmet",
        "title": {
          "markdown": "Every commit of the branch is on \`develop\` already",
        },
        "until": null,
      }
    `);
  });

  it('where a branch is on develop with all that it has', () => {
    const origin = allOn('develop', sha('b'), branchFacts().sha);
    const [verdict] = judgeChange(branchFacts({ origin }));
    expect({ ...verdict, pasted: pasted(verdict) }).toMatchObject({
      title: { markdown: 'Every commit of the branch is on `develop` already' },
    });
    expect(pasted(verdict)).toMatchInlineSnapshot(`
      "git fetch origin
      git --no-pager log --oneline --no-merges origin/main..origin/hotfix/v1.2.1-double-charges
      git switch --no-track -c hotfix/v1.2.1-double-charges-2 origin/main &&
        git cherry-pick FIX &&
        git push -u -- origin hotfix/v1.2.1-double-charges-2"
    `);
  });

  it('where the head is not pushed yet, and its commits are all on develop', () => {
    const commits = known([commit({ sha: sha('b') })]);
    const verdicts = judgeChange(pullFacts({ commits, origin: allOn('develop', sha('b')) }));
    expect(verdicts.map(inOneLine)).toEqual(['unmet: Every commit of the branch is on `develop` already']);
  });

  it('where the fix was merged into develop first, and production into the branch afterwards', () => {
    const commits = known([commit({ sha: sha('b') }), commit({ parents: 2 })]);
    const verdicts = judgeChange(pullFacts({ commits, origin: allOn('develop', sha('b')) }));
    expect(verdicts.map(inOneLine)).toEqual(['unmet: Every commit of the branch is on `develop` already']);
  });

  it('where one development branch has some of it and another all', () => {
    const all = [sha('b'), pullFacts().head.sha];
    const sharedWith = [
      { branch: branch('develop'), commits: all.slice(0, 1) },
      { branch: branch('dev'), commits: all },
    ];
    const verdicts = judgeChange(pullFacts({ origin: known({ ...fromMain, sharedWith }) }));
    expect(verdicts.map(inOneLine)).toEqual(['unmet: Every commit of the branch is on `dev` already']);
  });

  it.each([
    ['develop', 'unmet: The branch is `develop` itself'],
    ['release/1.5', 'unmet: The branch carries 2 commits of `develop`'],
  ])('where it is %s that is to be merged', (name, said) => {
    const origin = allOn('develop', sha('b'), pullFacts().head.sha);
    const commits = known([commit({ sha: sha('b') }), commit()]);
    const verdicts = judgeChange(pullFacts({ head: on(name), origin, commits }));
    expect(verdicts.map(inOneLine)).toEqual([said]);
    expect(pasted(verdicts[0])).not.toMatch(DESTROYS);
    expect(pasted(verdicts[0])).toContain('git cherry-pick FIX &&');
  });

  it.each([
    ['a release that began with a feature', pullFacts({ head: on('release/1.5') }), sha('f')],
    ['a branch that is no further than the feature', branchFacts(), branchFacts().sha],
  ])('of %s', (_, change, other) => {
    const feature = branch('feature/wish-list');
    const carriedBy = [{ number: pullNumber(7), branch: feature, base: branch('develop'), sha: other }];
    const verdicts = judgeChange({ ...change, origin: known({ ...fromMain, carriedBy }) });
    expect(verdicts.map(inOneLine)).toEqual([
      'unmet: The branch starts from `feature/wish-list` (#7), not from `main`',
    ]);
    expect(pasted(verdicts[0])).toContain('git cherry-pick');
    expect(pasted(verdicts[0])).not.toMatch(DESTROYS);
  });
});

it('says what helps where GitHub will never list all commits', () => {
  const [verdict] = judgeOrigin(unreadable(TOO_MANY_COMMITS));
  expect(verdict).toMatchObject({
    status: 'unknown',
    fix: { instruction: { markdown: expect.stringMatching(/^Squash the branch’s commits/) } },
  });
});

describe('W3: the branch does not start from a feature branch', () => {
  const ours = pullFacts();
  const feature: CarryingPull = {
    number: pullNumber(7),
    branch: branch('feature/wish-list'),
    base: branch('develop'),
    sha: sha('f'),
  };
  const said = (other: Partial<CarryingPull>) =>
    judgeOrigin(known({ ...fromMain, carriedBy: [{ ...feature, ...other }] })).map(inOneLine);

  it('whose open pull request holds its first commit', () => {
    const [verdict] = judgeOrigin(known({ ...fromMain, carriedBy: [feature] }));
    expect(verdict).toMatchInlineSnapshot(`
      {
        "at": {
          "document": "branch",
          "line": null,
        },
        "detail": {
          "markdown": "The merge would release the work of #7 too",
        },
        "fix": {
          "instruction": {
            "markdown": "Move your own commits onto \`main\`",
          },
          "items": [],
          "otherwise": {
            "markdown": "Is #7 this fix under another name? Close #7, then comment \`/hotfix recheck\`.",
          },
          "paste": {
            "language": "bash",
            "text": "git fetch origin
      git fetch origin pull/7/head
      git rebase --onto origin/main -- FETCH_HEAD hotfix/v1.2.1-double-charges
      git push --force-with-lease -- origin hotfix/v1.2.1-double-charges",
          },
        },
        "status": "unmet",
        "title": {
          "markdown": "The branch starts from \`feature/wish-list\` (#7), not from \`main\`",
        },
        "until": null,
      }
    `);
  });

  it.each<[string, Partial<CarryingPull>]>([
    ['which is this branch, aimed elsewhere', { branch: ours.head.branch }],
    ['which is the same commits under another name', { sha: ours.head.sha }],
    ['which was cut from this branch', { base: ours.head.branch }],
    ['which was opened later, to bring the fix on', { number: pullNumber(99) }],
    ['which is a hotfix too', { branch: branch('hotfix/v1.2.0-other') }],
  ])('and not of one %s', (_, other) => {
    expect(said(other)).toEqual(['met: The branch starts from `main`']);
  });

  it('is said as soon as the branch is there', () => {
    const origin = known({ ...fromMain, carriedBy: [{ ...feature, sha: branchFacts().sha }] });
    const verdicts = judge(rule, caseOf(facts({ change: branchFacts({ origin }) }), workflowPolicy));
    expect(verdicts.map(inOneLine)).toEqual([
      'unmet: The branch starts from `feature/wish-list` (#7), not from `main`',
    ]);
  });
});
