// W1, L1: an emergency is chosen, by a command or in the description; what is offered where nothing is chosen.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_DECISIONS } from '../../../src/core/case/decisions.ts';
import { boundRules } from '../../../src/core/case/rule.ts';
import { type CriterionKind, EMERGENCIES } from '../../../src/core/choices/emergencies.ts';
import { known } from '../../../src/core/model/facts/known.ts';
import type { PullFacts } from '../../../src/core/model/facts/pull.ts';
import { instant } from '../../../src/core/model/ids.ts';
import { rule } from '../../../src/core/rules/emergency-criterion.ts';
import { completeDescription } from '../../support/descriptions.ts';
import { branchFacts, comment, facts, login, pullFacts } from '../../support/facts.ts';
import { caseOf, evaluated, inOneLine, judge, pasted } from '../../support/judge.ts';
import { policyOf, rules, workflowPolicy } from '../../support/policy.ts';

interface Asked {
  readonly policy?: typeof workflowPolicy;
  readonly settings?: unknown;
  readonly command?: CriterionKind;
}

function say(change: Partial<PullFacts>, { policy = workflowPolicy, settings = {}, command }: Asked = {}) {
  const pull = pullFacts({ title: 'Fix it', ...change });
  const criterion =
    command === undefined ? null : { kind: command, by: login('grace'), at: instant(Date.UTC(2026, 0, 10)) };
  const hotfix = caseOf(facts({ change: pull }), policy, { decisions: { ...NO_DECISIONS, criterion } });
  const [verdict] = judge(rule, hotfix, settings);
  if (verdict === undefined) throw new Error('a rule gives at least one verdict');
  return verdict;
}

function justified(text: string): string {
  return completeDescription({ 'emergency justification': text });
}

const LOST = 'met: The emergency is: data is being lost or corrupted';
const UNCHOSEN = 'unmet: The emergency criterion is not chosen';

describe('W1: the criterion is chosen in the description', () => {
  it.each([
    ['**Emergency Criterion:** data is being lost or corrupted', LOST],
    ['**Emergency Criterion:** Data loss', LOST],
    ['**Emergency Criterion:** `data-loss`', LOST],
    ['**Criterion**: Data loss or corruption occurring: orders since 02:10', LOST],
    ['## Emergency Criterion\n\ndata-loss\n', LOST],
    ['### Emergency criterion\n\n- [ ] degraded\n- [x] data-loss\n', LOST],
    [
      '**Emergency Criterion:** only some users are affected',
      'unmet: This goes the regular way: only some users are affected',
    ],
    ['**Emergency Criterion:** some-users', 'unmet: This goes the regular way: only some users are affected'],
    ['**Emergency Criterion:** it is Tuesday', UNCHOSEN],
    ['**Emergency Criterion:** data is being lost or corrupted since two', UNCHOSEN],
    ['**Emergency Criterion:** data is being lost or corrupted: no', UNCHOSEN],
    [
      '**Emergency Criterion:** data-loss\n**Emergency Criterion:** a vulnerability is being exploited',
      'unmet: The description holds 2 emergency criteria',
    ],
    [
      '**Emergency Criterion:** data-loss\n\nThe shop.\n\n**Emergency Criterion:** degraded',
      'unmet: The description holds 2 emergency criteria',
    ],
    [
      '<!-- **Emergency Criterion:** data-loss -->',
      'met: The emergency is: a critical function is down for everybody',
    ],
  ])('by a line or a section of its own: %j', (line, expected) => {
    const body = `${line}\n\n${justified('Critical business function broken for all users: nobody can pay.')}`;
    expect(inOneLine(say({ body }))).toBe(expected);
  });

  it.each([
    ['Data loss or corruption occurring: orders since 02:10', LOST],
    ['data-loss', LOST],
    ['Orders are lost.\nData loss or corruption occurring', UNCHOSEN],
    // A justification justifies: nobody is sent away for what it begins with.
    ['Performance: checkout takes forty seconds for everybody', UNCHOSEN],
    ['Every order is lost, and the next release is on Thursday', UNCHOSEN],
  ])('by the beginning of the justification: %j', (text, expected) => {
    expect(inOneLine(say({ body: justified(text) }))).toBe(expected);
  });

  it.each([
    ['- [ ] Data loss\n- [ ] Checkout down\n- [ ] Performance', UNCHOSEN],
    ['- [x] Data loss\n- [ ] Checkout down\n- [ ] Performance', LOST],
    ['- [ ] Data loss\n- [x] Checkout down\n- [ ] Performance', UNCHOSEN],
    [
      '- [ ] Data loss\n- [ ] Checkout down\n- [x] Performance',
      'unmet: This goes the regular way: it is about performance',
    ],
    [
      '- [x] Data loss\n- [ ] Checkout down\n- [x] Performance',
      'unmet: The description holds 2 emergency criteria',
    ],
  ])('by a ticked box of a team’s own field: %j', (boxes, expected) => {
    const template =
      '## Emergency type\n\n- [ ] Data loss\n- [ ] Checkout down\n- [ ] Performance\n\n## What broke\n\n[say it]\n';
    const policy = policyOf('templates:\n  pull-request: .github/h.md\n', { '.github/h.md': template });
    const body = `## Emergency type\n\n${boxes}\n\n## What broke\n\nThe login.\n`;
    expect(inOneLine(say({ body }, { policy }))).toBe(expected);
  });

  it('in the policy’s own words, which are offered too', () => {
    const policy = policyOf('rules:\n  emergency-criterion:\n    wording:\n      data-loss: Datenverlust\n');
    const settings = { wording: { 'data-loss': 'Datenverlust' } };
    const of = (line: string) => say({ body: `${line}\n\n${justified('Bitte.')}` }, { policy, settings });
    expect(inOneLine(of('**Emergency Criterion:** Datenverlust: Bestellungen'))).toBe(
      'met: The emergency is: `Datenverlust`',
    );
    expect(inOneLine(of('**Emergency Criterion:** data-loss'))).toBe('met: The emergency is: `Datenverlust`');
    expect(pasted(of(''))).toContain('**Emergency Criterion:** Datenverlust\n');
  });

  it('under the label that the policy names', () => {
    const template = '## Notfallart\n\n[eine von: Datenverlust, Ausfall]\n';
    const policy = policyOf(
      'templates:\n  pull-request: .github/h.md\nfields:\n  criterion: Notfallart\nrules:\n  emergency-criterion:\n    wording: { data-loss: Datenverlust }\n',
      { '.github/h.md': template },
    );
    const settings = { wording: { 'data-loss': 'Datenverlust' } };
    const of = (text: string) => inOneLine(say({ body: `## Notfallart\n\n${text}\n` }, { policy, settings }));
    expect(of('Datenverlust')).toBe('met: The emergency is: `Datenverlust`');
    expect(of('Alles weg')).toBe(UNCHOSEN);
    expect(of('')).toBe(UNCHOSEN);
    const pastes = pasted(say({ body: '' }, { policy, settings })).split('\n');
    expect(pastes).toContain('**Notfallart:** Datenverlust');
    for (const paste of pastes) expect(say({ body: paste }, { policy, settings }).status).toBe('met');
  });

  it('never by free text (property)', () => {
    const word = fc.constantFrom(
      'data',
      'loss',
      'production',
      'is',
      'down',
      'for',
      'everybody',
      'degraded,',
      'no',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), (words) => {
        const body = justified(`Since two ${words.join(' ')}`);
        expect(inOneLine(say({ body, title: words.join(' ') }))).toBe(UNCHOSEN);
      }),
      { seed: 20_260_803, numRuns: 50 },
    );
  });
});

describe('W1: the criterion is chosen by a command', () => {
  it('which counts before the description', () => {
    const body = justified('Data loss or corruption occurring: orders');
    const verdict = say({ body }, { command: 'critical-function' });
    expect(inOneLine(verdict)).toBe('met: The emergency is: a critical function is down for everybody');
    expect(verdict.detail?.markdown).toBe('Chosen by `grace` with `/hotfix criterion`');
    expect(inOneLine(say({ body: '' }, { command: 'data-loss' }))).toBe(LOST);
  });

  it('in a comment, by somebody who may write', () => {
    const people = new Map([['grace', known('write' as const)]]);
    const comments = known([comment('/hotfix criterion exploited-vulnerability')]);
    const { findings } = evaluated(
      facts({ change: pullFacts({ body: '', comments }), people }),
      workflowPolicy,
    );
    expect(findings.filter(({ rule: id }) => id === 'emergency-criterion').map(inOneLine)).toEqual([
      'met: The emergency is: a vulnerability is being exploited',
    ]);
  });

  it('and sends it the regular way as well', () => {
    const verdict = say(
      { body: justified('Data loss or corruption occurring') },
      { command: 'workaround-exists' },
    );
    expect(inOneLine(verdict)).toBe('unmet: This goes the regular way: there is a workaround');
    expect(verdict.detail?.markdown).toContain('Chosen by `grace` with `/hotfix criterion`.');
  });
});

describe('W1: nothing is chosen', () => {
  it('and the playbook asks: one task, with the decision tree and the lines to paste', () => {
    expect(say({ body: justified('Please merge.') })).toMatchSnapshot();
  });

  it('and every line that is offered chooses, wherever it is pasted', () => {
    const lines = pasted(say({ body: '' }, { settings: { criteria: EMERGENCIES } })).split('\n');
    expect(lines).toHaveLength(EMERGENCIES.length);
    for (const line of lines)
      for (const body of [
        line,
        `${justified('Please merge.')}\n${line}`,
        `${line}\n\n${justified('Please merge.')}`,
      ])
        expect(say({ body }, { settings: { criteria: EMERGENCIES } }).status).toBe('met');
    expect(inOneLine(say({ body: lines.join('\n') }))).toContain('The description holds');
  });

  const own = policyOf('templates:\n  pull-request: .github/h.md\n', {
    '.github/h.md': '## Was ist passiert?\n\n[kurz]\n\n## Begründung\n\n[warum es nicht warten kann]\n',
  });
  const body = (why: string) => `## Was ist passiert?\n\nSiehe Ticket.\n\n## Begründung\n\n${why}\n`;

  it('and a team’s own template has a justification: the reviewer judges', () => {
    const verdict = say({ body: body('Niemand kann bezahlen.') }, { policy: own });
    expect(inOneLine(verdict)).toBe(
      'not-applicable: The emergency criterion is not chosen, so the reviewer judges whether it is one',
    );
    expect(verdict.detail?.markdown).toBe(
      'The description says `Niemand kann bezahlen.`. To choose one, comment for example `/hotfix criterion data-loss`',
    );
    expect(inOneLine(say({ body: body('data-loss: Bestellungen') }, { policy: own }))).toBe(LOST);
  });

  it('and a team’s own template does not ask: nobody is stopped, unless the policy insists', () => {
    expect(inOneLine(say({ body: body('') }, { policy: own }))).toBe(
      'not-applicable: The description’s own template does not ask for the emergency criterion',
    );
    expect(inOneLine(say({ body: body('Eilt.') }, { policy: own, settings: { ask: true } }))).toBe(UNCHOSEN);
    expect(say({ body: justified('Eilt.') }, { settings: { ask: false } }).status).toBe('not-applicable');
  });

  it.each(['emergency-fix', 'speckit'])(
    'is not asked by the form of %s, whose severity says it',
    (playbook) => {
      const policy = policyOf(`extends: ${playbook}\n`);
      const asked = boundRules(policy, rules).filter(({ id }) => id === 'emergency-criterion');
      const of = (text: string) =>
        asked.flatMap((one) =>
          one
            .check(caseOf(facts({ change: pullFacts({ title: 'Fix', body: text }) }), policy))
            .map(inOneLine),
        );
      for (const text of [
        '### Root Cause\n\nThe pool is too small.\n',
        '### Root Cause\n\nIt is only cosmetic.\n',
      ])
        expect(of(text)).toEqual([
          'not-applicable: The description’s own template does not ask for the emergency criterion',
        ]);
    },
  );
});

describe('W1: what is chosen', () => {
  it('is sent the regular way with the commands, where it is regular', () => {
    const verdict = say({ body: '**Emergency Criterion:** performance', labels: ['hotfix'] });
    expect(inOneLine(verdict)).toBe('unmet: This goes the regular way: it is about performance');
    expect(pasted(verdict)).toBe('gh pr edit 12 --base=develop --remove-label=hotfix');
    expect(verdict.detail?.markdown).toBe(
      'Chosen in the description. If it is an emergency, choose another criterion there, for example `data-loss`',
    );
  });

  it('does not count where a policy does not take it', () => {
    const text = '**Emergency Criterion:** production is severely degraded';
    expect(inOneLine(say({ body: text }))).toBe(
      'unmet: This policy makes no hotfix of it: production is severely degraded',
    );
    expect(say({ body: text }, { settings: { criteria: ['degraded'] } }).status).toBe('met');
  });

  it('may be a workaround at P2, where degradation counts', () => {
    const text = '**Severity:** P2\n\n**Emergency Criterion:** workaround-exists';
    const settings = { criteria: ['critical-function', 'degraded'] };
    expect(say({ body: text }, { settings }).status).toBe('met');
    expect(say({ body: text.replace('P2', 'P0') }, { settings }).status).toBe('unmet');
  });

  it('is not asked of a branch', () => {
    const [verdict] = judge(rule, caseOf(facts({ change: branchFacts() }), workflowPolicy));
    expect(verdict?.status).toBe('not-applicable');
  });
});
