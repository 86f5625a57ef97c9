// A pull request that changes the policy or its templates: is the new one valid, and what would change?

import type { Need } from '../case/need.ts';
import type { Facts } from '../model/facts/facts.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import type { PolicyFiles } from '../model/facts/repository.ts';
import { fullName } from '../model/ids.ts';
import { md } from '../model/markdown.ts';
import type { ConfigurableRule } from '../policy/configurable-rule.ts';
import { policyDifferences } from '../policy/difference.ts';
import { POLICY_PATH, type Policy, type PolicyProblem, type PolicyTemplate } from '../policy/policy.ts';
import { checkOn } from '../show/check-run.ts';
import { type CheckContent, POLICY_CHECK_NAME } from '../show/effects.ts';
import {
  type PolicyCheckText,
  renderBrokenPolicy,
  renderFirstPolicy,
  renderNoPolicy,
  renderPolicyDifferences,
} from '../show/texts/policy-change.ts';
import type { Look } from './look.ts';

export type PolicyChange =
  /** These have to be read first. */
  | { readonly kind: 'lacks'; readonly needs: readonly Need[] }
  /** None where the pull request changes nothing of the policy. */
  | { readonly kind: 'checks'; readonly checks: readonly CheckContent[] };

const NONE: PolicyChange = { kind: 'checks', checks: [] };

/** The templates that are files of this repository. */
function ownTemplates({ templates, organisation }: Policy): readonly PolicyTemplate[] {
  const theirs = organisation === null ? null : `${fullName(organisation)}/`;
  return Object.values(templates).filter(
    ({ source }) => !source.startsWith('playbook ') && (theirs === null || !source.startsWith(theirs)),
  );
}

type Read = Look['reading'];

/** The policy and its templates, as far as they are files of this repository. */
function filesOf(reading: Read): readonly string[] {
  if (reading.kind !== 'policy') return [POLICY_PATH];
  return [POLICY_PATH, ...new Set(ownTemplates(reading.policy).map(({ source }) => source))];
}

/** What a template's author should correct, although the template can be used: a fence that is never closed. */
function templateProblems(policy: Policy): readonly PolicyProblem[] {
  return ownTemplates(policy).flatMap(({ source, template }) =>
    template.warnings.map(({ message, line }) => ({
      path: source,
      organisation: null,
      line,
      // It quotes the template's own words, which may be anybody's.
      message: md`Mistake in the template: ${message.replace(/\.$/, '')}`,
      help: null,
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

function textOf(
  before: Read,
  after: Read,
  base: string,
  rules: readonly ConfigurableRule[],
): PolicyCheckText | null {
  if (after.kind === 'none') return before.kind === 'policy' ? renderNoPolicy(base) : null;
  const own = ownProblems(after.problems);
  const templates = templateProblems(after.policy);
  const theirs = after.problems.filter(({ organisation }) => organisation !== null);
  if (own.length + templates.length > 0) return renderBrokenPolicy(own, templates, theirs);
  if (before.kind !== 'policy') return renderFirstPolicy(after.policy, rules, base, theirs);
  const differences = policyDifferences(before.policy, after.policy, rules);
  return renderPolicyDifferences(differences, {
    base,
    corrected: ownProblems(before.problems).length,
    theirs,
  });
}

/** The check on a pull request that changes the policy itself, whether or not it is a hotfix. Nothing else follows from the head's text. */
export function policyChange({
  change: pull,
  facts,
  reading: before,
  readPolicy,
  rules,
  plan,
}: Look<PullFacts>): PolicyChange {
  if (pull.state !== 'open') return NONE;
  // A template that only the new policy names is known once that was read.
  const wanted = filesOf(before);
  const touched = touches(pull, wanted);
  if (touched === 'no' || (touched === 'perhaps' && before.kind !== 'policy')) return NONE;
  // Whatever else was read is still wanted.
  const lacks = (paths: readonly string[], theirs: readonly string[]): PolicyChange => ({
    kind: 'lacks',
    needs: [
      ...plan.values(),
      ...paths.map((path): Need => ({ kind: 'head-file', path })),
      ...theirs.map((path): Need => ({ kind: 'organisation-file', path })),
    ],
  });
  if (wanted.some((path) => !facts.headFiles.has(path))) return lacks(wanted, []);
  if (touched === 'perhaps' && !isGone(facts, wanted)) return NONE;
  const after = readPolicy(filesOfHead(facts));
  if (after.kind === 'needs-files') return lacks([...wanted, ...after.paths], after.organisationPaths);
  const said = textOf(before, after, pull.base, rules);
  if (said === null) return NONE;
  return {
    kind: 'checks',
    checks: [checkOn(pull.head.sha, facts, POLICY_CHECK_NAME, said.conclusion, said)],
  };
}
