// What needs no action: met and not applicable, with the evidence, folded below what is open and what is deferred.
import type { Evaluation } from '../../evaluation/evaluate.ts';
import { type Facts, pullOf } from '../../model/facts/facts.ts';
import type { Known } from '../../model/facts/known.ts';
import { type Finding, placeText } from '../../model/finding.ts';
import { count, join, type Markdown, md } from '../../model/markdown.ts';
import { organisationNotReadable } from '../../policy/out-of-reach.ts';
import type { Policy } from '../../policy/policy.ts';

const MARKS = { met: '✅', deferred: '🕓', 'not-applicable': '➖', unmet: '❌', unknown: '❔' } as const;
const ROWS = 60;

function row(finding: Finding): Markdown {
  const place = finding.at === null ? md`` : md` · ${placeText(finding.at)}`;
  const detail = finding.detail === null ? md`` : md`. ${finding.detail}`;
  return md`- ${{ markdown: MARKS[finding.status] }} ${finding.title}${detail}${place}`;
}

function details(summary: Markdown, rows: readonly Markdown[]): Markdown {
  const shown = rows.slice(0, ROWS);
  if (rows.length > shown.length) shown.push(md`- … and ${rows.length - shown.length} more`);
  return md`<details><summary>${summary}</summary>

${join(shown, '\n')}

</details>`;
}

/** Facts that could not be read from GitHub, each with the missing permission and what the app does without it. */
function unread(facts: Facts): readonly Markdown[] {
  const { repository, change, files } = facts;
  const pull = pullOf(facts);
  const all: readonly Known<unknown>[] = [
    repository.tags,
    repository.branches,
    change.origin,
    ...(pull === null
      ? []
      : [pull.commits, pull.files, pull.reviews, pull.comments, pull.queueHead, pull.patches]),
  ];
  const reasons = all.flatMap((fact) => (!fact.known && fact.cause === 'unreadable' ? [fact.reason] : []));
  const organisation = organisationNotReadable(files.organisation);
  return [
    ...(organisation === null ? [] : [md`- ${organisation}`]),
    ...[...new Set(reasons)].map((reason) => md`- ${{ markdown: reason }}`),
  ];
}

export function foldedFindings(evaluation: Evaluation, facts: Facts, policy: Policy): Markdown {
  const closed = evaluation.findings.filter(({ status }) => status === 'met' || status === 'not-applicable');
  const met = closed.filter((finding) => finding.status === 'met').length;
  const parts: Markdown[] = [];
  if (closed.length > 0) {
    parts.push(details(md`Also checked: ${met} met, ${closed.length - met} not applicable`, closed.map(row)));
  }
  const missing = unread(facts);
  if (missing.length > 0) parts.push(details(md`Could not be read from GitHub`, missing));
  const { recognition } = evaluation;
  const rules = evaluation.rules.map(
    (rule) => md`- **${{ markdown: rule.title }}**: ${{ markdown: rule.why }}`,
  );
  const known = recognition.hotfix ? [md`- A hotfix because: ${recognition.evidence}`] : [];
  const source = md`- Playbook ${policy.playbook}, description template ${policy.templates.pullRequest.source}`;
  parts.push(
    details(md`All ${count(rules.length, 'rule')}, with their reasons`, [...known, source, ...rules]),
  );
  return join(parts, '\n\n');
}
