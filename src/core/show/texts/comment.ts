// The hotfix's passport: the one comment on its pull request. It holds what lasts; what changes with every edit is in the
// check, so that an edit of the description costs one write and notifies nobody.

import { newestRelease, patchAfter, versionText } from '../../branches/release-version.ts';
import type { Evaluation } from '../../evaluation/evaluate.ts';
import { durationText } from '../../model/duration.ts';
import type { Facts } from '../../model/facts/facts.ts';
import type { PullFacts } from '../../model/facts/pull.ts';
import type { RepositoryFacts } from '../../model/facts/repository.ts';
import { fullName } from '../../model/ids.ts';
import { code, join, type Markdown, md } from '../../model/markdown.ts';
import { SEVERITY_NAMES } from '../../model/severity.ts';
import type { Policy } from '../../policy/policy.ts';
import { PASSPORT_MARKER } from './markers.ts';
import { owedRows } from './owed.ts';

function link(words: string, url: string): Markdown {
  return { markdown: `[${words}](${encodeURI(url)})` };
}

function release(pull: PullFacts, repository: RepositoryFacts): Markdown | null {
  const newest = repository.tags.known ? newestRelease(repository.tags.value, pull.base) : null;
  return newest === null
    ? null
    : md`${versionText(newest)} is out, this makes ${versionText(patchAfter(newest))}`;
}

/** The time since the incident within which production should be well again. */
function severityRow({ severity }: Evaluation, policy: Policy): Markdown {
  const step = severity?.severity ?? null;
  if (step === null) return md`| Severity | not stated yet |`;
  const { mark, word } = SEVERITY_NAMES[step];
  const target = durationText(policy.severities[step].target);
  return md`| Severity | ${{ markdown: `${mark} ${step} ${word}, to be mended within ${target}` }} |`;
}

/** A bar ends a table's cell even within a code span. */
function cell(text: string): Markdown {
  return { markdown: code(text).markdown.replaceAll('|', '\\|') };
}

function commanderRow(commander: string | null): Markdown {
  return commander === null
    ? md`| Incident commander | nobody yet: comment ${'/hotfix commander @login'} |`
    : md`| Incident commander | ${cell(commander)} |`;
}

export function renderPassport(
  pull: PullFacts,
  { repository }: Facts,
  policy: Policy,
  evaluation: Evaluation,
): string {
  const home = `${repository.webUrl}/${fullName(repository.id)}`;
  const checks = link('**Hotfix** check', `${home}/pull/${pull.number}/checks`);
  const made = release(pull, repository);
  const rows = [
    severityRow(evaluation, policy),
    commanderRow(evaluation.commander),
    md`| Goes to | ${cell(pull.base)} from ${cell(pull.head.branch)} |`,
    ...(made === null ? [] : [md`| Release | ${made} |`]),
    md`| Playbook | ${policy.playbook} |`,
  ];
  const owed =
    evaluation.obligations.length === 0 ? [] : [md`**Owed after the merge**`, owedRows(evaluation)];
  return join(
    [
      { markdown: PASSPORT_MARKER },
      md`### 🚨 Hotfix`,
      md`What is left to do before the merge stands in the ${checks}, with text to paste. It runs again by itself on every push and every edit of the description. Comment ${'/hotfix help'} for what else can be done from here.`,
      md`| | |
|---|---|
${join(rows, '\n')}`,
      ...owed,
    ],
    '\n\n',
  ).markdown;
}

export function renderFormerHotfix(reason: Markdown): string {
  return join(
    [
      { markdown: PASSPORT_MARKER },
      md`### Not a hotfix any more`,
      md`${reason}. Nothing is asked of this pull request.`,
    ],
    '\n\n',
  ).markdown;
}
