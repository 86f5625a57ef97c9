// W2, S2: the branch says which version the hotfix makes, or which number it has.
import { z } from 'zod';
import { carryOver, isLasting, nextVersion, versionHint } from '../advice/fresh-branch.ts';
import {
  newestRelease,
  parseVersion,
  patchAfter,
  sameVersion,
  type Version,
  versionText,
} from '../branches/release-version.ts';
import { slugOf, versionBranch } from '../branches/slug.ts';
import { type Case, defineRule } from '../case/rule.ts';
import type { BranchFacts } from '../model/facts/branch.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import type { RepositoryFacts } from '../model/facts/repository.ts';
import { type Fix, fix, met, unmet, type Verdict } from '../model/finding.ts';
import type { BranchName, PullNumber } from '../model/ids.ts';
import { list, md } from '../model/markdown.ts';
import { sh } from '../support/shell.ts';

const WHY = md`The name tells everyone which release the fix makes, and the tag, the log and the clean-up go by it`;
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

/** GitHub closes a pull request when its head branch is renamed, so an open one is opened again under the new name. */
function rename(branch: Branch, newName: string): Fix {
  const { name, remote, pull, production } = branch;
  const version = versionHint(newName);
  const lines = [
    sh`git fetch ${remote}`,
    sh`git branch -m ${name} ${newName}`,
    sh`git push -u ${remote} ${newName}`,
  ];
  if (pull === null) {
    const paste = [...lines, sh`git push ${remote} --delete ${name}`].join('\n');
    return fix(md`Rename the branch${version}`, { language: 'bash', text: paste });
  }
  const reopen = [
    sh`gh pr view ${pull} --json body --jq .body > hotfix-body.md`,
    `${sh`gh pr create --base ${production} --head ${newName} --body-file hotfix-body.md --title`} "$(${sh`gh pr view ${pull} --json title --jq .title`})"`,
    sh`gh pr close ${pull} --delete-branch`,
  ];
  return fix(
    md`Rename the branch${version}; GitHub closes a pull request whose branch is renamed, so open it again under the new name`,
    {
      language: 'bash',
      text: [...lines, ...reopen].join('\n'),
    },
  );
}

/** Others commit to the branch, or releases are made from it: it keeps its name, and the fix gets a branch of its own. */
function moveOff(change: PullFacts | BranchFacts, { production, pull }: Branch, name: string): Fix {
  const { hint, commands } = carryOver(change, { name, production, isShared: true });
  const next =
    pull === null
      ? md` and open a pull request from there`
      : md`, open a pull request from there and close this one`;
  return fix(
    md`Leave the branch as it is: cut a new one from ${production}, cherry-pick the fix onto it${hint}${next}`,
    { language: 'bash', text: commands },
  );
}

function judgeVersion(
  version: Version,
  branch: Branch,
  repository: RepositoryFacts,
  called: (better: string) => Fix,
): Verdict {
  const named = md`The branch is named for ${versionText(version)}`;
  if (!repository.tags.known) return met(named, { detail: { markdown: repository.tags.reason }, at: AT });
  const newest = newestRelease(repository.tags.value, branch.production);
  if (newest === null) return met(named, { detail: md`No release tag to compare with`, at: AT });
  const wanted = patchAfter(newest);
  const evidence = md`The newest release is ${versionText(newest)}`;
  if (sameVersion(version, wanted)) return met(named, { detail: evidence, at: AT });
  const better = versionBranch(wanted, slugOf(branch.name, branch.title));
  return unmet(
    md`The branch is named for ${versionText(version)}, but the next patch is ${versionText(wanted)}`,
    called(better),
    {
      detail: md`${evidence}; a hotfix is one patch above it, so that the tag can be set the moment it is merged`,
      at: AT,
    },
  );
}

export const rule = defineRule({
  id: 'branch-name',
  title: 'The branch is named for the release it makes',
  task: 'Rename the branch',
  why: 'The tag, the log and the clean-up go by the branch’s name, and it tells everyone which release the fix makes.',
  stage: 'branch',
  default: {
    workflow: 'on',
    log: 'on',
    'emergency-fix': 'on',
    speckit: { formats: ['number', 'version'] },
  },
  settings,
  check({ facts, policy }, { formats }) {
    const branch = branchOf(facts);
    const mustStay = isLasting(facts.change, facts.repository, policy);
    const called = (better: string) =>
      mustStay ? moveOff(facts.change, branch, better) : rename(branch, better);
    const version = FORMATS.version.pattern.exec(branch.name)?.[1];
    const parsed = version === undefined ? null : parseVersion(version);
    if (parsed !== null && formats.includes('version'))
      return [judgeVersion(parsed, branch, facts.repository, called)];
    if (FORMATS.number.pattern.test(branch.name) && formats.includes('number')) {
      return [met(md`The branch ${branch.name} carries the hotfix’s number`, { at: AT })];
    }
    // What `develop` is called says nothing about the fix.
    const slug = slugOf(mustStay ? '' : branch.name, branch.title);
    const better = formats.includes('version')
      ? versionBranch(nextVersion(facts.repository, branch.production), slug)
      : `hotfix/001-${slug}`;
    const shown = list(
      formats.map((format) => FORMATS[format].shown),
      'or',
    );
    return [
      unmet(md`The branch ${branch.name} is not named ${shown}`, called(better), {
        detail: WHY,
        at: AT,
      }),
    ];
  },
});
