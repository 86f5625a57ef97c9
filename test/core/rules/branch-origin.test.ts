import { describe, expect, it } from 'vitest';
import { type Known, known, notGiven, type Origin, unreadable } from '../../../src/core/facts.ts';
import { rule } from '../../../src/core/rules/branch-origin.ts';
import { branch, facts, pullFacts, sha } from '../../support/facts.ts';
import { caseOf, inOneLine, judge, pasted } from '../../support/judge.ts';
import { workflowPolicy } from '../../support/policy.ts';

function judgeOrigin(origin: Known<Origin>) {
  return judge(rule, caseOf(facts({ change: pullFacts({ origin }) }), workflowPolicy));
}

const fromMain = { production: branch('main'), sharedWith: [{ branch: branch('develop'), commits: [] }] };
const fromDevelop = {
  production: branch('main'),
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
