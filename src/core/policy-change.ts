// A pull request that changes the policy or its templates: is the new one in order, and what would be different?
import { type CheckContent, POLICY_CHECK_NAME } from './effects.ts';
import type { Facts, PolicyFiles, PullFacts } from './facts.ts';
import { type Markdown, md } from './markdown.ts';
import { POLICY_PATH, type Policy, type PolicyReading } from './policy.ts';
import { policyDifferences } from './policy-difference.ts';
import {
  type PolicyCheckText,
  renderBrokenPolicy,
  renderFirstPolicy,
  renderNoPolicy,
  renderPolicyDifferences,
} from './render/policy-change.ts';

export type PolicyChange =
  /** It changes nothing of the policy. */
  | { readonly kind: 'none' }
  /** These files of the head have to be read first. */
  | { readonly kind: 'needs-files'; readonly paths: readonly string[] }
  | { readonly kind: 'change'; readonly check: Omit<CheckContent, 'headSha' | 'externalId' | 'actions'> };

const NONE: PolicyChange = { kind: 'none' };

function templatesOf(policy: Policy): readonly string[] {
  return Object.values(policy.templates).flatMap(({ source }) =>
    source.startsWith('playbook ') ? [] : [source],
  );
}

function changes(pull: PullFacts, paths: readonly string[]): boolean {
  return pull.files.known && pull.files.value.listed.some(({ path }) => paths.includes(path));
}

/** The head's own files where they were asked for, the base's elsewhere: a template that it does not touch stays as it is. */
function filesOfHead({ files, headFiles }: Facts): PolicyFiles {
  return { ...files, texts: new Map([...files.texts, ...headFiles]) };
}

function ruleLines({ rules }: Policy): readonly Markdown[] {
  return rules.map(({ id, title }) => md`${id}: ${{ markdown: title }}`);
}

function textOf(before: PolicyReading, after: PolicyReading, base: string): PolicyCheckText | null {
  if (after.kind === 'none') return before.kind === 'policy' ? renderNoPolicy(base) : null;
  if (after.kind === 'needs-files') return null;
  if (after.problems.length > 0) return renderBrokenPolicy(after.problems);
  if (before.kind !== 'policy')
    return renderFirstPolicy(after.policy.playbook, ruleLines(after.policy), base);
  return renderPolicyDifferences(policyDifferences(before.policy, after.policy), base);
}

/**
 * @param before what the base branch has
 * @param readPolicy the same reading that judges hotfixes; nothing follows from the head's text but this check
 */
export function policyChange(
  pull: PullFacts,
  facts: Facts,
  before: PolicyReading,
  readPolicy: (files: PolicyFiles) => PolicyReading,
): PolicyChange {
  const templates = before.kind === 'policy' ? templatesOf(before.policy) : [];
  const touched = changes(pull, [POLICY_PATH, ...templates]);
  // A template that only the new policy names is known once that was read.
  if (!touched) return NONE;
  const wanted = [POLICY_PATH, ...templates];
  const lacking = wanted.filter((path) => !facts.headFiles.has(path));
  if (lacking.length > 0) return { kind: 'needs-files', paths: wanted };
  const after = readPolicy(filesOfHead(facts));
  if (after.kind === 'needs-files') {
    const more = after.paths.filter((path) => !facts.headFiles.has(path));
    return more.length === 0 ? NONE : { kind: 'needs-files', paths: [...wanted, ...more] };
  }
  const text = textOf(before, after, pull.base);
  return text === null ? NONE : { kind: 'change', check: { name: POLICY_CHECK_NAME, ...text } };
}
