// Is this a hotfix? Told by the branch's name, by the label, or by a description that uses the hotfix template.

import { matchesAny } from '../branches/patterns.ts';
import type { BranchFacts } from '../model/facts/branch.ts';
import { branchOf } from '../model/facts/facts.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import { list, type Markdown, md } from '../model/markdown.ts';
import { sameLabel } from '../model/same-label.ts';
import type { Policy } from '../policy/policy.ts';
import type { PullRequestDocument } from './document.ts';

export type Recognition =
  | { readonly hotfix: true; readonly by: 'branch' | 'label' | 'description'; readonly evidence: Markdown }
  | { readonly hotfix: false; readonly reason: Markdown };

/** A description uses the template when it has this many of its sections: two may be chance ("Summary", "Testing"). */
const SECTIONS_IN_COMMON = 3;

function usesTemplate(document: PullRequestDocument, policy: Policy): boolean {
  // A template that GitHub offers to every pull request tells nothing about this one.
  if (/(?:^|\/)pull_request_template\.md$/i.test(policy.templates.pullRequest.source)) return false;
  const present = document.match.answers.filter((answer) => answer.state !== 'missing');
  const sections = new Set(
    present.filter((answer) => answer.field.required).map((answer) => answer.field.label),
  );
  return sections.size >= SECTIONS_IN_COMMON && present.length * 2 >= document.match.answers.length;
}

export function recognise(
  change: PullFacts | BranchFacts,
  policy: Policy,
  document: PullRequestDocument | null,
): Recognition {
  const { branches } = policy;
  const hotfixLabel = policy.labels.hotfix;
  const branch = branchOf(change);
  const named = matchesAny(branches.hotfix, branch);
  if (change.kind === 'branch') {
    if (named) return { hotfix: true, by: 'branch', evidence: md`The branch is named ${branch}` };
    return {
      hotfix: false,
      reason: md`The branch ${branch} is not named like ${list(branches.hotfix, 'or')}`,
    };
  }
  if (!matchesAny(branches.production, change.base)) {
    return {
      hotfix: false,
      reason: md`It is to be merged into ${change.base}, which is not a production branch (${list(branches.production, 'or')})`,
    };
  }
  if (named) return { hotfix: true, by: 'branch', evidence: md`The branch is named ${branch}` };
  // The label that the app put there itself says nothing new: it would keep a hotfix one that no longer is.
  const words = change.labels.filter((name) => !change.ownLabels.includes(name));
  const label = words.find((name) => sameLabel(name, hotfixLabel));
  if (label !== undefined) return { hotfix: true, by: 'label', evidence: md`It has the label ${label}` };
  if (document !== null && usesTemplate(document, policy)) {
    return { hotfix: true, by: 'description', evidence: md`Its description uses the hotfix template` };
  }
  return {
    hotfix: false,
    reason: md`The branch ${branch} is not named like ${list(branches.hotfix, 'or')}, there is no label ${hotfixLabel}, and the description does not use the hotfix template`,
  };
}
