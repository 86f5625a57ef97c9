// W3: the branch starts from production, so that the fix brings nothing else along.
import { z } from 'zod';
import { matchesAny } from '../branch-patterns.ts';
import type { BranchFacts, CarryingPull, Origin, PullFacts } from '../facts.ts';
import { fix, met, notApplicable, unknown, unmet, type Verdict } from '../finding.ts';
import type { BranchName } from '../ids.ts';
import { count, md } from '../markdown.ts';
import { type Case, defineRule } from '../rule.ts';
import { sh } from '../shell.ts';

const AT = { document: 'branch', line: null };

function branchOf(change: PullFacts | BranchFacts): BranchName {
  return change.kind === 'pull' ? change.head.branch : change.branch;
}

function restart(branch: BranchName, production: BranchName, develop: BranchName): string {
  const from = `origin/${develop}`;
  const onto = `origin/${production}`;
  return [
    'git fetch origin',
    sh`git rebase --onto ${onto} ${from} ${branch}`,
    sh`git push --force-with-lease origin ${branch}`,
  ].join('\n');
}

/** A pull request's commits have a name of their own, whether its branch is in a fork or has moved on. */
function restartBeyond(branch: BranchName, production: BranchName, other: CarryingPull): string {
  return [
    'git fetch origin',
    sh`git fetch origin pull/${other.number}/head`,
    sh`git rebase --onto ${`origin/${production}`} FETCH_HEAD ${branch}`,
    sh`git push --force-with-lease origin ${branch}`,
  ].join('\n');
}

/**
 * The pull request whose work this branch began with. None is: the same branch aimed elsewhere, the same commits under
 * another name, what was cut from this branch, another hotfix, and what came later.
 */
function startedFrom(change: PullFacts | BranchFacts, { carriedBy }: Origin, { policy }: Case) {
  const branch = branchOf(change);
  const isOther = (pull: CarryingPull) =>
    pull.branch !== branch && pull.base !== branch && !matchesAny(policy.branches.hotfix, pull.branch);
  const isBefore = (pull: CarryingPull) =>
    change.kind === 'branch' || (pull.number < change.number && pull.sha !== change.head.sha);
  return carriedBy.find((pull) => isOther(pull) && isBefore(pull));
}

function onAnotherBranch(branch: BranchName, production: BranchName, other: CarryingPull): Verdict {
  const pull = { markdown: `#${other.number}` };
  return unmet(
    md`The branch starts from ${other.branch} (${pull}), not from ${production}`,
    fix(
      md`Move your own commits onto ${production}; if ${pull} is this fix under another name, close that one instead and comment ${'/hotfix recheck'}`,
      { language: 'bash', text: restartBeyond(branch, production, other) },
    ),
    {
      detail: md`Merging it would release the work of ${pull} with the fix, before it is reviewed there`,
      at: AT,
    },
  );
}

function judge(hotfix: Case): Verdict {
  const { change } = hotfix.facts;
  const { origin } = change;
  const branch = branchOf(change);
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
    const other = startedFrom(change, origin.value, hotfix);
    if (other !== undefined) return onAnotherBranch(branch, production, other);
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
  check: (hotfix) => [judge(hotfix)],
});
