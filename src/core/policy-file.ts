// Reads `.github/hotfix.yml` into a policy: every mistake located and explained, what it touches defaulted, the rest kept.
import { didYouMean } from './did-you-mean.ts';
import { hours, parseDuration } from './duration.ts';
import type { PolicyFiles } from './facts.ts';
import { type Duration, fullName, type RepositoryId } from './ids.ts';
import type { Playbook } from './playbooks/playbook.ts';
import { DEFAULT_PLAYBOOK, PLAYBOOKS } from './playbooks/playbooks.ts';
import {
  type BypassReason,
  type FieldRole,
  POLICY_PATH,
  type Policy,
  type PolicyReading,
  type PolicyTemplate,
  type SeverityPolicy,
} from './policy.ts';
import { isMapping, mergeLayers, onlyLocked, type Refusal, valueAt } from './policy-layers.ts';
import { Reading } from './policy-reading.ts';
import { ORGANISATION, type PolicyShape, policyShape, readSwitch } from './policy-schema.ts';
import type { PlainMapping, PlainValue } from './policy-source.ts';
import { groupsOf } from './reviewers/group.ts';
import type { BoundRule, Rule } from './rule.ts';
import type { Severity } from './severity.ts';
import { parseTemplate } from './template/parse.ts';

type TemplateKey = 'pull-request' | 'commit' | 'bypass' | 'post-mortem';

const BYPASS_REASONS: readonly BypassReason[] = ['no-reviewer', 'production-down', 'security-exploited'];
const NO_REVIEWER_AFTER = hours(2);

function listOf<T>(value: T | readonly T[] | undefined, fallback: readonly T[]): readonly T[] {
  if (value === undefined) return fallback;
  return [value].flat().filter((one): one is T => one !== undefined);
}

/** A policy file and what it says, as far as it is good. */
interface File {
  readonly reading: Reading;
  readonly policy: PlainMapping;
}

function read(text: string, rules: readonly Rule[], organisation: RepositoryId | null = null): File {
  const reading = new Reading(text, rules, organisation);
  return { reading, policy: reading.policy() };
}

/** Keys such as `rules.review`, as paths. */
function lockedPaths({ reading, policy }: File): readonly (readonly string[])[] {
  const keys = policy['locked'];
  return (Array.isArray(keys) ? keys : []).flatMap((key) => {
    const path = String(key).split('.');
    const [section = ''] = path;
    if (section in policyShape.shape && !['extends', 'locked'].includes(section)) return [path];
    const sections = Object.keys(policyShape.shape);
    reading.add(['locked'], 'There is no such key to lock', String(key), didYouMean(section, sections));
    return [];
  });
}

/** The organisation's file where there is one that matters: it is extended, or it locks something. */
function organisationFile(files: PolicyFiles, rules: readonly Rule[]): File | null {
  const text = files.organisation?.texts.get(POLICY_PATH) ?? null;
  return text === null || files.organisation === null
    ? null
    : read(text, rules, files.organisation.repository);
}

function extendsOrganisation({ policy }: File): boolean {
  const name = policy['extends'];
  return typeof name === 'string' && ORGANISATION.test(name);
}

function complain(own: File, refusals: readonly Refusal[], organisation: RepositoryId): void {
  const whose = fullName(organisation);
  for (const { path, why, holds } of refusals) {
    const message =
      why === 'locked'
        ? `The organisation has locked this key in ${whose}, so its own value holds`
        : `The organisation asks for more in ${whose}: a repository can tighten that, not loosen it`;
    own.reading.add(path, message, holds);
  }
}

interface Whole {
  readonly merged: PlainMapping;
  readonly organisation: RepositoryId | null;
}

/** The repository's own words about its organisation that can't be followed. */
function refuseNonsense(own: File, organisation: File | null, files: PolicyFiles): void {
  if (own.policy['locked'] !== undefined)
    own.reading.add(['locked'], 'Only an organisation’s own policy can lock keys');
  if (!extendsOrganisation(own) || organisation !== null) return;
  const name = `${files.organisation === null ? '' : `${files.organisation.repository.owner}/`}.github`;
  own.reading.add(
    ['extends'],
    `${name} has no ${POLICY_PATH} that the app can read, so the playbook ${DEFAULT_PLAYBOOK.name} stands in. Is the app installed there`,
    '.github',
  );
}

function together(own: File, organisation: File | null, files: PolicyFiles, rules: readonly Rule[]): Whole {
  refuseNonsense(own, organisation, files);
  const whose = files.organisation?.repository ?? null;
  if (organisation === null || whose === null) return { merged: own.policy, organisation: null };
  if (extendsOrganisation(organisation))
    organisation.reading.add(
      ['extends'],
      'The organisation’s policy extends a playbook, not itself',
      '.github',
    );
  const locked = lockedPaths(organisation);
  const isExtended = extendsOrganisation(own);
  if (!isExtended && locked.length === 0) return { merged: own.policy, organisation: null };
  const set = isExtended ? organisation.policy : onlyLocked(organisation.policy, locked);
  const { merged, refusals } = mergeLayers(set, own.policy, locked, rules);
  complain(own, refusals, whose);
  const playbook = isExtended ? organisation.policy['extends'] : own.policy['extends'];
  return { merged: { ...merged, extends: playbook }, organisation: whose };
}

interface Source {
  readonly path: string;
  readonly text: string | null;
  readonly others: readonly string[];
  readonly file: File;
}

/** Where a template that the policy names is read: in the repository whose file names it. */
function sourceOf(
  key: TemplateKey,
  path: string,
  own: File,
  organisation: File | null,
  files: PolicyFiles,
): Source {
  const isOwn = valueAt(own.policy, ['templates', key]) === path || organisation === null;
  const texts = isOwn || files.organisation === null ? files.texts : files.organisation.texts;
  const others = [...texts].flatMap(([name, content]) => (content === null ? [] : [name]));
  return { path, text: texts.get(path) ?? null, others, file: isOwn ? own : organisation };
}

function templateFrom(
  key: TemplateKey,
  source: Source | null,
  text: string,
  playbook: Playbook,
): PolicyTemplate {
  const builtIn = { source: `playbook ${playbook.name}`, template: parseTemplate(text) };
  if (source === null) return builtIn;
  const { reading } = source.file;
  const place = ['templates', key];
  if (source.text === null) {
    reading.add(
      place,
      'This template is not on the base branch, so the playbook’s own stands in',
      source.path,
      didYouMean(source.path, source.others),
    );
    return builtIn;
  }
  const template = parseTemplate(source.text);
  if (template.fields.length > 0) return { source: source.path, template };
  reading.add(place, 'This template asks for nothing, so the playbook’s own stands in', source.path);
  return builtIn;
}

function lengthOf(text: string | undefined, fallback: Duration): Duration {
  return (text === undefined ? null : parseDuration(text)) ?? fallback;
}

function severityOf(step: Severity, shape: PolicyShape, playbook: Playbook): SeverityPolicy {
  const usual = playbook.demands.severities[step];
  const wish = shape.severities?.[step];
  const deferred = new Map(usual.deferred);
  for (const [id, within] of Object.entries(wish?.deferred ?? {}))
    deferred.set(id, lengthOf(within, usual.target));
  for (const id of listOf(wish?.required, [])) deferred.delete(id);
  return { target: lengthOf(wish?.target, usual.target), deferred };
}

function boundRules(merged: PlainMapping, rules: readonly Rule[], playbook: Playbook): readonly BoundRule[] {
  return rules.flatMap((rule) => {
    const wish: PlainValue = valueAt(merged, ['rules', rule.id]);
    const usual = playbook.demands.rules[rule.id] ?? {};
    const asked = wish === undefined ? usual !== 'off' : readSwitch(wish) !== false;
    if (!asked) return [];
    const defaults = usual === 'off' ? {} : usual;
    const bound = rule.bind({ ...defaults, ...(isMapping(wish) ? wish : {}) });
    const plain = bound.ok ? bound : rule.bind(defaults);
    return plain.ok ? [plain.rule] : [];
  });
}

function namedTemplates(policy: PlainMapping): readonly string[] {
  const templates = policy['templates'];
  return isMapping(templates) ? Object.values(templates).filter((path) => typeof path === 'string') : [];
}

function policyOf(
  whole: Whole,
  rules: readonly Rule[],
  template: (key: TemplateKey, builtIn: string) => PolicyTemplate,
  playbook: Playbook,
): Policy {
  // Everything that is wrong was taken out before: a mistake here would be ours, and must not pass for the defaults.
  const shape: PolicyShape = policyShape.parse(whole.merged);
  const { branches, templates } = playbook;
  const labels = (role: FieldRole) => listOf(shape.fields?.[role], []);
  const steps = ['P0', 'P1', 'P2'] as const;
  const label = (step: Severity) => shape.labels?.[step] ?? `severity: ${step}`;
  const [P0, P1, P2] = steps.map((step) => severityOf(step, shape, playbook));
  const usual = playbook.demands.severities;
  return {
    playbook: playbook.name,
    organisation: whole.organisation,
    branches: {
      production: listOf(shape.branches?.production, branches.production),
      develop: listOf(shape.branches?.develop, branches.develop),
      release: listOf(shape.branches?.release, branches.release),
      hotfix: listOf(shape.branches?.hotfix, branches.hotfix),
    },
    templates: {
      pullRequest: template('pull-request', templates.pullRequest),
      commit: template('commit', templates.commit),
      bypass: template('bypass', templates.bypass),
      postMortem: template('post-mortem', templates.postMortem),
    },
    severities: { P0: P0 ?? usual.P0, P1: P1 ?? usual.P1, P2: P2 ?? usual.P2 },
    fields: {
      incident: labels('incident'),
      severity: labels('severity'),
      criterion: labels('criterion'),
      commander: labels('commander'),
      detected: labels('detected'),
      justification: labels('justification'),
      rollback: labels('rollback'),
      monitoring: labels('monitoring'),
      risks: labels('risks'),
    },
    bypass: {
      authorisedBy: groupsOf(shape.bypass?.['authorised-by'] ?? 'admin'),
      reasons: listOf(shape.bypass?.reasons, BYPASS_REASONS),
      noReviewerAfter: lengthOf(shape.bypass?.['no-reviewer-after'], NO_REVIEWER_AFTER),
    },
    labels: {
      hotfix: shape.labels?.hotfix ?? 'hotfix',
      severities: { P0: label('P0'), P1: label('P1'), P2: label('P2') },
      apply: shape.labels?.apply ?? true,
    },
    check: { everywhere: shape.check?.everywhere ?? false },
    rules: boundRules(whole.merged, rules, playbook),
  };
}

/**
 * Reads the policy that the base branch has.
 * @param files the policy file, the organisation's, and once they were asked for the templates that they name
 * @param rules the rules there are; their settings are parsed by their own schemas
 */
export function readPolicy(files: PolicyFiles, rules: readonly Rule[]): PolicyReading {
  const text = files.texts.get(POLICY_PATH);
  if (text === undefined) return { kind: 'needs-files', paths: [POLICY_PATH], organisationPaths: [] };
  if (text === null) return { kind: 'none' };
  const own = read(text, rules);
  const organisation = organisationFile(files, rules);
  const whole = together(own, organisation, files, rules);
  const paths = namedTemplates(own.policy);
  const theirs =
    whole.organisation === null || organisation === null ? [] : namedTemplates(organisation.policy);
  const has = (texts: ReadonlyMap<string, string | null> | undefined, path: string) =>
    texts?.has(path) === true;
  const isWhole =
    paths.every((path) => has(files.texts, path)) &&
    theirs.every((path) => has(files.organisation?.texts, path));
  if (!isWhole) return { kind: 'needs-files', paths, organisationPaths: theirs };
  const playbook = PLAYBOOKS.find(({ name }) => name === whole.merged['extends']) ?? DEFAULT_PLAYBOOK;
  const template = (key: TemplateKey, builtIn: string) => {
    const path = valueAt(whole.merged, ['templates', key]);
    const source = typeof path === 'string' ? sourceOf(key, path, own, organisation, files) : null;
    return templateFrom(key, source, builtIn, playbook);
  };
  const policy = policyOf(whole, rules, template, playbook);
  const byLine = (file: File) =>
    file.reading.problems.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
  const problems = [
    ...byLine(own),
    ...(whole.organisation === null || organisation === null ? [] : byLine(organisation)),
  ];
  return { kind: 'policy', policy, problems };
}
