// The decision as a tree with its evidence: the verdict, below it the rules, and below each rule what it found.

import type { Evaluation } from '../../evaluation/evaluate.ts';
import { durationText } from '../../model/duration.ts';
import { conclude, type Finding, placeText, type Status } from '../../model/finding.ts';
import { type Markdown, md } from '../../model/markdown.ts';
import { SEVERITY_NAMES } from '../../model/severity.ts';
import type { Policy } from '../../policy/policy.ts';

export interface TreeNode {
  /** Null for evidence. */
  readonly status: Status | null;
  readonly text: Markdown;
  readonly children: readonly TreeNode[];
}

function leaf(text: Markdown): TreeNode {
  return { status: null, text, children: [] };
}

function findingNode(finding: Finding): TreeNode {
  const place = finding.at === null ? md`` : md` (${placeText(finding.at)})`;
  const why = finding.detail === null ? [] : [leaf(finding.detail)];
  const fix = 'fix' in finding ? [leaf(md`To do: ${finding.fix.instruction}`)] : [];
  const due =
    finding.status === 'deferred'
      ? [
          leaf(
            md`Due within ${{ markdown: durationText(finding.within) }} of the merge. Settled by ${finding.settledBy}. Deferred by ${finding.allowedBy}`,
          ),
        ]
      : [];
  return { status: finding.status, text: md`${finding.title}${place}`, children: [...why, ...fix, ...due] };
}

/** The worst of a rule's findings is what the rule says. */
const WORST: readonly Status[] = ['unmet', 'unknown', 'deferred', 'met', 'not-applicable'];

function ruleNode(id: string, title: string, findings: readonly Finding[]): TreeNode {
  const status = WORST.find((one) => findings.some((finding) => finding.status === one)) ?? 'not-applicable';
  return { status, text: md`${{ markdown: title }} (${id})`, children: findings.map(findingNode) };
}

function severityNode({ severity }: Evaluation, policy: Policy): TreeNode {
  const step = severity?.severity ?? null;
  if (step === null) return leaf(md`Severity: not stated, so nothing is deferred`);
  const { target, deferred } = policy.severities[step];
  const waits = [...deferred.keys()];
  const may = waits.length === 0 ? md`nothing is deferred` : md`deferred: ${{ markdown: waits.join(', ') }}`;
  return leaf(
    md`Severity: ${{ markdown: `${step} ${SEVERITY_NAMES[step].word}` }}, target ${{ markdown: durationText(target) }}; ${may}`,
  );
}

/** @param verdict the check's own title */
export function decisionTree(evaluation: Evaluation, policy: Policy, verdict: string): TreeNode {
  const { recognition, findings, rules } = evaluation;
  const root = {
    status: conclude(findings) === 'failure' ? ('unmet' as const) : ('met' as const),
    text: { markdown: verdict },
  };
  if (!recognition.hotfix) return { ...root, status: 'not-applicable', children: [leaf(recognition.reason)] };
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  const ids = [...new Set(findings.map(({ rule }) => rule))];
  const organisation =
    policy.organisation === null
      ? md``
      : md`, under the policy of ${`${policy.organisation.owner}/${policy.organisation.name}`}`;
  return {
    ...root,
    children: [
      leaf(md`A hotfix because: ${recognition.evidence}`),
      leaf(
        md`Playbook ${policy.playbook}${organisation}; description template ${policy.templates.pullRequest.source}`,
      ),
      severityNode(evaluation, policy),
      ...ids.map((id) =>
        ruleNode(
          id,
          titles.get(id) ?? 'The policy has no mistakes',
          findings.filter(({ rule }) => rule === id),
        ),
      ),
    ],
  };
}
