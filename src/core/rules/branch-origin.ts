// W3: the branch starts from production, so that the fix brings nothing else along.
import { z } from 'zod';
import { carryOver, isLasting, nameFromTitle } from '../advice/fresh-branch.ts';
import { ORIGIN_RULE, type WrongOrigin, wrongOrigin } from '../advice/wrong-origin.ts';
import { type Case, defineRule } from '../case/rule.ts';
import { branchOf } from '../model/facts/facts.ts';
import { type Origin, TOO_MANY_COMMITS } from '../model/facts/origin.ts';
import { type Fix, fix, met, notApplicable, run, unknown, unmet, type Verdict } from '../model/finding.ts';
import type { BranchName } from '../model/ids.ts';
import { count, join, list, type Markdown, md } from '../model/markdown.ts';
import { POLICY_PATH } from '../policy/policy.ts';
import { joinShell, pushedBranch, type ShellText, sh } from '../support/shell.ts';

const AT = { document: 'branch', line: null };

/** @param tip what the own commits come after, and the command that brings it where the usual fetch does not */
function moveOwn(
  hotfix: Case,
  production: BranchName,
  tip: { readonly name: string; readonly fetch: readonly (ShellText | null)[] },
  otherwise: Markdown | null,
): Fix {
  const branch = branchOf(hotfix.facts.change);
  const commands = joinShell([
    sh`git fetch origin`,
    ...tip.fetch,
    sh`git rebase --onto ${`origin/${production}`} -- ${tip.name} ${branch}`,
    sh`git push --force-with-lease -- origin ${pushedBranch(branch)}`,
  ]);
  return run(md`Move your own commits onto ${production}`, commands, otherwise);
}

/** Leaves the branch as it is, where moving its commits would take it from others or leave nothing on it. */
function startAnew(
  hotfix: Case,
  production: BranchName,
  title: Markdown,
  evidence: Markdown | null,
  otherwise: Markdown | null,
): Verdict {
  const { change, repository } = hotfix.facts;
  const isShared = isLasting(change, repository, hotfix.policy);
  const name = isShared ? nameFromTitle(change, repository, production) : `${branchOf(change)}-2`;
  const { instruction, commands, next } = carryOver(change, { name, production, isShared });
  return unmet(title, run(instruction, commands, otherwise), {
    detail: evidence === null ? next : join([evidence, next], '. '),
    at: AT,
  });
}

function onPull(
  { other, mustStay }: Extract<WrongOrigin, { kind: 'pull' }>,
  hotfix: Case,
  production: BranchName,
): Verdict {
  const pull = { markdown: `#${other.number}` };
  const title = md`The branch starts from ${other.branch} (${pull}), not from ${production}`;
  const detail = md`The merge would release the work of ${pull} too`;
  const orClose = md`Is ${pull} this fix under another name? Close ${pull}, then comment ${'/hotfix recheck'}.`;
  if (mustStay) return startAnew(hotfix, production, title, detail, orClose);
  // A pull request's commits have a name of their own, whether its branch is in a fork or has moved on.
  const tip = { name: 'FETCH_HEAD', fetch: [sh`git fetch origin pull/${other.number}/head`] };
  return unmet(title, moveOwn(hotfix, production, tip, orClose), { detail, at: AT });
}

function onDevelopment(
  { develop, foreign, mustStay }: Extract<WrongOrigin, { kind: 'development' }>,
  hotfix: Case,
  production: BranchName,
): Verdict {
  const { change, repository } = hotfix.facts;
  const carries = md`The branch carries ${count(foreign.length, 'commit')} of ${develop}`;
  if (!mustStay) {
    const todo = moveOwn(hotfix, production, { name: `origin/${develop}`, fetch: [] }, null);
    const which = { markdown: foreign.length === 1 ? 'The commit' : 'The first commit' };
    const detail = md`${which} is ${foreign[0]?.slice(0, 7) ?? ''}`;
    return unmet(carries, todo, { detail, at: AT });
  }
  if (branchOf(change) === develop)
    return startAnew(hotfix, production, md`The branch is ${develop} itself`, null, null);
  if (isLasting(change, repository, hotfix.policy)) return startAnew(hotfix, production, carries, null, null);
  return startAnew(
    hotfix,
    production,
    md`Every commit of the branch is on ${develop} already`,
    md`The branch was cut from ${develop}, or merged into it first`,
    md`Does your team merge into ${develop} first? Switch this rule off in ${POLICY_PATH}: ${'branch-origin: off'} under ${'rules'}.`,
  );
}

function startsThere({ production, sharedWith }: Origin): Verdict {
  const compared = sharedWith.map(({ branch }) => branch);
  const detail =
    compared.length === 0
      ? md`The repository has no development branch`
      : md`None of its commits is on ${list(compared, 'or')}`;
  return met(md`The branch starts from ${production}`, { detail, at: AT });
}

function judge(hotfix: Case): Verdict {
  const { origin } = hotfix.facts.change;
  if (!origin.known) {
    const detail = { markdown: origin.reason };
    if (origin.cause === 'not-given')
      return notApplicable(md`The start of the branch was not checked`, { detail });
    // However often it is asked, GitHub lists no more commits.
    const todo =
      origin.reason === TOO_MANY_COMMITS
        ? fix(md`Squash the branch’s commits into fewer`, null, md`Or move the fix to a branch of its own.`)
        : fix(md`Re-run this check`);
    return unknown(md`The start of the branch could not be read`, todo, { detail, at: AT });
  }
  const { production } = origin.value;
  const found = wrongOrigin(hotfix, origin.value);
  switch (found?.kind) {
    case undefined:
      return startsThere(origin.value);
    case 'pull':
      return onPull(found, hotfix, production);
    case 'development':
      return onDevelopment(found, hotfix, production);
  }
}

export const rule = defineRule({
  id: ORIGIN_RULE,
  title: 'The branch starts from production',
  task: 'Move the fix onto production',
  why: 'A branch that began on a development branch carries unreleased work into production with the fix.',
  stage: 'origin',
  default: { workflow: 'on', log: 'on', 'emergency-fix': 'on', speckit: 'on' },
  settings: z.strictObject({}),
  check: (hotfix) => [judge(hotfix)],
});
