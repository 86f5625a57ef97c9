// What should be shown on what is not a hotfix: nothing, or the green check that a required one must always report.
import { matchesAny } from '../branches/patterns.ts';
import type { BranchFacts } from '../model/facts/branch.ts';
import type { Facts } from '../model/facts/facts.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import { type Markdown, md } from '../model/markdown.ts';
import { POLICY_PATH, type Policy } from '../policy/policy.ts';
import { hotfixChecks } from './check-run.ts';
import { CHECK_NAME, type Desired, NOTHING_DESIRED, type Published } from './effects.ts';
import { isAwaited } from './same-commit.ts';
import { renderNotAHotfix } from './texts/check.ts';
import { renderFormerHotfix } from './texts/comment.ts';

/** Where nothing was ever said, nothing is said. What was said before is taken back, never left to hang. */
function withdrawnChecks(facts: Facts, published: Published, reason: Markdown): Desired['checks'] {
  const isShown = published.checks.some(({ name }) => name === CHECK_NAME);
  const isSaid = isShown || isAwaited(facts.change, published);
  return isSaid ? hotfixChecks(facts, published, 'neutral', renderNotAHotfix(reason)) : [];
}

function withdrawnFromPull(pull: PullFacts, facts: Facts, published: Published, reason: Markdown): Desired {
  return {
    ...NOTHING_DESIRED,
    checks: withdrawnChecks(facts, published, reason),
    passport: published.passport === null ? null : { pull: pull.number, body: renderFormerHotfix(reason) },
    labels: { wanted: [], unwanted: pull.ownLabels },
  };
}

/**
 * Whether the same head is on its way into production in another pull request. A check speaks for a commit: "not a hotfix"
 * on this one would let that one's required check pass.
 */
function isHotfixElsewhere({ sameHead, base }: PullFacts, policy: Policy): boolean {
  if (matchesAny(policy.branches.production, base)) return false;
  return sameHead.open.some((other) => matchesAny(policy.branches.production, other.base));
}

export function pullThatIsNotAHotfix(
  pull: PullFacts,
  facts: Facts,
  published: Published,
  policy: Policy,
  reason: Markdown,
): Desired {
  const withdrawn = withdrawnFromPull(pull, facts, published, reason);
  if (!policy.check.everywhere || isHotfixElsewhere(pull, policy)) return withdrawn;
  return { ...withdrawn, checks: hotfixChecks(facts, published, 'success', renderNotAHotfix(reason)) };
}

/** Open pull requests with its commit carry the verdict. A branch's run, newer than theirs, would decide in their place. */
export function isCarried({ pulls, sameHead }: BranchFacts): boolean {
  return pulls.length > 0 || sameHead.open.length > 0;
}

export function branchThatIsNotAHotfix(
  branch: BranchFacts,
  facts: Facts,
  published: Published,
  reason: Markdown,
): Desired {
  if (isCarried(branch)) return NOTHING_DESIRED;
  return { ...NOTHING_DESIRED, checks: withdrawnChecks(facts, published, reason) };
}

/** What should be shown where the base branch has no policy. */
export function withoutPolicy(change: PullFacts | BranchFacts, facts: Facts, published: Published): Desired {
  const reason = md`The branch ${facts.files.branch} has no hotfix policy (${POLICY_PATH})`;
  return change.kind === 'pull'
    ? withdrawnFromPull(change, facts, published, reason)
    : branchThatIsNotAHotfix(change, facts, published, reason);
}
