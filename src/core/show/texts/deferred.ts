// What is deferred until after the merge, in the check and in the passport: what, within how long, and what settles it.
import type { Evaluation } from '../../evaluation/evaluate.ts';
import { durationText } from '../../model/duration.ts';
import { join, list, type Markdown, md } from '../../model/markdown.ts';
import type { Obligation } from '../../obligations/deferred.ts';

const SHOWN_TITLES = 3;

function row(obligation: Obligation, tasks: ReadonlyMap<string, string>): Markdown {
  const { rule, titles, within, settledBy, allowedBy } = obligation;
  const task = { markdown: tasks.get(rule) ?? rule };
  const more = titles.length > SHOWN_TITLES ? md` and ${titles.length - SHOWN_TITLES} more` : md``;
  const what = md`${list(titles.slice(0, SHOWN_TITLES))}${more}`;
  const length = { markdown: durationText(within) };
  return md`- **${task}** within ${length} of the merge. ${what}. Settled by ${settledBy}. Deferred by ${allowedBy}.`;
}

/** One line for each obligation. */
export function deferredRows({ obligations, rules }: Evaluation): Markdown {
  const tasks = new Map(rules.map(({ id, task }) => [id, task]));
  return join(
    obligations.map((obligation) => row(obligation, tasks)),
    '\n',
  );
}

/** The section of the check; null where nothing is deferred. */
export function deferredSection(evaluation: Evaluation): Markdown | null {
  if (evaluation.obligations.length === 0) return null;
  return md`### Deferred until after the merge

${deferredRows(evaluation)}`;
}
