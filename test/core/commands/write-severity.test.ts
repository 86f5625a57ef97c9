// A severity by command: written into the description where it stands, read back from there, the rest untouched.
import { describe, expect, it } from 'vitest';
import { completeDescription } from '../../support/descriptions.ts';
import { comment, facts, pullFacts } from '../../support/facts.ts';
import { evaluated } from '../../support/judge.ts';
import { policyOf, workflowPolicy } from '../../support/policy.ts';
import { answers, look, verdict } from './look.ts';

const ofTemplate = (text: string) =>
  policyOf('extends: workflow\ntemplates:\n  pull-request: t.md\n', { 't.md': text });

const written = (body: string, policy = workflowPolicy, step = 'P1') =>
  look([comment(`/hotfix severity ${step}`)], { pull: { body }, policy }).work.body;

const stated = (body: string, policy = workflowPolicy) =>
  evaluated(facts({ change: pullFacts({ body }) }), policy).severity?.severity;

describe('the severity', () => {
  it('is written where it stands, and nothing else is touched', () => {
    const before = completeDescription();
    expect(written(before)).toBe(before.replace('**Severity:** CRITICAL', '**Severity:** HIGH'));
    const windows = before.replaceAll('\n', '\r\n');
    expect(written(windows)).toBe(windows.replace('**Severity:** CRITICAL', '**Severity:** HIGH'));
  });

  it('keeps the explanation beside it', () => {
    const because = ', since 02:10 all payments fail';
    expect(written(completeDescription({ severity: `CRITICAL${because}` }))).toContain(
      `**Severity:** HIGH${because}`,
    );
  });

  it('leaves a description alone that says it already, in whatever words', () => {
    const before = completeDescription({ severity: 'P1, it is slow' });
    expect(written(before)).toBe(before);
  });

  it('is written even where a label says it: the label is not the description', () => {
    const pull = { body: '', labels: ['P1'] };
    const { body } = look([comment('/hotfix severity P1')], { pull }).work;
    expect(stated(body)).toBe('P1');
  });

  const playbooks = ['workflow', 'log', 'emergency-fix', 'speckit'].map((name) => ({
    name,
    policy: policyOf(`extends: ${name}\n`),
  }));
  const bodies = [
    '',
    'Just words.\r\nMore.',
    '## Something\n\n- [ ] a box\n',
    '**Severity:** [CRITICAL/HIGH/MEDIUM]',
    '**Severity**: [X] P0 (Critical - Service Down)\n',
    '```\nSeverity: P0\n```\n',
    '<!-- Severity: P0 -->\n\nA critical path broke.',
  ];
  it.each(playbooks)('is read back in the playbook $name, whatever stood there', ({ policy }) => {
    for (const body of [...bodies, policy.templates.pullRequest.template.source]) {
      for (const step of ['P0', 'P1', 'P2']) {
        const once = written(body, policy, step);
        expect(stated(once, policy)).toBe(step);
        expect(written(once, policy, step)).toBe(once);
      }
    }
  });

  const BOXES = '## Severity\n\n- [ ] P0 all is down\n- [ ] P1 a part is down\n\n## What\n\n[describe]\n';

  it('moves the tick', () => {
    const policy = ofTemplate(BOXES);
    const before = BOXES.replace('[ ] P0', '[x] P0').replace('[describe]', 'Payments.');
    const after = BOXES.replace('[ ] P1', '[x] P1').replace('[describe]', 'Payments.');
    expect(written(before, policy)).toBe(after);
    expect(written(before.replaceAll('\n', '\r\n'), policy)).toBe(after.replaceAll('\n', '\r\n'));
  });

  it('goes over the answer below a heading', () => {
    const policy = ofTemplate('## Severity\n\n[P0/P1/P2]\n\n## What\n\n[describe]\n');
    expect(written('## Severity\n\nP0\n\n## What\n\nPayments.\n', policy)).toBe(
      '## Severity\n\nP1\n\n## What\n\nPayments.\n',
    );
  });

  it.each([
    ['', '**Severity:** P1 High\n'],
    ['Payments fail.\n', '**Severity:** P1 High\n\nPayments fail.\n'],
    ['Severity: P0, all is down', 'Severity: P1 High, all is down'],
    ['A critical path broke', 'A critical path broke\n\n## Severity\n\nP1 High\n'],
  ])('is a line of its own where the template has no place for it: %j', (body, expected) => {
    const policy = ofTemplate('## What\n\n[describe]\n\n## Rollback\n\n[describe]\n');
    expect(written(body, policy)).toBe(expected);
    expect(stated(expected, policy)).toBe('P1');
  });

  it('is refused where the form has no place for it, and the description stays', () => {
    const world = { policy: ofTemplate(BOXES), pull: { body: BOXES } };
    const { work } = look([comment('/hotfix severity P2')], world);
    expect(work.body).toBe(BOXES);
    expect(work.answers).toMatchInlineSnapshot(`
      [
        {
          "comment": 501,
          "reply": "**Not done.** The form in the description has no place where \`P2\` would be read. Change the severity in it yourself. To try again, write a new comment: an edited one is not read again.",
          "verdict": "refused",
        },
      ]
    `);
    expect(verdict('/hotfix severity P1', world)).toBe('accepted');
  });

  it('is refused where the description has no room for it, and nothing is cut off', () => {
    const body = 'log line\n'.repeat(7_281);
    const { work } = look([comment('/hotfix severity P1\n/hotfix status')], { pull: { body } });
    expect(work.body).toBe(body);
    expect(work.answers.map(({ verdict: given }) => given)).toEqual(['refused']);
    const room = `${completeDescription()}\n## ログ\n\n${'あ'.repeat(60_000)}`;
    expect(written(room).length).toBeGreaterThan(60_000);
  });

  it('is that of the last comment', () => {
    const two = [comment('/hotfix severity P2', { id: 1 }), comment('/hotfix severity P1', { id: 2 })];
    expect(stated(look(two.toReversed()).work.body)).toBe('P1');
  });

  it('stays where nobody asked', () => {
    expect(look([comment('/hotfix status')]).work.body).toBe(completeDescription());
  });

  it('comes before the status that is asked for with it, and that in its order', () => {
    const said = [
      comment('/hotfix severity P2\n/hotfix status', { id: 1 }),
      comment('/hotfix severity P1', { id: 2 }),
    ];
    const first = look(said).work;
    expect(first.answers).toEqual([]);
    const second = look(said, { pull: { body: first.body } }).work;
    expect(second.body).toBe(first.body);
    expect(second.answers.map(({ verdict: given }) => given)).toEqual(['accepted', 'accepted']);
    expect(second.answers[0]?.reply).toContain('Severity P1 High');
  });

  it('without a status is answered in the same look', () => {
    expect(answers([comment('/hotfix severity P1')])).toEqual([
      { comment: 501, verdict: 'accepted', reply: null },
    ]);
  });

  it.each(['\n', ' ', '- [ ] a\n', '- [x] P0\n', '# a\n', 'P0 ', '**Severity:** P0\n'])(
    'is written into 64 KB of %j in good time, however often it is asked for',
    (piece) => {
      const body = `**Severity:** P0\n${piece.repeat(64_000 / piece.length)}`;
      const asked = Array.from({ length: 100 }, (_, id) =>
        comment('/hotfix severity P1\n/hotfix severity P2\n'.repeat(10), { id: id + 1 }),
      );
      expect(stated(look(asked, { pull: { body } }).work.body)).toBe('P2');
    },
  );
});
