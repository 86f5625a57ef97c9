// The check run's words: the verdict in one line, then what to do, then what is deferred, then everything else folded away.
import type { Evaluation } from '../../evaluation/evaluate.ts';
import { type Facts, pullOf } from '../../model/facts/facts.ts';
import { type Markdown, md } from '../../model/markdown.ts';
import { SEVERITY_NAMES } from '../../model/severity.ts';
import type { Policy } from '../../policy/policy.ts';
import { lacksFields } from '../buttons.ts';
import type { CheckText } from './check-text.ts';
import { deferredSection } from './deferred.ts';
import { foldedFindings } from './folded-findings.ts';
import { headline, openTasks, type Task } from './open-tasks.ts';
import { taskBlock } from './task-block.ts';

/** GitHub takes 65,535 bytes; what is left over keeps a last block from being cut within a fence. */
const SUMMARY_LENGTH = 60_000;

/** The line beside the merge button: how much, what first, how bad, what comes after. */
function title(evaluation: Evaluation, tasks: readonly Task[], isDraft: boolean): string {
  const severity = evaluation.severity?.severity ?? null;
  const { length } = evaluation.obligations;
  return [
    `${isDraft ? 'Draft: ' : ''}${headline(tasks).markdown}`,
    ...(severity === null ? [] : [`${severity} ${SEVERITY_NAMES[severity].word}`]),
    ...(length === 0 ? [] : [`${length} deferred`]),
  ].join(' · ');
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

function fitting(blocks: readonly Markdown[]): string {
  let text = '';
  let length = 0;
  for (const [index, { markdown }] of blocks.entries()) {
    length += bytes(markdown) + 2;
    if (length > SUMMARY_LENGTH)
      return `${text}\n\n… and ${blocks.length - index} more, shown when these are done.`;
    text += `${index === 0 ? '' : '\n\n'}${markdown}`;
  }
  return text;
}

/** Whoever has half a template to fill in need not paste it piece by piece. */
function byButton({ rule }: Task, evaluation: Evaluation): readonly Markdown[] {
  const isOffered = rule === 'pull-request-body' && lacksFields(evaluation);
  return isOffered ? [md`The button **Fill in template** adds all missing fields at once.`] : [];
}

/** What the check says of a hotfix. */
export function renderCheck(evaluation: Evaluation, facts: Facts, policy: Policy): CheckText {
  const tasks = openTasks(evaluation);
  const deferred = deferredSection(evaluation);
  const done = md`Nothing is left to do before the merge. This check runs again on every push and every edit.`;
  const blocks =
    tasks.length === 0
      ? [done]
      : tasks.map((task, index) => taskBlock(task, index + 1, byButton(task, evaluation)));
  return {
    title: title(evaluation, tasks, pullOf(facts)?.isDraft === true),
    summary: fitting(deferred === null ? blocks : [...blocks, deferred]),
    text: foldedFindings(evaluation, facts, policy).markdown,
  };
}

/** What the check says where it is not a hotfix. */
export function renderNotAHotfix(reason: Markdown): CheckText {
  return {
    title: 'Not a hotfix',
    summary: md`${reason}. Nothing is asked of this pull request.`.markdown,
    text: '',
  };
}
