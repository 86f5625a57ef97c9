// W3: the branch starts from production, so that the fix brings nothing else along.
import { z } from 'zod';
import type { Known, Origin } from '../facts.ts';
import { fix, met, notApplicable, unknown, unmet, type Verdict } from '../finding.ts';
import type { BranchName } from '../ids.ts';
import { count, md } from '../markdown.ts';
import { defineRule } from '../rule.ts';
import { sh } from '../shell.ts';

const AT = { document: 'branch', line: null };

function restart(branch: BranchName, production: BranchName, develop: BranchName): string {
  const from = `origin/${develop}`;
  const onto = `origin/${production}`;
  return [
    'git fetch origin',
    sh`git rebase --onto ${onto} ${from} ${branch}`,
    sh`git push --force-with-lease origin ${branch}`,
  ].join('\n');
}

function judge(branch: BranchName, origin: Known<Origin>): Verdict {
  if (!origin.known) {
    const reason = { markdown: origin.reason };
    if (origin.cause === 'not-given')
      return notApplicable(md`Where the branch began was not looked at`, { detail: reason });
    return unknown(md`Where the branch began could not be read`, fix(md`Re-run this check`), {
      detail: reason,
      at: AT,
    });
  }
  const { production, sharedWith } = origin.value;
  const foreign = sharedWith.find((other) => other.commits.length > 0);
  if (foreign === undefined) {
    const compared = sharedWith.map((other) => other.branch);
    const detail =
      compared.length === 0
        ? md`The repository has no development branch`
        : md`None of its commits is on ${compared.join(', ')}`;
    return met(md`The branch starts from ${production}`, { detail, at: AT });
  }
  const many = count(foreign.commits.length, 'commit');
  const first = foreign.commits[0]?.slice(0, 7) ?? '';
  return unmet(
    md`The branch carries ${many} of ${foreign.branch}, not only the fix`,
    fix(md`Move your own commits onto ${production}`, {
      language: 'bash',
      text: restart(branch, production, foreign.branch),
    }),
    {
      detail: md`Merging it would release work that was never meant for production; the first such commit is ${first}`,
      at: AT,
    },
  );
}

export const rule = defineRule({
  id: 'branch-origin',
  title: 'The branch starts from production',
  task: 'Move the fix onto production',
  why: 'A branch that began on a development branch carries unreleased work into production with the fix.',
  settings: z.strictObject({}),
  check({ facts }) {
    const { change } = facts;
    const branch = change.kind === 'pull' ? change.head.branch : change.branch;
    return [judge(branch, change.origin)];
  },
});
