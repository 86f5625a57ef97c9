// What would be different under another policy, in sentences.
import { durationText } from './duration.ts';
import { list, type Markdown, md } from './markdown.ts';
import type { Policy, PolicyTemplate, SeverityPolicy } from './policy.ts';
import { groupsText } from './reviewers/group.ts';
import type { BoundRule } from './rule.ts';

function both(what: Markdown, before: Markdown, after: Markdown): readonly Markdown[] {
  return before.markdown === after.markdown ? [] : [md`${what}: ${before} → ${after}`];
}

function words(all: readonly string[]): Markdown {
  return all.length === 0 ? md`none` : list(all);
}

function onOff(value: boolean): Markdown {
  return { markdown: value ? 'on' : 'off' };
}

/** A setting as the policy holds it; long lists by their difference only. */
function settingText(value: unknown): Markdown {
  if (Array.isArray(value)) return words(value.map(String));
  return md`${typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')}`;
}

function changedSettings(before: BoundRule, after: BoundRule): readonly Markdown[] {
  const keys = [...new Set([...Object.keys(before.settings), ...Object.keys(after.settings)])];
  return keys.flatMap((key) => {
    const [old, now] = [before.settings[key], after.settings[key]];
    if (JSON.stringify(old) === JSON.stringify(now)) return [];
    if (Array.isArray(old) && Array.isArray(now) && old.length + now.length > 12) {
      const gone = old.filter((one) => !now.includes(one)).map(String);
      const come = now.filter((one) => !old.includes(one)).map(String);
      return [md`Rule ${before.id}, ${key}: without ${words(gone)}, with ${words(come)}`];
    }
    return both(md`Rule ${before.id}, ${key}`, settingText(old), settingText(now));
  });
}

function ruleChanges(before: Policy, after: Policy): readonly Markdown[] {
  const was = new Map(before.rules.map((rule) => [rule.id, rule]));
  const is = new Map(after.rules.map((rule) => [rule.id, rule]));
  const come = after.rules.filter(({ id }) => !was.has(id));
  const gone = before.rules.filter(({ id }) => !is.has(id));
  return [
    ...come.map((rule) => md`Rule ${rule.id} is asked now: ${{ markdown: rule.title }}`),
    ...gone.map((rule) => md`Rule ${rule.id} is not asked any more: ${{ markdown: rule.title }}`),
    ...after.rules.flatMap((rule) => {
      const old = was.get(rule.id);
      return old === undefined ? [] : changedSettings(old, rule);
    }),
  ];
}

function deferredText({ deferred }: SeverityPolicy): Markdown {
  const all = [...deferred].map(([id, within]) => md`${id} within ${{ markdown: durationText(within) }}`);
  return all.length === 0 ? md`nothing` : list(all);
}

function severityChanges(before: Policy, after: Policy): readonly Markdown[] {
  return (['P0', 'P1', 'P2'] as const).flatMap((step) => {
    const [old, now] = [before.severities[step], after.severities[step]];
    const name = { markdown: step };
    return [
      ...both(
        md`Target of ${name}`,
        { markdown: durationText(old.target) },
        { markdown: durationText(now.target) },
      ),
      ...both(md`What may wait at ${name}`, deferredText(old), deferredText(now)),
    ];
  });
}

function templateChanges(what: string, before: PolicyTemplate, after: PolicyTemplate): readonly Markdown[] {
  const name = { markdown: what };
  const asks = ({ template }: PolicyTemplate) =>
    new Map(
      template.fields
        .filter(({ required }) => required)
        .map(({ path }) => [path.join(' › '), path.at(-1) ?? '']),
    );
  const [old, now] = [asks(before), asks(after)];
  const come = [...now].filter(([key]) => !old.has(key)).map(([, label]) => label);
  const gone = [...old].filter(([key]) => !now.has(key)).map(([, label]) => label);
  return [
    ...both(md`The ${name} template is read from`, md`${before.source}`, md`${after.source}`),
    ...(come.length === 0 ? [] : [md`The ${name} template asks for ${words(come)} now`]),
    ...(gone.length === 0 ? [] : [md`The ${name} template does not ask for ${words(gone)} any more`]),
  ];
}

/** One sentence for each difference that somebody could notice; none where nothing changes in effect. */
export function policyDifferences(before: Policy, after: Policy): readonly Markdown[] {
  const kinds = ['production', 'develop', 'release', 'hotfix'] as const;
  const { labels: oldLabels, bypass: oldBypass } = before;
  const { labels, bypass } = after;
  const groups = (policy: Policy) => groupsText(policy.bypass.authorisedBy);
  return [
    ...both(md`Playbook`, md`${before.playbook}`, md`${after.playbook}`),
    ...kinds.flatMap((kind) =>
      both(
        md`${{ markdown: `Branches (${kind})` }}`,
        words(before.branches[kind]),
        words(after.branches[kind]),
      ),
    ),
    ...ruleChanges(before, after),
    ...severityChanges(before, after),
    ...both(md`Who may authorise a bypass`, groups(before), groups(after)),
    ...both(md`Reasons for a bypass`, words(oldBypass.reasons), words(bypass.reasons)),
    ...both(
      md`Want of a reviewer counts after`,
      { markdown: durationText(oldBypass.noReviewerAfter) },
      { markdown: durationText(bypass.noReviewerAfter) },
    ),
    ...both(md`Label of hotfixes`, md`${oldLabels.hotfix}`, md`${labels.hotfix}`),
    ...both(
      md`Labels of severities`,
      words(Object.values(oldLabels.severities)),
      words(Object.values(labels.severities)),
    ),
    ...both(md`Labels are put on by the app`, onOff(oldLabels.apply), onOff(labels.apply)),
    ...both(
      md`The check on every pull request`,
      onOff(before.check.everywhere),
      onOff(after.check.everywhere),
    ),
    ...templateChanges('description', before.templates.pullRequest, after.templates.pullRequest),
    ...templateChanges('commit', before.templates.commit, after.templates.commit),
    ...templateChanges('bypass', before.templates.bypass, after.templates.bypass),
    ...templateChanges('post-mortem', before.templates.postMortem, after.templates.postMortem),
  ];
}
