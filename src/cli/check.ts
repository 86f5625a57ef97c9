// `hotfix-warden check`: the app's rules on files of this machine, without a network.

import { matchesAny } from '../core/branches/patterns.ts';
import { evaluate } from '../core/evaluation/evaluate.ts';
import type { Facts } from '../core/model/facts/facts.ts';
import { type Known, known, notGiven } from '../core/model/facts/known.ts';
import type { Commit, PullFacts } from '../core/model/facts/pull.ts';
import { type Conclusion, type Finding, notApplicable } from '../core/model/finding.ts';
import { type BranchName, parseBranchName } from '../core/model/ids.ts';
import type { Policy } from '../core/policy/policy.ts';
import { parseTemplate } from '../core/template/parse.ts';
import { cleanMessage } from './commit-message.ts';
import { findingsJson, findingsText, isColourful } from './findings-text.ts';
import { readInput } from './input.ts';
import { localFacts, required, uncommitted } from './local-facts.ts';
import { changedFilesIn, commitsIn, localOrigin, localTags, patchesIn } from './local-git.ts';
import { localPolicy } from './local-policy.ts';

export interface CheckOptions {
  readonly branch: string;
  readonly base: string;
  readonly body: string;
  readonly title: string;
  readonly commits?: string;
  readonly commitMessage?: string;
  readonly diff?: string;
  readonly template?: string;
  readonly config?: string;
  readonly json: boolean;
}

function branchOf(name: string, option: string): BranchName {
  return required(
    parseBranchName(name),
    `${option} ${JSON.stringify(name)} is not a valid name for a branch.`,
  );
}

function commitsOf(options: CheckOptions): Known<readonly Commit[]> {
  if (options.commits !== undefined) return known(commitsIn(options.commits));
  if (options.commitMessage === undefined)
    return notGiven('To check them, add --commits RANGE or --commit-message FILE');
  const message = cleanMessage(readInput(options.commitMessage));
  return known([uncommitted(message)]);
}

function changesOf({ diff }: CheckOptions): Pick<PullFacts, 'files' | 'patches'> {
  const none = notGiven('To check the changed files, add --diff RANGE');
  if (diff === undefined) return { files: none, patches: none };
  const files = changedFilesIn(diff);
  return { files: known(files), patches: known(patchesIn(diff, files)) };
}

function developBranches(policy: Policy): readonly BranchName[] {
  const names = policy.branches.develop.filter((pattern) => !/[*?[{!]/.test(pattern));
  return names.map(parseBranchName).filter((name) => name !== null);
}

function withTemplate(policy: Policy, path: string | undefined): Policy {
  if (path === undefined) return policy;
  const pullRequest = { source: path, template: parseTemplate(readInput(path)) };
  return { ...policy, templates: { ...policy.templates, pullRequest } };
}

/** The branch is checked as a hotfix, whatever its name: whoever runs this has said that it is one. */
function gather(options: CheckOptions, policy: Policy, files: Facts['files']): Facts {
  const branch = branchOf(options.branch, '--branch');
  const base = branchOf(options.base, '--base');
  const hotfix = {
    branch,
    base,
    title: options.title,
    body: readInput(options.body),
    labels: [policy.labels.hotfix],
    commits: commitsOf(options),
    tags: localTags(),
    origin: localOrigin(branch, base, developBranches(policy)),
    ...changesOf(options),
  };
  return localFacts(hotfix, files);
}

function notAHotfix(reason: string): Finding {
  return { rule: 'recognition', ...notApplicable({ markdown: reason }) };
}

const EXIT_CODES: Readonly<Record<Conclusion, number>> = { success: 0, neutral: 0, failure: 1 };

/** Prints the findings; resolves to the exit code: 0 met, 1 unmet. Throws UsageError for what can't be read. */
export async function check(options: CheckOptions): Promise<number> {
  const local = await localPolicy(options.config ?? null, branchOf(options.base, '--base'));
  const policy = withTemplate(local.policy, options.template);
  if (!local.isWritten && !options.json) {
    process.stderr.write(
      '.github/hotfix.yml does not exist here. The playbook `workflow` is used instead.\n',
    );
  }
  const { recognition, findings, conclusion } = evaluate(
    gather(options, policy, local.files),
    policy,
    local.problems,
    local.rules,
  );
  const shown = recognition.hotfix ? findings : [notAHotfix(recognition.reason.markdown)];
  process.stdout.write(
    options.json ? findingsJson(shown, conclusion) : findingsText(shown, conclusion, isColourful()),
  );
  return EXIT_CODES[conclusion];
}

/** Whether a branch's name makes it a hotfix under a policy. */
export function isHotfixBranch(branch: string, policy: Policy): boolean {
  return matchesAny(policy.branches.hotfix, branch);
}
