// What holds for every template of every playbook.
import { describe, expect, it } from 'vitest';
import { readPullRequestDocument } from '../../../src/core/case/document.ts';
import { BYPASS_REASONS, reasonOffers } from '../../../src/core/choices/bypass-reasons.ts';
import { criterionOffers, EMERGENCIES } from '../../../src/core/choices/emergencies.ts';
import { readChoice } from '../../../src/core/choices/read-choice.ts';
import { PLAYBOOKS } from '../../../src/core/playbooks/playbooks.ts';
import type { FieldRole } from '../../../src/core/template/field-roles.ts';
import { fillTemplate } from '../../../src/core/template/fill.ts';
import { parseTemplate } from '../../../src/core/template/parse.ts';
import { policyOf } from '../../support/policy.ts';
import { SHORT } from '../template/hostile-texts.ts';
import { completed, HABITS, openIn } from './documents.ts';
import { expectToHold, FORMS } from './forms.ts';

const NOTHING: ReadonlyMap<string, string> = new Map();

describe('the playbooks', () => {
  it('are four, each under its own name', () => {
    expect(PLAYBOOKS.map(({ name }) => name)).toEqual(['workflow', 'log', 'emergency-fix', 'speckit']);
  });
});

describe.each(FORMS)('$id: $form', ({ source }) => {
  const template = parseTemplate(source);

  it('is read without a warning', () => {
    expect(template.warnings).toEqual([]);
  });

  it('is rejected untouched: not one required field counts as answered', () => {
    const required = template.fields.filter((field) => field.required);
    expect(required.some((field) => field.due === 'merge')).toBe(true);
    expect(openIn(source, source, ['merge', 'after'])).toHaveLength(required.length);
  });

  it.each(HABITS)('is rejected untouched %s', (_, change) => {
    const required = template.fields.filter((field) => field.required && field.due === 'merge');
    expect(openIn(source, change(source))).toHaveLength(required.length);
  });

  it('is accepted filled in, from the form and from nothing', () => {
    expect(openIn(source, completed(source), ['merge', 'after'])).toEqual([]);
    expect(openIn(source, completed(source, ''), ['merge', 'after'])).toEqual([]);
  });

  it('misses each required answer that is taken out of it again', () => {
    const lines = completed(source).split('\n');
    const labels = lines.filter((line) => /^(?:- )?(?:\*\*)?\w[\w '/()-]+(?:\*\*:|:\*\*|:) \S/.test(line));
    for (const label of labels) {
      const without = lines.filter((line) => line !== label).join('\n');
      const open = openIn(source, without, ['merge', 'after']);
      expect([label, open.length]).toEqual([label, 1]);
    }
  });

  it('comes back for an empty body, and filling twice is filling once', () => {
    const once = fillTemplate(template, '', NOTHING);
    expect(openIn(source, once, ['merge', 'after'])).toEqual(openIn(source, source, ['merge', 'after']));
    expect(fillTemplate(template, once, NOTHING)).toBe(once);
    const filled = completed(source);
    expect(completed(source, filled)).toBe(filled);
  });
});

describe('E5: the form comes back whole for an empty body', () => {
  it.each(PLAYBOOKS)('$name', ({ templates }) => {
    for (const source of [templates.pullRequest, templates.commit, templates.bypass])
      expect(fillTemplate(parseTemplate(source), '', NOTHING).trimEnd()).toBe(source.trimEnd());
  });
});

describe('S3, S1: the roles that rules ask for are found', () => {
  it.each<[playbook: string, roles: Readonly<Partial<Record<FieldRole, string>>>]>([
    [
      'workflow',
      {
        incident: 'Incident Reference',
        severity: 'Severity',
        justification: 'Emergency Justification',
        rollback: 'Rollback Plan',
        monitoring: 'Monitoring Plan',
        risks: 'Risks Accepted',
      },
    ],
    [
      'log',
      {
        incident: 'HOTFIX',
        severity: 'Severity',
        justification: 'Why Emergency',
        rollback: 'Rollback Plan',
        monitoring: 'Monitoring',
        risks: 'Risk Accepted',
        detected: 'Date/Time',
      },
    ],
    [
      'emergency-fix',
      { incident: 'Incident', severity: 'Severity', rollback: 'Rollback Plan', detected: 'Date/Time' },
    ],
    [
      'speckit',
      { incident: 'Hotfix ID', severity: 'Severity', rollback: 'Rollback Plan', detected: 'Incident Start' },
    ],
  ])('%s', (playbook, expected) => {
    const { roles } = readPullRequestDocument('', policyOf(`extends: ${playbook}\n`));
    const found = Object.entries(roles).flatMap(([role, answer]) =>
      answer === null ? [] : [[role, answer.field.label] as const],
    );
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});

describe('B1: 2 KB made to be slow', () => {
  it.each(FORMS)('$form holds against them', ({ source }) => expectToHold(source, SHORT));
});

describe('W1, W9: what a playbook’s template offers for a choice', () => {
  it.each(PLAYBOOKS)('is read back, $name', ({ templates }) => {
    const criteria =
      /<!-- Begin with one of these:\n([^>]+)\n-->/.exec(templates.pullRequest)?.[1]?.split('\n') ?? [];
    const reasons =
      /one of these, a colon, and what has happened: ([^\]]+)\]/.exec(templates.bypass)?.[1]?.split('; ') ??
      [];
    const kinds = criteria.map((text) => readChoice(`${text}: since two`, criterionOffers({})));
    expect(kinds).toEqual(EMERGENCIES.slice(0, criteria.length).map((kind) => ({ state: 'chosen', kind })));
    expect(reasons.map((text) => readChoice(text, reasonOffers({})))).toEqual(
      BYPASS_REASONS.map((kind) => ({ state: 'chosen', kind })),
    );
  });

  it.each(['workflow', 'log'])('is all that the policy of %s takes', (playbook) => {
    const policy = policyOf(`extends: ${playbook}\n`);
    const { criteria } = policy.rules.get('emergency-criterion') ?? {};
    const offered = policy.templates.pullRequest.template.source.match(
      /Begin with one of these:\n([^>]+)\n-->/,
    )?.[1];
    expect(offered?.split('\n')).toHaveLength(Array.isArray(criteria) ? criteria.length : 0);
  });
});
