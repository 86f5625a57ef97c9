import { describe, expect, it } from 'vitest';
import { known, notGiven, unreadable } from '../../../src/core/model/facts/known.ts';
import type { Origin } from '../../../src/core/model/facts/origin.ts';
import { rule } from '../../../src/core/rules/commit-messages.ts';
import { COMMIT } from '../../demo/shop.ts';
import {
  branch,
  branchFacts,
  commit,
  facts,
  login,
  pullFacts,
  pullNumber,
  repositoryFacts,
  sha,
} from '../../support/facts.ts';
import { caseOf, inOneLine, judge, pasted } from '../../support/judge.ts';
import { policyOf, workflowPolicy } from '../../support/policy.ts';

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

const SUBJECT = '`hotfix(checkout): charge each order once`';

describe('W4: commit messages follow the template', () => {
  const ALL =
    'Still to write: the first line, `EMERGENCY FIX`, `Root Cause`, `Impact`, `Solution`, `Restores`, `Urgency` and `Incident`';
  it.each([
    [COMMIT, 'met: 1 commit message follows the template'],
    [COMMIT.replaceAll('\n', '\r\n'), 'met: 1 commit message follows the template'],
    ['fix: x', `unmet: \`fix: x\` has 0 of 8 parts of the commit template. ${ALL}`],
    [
      COMMIT.replace(/Urgency:.*\n/, ''),
      `unmet: ${SUBJECT} has 7 of 8 parts of the commit template. Still to write: \`Urgency\``,
    ],
    [
      COMMIT.replace('Incident: #1', 'Incident: #[incident number]'),
      `unmet: ${SUBJECT} has 7 of 8 parts of the commit template. Still to write: \`Incident\``,
    ],
    [
      COMMIT.replace(/Root Cause: .*/, 'Root Cause: a lost guard [why it broke]'),
      `unmet: ${SUBJECT} has 7 of 8 parts of the commit template. Still to write: \`Root Cause\``,
    ],
    [
      COMMIT.replace('hotfix(checkout)', 'fix(checkout)'),
      'unmet: `fix(checkout): charge each order once` has 7 of 8 parts of the commit template. Still to write: the first line',
    ],
    ['', `unmet: (empty) has 0 of 8 parts of the commit template. ${ALL}`],
  ])('%#: %s', (message, said) => {
    const [verdict, ...more] = judgeCommits([message]);
    expect(more).toEqual([]);
    if (verdict === undefined) throw new Error('a rule gives at least one verdict');
    const detail = verdict.detail === null ? '' : `. ${verdict.detail.markdown}`;
    expect(`${inOneLine(verdict)}${detail}`).toBe(said);
  });

  it('takes nothing that is pasted unread', () => {
    const [before] = judgeCommits(['fix: x']);
    const message = /<<'MESSAGE'\n((?:.|\n)*)\nMESSAGE\n/.exec(pasted(before))?.[1] ?? '';
    const [after] = judgeCommits([message]);
    expect(after?.title.markdown).toBe('`hotfix([scope]): x` has 0 of 8 parts of the commit template');
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
      'not-applicable: There are 0 commit messages to check',
    ]);
  });

  it('can be content with one commit', () => {
    expect(judgeCommits([COMMIT, 'wip']).map(inOneLine)).toEqual([
      expect.stringContaining('unmet: `wip` has 0 of 8 parts'),
    ]);
    expect(judgeCommits([COMMIT, 'wip'], {}, { 'apply-to': 'one-commit' }).map(inOneLine)).toEqual([
      'met: 1 commit message follows the template',
    ]);
  });

  describe('leaves aside what is gone once the fix is moved onto production', () => {
    const develop = {
      production: branch('main'),
      carriedBy: [],
      sharedWith: [{ branch: branch('develop'), commits: [sha('1')] }],
    };
    const feature = {
      number: pullNumber(7),
      branch: branch('feature/x'),
      base: branch('develop'),
      sha: sha('1'),
    };
    it.each<[string, Origin]>([
      ['develop’s commits', develop],
      ['another pull request’s commits', { ...develop, sharedWith: [], carriedBy: [feature] }],
    ])('%s', (_, origin) => {
      const commits = known(['1', '2'].map((id) => commit({ message: `wip ${id}`, sha: sha(id) })));
      const change = pullFacts({ commits, origin: known(origin) });
      const verdicts = judge(rule, caseOf(facts({ change }), workflowPolicy));
      expect(verdicts.map(inOneLine)).toEqual(['unmet: `wip 2` has 0 of 8 parts of the commit template']);
      // Moving it gives the commit another name, so that no command can name it.
      expect(pasted(verdicts[0])).toMatch(/^hotfix\(\[scope\]\): wip 2\n/);
    });

    it('but not where the policy does not ask for that', () => {
      const commits = known(['1', '2'].map((id) => commit({ message: `wip ${id}`, sha: sha(id) })));
      const change = pullFacts({ commits, origin: known(develop) });
      const policy = policyOf('extends: workflow\nrules:\n  branch-origin: off\n');
      expect(judge(rule, caseOf(facts({ change }), policy))).toHaveLength(2);
    });
  });

  it('rewrites no branch that others work on', () => {
    const head = { ...pullFacts().head, branch: branch('release/1.5') };
    const commits = known([commit({ message: 'wip' })]);
    const [verdict] = judge(rule, caseOf(facts({ change: pullFacts({ head, commits }) }), workflowPolicy));
    expect(pasted(verdict)).not.toContain('git');
  });

  it('judges the title where a repository only squashes', () => {
    const repository = repositoryFacts({ allowsSquashOnly: true });
    const say = (title: string) =>
      judge(rule, caseOf(facts({ repository, change: pullFacts({ title }) }), workflowPolicy)).map(inOneLine);
    expect(say('hotfix(checkout): charge once')).toEqual([
      'met: The title `hotfix(checkout): charge once` has the form of a commit header',
    ]);
    expect(say('Charge once')).toEqual([
      'unmet: The title is `Charge once` instead of `hotfix([scope]): [what the change does]`',
    ]);
  });

  it.each([
    [notGiven('none'), 'not-applicable: Commit messages were not checked'],
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

  it('prints the command that rewords the newest commit, and an older one', () => {
    const [newest, older] = judgeCommits([
      'hotfix(a): one\n\nEMERGENCY FIX: MESSAGE\nMESSAGE',
      'hotfix(a): two',
    ]);
    expect(pasted(newest)).toMatchInlineSnapshot(`
      "git commit --amend -F - <<'MESSAGE'
      hotfix(a): two

      EMERGENCY FIX: [what was broken, in full]
      Root Cause: [why it broke]
      Impact: [who or what was affected]
      Solution: [how the change fixes it]

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
      Solution: [how the change fixes it]

      Restores: [what works again]
      Urgency: [why it could not wait]

      Incident: #[incident number]
      MESSAGE_
      git rebase --continue
      git push --force-with-lease"
    `);
  });
});
