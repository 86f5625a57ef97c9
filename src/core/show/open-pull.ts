// What GitHub should show for an open pull request. Pure: the writes that get there are the planners' business.
import type { Evaluation } from '../evaluation/evaluate.ts';
import type { Facts } from '../model/facts/facts.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import { sameLabel } from '../model/same-label.ts';
import type { Policy } from '../policy/policy.ts';
import { answerCommands } from './answer-commands.ts';
import { offeredButtons, pressButtons } from './buttons.ts';
import { hotfixChecks } from './check-run.ts';
import { type Desired, NOTHING_DESIRED, type Published } from './effects.ts';
import { pullThatIsNotAHotfix } from './not-a-hotfix.ts';
import { renderCheck } from './texts/check.ts';
import { renderPassport } from './texts/comment.ts';
import { hotfixLabel, severityLabel } from './texts/labels.ts';

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

function hotfix(
  pull: PullFacts,
  facts: Facts,
  published: Published,
  policy: Policy,
  evaluation: Evaluation,
): Desired {
  const buttons = offeredButtons(evaluation, pull, policy);
  return {
    ...NOTHING_DESIRED,
    checks: hotfixChecks(
      facts,
      published,
      evaluation.conclusion,
      renderCheck(evaluation, facts, policy),
      buttons,
    ),
    passport: { pull: pull.number, body: renderPassport(pull, facts, policy, evaluation) },
    labels: labels(pull, policy, evaluation),
  };
}

export function openPull(
  pull: PullFacts,
  facts: Facts,
  published: Published,
  policy: Policy,
  evaluation: Evaluation,
): Desired {
  const { recognition } = evaluation;
  const shown = recognition.hotfix
    ? hotfix(pull, facts, published, policy, evaluation)
    : pullThatIsNotAHotfix(pull, facts, published, policy, recognition.reason);
  const { body, notes } = pressButtons(pull, facts, policy, evaluation);
  const isEdited = body !== pull.body;
  const answers = answerCommands(evaluation, facts, policy, isEdited);
  return { ...shown, answers, notes, description: isEdited ? body : null };
}
