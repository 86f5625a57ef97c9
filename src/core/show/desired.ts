// What GitHub should show for a decision. Pure: the writes that get there are `plan.ts`'s business.

import { matchesAny } from '../branches/patterns.ts';
import type { Evaluation } from '../evaluation/evaluate.ts';
import type { BranchFacts } from '../model/facts/branch.ts';
import type { Facts } from '../model/facts/facts.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import type { Conclusion } from '../model/finding.ts';
import { type Sha, subjectKey } from '../model/ids.ts';
import { type Markdown, md } from '../model/markdown.ts';
import { sameLabel } from '../model/same-label.ts';
import { POLICY_PATH, type Policy } from '../policy/policy.ts';
import { answerCommands } from './answer-commands.ts';
import { offeredButtons, pressButtons } from './buttons.ts';
import {
  CHECK_NAME,
  type CheckContent,
  type Desired,
  NOTHING_DESIRED as NOTHING,
  type Published,
} from './effects.ts';
import { type CheckText, renderCheck, renderNotAHotfix } from './texts/check.ts';
import { renderFormerHotfix, renderPassport } from './texts/comment.ts';
import { hotfixLabel, severityLabel } from './texts/labels.ts';

/** The key that the subject's check runs carry. */
export function checkKey({ change, repository }: Facts): string {
  return subjectKey(
    change.kind === 'pull'
      ? { kind: 'pull', repository: repository.id, number: change.number }
      : { kind: 'branch', repository: repository.id, branch: change.branch },
  );
}

/** The heads that wait for the verdict: the pull request's own, and that of its merge group. */
function heads({ change }: Facts): readonly Sha[] {
  if (change.kind === 'branch') return [change.sha];
  const queued = change.queueHead.known ? change.queueHead.value : null;
  return queued === null ? [change.head.sha] : [change.head.sha, queued];
}

function checks(
  facts: Facts,
  conclusion: Conclusion,
  text: CheckText,
  actions: CheckContent['actions'] = [],
): readonly CheckContent[] {
  const externalId = checkKey(facts);
  return heads(facts).map((headSha) => ({
    name: CHECK_NAME,
    headSha,
    externalId,
    conclusion,
    ...text,
    actions,
  }));
}

/** Nothing was ever said here: nothing is said now. What was said before is taken back, never left to hang. */
function withdrawn(facts: Facts, published: Published, reason: Markdown): Desired {
  const { change } = facts;
  const text = renderNotAHotfix(reason);
  const shown = published.checks.some(({ name }) => name === CHECK_NAME);
  const said = published.passport !== null && change.kind === 'pull';
  return {
    ...NOTHING,
    checks: shown ? checks(facts, 'neutral', text) : [],
    passport: said ? { pull: change.number, body: renderFormerHotfix(reason) } : null,
    labels: change.kind === 'pull' ? { wanted: [], unwanted: change.ownLabels } : null,
  };
}

/**
 * Whether the same head is on its way into production in another pull request. A check speaks for a commit: "not a hotfix"
 * on this one would let that one's required check pass.
 */
function isHotfixElsewhere({ head, origin, base }: PullFacts, policy: Policy): boolean {
  if (!origin.known || matchesAny(policy.branches.production, base)) return false;
  return origin.value.carriedBy.some(
    (other) => other.sha === head.sha && matchesAny(policy.branches.production, other.base),
  );
}

/** Pull requests that are no hotfixes: silence, or the green check that a required one must always report. */
function forOther(facts: Facts, published: Published, policy: Policy, reason: Markdown): Desired {
  const taken = withdrawn(facts, published, reason);
  const { change } = facts;
  if (!policy.check.everywhere || change.kind === 'branch' || isHotfixElsewhere(change, policy)) return taken;
  return { ...taken, checks: checks(facts, 'success', renderNotAHotfix(reason)) };
}

function labels(pull: PullFacts, policy: Policy, evaluation: Evaluation): Desired['labels'] {
  if (!policy.labels.apply) return null;
  const severity = evaluation.severity?.severity ?? null;
  const wanted = [hotfixLabel(policy), ...(severity === null ? [] : [severityLabel(policy, severity)])];
  // Whoever took a label off meant it: putting it back at every look would be a quarrel.
  const isDeclined = (name: string) => pull.declinedLabels.some((one) => sameLabel(one, name));
  const isWanted = (name: string) => wanted.some((one) => sameLabel(one.name, name));
  return {
    wanted: wanted.filter(({ name }) => !isDeclined(name)),
    unwanted: pull.ownLabels.filter((name) => !isWanted(name)),
  };
}

function forPull(pull: PullFacts, facts: Facts, policy: Policy, evaluation: Evaluation): Desired {
  const buttons = offeredButtons(evaluation, pull, policy);
  return {
    ...NOTHING,
    checks: checks(facts, evaluation.conclusion, renderCheck(evaluation, facts, policy), buttons),
    passport: { pull: pull.number, body: renderPassport(pull, facts, policy, evaluation) },
    labels: labels(pull, policy, evaluation),
  };
}

/** What people asked for by commands and buttons, beside what is shown anyway. */
function asked(
  pull: PullFacts,
  facts: Facts,
  policy: Policy,
  evaluation: Evaluation,
  rest: Desired,
): Desired {
  const pressing = pressButtons(pull, facts, policy, evaluation);
  const { answers, body } = answerCommands(evaluation, { ...pull, body: pressing.body }, facts, policy);
  return { ...rest, answers, notes: pressing.notes, description: body === pull.body ? null : body };
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
  if (evaluation.conclusion === 'success' && published.checks.length === 0) return NOTHING;
  return { ...NOTHING, checks: checks(facts, evaluation.conclusion, renderCheck(evaluation, facts, policy)) };
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
  const { recognition } = evaluation;
  if (change.kind === 'branch') {
    return recognition.hotfix
      ? forBranch(change, facts, published, policy, evaluation)
      : forOther(facts, published, policy, recognition.reason);
  }
  // A closed pull request keeps what it showed when it was closed: that is what people acted on.
  if (change.state !== 'open') return NOTHING;
  const shown = recognition.hotfix
    ? forPull(change, facts, policy, evaluation)
    : forOther(facts, published, policy, recognition.reason);
  return asked(change, facts, policy, evaluation, shown);
}
