import { describe, expect, it } from 'vitest';
import { known, notGiven, unreadable } from '../../../src/core/model/facts/known.ts';
import { rule } from '../../../src/core/rules/commit-messages.ts';
import { COMMIT } from '../../demo/shop.ts';
import { branchFacts, commit, facts, login, pullFacts, repositoryFacts, sha } from '../../support/facts.ts';
import { caseOf, inOneLine, judge, pasted } from '../../support/judge.ts';
import { workflowPolicy } from '../../support/policy.ts';

function judgeCommits(messages: readonly string[], change = {}, settings: unknown = {}) {
  const commits = messages.map((message, index) =>
    commit({ message, sha: sha(String(index + 1)), ...change }),
  );
  return judge(
    rule,
    caseOf(facts({ change: pullFacts({ commits: known(commits) }) }), workflowPolicy),
    settings,
  );
}

describe('W4: commit messages follow the template', () => {
  it.each([
    [COMMIT, 'met: 1 commit message as the template asks'],
    [COMMIT.replaceAll('\n', '\r\n'), 'met: 1 commit message as the template asks'],
    [
      'fix: x',
      'unmet: `fix: x` does not say: `Header`, `EMERGENCY FIX`, `Root Cause`, `Impact`, `Solution`, `Restores`, `Urgency` and `Incident`',
    ],
    [
      COMMIT.replace(/Urgency:.*\n/, ''),
      'unmet: `hotfix(checkout): charge each order once` does not say: `Urgency`',
    ],
    [
      COMMIT.replace('Incident: #1', 'Incident: #[incident number]'),
      'unmet: `hotfix(checkout): charge each order once` does not say: `Incident`',
    ],
    [
      COMMIT.replace('hotfix(checkout)', 'fix(checkout)'),
      'unmet: `fix(checkout): charge each order once` does not say: `Header`',
    ],
    [
      '',
      'unmet: (empty) does not say: `Header`, `EMERGENCY FIX`, `Root Cause`, `Impact`, `Solution`, `Restores`, `Urgency` and `Incident`',
    ],
  ])('%#: %s', (message, said) => {
    expect(judgeCommits([message]).map(inOneLine)).toEqual([said]);
  });

  it('points at the commit and its line', () => {
    const [verdict] = judgeCommits([COMMIT.replace(/Root Cause:.*/, 'Root Cause:')]);
    expect(verdict?.at).toEqual({ document: 'commit 1111111', line: 4 });
  });

  it.each([
    ['a merge', ['Merge branch main'], { parents: 2 }],
    ['a bot’s', ['chore: bump'], { author: { login: login('renovate[bot]'), kind: 'bot' } }],
    ['a revert', [`Revert "x"\n\nThis reverts commit ${'a'.repeat(40)}.`], {}],
    ['no commit', [], {}],
  ])('leaves %s aside', (_, messages, change) => {
    expect(judgeCommits(messages, change).map(inOneLine)).toEqual([
      'not-applicable: There is no commit message to judge',
    ]);
  });

  it('can be content with one commit', () => {
    expect(judgeCommits([COMMIT, 'wip']).map(inOneLine)).toEqual([
      expect.stringContaining('unmet: `wip` does not say'),
    ]);
    expect(judgeCommits([COMMIT, 'wip'], {}, { 'apply-to': 'one-commit' }).map(inOneLine)).toEqual([
      'met: 1 commit message as the template asks',
    ]);
  });

  it('judges the title where a repository only squashes', () => {
    const repository = repositoryFacts({ allowsSquashOnly: true });
    const say = (title: string) =>
      judge(rule, caseOf(facts({ repository, change: pullFacts({ title }) }), workflowPolicy)).map(inOneLine);
    expect(say('hotfix(checkout): charge once')).toEqual([
      'met: The title `hotfix(checkout): charge once` can be the squashed commit’s header',
    ]);
    expect(say('Charge once')).toEqual([
      'unmet: The title `Charge once` cannot be the squashed commit’s header',
    ]);
  });

  it.each([
    [notGiven('none'), 'not-applicable: Commit messages were not looked at'],
    [unreadable('GitHub did not tell'), 'unknown: The commits could not be read'],
  ])('%#: %s', (commits, said) => {
    const verdicts = judge(rule, caseOf(facts({ change: pullFacts({ commits }) }), workflowPolicy));
    expect(verdicts.map(inOneLine)).toEqual([said]);
  });

  it('waits for the pull request', () => {
    const verdicts = judge(rule, caseOf(facts({ change: branchFacts() }), workflowPolicy));
    expect(verdicts[0]?.status).toBe('not-applicable');
  });

  it.each([
    ['fix it', 'hotfix([scope]): fix it'],
    ['fix(cart): round once', 'hotfix(cart): round once'],
    ['feat!: x', 'hotfix([scope]): x'],
  ])('offers the subject %j as %j', (subject, header) => {
    expect(pasted(judgeCommits([subject])[0])).toContain(`<<'MESSAGE'\n${header}\n`);
  });

  it('prints the command that mends the newest commit, and an older one', () => {
    const [older, newest] = judgeCommits([
      'hotfix(a): one\n\nEMERGENCY FIX: MESSAGE\nMESSAGE',
      'hotfix(a): two',
    ]);
    expect(pasted(newest)).toMatchInlineSnapshot(`
      "git commit --amend -F - <<'MESSAGE'
      hotfix(a): two

      EMERGENCY FIX: [what was broken, in full]
      Root Cause: [why it broke]
      Impact: [who or what was affected]
      Solution: [how the change mends it]

      Restores: [what works again]
      Urgency: [why it could not wait]

      Incident: #[incident number]
      MESSAGE
      git push --force-with-lease"
    `);
    expect(pasted(older)).toMatchInlineSnapshot(`
      "GIT_SEQUENCE_EDITOR="sed -i.bak 's/^pick 1111111/edit 1111111/'" git rebase -i --rebase-merges 1111111^
      git commit --amend -F - <<'MESSAGE_'
      hotfix(a): one

      EMERGENCY FIX: MESSAGE
      MESSAGE
      Root Cause: [why it broke]
      Impact: [who or what was affected]
      Solution: [how the change mends it]

      Restores: [what works again]
      Urgency: [why it could not wait]

      Incident: #[incident number]
      MESSAGE_
      git rebase --continue
      git push --force-with-lease"
    `);
  });
});
