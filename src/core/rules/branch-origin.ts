// W3: the branch starts from production, so that the fix brings nothing else along.
import { z } from 'zod';
import { carryOver, isLasting, nameFromTitle } from '../advice/fresh-branch.ts';
import { matchesAny } from '../branches/patterns.ts';
import { type Case, defineRule } from '../case/rule.ts';
import type { BranchFacts } from '../model/facts/branch.ts';
import { branchOf, headOf } from '../model/facts/facts.ts';
import { type CarryingPull, type Origin, TOO_MANY_COMMITS } from '../model/facts/origin.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import { type Fix, fix, met, notApplicable, unknown, unmet, type Verdict } from '../model/finding.ts';
import type { BranchName, Sha } from '../model/ids.ts';
import { count, type Markdown, md } from '../model/markdown.ts';
import { POLICY_PATH } from '../policy/policy.ts';
import { sh } from '../support/shell.ts';

const AT = { document: 'branch', line: null };

/** @param fetched commands that bring the tip, where the usual fetch does not */
function restart(
  branch: BranchName,
  production: BranchName,
  fetched: readonly string[],
  tip: string,
): string {
  return [
    'git fetch origin',
    ...fetched,
    sh`git rebase --onto ${`origin/${production}`} ${tip} ${branch}`,
    sh`git push --force-with-lease origin ${branch}`,
  ].join('\n');
}

/** Leaves the branch as it is, where moving its commits would take it from others or leave nothing on it. */
function startAnew({ facts, policy }: Case, production: BranchName, otherwise: Markdown): Fix {
  const { change, repository } = facts;
  const isShared = isLasting(change, repository, policy);
  const name = isShared ? nameFromTitle(change, repository, production) : `${branchOf(change)}-2`;
  const { hint, commands } = carryOver(change, { name, production, isShared });
  return fix(
    md`Cut a new branch from ${production}, cherry-pick the fix onto it${hint}, and open a pull request from there${otherwise}`,
    { language: 'bash', text: commands },
  );
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

function onAnotherBranch(hotfix: Case, production: BranchName, other: CarryingPull): Verdict {
  const { change, repository } = hotfix.facts;
  const branch = branchOf(change);
  const pull = { markdown: `#${other.number}` };
  const orClose = md`; if ${pull} is this fix under another name, close that one instead and comment ${'/hotfix recheck'}`;
  // Beyond a head that is the other's too there is nothing to move.
  const mustStay = isLasting(change, repository, hotfix.policy) || other.sha === headOf(change);
  return unmet(
    md`The branch starts from ${other.branch} (${pull}), not from ${production}`,
    mustStay
      ? startAnew(hotfix, production, orClose)
      : fix(md`Move your own commits onto ${production}${orClose}`, {
          language: 'bash',
          // A pull request's commits have a name of their own, whether its branch is in a fork or has moved on.
          text: restart(branch, production, [sh`git fetch origin pull/${other.number}/head`], 'FETCH_HEAD'),
        }),
    {
      detail: md`Merging it would release the work of ${pull} with the fix, before it is reviewed there`,
      at: AT,
    },
  );
}

/** Whoever has the head has all that led to it; a head that only merges something in, or is not pushed yet, is told by its commits. */
function isAllOn(change: PullFacts | BranchFacts, commits: readonly Sha[]): boolean {
  if (commits.includes(headOf(change))) return true;
  if (change.kind === 'branch' || !change.commits.known) return false;
  const plain = change.commits.value.filter(({ parents }) => parents < 2);
  return plain.length > 0 && plain.every(({ sha }) => sha !== null && commits.includes(sha));
}

function onDevelopment(hotfix: Case, { production, sharedWith }: Origin): Verdict | null {
  const { change, repository } = hotfix.facts;
  const branch = branchOf(change);
  const shared = sharedWith.filter(({ commits }) => commits.length > 0);
  const whole = shared.find(({ commits }) => isAllOn(change, commits));
  const foreign = whole ?? shared[0];
  if (foreign === undefined) return null;
  const develop = foreign.branch;
  const first = foreign.commits[0]?.slice(0, 7) ?? '';
  const detail = md`Merging it would release work that was never meant for production; the first such commit is ${first}`;
  const many = count(foreign.commits.length, 'commit');
  if (isLasting(change, repository, hotfix.policy)) {
    const title =
      branch === develop
        ? md`This is ${develop} itself, not a branch that starts from ${production}`
        : md`The branch carries ${many} of ${develop}, not only the fix`;
    return unmet(title, startAnew(hotfix, production, md``), { detail, at: AT });
  }
  if (whole !== undefined) {
    const orSwitchOff = md`; where your team merges into ${develop} first, switch this rule off in ${POLICY_PATH} (${'branch-origin: off'}, under ${'rules'})`;
    return unmet(md`All of the branch is on ${develop} already`, startAnew(hotfix, production, orSwitchOff), {
      detail: md`It was cut from ${develop}, or merged there first, so that nothing tells the fix from work that was never meant for production; the first such commit is ${first}`,
      at: AT,
    });
  }
  return unmet(
    md`The branch carries ${many} of ${develop}, not only the fix`,
    fix(md`Move your own commits onto ${production}`, {
      language: 'bash',
      text: restart(branch, production, [], `origin/${develop}`),
    }),
    { detail, at: AT },
  );
}

function judge(hotfix: Case): Verdict {
  const { change } = hotfix.facts;
  const { origin } = change;
  if (!origin.known) {
    const reason = { markdown: origin.reason };
    if (origin.cause === 'not-given')
      return notApplicable(md`Where the branch began was not looked at`, { detail: reason });
    // However often it is asked, GitHub lists no more commits.
    const todo =
      origin.reason === TOO_MANY_COMMITS
        ? md`Squash the branch’s commits into fewer, or split the fix off onto a branch of its own`
        : md`Re-run this check`;
    return unknown(md`Where the branch began could not be read`, fix(todo), { detail: reason, at: AT });
  }
  const { production, sharedWith } = origin.value;
  const onDevelop = onDevelopment(hotfix, origin.value);
  if (onDevelop !== null) return onDevelop;
  const other = startedFrom(change, origin.value, hotfix);
  if (other !== undefined) return onAnotherBranch(hotfix, production, other);
  const compared = sharedWith.map(({ branch }) => branch);
  const detail =
    compared.length === 0
      ? md`The repository has no development branch`
      : md`None of its commits is on ${compared.join(', ')}`;
  return met(md`The branch starts from ${production}`, { detail, at: AT });
}

export const rule = defineRule({
  id: 'branch-origin',
  title: 'The branch starts from production',
  task: 'Move the fix onto production',
  why: 'A branch that began on a development branch carries unreleased work into production with the fix.',
  stage: 'origin',
  default: { workflow: 'on', log: 'on', 'emergency-fix': 'on', speckit: 'on' },
  settings: z.strictObject({}),
  check: (hotfix) => [judge(hotfix)],
});
