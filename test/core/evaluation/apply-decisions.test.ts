// S1, B3: what severity, policy and people's words make of a rule's verdict.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Decision, type Decisions, NO_DECISIONS } from '../../../src/core/case/decisions.ts';
import { type BoundRule, defineRule } from '../../../src/core/case/rule.ts';
import { applyDecisions } from '../../../src/core/evaluation/apply-decisions.ts';
import { hours } from '../../../src/core/model/duration.ts';
import { fix, met, notApplicable, unknown, unmet, type Verdict } from '../../../src/core/model/finding.ts';
import { instant } from '../../../src/core/model/ids.ts';
import { md } from '../../../src/core/model/markdown.ts';
import type { Severity } from '../../../src/core/model/severity.ts';
import { obligationsOf } from '../../../src/core/obligations/deferred.ts';
import type { Deferral } from '../../../src/core/policy/configurable-rule.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { facts, login, pullFacts } from '../../support/facts.ts';
import { caseOf } from '../../support/judge.ts';
import { workflowPolicy } from '../../support/policy.ts';

const DEFERRAL: Deferral = {
  settledBy: md`a merged change that adds a test`,
  within: hours(24),
  byCommand: true,
};

function ruleWith(deferral: Deferral | null, isAcceptable = false): BoundRule {
  const bound = defineRule({
    id: 'tests-included',
    title: 'A test is included',
    task: 'Add a test',
    why: 'Because.',
    stage: 'change',
    default: { workflow: 'on', log: 'on', 'emergency-fix': 'on', speckit: 'on' },
    settings: z.strictObject({}),
    ...(deferral === null ? {} : { deferral }),
    isAcceptable,
    check: () => [],
  }).bind({});
  if (!bound.ok) throw bound.error;
  return bound.rule;
}

function policyWith(severity: Severity, rule = 'tests-included', within = hours(48)): Policy {
  const { severities } = workflowPolicy;
  const step = { ...severities[severity], deferred: new Map([[rule, within]]) };
  return { ...workflowPolicy, severities: { ...severities, [severity]: step } };
}

const word: Decision = { by: login('grace'), reason: 'no time, @everyone', at: instant(0) };
const deferredBy: Decisions = { ...NO_DECISIONS, deferrals: new Map([['tests-included', word]]) };
const acknowledgedBy: Decisions = { ...NO_DECISIONS, acceptances: new Map([['tests-included', word]]) };

const open = unmet(md`No test is included`, fix(md`Add one`));
const unread = unknown(md`The files could not be read`, fix(md`Grant it`));

function applied(
  verdict: Verdict,
  {
    rule = ruleWith(DEFERRAL),
    policy = workflowPolicy,
    severity = 'CRITICAL',
    decisions = NO_DECISIONS,
  }: { rule?: BoundRule; policy?: Policy; severity?: string; decisions?: Decisions } = {},
): Verdict {
  const body = severity === '' ? '' : `**Severity:** ${severity}`;
  return applyDecisions(rule, verdict, caseOf(facts({ change: pullFacts({ body }) }), policy, { decisions }));
}

describe('S1: what may wait', () => {
  it.each([
    ['nothing, where nobody says so', open, {}, 'unmet'],
    ['what the policy defers at this severity', open, { policy: policyWith('P0') }, 'deferred'],
    ['not what it defers at another', open, { policy: policyWith('P1') }, 'unmet'],
    ['nothing without a severity', open, { policy: policyWith('P0'), severity: '' }, 'unmet'],
    ['what somebody deferred', open, { decisions: deferredBy }, 'deferred'],
    ['also without a severity', open, { decisions: deferredBy, severity: '' }, 'deferred'],
    ['what could not be read', unread, { policy: policyWith('P0') }, 'deferred'],
    ['nothing that no evidence settles', open, { rule: ruleWith(null), policy: policyWith('P0') }, 'unmet'],
    [
      'by command only what may be deferred by command',
      open,
      { rule: ruleWith({ ...DEFERRAL, byCommand: false }), decisions: deferredBy },
      'unmet',
    ],
    ['not what is met', met(md`fine`), { decisions: deferredBy }, 'met'],
    ['not what does not apply', notApplicable(md`none`), { decisions: deferredBy }, 'not-applicable'],
  ] as const)('%s', (_, verdict, given, status) => {
    expect(applied(verdict, given).status).toBe(status);
  });

  it('is deferred for the policy’s time limit, and says who allowed it', () => {
    expect(applied(open, { policy: policyWith('P0') })).toMatchObject({
      within: hours(48),
      allowedBy: { markdown: 'the policy at P0' },
    });
    expect(applied(open, { decisions: deferredBy })).toMatchObject({
      within: hours(24),
      allowedBy: { markdown: '`grace`: `no time, @everyone`' },
      settledBy: DEFERRAL.settledBy,
    });
  });
});

describe('W6: what somebody accepts as it is', () => {
  it('is met, with the name of who accepts it', () => {
    const rule = ruleWith(null, true);
    expect(applied(open, { rule, decisions: acknowledgedBy })).toMatchObject({
      status: 'met',
      title: open.title,
      detail: { markdown: 'Accepted as it is by `grace`: `no time, @everyone`' },
    });
  });

  it.each([
    ['a rule that takes no acknowledgement', open, ruleWith(null, false), 'unmet'],
    ['what could not be read: nobody has seen it', unread, ruleWith(null, true), 'unknown'],
  ] as const)('is not %s', (_, verdict, rule, status) => {
    expect(applied(verdict, { rule, decisions: acknowledgedBy }).status).toBe(status);
  });
});

describe('B3: obligations', () => {
  it('are one for each rule, the soonest first', () => {
    const postponed = (rule: string, within: number) => {
      const verdict = applied(open, { policy: policyWith('P0', 'tests-included', hours(within)) });
      return { ...verdict, rule };
    };
    const all = obligationsOf([
      postponed('a', 48),
      postponed('b', 24),
      postponed('a', 48),
      { ...open, rule: 'c' },
    ]);
    expect(all.map(({ rule, titles }) => [rule, titles.length])).toEqual([
      ['b', 1],
      ['a', 2],
    ]);
  });
});
