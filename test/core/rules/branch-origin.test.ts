import { describe, expect, it } from 'vitest';
import {
  type CarryingPull,
  type Known,
  known,
  notGiven,
  type Origin,
  unreadable,
} from '../../../src/core/facts.ts';
import { rule } from '../../../src/core/rules/branch-origin.ts';
import { branch, branchFacts, facts, pullFacts, pullNumber, sha } from '../../support/facts.ts';
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
    [known(fromDevelop), 'unmet: The branch carries 2 commits of `develop`, not only the fix'],
    [notGiven('No git repository here'), 'not-applicable: Where the branch began was not looked at'],
    [unreadable('GitHub did not compare the branches'), 'unknown: Where the branch began could not be read'],
  ])('%#: %s', (origin, said) => {
    expect(judgeOrigin(origin).map(inOneLine)).toEqual([said]);
  });

  it('prints how to move the fix onto production', () => {
    expect(pasted(judgeOrigin(known(fromDevelop))[0])).toMatchInlineSnapshot(`
      "git fetch origin
      git rebase --onto origin/main origin/develop hotfix/v1.2.1-double-charges
      git push --force-with-lease origin hotfix/v1.2.1-double-charges"
    `);
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
          "markdown": "Merging it would release the work of #7 with the fix, before it is reviewed there",
        },
        "fix": {
          "instruction": {
            "markdown": "Move your own commits onto \`main\`; if #7 is this fix under another name, close that one instead and comment \`/hotfix recheck\`",
          },
          "paste": {
            "language": "bash",
            "text": "git fetch origin
      git fetch origin pull/7/head
      git rebase --onto origin/main FETCH_HEAD hotfix/v1.2.1-double-charges
      git push --force-with-lease origin hotfix/v1.2.1-double-charges",
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
