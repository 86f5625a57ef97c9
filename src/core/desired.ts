// What GitHub should show for a decision. Pure: the writes that get there are `plan.ts`'s business.
import type { CheckContent, Desired, Published } from './effects.ts';
import type { Evaluation } from './evaluate.ts';
import type { BranchFacts, Facts, PullFacts } from './facts.ts';
import type { Conclusion } from './finding.ts';
import { subjectKey } from './ids.ts';
import { type Markdown, md } from './markdown.ts';
import { POLICY_PATH, type Policy } from './policy.ts';
import { type CheckText, renderCheck, renderNotAHotfix } from './render/check.ts';
import { renderFormerHotfix, renderPassport } from './render/comment.ts';

const NOTHING: Desired = { check: null, comment: null };

function check(facts: Facts, conclusion: Conclusion, text: CheckText): CheckContent {
  const { change, repository } = facts;
  const subject =
    change.kind === 'pull'
      ? ({ kind: 'pull', repository: repository.id, number: change.number } as const)
      : ({ kind: 'branch', repository: repository.id, branch: change.branch } as const);
  const headSha = change.kind === 'pull' ? change.head.sha : change.sha;
  return { headSha, externalId: subjectKey(subject), conclusion, ...text, actions: [] };
}

/** Nothing was ever said here: nothing is said now. What was said before is taken back, never left to hang. */
function withdrawn(facts: Facts, published: Published, reason: Markdown): Desired {
  const { change } = facts;
  return {
    check: published.check === null ? null : check(facts, 'neutral', renderNotAHotfix(reason)),
    comment:
      published.comment === null || change.kind === 'branch'
        ? null
        : { pull: change.number, body: renderFormerHotfix(reason) },
  };
}

function forPull(pull: PullFacts, facts: Facts, policy: Policy, evaluation: Evaluation): Desired {
  return {
    check: check(facts, evaluation.conclusion, renderCheck(evaluation, policy)),
    comment: { pull: pull.number, body: renderPassport(pull, facts.repository, policy) },
  };
}

/**
 * A branch without a pull request is spoken to only where something is wrong, or was: the check then stands on its head,
 * where the pull request will find it and go on with it.
 */
function forBranch(
  branch: BranchFacts,
  facts: Facts,
  published: Published,
  policy: Policy,
  evaluation: Evaluation,
): Desired {
  if (branch.pulls.length > 0) return NOTHING;
  if (evaluation.conclusion === 'success' && published.check === null) return NOTHING;
  return { check: check(facts, evaluation.conclusion, renderCheck(evaluation, policy)), comment: null };
}

/** What should be shown where the base branch has no policy. */
export function desiredWithoutPolicy(facts: Facts, published: Published): Desired {
  return withdrawn(
    facts,
    published,
    md`The branch ${facts.files.branch} has no hotfix policy (${POLICY_PATH})`,
  );
}

export function desired(facts: Facts, published: Published, policy: Policy, evaluation: Evaluation): Desired {
  const { change } = facts;
  // A closed pull request keeps what it showed when it was closed: that is what people acted on.
  if (change.kind === 'pull' && change.state !== 'open') return NOTHING;
  if (!evaluation.recognition.hotfix) return withdrawn(facts, published, evaluation.recognition.reason);
  return change.kind === 'pull'
    ? forPull(change, facts, policy, evaluation)
    : forBranch(change, facts, published, policy, evaluation);
}
