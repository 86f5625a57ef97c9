// What is owed after the merge, in the check and in the passport: what, within how long, and what pays it.
import { durationText } from '../../model/duration.ts';
import { join, list, type Markdown, md } from '../../model/markdown.ts';
import type { Obligation } from '../../obligations/deferred.ts';
import type { Policy } from '../../policy/policy.ts';

const SHOWN_TITLES = 3;

function row(obligation: Obligation, names: ReadonlyMap<string, string>): Markdown {
  const { rule, titles, within, paidBy, allowedBy } = obligation;
  const name = { markdown: names.get(rule) ?? rule };
  const more = titles.length > SHOWN_TITLES ? md` and ${titles.length - SHOWN_TITLES} more` : md``;
  const what = md`${list(titles.slice(0, SHOWN_TITLES))}${more}`;
  const length = { markdown: durationText(within) };
  return md`- **${name}**, within ${length} of the merge. ${what}. Paid by ${paidBy}; allowed by ${allowedBy}.`;
}

/** One line for each obligation. */
export function owedRows(obligations: readonly Obligation[], policy: Policy): Markdown {
  const names = new Map(policy.rules.map(({ id, task }) => [id, task]));
  return join(
    obligations.map((obligation) => row(obligation, names)),
    '\n',
  );
}

/** The section of the check; null where nothing is owed. */
export function owedAfterTheMerge(obligations: readonly Obligation[], policy: Policy): Markdown | null {
  if (obligations.length === 0) return null;
  return md`### Owed after the merge

${owedRows(obligations, policy)}`;
}
