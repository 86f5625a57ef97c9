// What the checks print to be pasted, whatever branches, paths, labels and messages hold. With real git: `printed-commands.test.ts`.
import { afterAll, describe, expect, it } from 'vitest';
import { known } from '../../../src/core/model/facts/known.ts';
import { rule as branchName } from '../../../src/core/rules/branch-name.ts';
import { rule as commitMessages } from '../../../src/core/rules/commit-messages.ts';
import { rule as minimalScope } from '../../../src/core/rules/minimal-scope.ts';
import { branch, branchFacts, changedFiles, commit, facts, pullFacts } from '../../support/facts.ts';
import { caseOf, judge, pasted } from '../../support/judge.ts';
import { workflowPolicy } from '../../support/policy.ts';
import { ShellStand } from '../support/shell-stand.ts';
import { PRINTED } from './printed-properties.ts';

const stand = new ShellStand();
afterAll(() => stand.remove());

/** What to do, and what to paste. */
function told(rule: Parameters<typeof judge>[0], change: Parameters<typeof facts>[0], index = 0) {
  const verdict = judge(rule, caseOf(facts(change), workflowPolicy))[index];
  const instruction = verdict !== undefined && 'fix' in verdict ? verdict.fix.instruction.markdown : '';
  return { instruction, commands: pasted(verdict) };
}

const reworded = (message: string, index = 0) => {
  const commits = known([commit({ message: 'hotfix(a): older' }), commit({ message })]);
  return told(commitMessages, { change: pullFacts({ commits }) }, index);
};

describe('W4: a message to be reworded', () => {
  it('a lone carriage return does not end it', () => {
    const { commands } = reworded('hotfix(a): one\rMESSAGE\rtouch x\r\n\r\nEMERGENCY FIX: [x]');
    expect(commands).toContain("<<'MESSAGE_'\n");
    expect(commands).not.toContain('\r');
    const { calls, said, files } = stand.paste(commands);
    expect(calls.map(({ words }) => words.slice(0, 3))).toEqual([
      ['git', 'commit', '--amend'],
      ['git', 'push', '--force-with-lease'],
    ]);
    expect(calls[0]?.input).toContain('\nMESSAGE\ntouch x\n');
    expect({ said, files }).toEqual({ said: '', files: [] });
  });

  it('of 30 KB comes out of a file', () => {
    expect(reworded(`hotfix(a): one\n\n${'and more\n'.repeat(3_400)}`)).toMatchInlineSnapshot(`
      {
        "commands": "git commit --amend -F hotfix-message-a1b2c3d.txt
      git push --force-with-lease",
        "instruction": "Write the message into the file \`hotfix-message-a1b2c3d.txt\` with an editor, because it is too long to paste. Then run the commands",
      }
    `);
  });

  it('with hidden characters comes out of a file, of an older commit too', () => {
    const commits = known([
      commit({ message: 'hotfix(a): \u202eeno' }),
      commit({ message: 'hotfix(a): two' }),
    ]);
    expect(told(commitMessages, { change: pullFacts({ commits }) }, 1)).toMatchInlineSnapshot(`
      {
        "commands": "GIT_SEQUENCE_EDITOR="sed -i.bak 's/^pick a1b2c3d/edit a1b2c3d/'" git rebase -i --rebase-merges a1b2c3d^
      git commit --amend -F hotfix-message-a1b2c3d.txt
      git rebase --continue
      git push --force-with-lease",
        "instruction": "Write the message into the file \`hotfix-message-a1b2c3d.txt\` with an editor, because it has hidden characters. Then run the commands",
      }
    `);
  });
});

describe('names', () => {
  it('W2: a branch named -f is a branch', () => {
    const { commands } = told(branchName, { change: branchFacts({ branch: branch('-f') }) });
    expect(stand.paste(commands).calls.map(({ words }) => words)).toEqual([
      ['git', 'fetch', 'origin'],
      ['git', 'branch', '-m', '--', '-f', 'hotfix/v1.2.1-f'],
      ['git', 'push', '-u', '--', 'origin', 'hotfix/v1.2.1-f'],
      ['git', 'push', '--delete', '--', 'origin', '-f'],
    ]);
  });

  it('W2: a branch whose name is not what is seen gets a sentence', () => {
    const head = { ...pullFacts().head, branch: branch('hotfix/\u202enigol') };
    expect(told(branchName, { change: pullFacts({ head }) })).toMatchInlineSnapshot(`
      {
        "commands": "",
        "instruction": "Rename it to \`hotfix/v1.2.1-nigol\`, by hand: the commands would be too long, or hold a name with hidden characters",
      }
    `);
  });

  it('W6: paths that cannot be printed are named', () => {
    const files = changedFiles('a.js', '.idea/-rf', '.idea/*', '.idea/a\nb', '.idea/a\u200bb');
    expect(told(minimalScope, { change: pullFacts({ files }) })).toMatchInlineSnapshot(`
      {
        "commands": "git fetch origin
      git checkout -q origin/main -- .idea/-rf
      git checkout -q origin/main -- ':(literal).idea/*'
      git commit --amend --no-edit --allow-empty
      git push --force-with-lease",
        "instruction": "Restore 2 files, and \`.idea/a b\` and \`.idea/a□b\` by hand",
      }
    `);
  });

  it('W6: of more paths than can be printed the first ones are', () => {
    const files = changedFiles(
      'a.js',
      ...Array.from({ length: 9 }, (_, at) => `.idea/${at}${'x'.repeat(900)}`),
    );
    const { instruction, commands } = told(minimalScope, { change: pullFacts({ files }) });
    expect(instruction).toBe('Restore the first 4 of 9 files');
    expect(commands.match(/git checkout/g)).toHaveLength(4);
  });
});

describe('whatever comes in', () => {
  it.each(PRINTED)('$what', ({ holds }) => holds(stand, 8));
});
