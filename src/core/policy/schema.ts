// The shape of a policy file, once: the parser, the JSON Schema for editors and the docs all come from here.
import { z } from 'zod';
import { patternProblem } from '../branches/patterns.ts';
import { BYPASS_REASONS } from '../choices/bypass-reasons.ts';
import { wordingSetting } from '../choices/wording-setting.ts';
import { PLAYBOOKS } from '../playbooks/playbooks.ts';
import { groupsSetting } from '../reviewers/group.ts';
import type { FieldRole } from '../template/field-roles.ts';
import type { ConfigurableRule } from './configurable-rule.ts';
import { durationSetting } from './settings.ts';

const pattern = z.string().superRefine((text, context) => {
  const problem = patternProblem(text);
  if (problem !== null) context.addIssue({ code: 'custom', message: `The pattern ${problem}` });
});

/** One or several, as people write it: `main` or `[main, support/*]`. */
const patterns = z.union([pattern, z.array(pattern).min(1)]);
const labels = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** A file of the repository: nothing absolute, nothing above it. */
const path = z.string().superRefine((text, context) => {
  const outside =
    text.startsWith('/') ||
    text.includes('\\') ||
    text.split('/').some((part) => part === '..' || part === '');
  if (outside || /[\p{Cc}:]/u.test(text) || text.length > 200) {
    context.addIssue({
      code: 'custom',
      message: 'Use a path within the repository, such as `.github/hotfix.md`',
    });
  }
});

const ROLES = {
  incident: labels.optional().describe('Labels of the field that names the incident.'),
  severity: labels.optional().describe('Labels of the field that gives the severity.'),
  criterion: labels.optional().describe('Labels of the field that names the emergency criterion.'),
  commander: labels.optional().describe('Labels of the field that names the incident commander.'),
  detected: labels.optional().describe('Labels of the field that says when the incident began.'),
  justification: labels.optional().describe('Labels of the field that says why the fix cannot wait.'),
  rollback: labels.optional().describe('Labels of the field with the rollback plan.'),
  monitoring: labels.optional().describe('Labels of the field that says how the result is monitored.'),
  risks: labels.optional().describe('Labels of the field that lists the accepted risks.'),
} satisfies Record<FieldRole, z.ZodType>;

const severity = z.strictObject({
  target: durationSetting.optional().describe('How soon production should work again.'),
  required: labels
    .optional()
    .describe(
      'Rules that are required before the merge, although the playbook defers them. /hotfix defer can still defer one.',
    ),
  deferred: z
    .record(z.string(), durationSetting)
    .optional()
    .describe(
      'Rules that are due after the merge instead of before it, each with its time limit, such as 24h.',
    ),
});

/** The owner's own `.github` repository, with or without the owner's name. */
export const ORGANISATION = /^(?:[\w.-]+\/)?\.github$/;

const labelName = z.string().regex(/\S/).max(50);

const confirmation = z.enum(['before', 'after']);

const sections = {
  extends: z
    .union([z.enum(PLAYBOOKS.map(({ name }) => name)), z.string().regex(ORGANISATION)])
    .optional()
    .describe('The built-in playbook to start from, or .github for the policy of the organisation.'),
  branches: z
    .strictObject({
      production: patterns.optional().describe('Branches that releases are made from.'),
      develop: patterns.optional().describe('Branches that regular work is merged into.'),
      release: patterns.optional().describe('Branches of releases that are being prepared.'),
      hotfix: patterns.optional().describe('Names that make a branch a hotfix.'),
    })
    .optional()
    .describe('Patterns: `*` stands for anything within one segment of the name, `**` across segments.'),
  templates: z
    .strictObject({
      'pull-request': path.optional().describe('The template of the description.'),
      commit: path.optional().describe('The template of commit messages.'),
      bypass: path.optional().describe('The template of the bypass justification.'),
      'post-mortem': path.optional().describe('The template of the review after the incident.'),
    })
    .optional()
    .describe('Files of the base branch that replace the playbook’s own templates.'),
  fields: z
    .strictObject(ROLES)
    .optional()
    .describe('Your labels for these fields, if the built-in words do not find them.'),
  severities: z
    .record(z.string(), severity)
    .optional()
    .describe('By severity: P0, P1 and P2, or their other names.'),
  bypass: z
    .strictObject({
      'authorised-by': groupsSetting.optional().describe('Who may authorise a merge without a review.'),
      reasons: z
        .union([z.enum(BYPASS_REASONS), z.array(z.enum(BYPASS_REASONS)).min(1)])
        .optional()
        .describe('The valid reasons for a merge without a review.'),
      wording: wordingSetting(BYPASS_REASONS)
        .optional()
        .describe('Your own texts for these reasons. They are offered and read.'),
      'no-reviewer-after': durationSetting
        .optional()
        .describe('How long a pull request waits for a reviewer before `no-reviewer` is a reason.'),
      confirmation: z
        .strictObject({
          P0: confirmation.optional().describe('At severity P0, critical.'),
          P1: confirmation.optional().describe('At severity P1, high.'),
          P2: confirmation.optional().describe('At severity P2, medium.'),
        })
        .optional()
        .describe(
          'By severity: whether the person named in the block confirms it before the merge, or within 24 h after it.',
        ),
    })
    .optional()
    .describe('When a hotfix may be merged without a review, and who may authorise it.'),
  labels: z
    .strictObject({
      hotfix: labelName.optional().describe('The label that makes a pull request a hotfix.'),
      P0: labelName.optional().describe('The label of hotfixes of severity P0, critical.'),
      P1: labelName.optional().describe('The label of hotfixes of severity P1, high.'),
      P2: labelName.optional().describe('The label of hotfixes of severity P2, medium.'),
      apply: z
        .boolean()
        .optional()
        .describe('Whether the app adds these labels to hotfixes, and creates the missing ones.'),
    })
    .optional()
    .describe('The names of the labels that the app reads and adds.'),
  check: z
    .strictObject({
      everywhere: z
        .boolean()
        .optional()
        .describe(
          'Whether all other pull requests get the check too, as success, so that it can be required.',
        ),
    })
    .optional()
    .describe('On which pull requests the check is shown.'),
  locked: z
    .array(z.string().min(1))
    .optional()
    .describe(
      'Only in an organisation’s policy: keys that its repositories cannot change, such as rules.review.',
    ),
};

const SWITCH = z.union([z.boolean(), z.enum(['on', 'off'])]);

/** Parses everything but the rules' settings, which each rule's own schema parses. */
export const policyShape = z.strictObject({
  ...sections,
  rules: z.record(z.string(), z.unknown()).optional(),
});

export type PolicyShape = z.infer<typeof policyShape>;

/** Whether a rule is asked: `on`, `off`, or null for settings. Undefined where it is neither a switch nor settings. */
export function readSwitch(value: unknown): boolean | undefined {
  const parsed = SWITCH.safeParse(value);
  return parsed.success ? parsed.data === true || parsed.data === 'on' : undefined;
}

/** The keys that a rule's settings may have. */
export function settingKeys(rule: ConfigurableRule): readonly string[] {
  return rule.settings instanceof z.ZodObject ? Object.keys(rule.settings.shape) : [];
}

function bypassKeys(key: string | undefined): readonly string[] {
  if (key === 'wording') return BYPASS_REASONS;
  if (key === 'confirmation') return ['P0', 'P1', 'P2'];
  return ['authorised-by', 'reasons', 'wording', 'no-reviewer-after', 'confirmation'];
}

/** The keys that may stand at a place of the file; for "did you mean". */
export function keysAt(place: readonly PropertyKey[], rules: readonly ConfigurableRule[]): readonly string[] {
  const [section, id] = place.map(String);
  if (section === undefined) return Object.keys(policyShape.shape);
  if (section === 'rules') {
    const rule = rules.find((one) => one.id === id);
    return id === undefined ? rules.map((one) => one.id) : rule === undefined ? [] : settingKeys(rule);
  }
  if (section === 'branches') return ['production', 'develop', 'release', 'hotfix'];
  if (section === 'templates') return ['pull-request', 'commit', 'bypass', 'post-mortem'];
  if (section === 'fields') return Object.keys(ROLES);
  if (section === 'labels') return ['hotfix', 'P0', 'P1', 'P2', 'apply'];
  if (section === 'bypass') return bypassKeys(id);
  if (section === 'check') return ['everywhere'];
  if (section !== 'severities') return [];
  if (place.length === 1) return ['P0', 'P1', 'P2'];
  return place[2] === 'deferred'
    ? rules.flatMap((rule) => (rule.deferral === null ? [] : [rule.id]))
    : ['target', 'required', 'deferred'];
}

/** The JSON Schema of a policy file with these rules, for editors. */
export function policyJsonSchema(rules: readonly ConfigurableRule[]): object {
  const shapes = rules.map((rule) => {
    const either = z.union([SWITCH, rule.settings]).optional();
    return [rule.id, either.describe(`${rule.title}. ${rule.why}`)] as const;
  });
  const whole = z.strictObject({
    ...sections,
    rules: z
      .strictObject(Object.fromEntries(shapes))
      .optional()
      .describe('By rule: `on`, `off`, or settings.'),
  });
  return { title: 'Hotfix Warden policy', ...z.toJSONSchema(whole, { io: 'input', target: 'draft-7' }) };
}
