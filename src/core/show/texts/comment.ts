// The hotfix's passport: the one comment on its pull request. It shows what rarely changes, and in its headline how much is left to
// do. Everything else that changes with an edit is in the check.

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
import { deferredRows } from './deferred.ts';
import { HEADLINE_MARKER, PASSPORT_MARKER } from './markers.ts';
import { headline, openTasks } from './open-tasks.ts';

function link(words: string, url: string): Markdown {
  return { markdown: `[${words}](${encodeURI(url)})` };
}

function release(pull: PullFacts, repository: RepositoryFacts): Markdown | null {
  const newest = repository.tags.known ? newestRelease(repository.tags.value, pull.base) : null;
  return newest === null ? null : md`${versionText(patchAfter(newest))}, after ${versionText(newest)}`;
}

/** "🔴 P0 Critical. Target: production restored within 1 h". */
function severityRow({ severity }: Evaluation, policy: Policy): Markdown {
  const step = severity?.severity ?? null;
  if (step === null) return md`| Severity | not stated yet |`;
  const { mark, word } = SEVERITY_NAMES[step];
  const target = durationText(policy.severities[step].target);
  return md`| Severity | ${{ markdown: `${mark} ${step} ${word}. Target: production restored within ${target}` }} |`;
}

/** A vertical bar ends a table's cell, even within a code span. */
function cell(text: string): Markdown {
  return { markdown: code(text).markdown.replaceAll('|', '\\|') };
}

function commanderRow(commander: string | null): Markdown {
  return commander === null
    ? md`| Incident commander | not named. Comment ${'/hotfix commander @login'} |`
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
    md`| Merges | ${cell(pull.head.branch)} into ${cell(pull.base)} |`,
    ...(made === null ? [] : [md`| Release | ${made} |`]),
    md`| Playbook | ${policy.playbook} |`,
  ];
  const tasks = openTasks(evaluation);
  const deferred =
    evaluation.obligations.length === 0
      ? []
      : [md`**Deferred until after the merge**`, deferredRows(evaluation)];
  return join(
    [
      { markdown: PASSPORT_MARKER },
      md`### 🚨 Hotfix`,
      md`${{ markdown: HEADLINE_MARKER }}
**${headline(tasks)}.** The ${checks} ${{ markdown: tasks.length === 0 ? 'shows what was checked' : 'has each step with text to paste' }}.`,
      md`| | |
|---|---|
${join(rows, '\n')}`,
      ...deferred,
      md`The check runs again on every push and every edit. Comment ${'/hotfix help'} for the commands.`,
    ],
    '\n\n',
  ).markdown;
}

export function renderFormerHotfix(reason: Markdown): string {
  return join(
    [
      { markdown: PASSPORT_MARKER },
      md`### No longer a hotfix`,
      md`${reason}. Nothing is asked of this pull request.`,
    ],
    '\n\n',
  ).markdown;
}
