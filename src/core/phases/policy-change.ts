// A pull request that changes the policy or its templates: is the new one in order, and what would be different?

import type { Facts } from '../model/facts/facts.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import type { PolicyFiles } from '../model/facts/repository.ts';
import { fullName } from '../model/ids.ts';
import { policyDifferences } from '../policy/difference.ts';
import {
  POLICY_PATH,
  type Policy,
  type PolicyProblem,
  type PolicyReading,
  type PolicyTemplate,
} from '../policy/policy.ts';
import { type CheckContent, POLICY_CHECK_NAME } from '../show/effects.ts';
import {
  type PolicyCheckText,
  renderBrokenPolicy,
  renderFirstPolicy,
  renderNoPolicy,
  renderPolicyDifferences,
} from '../show/texts/policy-change.ts';

export type PolicyChange =
  /** It changes nothing of the policy. */
  | { readonly kind: 'none' }
  /** These files of the head have to be read first. */
  | {
      readonly kind: 'needs-files';
      readonly paths: readonly string[];
      /** Files of the organisation's repository, which only the new policy names. */
      readonly organisationPaths: readonly string[];
    }
  | { readonly kind: 'change'; readonly check: Omit<CheckContent, 'headSha' | 'externalId' | 'actions'> };

const NONE: PolicyChange = { kind: 'none' };

/** The templates that are files of this repository. */
function ownTemplates({ templates, organisation }: Policy): readonly PolicyTemplate[] {
  const theirs = organisation === null ? null : `${fullName(organisation)}/`;
  return Object.values(templates).filter(
    ({ source }) => !source.startsWith('playbook ') && (theirs === null || !source.startsWith(theirs)),
  );
}

/** The policy and its templates, as far as they are files of this repository. */
function filesOf(reading: PolicyReading): readonly string[] {
  if (reading.kind !== 'policy') return [POLICY_PATH];
  return [POLICY_PATH, ...new Set(ownTemplates(reading.policy).map(({ source }) => source))];
}

/** What a template's author should mend, although the template can be used: a fence that is never closed. */
function templateProblems(policy: Policy): readonly PolicyProblem[] {
  return ownTemplates(policy).flatMap(({ source, template }) =>
    template.warnings.map(({ message, line }) => ({
      path: source,
      organisation: null,
      line,
      message: 'The template has a mistake here',
      // It quotes the template's own words, which may be anybody's.
      quoted: message,
      didYouMean: null,
    })),
  );
}

/** What a pull request's list of files says about a path. GitHub gives the new name of a renamed file, and not the old one. */
function touches({ files }: PullFacts, paths: readonly string[]): 'yes' | 'no' | 'perhaps' {
  if (!files.known) return 'no';
  const { listed, total } = files.value;
  if (listed.some(({ path }) => paths.includes(path))) return 'yes';
  return total > listed.length || listed.some(({ status }) => status === 'renamed') ? 'perhaps' : 'no';
}

/** A renamed file is gone from the head. Another text there may only mean that the head is older than the base. */
function isGone({ files, headFiles }: Facts, paths: readonly string[]): boolean {
  return paths.some((path) => (files.texts.get(path) ?? null) !== null && headFiles.get(path) === null);
}

/** The head's own files where they were asked for, the base's elsewhere: a template that it does not touch stays as it is. */
function filesOfHead({ files, headFiles }: Facts): PolicyFiles {
  return { ...files, texts: new Map([...files.texts, ...headFiles]) };
}

function ownProblems(problems: readonly PolicyProblem[]): readonly PolicyProblem[] {
  return problems.filter(({ organisation }) => organisation === null);
}

function textOf(before: PolicyReading, after: PolicyReading, base: string): PolicyCheckText | null {
  if (after.kind === 'none') return before.kind === 'policy' ? renderNoPolicy(base) : null;
  if (after.kind === 'needs-files') return null;
  const own = ownProblems(after.problems);
  const templates = templateProblems(after.policy);
  const theirs = after.problems.filter(({ organisation }) => organisation !== null);
  if (own.length + templates.length > 0) return renderBrokenPolicy(own, templates, theirs);
  if (before.kind !== 'policy') return renderFirstPolicy(after.policy, base, theirs);
  const differences = policyDifferences(before.policy, after.policy);
  return renderPolicyDifferences(differences, { base, mended: ownProblems(before.problems).length, theirs });
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
  // A template that only the new policy names is known once that was read.
  const wanted = filesOf(before);
  const touched = touches(pull, wanted);
  if (touched === 'no' || (touched === 'perhaps' && before.kind !== 'policy')) return NONE;
  const lacking = wanted.filter((path) => !facts.headFiles.has(path));
  if (lacking.length > 0) return { kind: 'needs-files', paths: wanted, organisationPaths: [] };
  if (touched === 'perhaps' && !isGone(facts, wanted)) return NONE;
  const after = readPolicy(filesOfHead(facts));
  if (after.kind === 'needs-files') {
    const { paths, organisationPaths } = after;
    return { kind: 'needs-files', paths: [...new Set([...wanted, ...paths])], organisationPaths };
  }
  const text = textOf(before, after, pull.base);
  return text === null ? NONE : { kind: 'change', check: { name: POLICY_CHECK_NAME, ...text } };
}
