// A playbook written out as the policy that says all of it, so that policies are only ever put on top of a whole one.

import { BYPASS_REASONS } from '../choices/bypass-reasons.ts';
import { minutes } from '../model/duration.ts';
import type { Duration } from '../model/ids.ts';
import type { Playbook, SeverityPolicy } from '../playbooks/playbook.ts';
import { type ConfigurableRule, completeSettings, type RuleSettings } from './configurable-rule.ts';
import type { PlainMapping, PlainValue } from './yaml-source.ts';

export const USUAL_LABELS = {
  hotfix: 'hotfix',
  P0: 'severity: P0',
  P1: 'severity: P1',
  P2: 'severity: P2',
};

/** Nobody is kept from a burning production; everything else has time for one comment. */
export const USUAL_CONFIRMATION = { P0: 'after', P1: 'before', P2: 'before' } as const;

/** Settings come out of schemas as unknowns; what a policy could not have said is left out. */
function plain(value: unknown): PlainValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}

function lengthText(length: Duration): string {
  return `${length / minutes(1)}m`;
}

function severity({ target, deferred }: SeverityPolicy): PlainMapping {
  const waits = [...deferred].map(([id, within]) => [id, lengthText(within)] as const);
  return { target: lengthText(target), deferred: Object.fromEntries(waits) };
}

/** Every setting of a rule as it is where nobody says otherwise. */
export function usualSettings(rule: ConfigurableRule): PlainMapping {
  return mappingOf(completeSettings(rule, {}));
}

function mappingOf(settings: RuleSettings): PlainMapping {
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, plain(value)]));
}

function ruleOf(rule: ConfigurableRule, playbook: Playbook): PlainValue {
  const usual = rule.default[playbook.name];
  if (usual === 'off') return 'off';
  return mappingOf(completeSettings(rule, usual === 'on' ? {} : usual));
}

export function writtenPlaybook(playbook: Playbook, rules: readonly ConfigurableRule[]): PlainMapping {
  const { branches, severities } = playbook;
  const { P0, P1, P2 } = severities;
  return {
    extends: playbook.name,
    branches: {
      production: branches.production,
      develop: branches.develop,
      release: branches.release,
      hotfix: branches.hotfix,
    },
    severities: { P0: severity(P0), P1: severity(P1), P2: severity(P2) },
    bypass: {
      'authorised-by': 'admin',
      reasons: BYPASS_REASONS,
      'no-reviewer-after': '2h',
      confirmation: { ...USUAL_CONFIRMATION },
    },
    labels: { ...USUAL_LABELS, apply: true },
    check: { everywhere: false },
    rules: Object.fromEntries(rules.map((rule) => [rule.id, ruleOf(rule, playbook)])),
  };
}
