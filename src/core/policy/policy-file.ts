// Reads `.github/hotfix.yml` into a policy: every mistake located and explained, its key defaulted, the rest kept.

import { hours, parseDuration } from '../model/duration.ts';
import type { PolicyFiles } from '../model/facts/repository.ts';
import type { Duration, RepositoryId } from '../model/ids.ts';
import { list, md } from '../model/markdown.ts';
import type { Severity } from '../model/severity.ts';
import type { Playbook, SeverityPolicy } from '../playbooks/playbook.ts';
import { DEFAULT_PLAYBOOK, PLAYBOOKS } from '../playbooks/playbooks.ts';
import { groupsOf } from '../reviewers/group.ts';
import type { FieldRole } from '../template/field-roles.ts';
import { type ConfigurableRule, completeSettings } from './configurable-rule.ts';
import { USUAL_CONFIRMATION, USUAL_LABELS, writtenPlaybook } from './defaults.ts';
import { extended, extendsOrganisation, type File, readFile, readTheirs, type Theirs } from './extended.ts';
import { isMapping, type Path, valueAt } from './key-paths.ts';
import { laidOn, type Merged, mergeLayers } from './layers.ts';
import { POLICY_PATH, type Policy, type PolicyReading } from './policy.ts';
import { addRefusals } from './refusals.ts';
import { type PolicyShape, policyShape } from './schema.ts';
import { isRead, namedTemplates, templatesOf } from './templates.ts';
import type { PlainMapping } from './yaml-source.ts';

function playbookOf({ policy }: File): Playbook {
  return PLAYBOOKS.find(({ name }) => name === policy['extends']) ?? DEFAULT_PLAYBOOK;
}

interface Whole extends Merged {
  readonly playbook: Playbook;
  /** The organisation whose policy is extended, or binds by its locks. */
  readonly organisation: RepositoryId | null;
}

function alone(own: File, rules: readonly ConfigurableRule[]): Whole {
  const playbook = playbookOf(own);
  const whole = laidOn(writtenPlaybook(playbook, rules), own.policy, rules);
  const standing: readonly Path[] = namedTemplates(own.policy, []).map(({ key }) => ['templates', key]);
  return { whole, standing, refusals: [], playbook, organisation: null };
}

function together(
  own: File,
  theirs: Theirs | null,
  files: PolicyFiles,
  rules: readonly ConfigurableRule[],
): Whole {
  // Where nothing was asked this may be the organisation's own repository, whose policy locks keys for the others.
  if (files.organisation.kind !== 'not-asked' && own.policy['locked'] !== undefined)
    own.reading.add(['locked'], md`${'locked'} is only allowed in the organisation’s own policy`, {
      help: md`Remove it`,
    });
  const base = extended(own, theirs, files);
  if (theirs === null) return alone(own, rules);
  if (extendsOrganisation(theirs))
    theirs.reading.add(['extends'], md`${'.github'} cannot extend itself`, {
      help: md`Use ${list(
        PLAYBOOKS.map(({ name }) => name),
        'or',
      )}`,
    });
  if (base === null && theirs.locked.length === 0) return alone(own, rules);
  const whole = laidOn(writtenPlaybook(playbookOf(theirs), rules), theirs.policy, rules);
  const playbook = playbookOf(base ?? own);
  const merged = mergeLayers(
    base === null ? writtenPlaybook(playbook, rules) : whole,
    own.policy,
    { written: theirs.policy, whole },
    { locked: theirs.locked, isExtended: base !== null },
    rules,
  );
  addRefusals(own.reading, merged.refusals, theirs.repository);
  return { ...merged, playbook, organisation: theirs.repository };
}

function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  return value === undefined ? [] : [value].flat().filter((one): one is T => one !== undefined);
}

function lengthOf(text: string | undefined, fallback: Duration): Duration {
  return (text === undefined ? null : parseDuration(text)) ?? fallback;
}

function severityOf(step: Severity, { severities }: PolicyShape, playbook: Playbook): SeverityPolicy {
  const usual = playbook.severities[step];
  const { target, deferred = {} } = severities?.[step] ?? {};
  const waits = Object.entries(deferred).map(([id, within]) => [id, lengthOf(within, usual.target)] as const);
  return { target: lengthOf(target, usual.target), deferred: new Map(waits) };
}

function rulesOf(whole: PlainMapping, rules: readonly ConfigurableRule[]): Policy['rules'] {
  const asked = rules.flatMap((rule) => {
    const settings = valueAt(whole, ['rules', rule.id]);
    return isMapping(settings) ? [[rule.id, completeSettings(rule, settings)] as const] : [];
  });
  return new Map(asked);
}

function policyOf(
  { whole, playbook, organisation }: Whole,
  templates: Policy['templates'],
  locked: readonly string[],
  rules: readonly ConfigurableRule[],
): Policy {
  // Everything that is wrong was taken out before: a mistake here would be ours, and must not pass for the defaults.
  const shape = policyShape.parse(whole);
  const { branches, fields, bypass, labels } = shape;
  const role = (name: FieldRole) => listOf(fields?.[name]);
  return {
    playbook: playbook.name,
    organisation,
    branches: {
      production: listOf(branches?.production),
      develop: listOf(branches?.develop),
      release: listOf(branches?.release),
      hotfix: listOf(branches?.hotfix),
    },
    templates,
    severities: {
      P0: severityOf('P0', shape, playbook),
      P1: severityOf('P1', shape, playbook),
      P2: severityOf('P2', shape, playbook),
    },
    fields: {
      incident: role('incident'),
      severity: role('severity'),
      criterion: role('criterion'),
      commander: role('commander'),
      detected: role('detected'),
      justification: role('justification'),
      rollback: role('rollback'),
      monitoring: role('monitoring'),
      risks: role('risks'),
    },
    bypass: {
      authorisedBy: groupsOf(bypass?.['authorised-by'] ?? 'admin'),
      reasons: listOf(bypass?.reasons),
      wording: bypass?.wording ?? {},
      noReviewerAfter: lengthOf(bypass?.['no-reviewer-after'], hours(2)),
      confirmation: {
        P0: bypass?.confirmation?.P0 ?? USUAL_CONFIRMATION.P0,
        P1: bypass?.confirmation?.P1 ?? USUAL_CONFIRMATION.P1,
        P2: bypass?.confirmation?.P2 ?? USUAL_CONFIRMATION.P2,
      },
    },
    labels: {
      hotfix: labels?.hotfix ?? USUAL_LABELS.hotfix,
      severities: {
        P0: labels?.P0 ?? USUAL_LABELS.P0,
        P1: labels?.P1 ?? USUAL_LABELS.P1,
        P2: labels?.P2 ?? USUAL_LABELS.P2,
      },
      apply: labels?.apply ?? true,
    },
    check: { everywhere: shape.check?.everywhere ?? false },
    locked,
    rules: rulesOf(whole, rules),
  };
}

/**
 * Reads the policy that the base branch has.
 * @param files the policy file, the organisation's, and once they were asked for the templates that they name
 * @param rules the rules there are; their settings are parsed by their own schemas
 */
export function readPolicy(files: PolicyFiles, rules: readonly ConfigurableRule[]): PolicyReading {
  const text = files.texts.get(POLICY_PATH);
  if (text === undefined) return { kind: 'needs-files', paths: [POLICY_PATH], organisationPaths: [] };
  if (text === null) return { kind: 'none' };
  const own = readFile(text, rules);
  const theirs = readTheirs(files, rules);
  const whole = together(own, theirs, files, rules);
  const named = namedTemplates(whole.whole, whole.standing);
  if (!named.every((one) => isRead(one, files))) {
    const pathsOf = (isOwn: boolean) => named.flatMap((one) => (one.isOwn === isOwn ? [one.path] : []));
    return { kind: 'needs-files', paths: pathsOf(true), organisationPaths: pathsOf(false) };
  }
  const readings = { own: own.reading, organisation: theirs?.reading ?? null };
  const templates = templatesOf(named, files, readings, whole.playbook);
  const locked = files.organisation.kind === 'not-asked' ? own.locked.map((path) => path.join('.')) : [];
  const policy = policyOf(whole, templates, locked, rules);
  // Of an organisation's policy that is not extended only the locks matter, and what is wrong with them.
  const isExtended = extendsOrganisation(own) && whole.organisation !== null;
  const foreign = isExtended
    ? theirs?.reading.problems()
    : theirs?.reading.problemsAbout([['locked'], ...theirs.locked]);
  return { kind: 'policy', policy, problems: [...own.reading.problems(), ...(foreign ?? [])] };
}
