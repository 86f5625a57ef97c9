// W2, S2: the branch says which version the hotfix makes, or which number it has.
import { z } from 'zod';
import { carryOver, isLasting, nameHint, nextVersion } from '../advice/fresh-branch.ts';
import { askedOrigin } from '../advice/wrong-origin.ts';
import {
  newestRelease,
  parseVersion,
  patchAfter,
  sameVersion,
  type Version,
  versionText,
} from '../branches/release-version.ts';
import { numberBranch, slugOf, versionBranch } from '../branches/slug.ts';
import { type Case, defineRule } from '../case/rule.ts';
import type { RepositoryFacts } from '../model/facts/repository.ts';
import { type Fix, met, notApplicable, run, unmet, type Verdict } from '../model/finding.ts';
import type { BranchName, PullNumber } from '../model/ids.ts';
import { join, list, type Markdown, md } from '../model/markdown.ts';
import { joinShell, pushedBranch, sh } from '../support/shell.ts';

const AT = { document: 'branch', line: null };

const FORMATS = {
  version: {
    shown: 'hotfix/vX.Y.Z-short-description',
    pattern: /^hotfix\/v(\d{1,9}\.\d{1,9}\.\d{1,9})-[a-z0-9][a-z0-9._-]*$/i,
  },
  number: { shown: 'hotfix/NNN-short-description', pattern: /^hotfix\/\d{3,6}-[a-z0-9][a-z0-9._-]*$/i },
} as const;

const settings = z.strictObject({
  formats: z
    .array(z.enum(['version', 'number']))
    .min(1)
    .default(['version', 'number'])
    .describe('Names that are taken: `version` is hotfix/vX.Y.Z-slug, `number` is hotfix/NNN-slug.'),
});

interface Branch {
  readonly name: BranchName;
  readonly production: BranchName;
  readonly pull: PullNumber | null;
  readonly title: string;
  /** A fork's branch is not ours to rename, but the same commands work in the author's clone. */
  readonly remote: string;
}

function branchOf({ change, repository }: Case['facts']): Branch {
  if (change.kind === 'branch') {
    return {
      name: change.branch,
      production: repository.defaultBranch,
      pull: null,
      title: '',
      remote: 'origin',
    };
  }
  const { head, base, number, title, state } = change;
  return {
    name: head.branch,
    production: base,
    pull: state === 'unopened' ? null : number,
    title,
    remote: 'origin',
  };
}

/** What is wrong with the name, before it is known what to do about it. */
interface Complaint {
  readonly title: Markdown;
  readonly detail: Markdown | null;
  readonly better: string;
}

function unmetWith({ title, detail }: Complaint, todo: Fix, more: Markdown | null): Verdict {
  const details = [detail, more].flatMap((one) => one ?? []);
  return unmet(title, todo, { detail: details.length === 0 ? null : join(details, '. '), at: AT });
}

/** GitHub closes a pull request when its head branch is renamed, so an open one is opened again under the new name. */
function rename(complaint: Complaint, { name, remote, pull, production }: Branch): Verdict {
  const { better } = complaint;
  const todo = md`Rename it to ${better}${nameHint(better)}`;
  const lines = [
    sh`git fetch ${remote}`,
    sh`git branch -m -- ${name} ${better}`,
    sh`git push -u -- ${remote} ${pushedBranch(better)}`,
  ];
  if (pull === null) {
    const commands = joinShell([...lines, sh`git push --delete -- ${remote} ${pushedBranch(name)}`]);
    return unmetWith(complaint, run(todo, commands), null);
  }
  const reopen = [
    sh`gh pr view ${pull} --json body --jq .body > hotfix-body.md`,
    sh`gh pr create --base=${production} --head=${better} --body-file=hotfix-body.md --title="$(gh pr view ${pull} --json title --jq .title)"`,
    sh`gh pr close ${pull} --delete-branch`,
  ];
  return unmetWith(
    complaint,
    run(todo, joinShell([...lines, ...reopen])),
    md`GitHub closes a pull request when its branch is renamed, so the commands open it again under the new name`,
  );
}

/** Others commit to the branch, or releases are made from it: it keeps its name, and the fix gets a branch of its own. */
function moveOff(complaint: Complaint, change: Case['facts']['change'], { production }: Branch): Verdict {
  const fresh = { name: complaint.better, production, isShared: true };
  const { instruction, commands, next } = carryOver(change, fresh);
  return unmetWith(complaint, run(instruction, commands), next);
}

function judgeVersion(version: Version, branch: Branch, repository: RepositoryFacts): Verdict | Complaint {
  const named = md`The branch is named for ${versionText(version)}`;
  if (!repository.tags.known) return met(named, { detail: { markdown: repository.tags.reason }, at: AT });
  const newest = newestRelease(repository.tags.value, branch.production);
  if (newest === null) return met(named, { detail: md`There is no release tag to compare with`, at: AT });
  const wanted = patchAfter(newest);
  const detail = md`The newest release is ${versionText(newest)}`;
  if (sameVersion(version, wanted)) return met(named, { detail, at: AT });
  const title = md`The branch is named for ${versionText(version)}, but the next patch is ${versionText(wanted)}`;
  return { title, detail, better: versionBranch(wanted, slugOf(branch.name, branch.title)) };
}

type Format = keyof typeof FORMATS;

/** The name with the id that the author already uses, where the policy takes numbers; else with the next version. */
function betterName(name: string, branch: Branch, formats: readonly Format[], tags: RepositoryFacts): string {
  const numbered = formats.includes('number') ? numberBranch(name, branch.title) : null;
  if (numbered !== null) return numbered;
  const slug = slugOf(name, branch.title);
  return formats.includes('version')
    ? versionBranch(nextVersion(tags, branch.production), slug)
    : `hotfix/NNN-${slug}`;
}

function judge(
  branch: Branch,
  mustStay: boolean,
  formats: readonly Format[],
  repository: RepositoryFacts,
): Verdict | Complaint {
  const version = FORMATS.version.pattern.exec(branch.name)?.[1];
  const parsed = version === undefined ? null : parseVersion(version);
  if (parsed !== null && formats.includes('version')) return judgeVersion(parsed, branch, repository);
  if (FORMATS.number.pattern.test(branch.name) && formats.includes('number'))
    return met(md`The branch ${branch.name} carries the hotfix’s number`, { at: AT });
  const shown = list(
    formats.map((format) => FORMATS[format].shown),
    'or',
  );
  return {
    title: md`The branch is named ${branch.name} instead of ${shown}`,
    detail: null,
    // What `develop` is called says nothing about the fix.
    better: betterName(mustStay ? '' : branch.name, branch, formats, repository),
  };
}

export const rule = defineRule({
  id: 'branch-name',
  title: 'The branch is named for the release it makes',
  task: 'Rename the branch',
  why: 'The branch’s name tells people and tools which release the fix makes.',
  stage: 'branch',
  default: {
    workflow: 'on',
    log: 'on',
    'emergency-fix': 'on',
    speckit: { formats: ['number', 'version'] },
  },
  settings,
  check(hotfix, { formats }) {
    const { facts, policy } = hotfix;
    const branch = branchOf(facts);
    const mustStay = isLasting(facts.change, facts.repository, policy);
    // The fix moves to a new branch, which is offered with the right name.
    if (mustStay && askedOrigin(hotfix) !== null)
      return [notApplicable(md`The name is checked once the fix is on a branch of its own`)];
    const judged = judge(branch, mustStay, formats, facts.repository);
    if ('status' in judged) return [judged];
    return [mustStay ? moveOff(judged, facts.change, branch) : rename(judged, branch)];
  },
});
