// What changes from one policy to another, in sentences.

import { BYPASS_REASONS, REASON_TEXTS } from '../choices/bypass-reasons.ts';
import { textOf } from '../choices/offers.ts';
import { durationText } from '../model/duration.ts';
import { fullName } from '../model/ids.ts';
import { count, join, list, type Markdown, md } from '../model/markdown.ts';
import type { SeverityPolicy } from '../playbooks/playbook.ts';
import { groupsText } from '../reviewers/group.ts';
import type { FieldRole } from '../template/field-roles.ts';
import type { ConfigurableRule, RuleSettings } from './configurable-rule.ts';
import type { Confirmation, Policy } from './policy.ts';
import { templateDifferences } from './template-difference.ts';

const NOTHING = md`nothing`;
/** Nobody reads a longer list, and a policy may hold thousands of names. */
const MOST_WORDS = 12;

function both(what: Markdown, before: Markdown, after: Markdown): readonly Markdown[] {
  return before.markdown === after.markdown ? [] : [md`${what}: ${before} → ${after}`];
}

function words(all: readonly string[]): Markdown {
  if (all.length === 0) return NOTHING;
  const rest = all.length - MOST_WORDS;
  return rest <= 0 ? list(all) : list([...all.slice(0, MOST_WORDS), md`${count(rest, 'more', 'more')}`]);
}

/** Two lists of words. Where they are long: only what is removed and added. */
function lists(what: Markdown, before: readonly string[], after: readonly string[]): readonly Markdown[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (before.length + after.length <= MOST_WORDS) return [md`${what}: ${words(before)} → ${words(after)}`];
  const gone = before.filter((one) => !after.includes(one));
  const come = after.filter((one) => !before.includes(one));
  const parts = [
    ...(gone.length === 0 ? [] : [md`removed ${words(gone)}`]),
    ...(come.length === 0 ? [] : [md`added ${words(come)}`]),
  ];
  return [md`${what}: ${parts.length === 0 ? md`the same in a different order` : join(parts, '; ')}`];
}

function onOff(value: boolean): Markdown {
  return { markdown: value ? 'on' : 'off' };
}

function settingText(value: unknown): Markdown {
  if (value === undefined) return md`not set`;
  return md`${typeof value === 'string' ? value : JSON.stringify(value)}`;
}

function changedSettings(id: string, before: RuleSettings, after: RuleSettings): readonly Markdown[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => {
    const [old, now] = [before[key], after[key]];
    if (JSON.stringify(old) === JSON.stringify(now)) return [];
    const what = md`Rule ${id}, ${key}`;
    return Array.isArray(old) && Array.isArray(now)
      ? lists(what, old.map(String), now.map(String))
      : both(what, settingText(old), settingText(now));
  });
}

function ruleChanges(before: Policy, after: Policy, rules: readonly ConfigurableRule[]): readonly Markdown[] {
  const titled = (isIn: Policy, isNotIn: Policy) =>
    rules.filter(({ id }) => isIn.rules.has(id) && !isNotIn.rules.has(id));
  return [
    ...titled(after, before).map(({ id, title }) => md`Rule ${id} is switched on: ${{ markdown: title }}`),
    ...titled(before, after).map(({ id, title }) => md`Rule ${id} is switched off: ${{ markdown: title }}`),
    ...[...after.rules].flatMap(([id, settings]) => {
      const old = before.rules.get(id);
      return old === undefined ? [] : changedSettings(id, old, settings);
    }),
  ];
}

function deferredText({ deferred }: SeverityPolicy): Markdown {
  const all = [...deferred].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const texts = all.map(([id, within]) => md`${id} within ${{ markdown: durationText(within) }}`);
  return texts.length === 0 ? NOTHING : list(texts);
}

function severityChanges(before: Policy, after: Policy): readonly Markdown[] {
  return (['P0', 'P1', 'P2'] as const).flatMap((step) => {
    const [old, now] = [before.severities[step], after.severities[step]];
    const name = { markdown: step };
    return [
      ...both(
        md`Target time of ${name}`,
        { markdown: durationText(old.target) },
        { markdown: durationText(now.target) },
      ),
      ...both(md`Deferred at ${name}`, deferredText(old), deferredText(now)),
    ];
  });
}

const ROLES: Readonly<Record<FieldRole, string>> = {
  incident: 'names the incident',
  severity: 'gives the severity',
  criterion: 'names the emergency criterion',
  justification: 'says why the fix cannot wait',
  rollback: 'has the rollback plan',
  monitoring: 'says how the result is monitored',
  risks: 'lists the accepted risks',
  commander: 'names the incident commander',
  detected: 'says when the incident began',
};

function fieldChanges(before: Policy, after: Policy): readonly Markdown[] {
  const roles: readonly FieldRole[] = [
    'incident',
    'severity',
    'criterion',
    'justification',
    'rollback',
    'monitoring',
    'risks',
    'commander',
    'detected',
  ];
  return roles.flatMap((role) =>
    lists(md`Labels of the field that ${{ markdown: ROLES[role] }}`, before.fields[role], after.fields[role]),
  );
}

function confirmationText(when: Confirmation): Markdown {
  return { markdown: `${when} the merge` };
}

function bypassChanges({ bypass: before }: Policy, { bypass: after }: Policy): readonly Markdown[] {
  return [
    ...both(md`Who may authorise a bypass`, groupsText(before.authorisedBy), groupsText(after.authorisedBy)),
    ...lists(md`Reasons for a bypass`, before.reasons, after.reasons),
    ...BYPASS_REASONS.flatMap((reason) =>
      both(
        md`Text of the bypass reason ${reason}`,
        textOf(reason, REASON_TEXTS, before.wording),
        textOf(reason, REASON_TEXTS, after.wording),
      ),
    ),
    ...both(
      md`${'no-reviewer'} is a reason for a bypass after`,
      { markdown: durationText(before.noReviewerAfter) },
      { markdown: durationText(after.noReviewerAfter) },
    ),
    ...(['P0', 'P1', 'P2'] as const).flatMap((step) =>
      both(
        md`A bypass at ${{ markdown: step }} is confirmed`,
        confirmationText(before.confirmation[step]),
        confirmationText(after.confirmation[step]),
      ),
    ),
  ];
}

function labelChanges({ labels: before }: Policy, { labels: after }: Policy): readonly Markdown[] {
  const severities = (['P0', 'P1', 'P2'] as const).flatMap((step) =>
    both(md`Label of ${{ markdown: step }}`, md`${before.severities[step]}`, md`${after.severities[step]}`),
  );
  return [
    ...both(md`Label of hotfixes`, md`${before.hotfix}`, md`${after.hotfix}`),
    ...severities,
    ...both(md`The app adds labels`, onOff(before.apply), onOff(after.apply)),
  ];
}

function organisationText({ organisation }: Policy): Markdown {
  return organisation === null ? NOTHING : md`${fullName(organisation)}`;
}

/** One sentence for each difference that a hotfix could notice; none where there is none. */
export function policyDifferences(
  before: Policy,
  after: Policy,
  rules: readonly ConfigurableRule[],
): readonly Markdown[] {
  const kinds = ['production', 'develop', 'release', 'hotfix'] as const;
  const [old, now] = [before.templates, after.templates];
  return [
    ...both(md`Playbook`, md`${before.playbook}`, md`${after.playbook}`),
    ...both(md`Policy of the organisation`, organisationText(before), organisationText(after)),
    ...lists(md`Locked keys, which repositories cannot change`, before.locked, after.locked),
    ...kinds.flatMap((kind) =>
      lists(md`Branches (${{ markdown: kind }})`, before.branches[kind], after.branches[kind]),
    ),
    ...ruleChanges(before, after, rules),
    ...severityChanges(before, after),
    ...bypassChanges(before, after),
    ...labelChanges(before, after),
    ...both(
      md`The check is shown on every pull request`,
      onOff(before.check.everywhere),
      onOff(after.check.everywhere),
    ),
    ...fieldChanges(before, after),
    ...templateDifferences('description', old.pullRequest, now.pullRequest, words),
    ...templateDifferences('commit', old.commit, now.commit, words),
    ...templateDifferences('bypass', old.bypass, now.bypass, words),
    ...templateDifferences('post-mortem', old.postMortem, now.postMortem, words),
  ];
}
