// B5: what the buttons under the check write into the description, and who may press them.
import { describe, expect, it } from 'vitest';
import { readBypass } from '../../../src/core/case/bypass-block.ts';
import { readPullRequestDocument } from '../../../src/core/case/document.ts';
import { BYPASS_REASONS } from '../../../src/core/choices/bypass-reasons.ts';
import { known, unreadable } from '../../../src/core/model/facts/known.ts';
import type { ButtonPress, Permission } from '../../../src/core/model/facts/people.ts';
import type { PullFacts } from '../../../src/core/model/facts/pull.ts';
import { offeredButtons, pressButtons } from '../../../src/core/show/buttons.ts';
import { bypassForm } from '../../../src/core/show/bypass-form.ts';
import { completeDescription } from '../../support/descriptions.ts';
import { branch, facts, login, pullFacts, review } from '../../support/facts.ts';
import { evaluated } from '../../support/judge.ts';
import { workflowPolicy as policy, policyOf } from '../../support/policy.ts';

function press(button: string, by = 'grace', kind: ButtonPress['by']['kind'] = 'user'): ButtonPress {
  return { id: 'd1', button, by: { login: login(by), kind } };
}

function pressed(body: string, presses: readonly ButtonPress[], permission: Permission | null = 'write') {
  const pull = pullFacts({ body, reviews: known([]) });
  const people = new Map(permission === null ? [] : [['grace', known(permission)]]);
  const seen = facts({ change: pull, presses, people });
  return pressButtons(pull, seen, policy, evaluated(seen, policy));
}

function offered(body: string, reviewed = true): readonly string[] {
  const pull = pullFacts({ body, ...(reviewed ? {} : { reviews: known([]) }) });
  return offeredButtons(evaluated(facts({ change: pull }), policy), pull, policy).map(
    ({ identifier }) => identifier,
  );
}

describe('B5: repair in one click', () => {
  it('fills in what the description lacks and keeps what it has', () => {
    const { body } = pressed('**Severity:** HIGH\n\nThe checkout is down.', [press('fill-template')]);
    expect(body).toContain('**Severity:** HIGH');
    expect(body).toContain('The checkout is down.');
    const { match } = readPullRequestDocument(body, policy);
    expect(match.answers.filter(({ state }) => state === 'missing')).toEqual([]);
  });

  it('adds the bypass block once', () => {
    const once = pressed(completeDescription(), [press('add-bypass-block')]).body;
    expect(once).toContain('**Authorized By:**');
    expect(once.startsWith(completeDescription().trimEnd())).toBe(true);
    expect(pressed(once, [press('add-bypass-block')]).body).toBe(once);
    expect(pressed(completeDescription(), [press('add-bypass-block'), press('add-bypass-block')]).body).toBe(
      once,
    );
  });

  it.each(['```\nlog', '<!-- later'])('adds the bypass block once behind what nobody closed: %j', (open) => {
    const body = `${completeDescription()}\n${open}\n`;
    const once = pressed(body, [press('add-bypass-block')]).body;
    expect(readBypass(once, policy)).not.toBeNull();
    expect(pressed(once, [press('add-bypass-block')]).body).toBe(once);
  });

  it.each(['workflow', 'log', 'emergency-fix', 'speckit'])(
    'offers the reasons as lines, and the one that is kept is read back: %s',
    (playbook) => {
      const other = policyOf(`extends: ${playbook}\nbypass:\n  wording: { production-down: Alles steht }\n`);
      const lines = bypassForm(other).split('\n');
      const offered = lines.filter((line) => line.startsWith('**Bypass Reason:**'));
      expect(offered).toHaveLength(3);
      expect(offered).toContain('**Bypass Reason:** Alles steht: …');
      const choice = (form: readonly string[]) => readBypass(form.join('\n'), other)?.reason.choice;
      expect(choice(lines)).toMatchObject({ state: 'several' });
      BYPASS_REASONS.forEach((kind, index) => {
        const kept = lines.filter((line) => !offered.includes(line) || line === offered[index]);
        expect(choice(kept)).toEqual({ state: 'unfinished', kind });
        expect(choice(kept.map((line) => line.replace('…', 'since 02:10')))).toEqual({
          state: 'chosen',
          kind,
        });
      });
    },
  );

  it('keeps a team’s form as it is where it asks for the reason in another way', () => {
    const template = '## Bypass\n\n### Reason\n\n[why]\n\n**Authorized By:** [who]\n';
    const own = policyOf('templates:\n  bypass: .github/b.md\n', { '.github/b.md': template });
    expect(bypassForm(own)).toBe(template.trim());
  });

  it.each<[string, Partial<PullFacts>]>([
    ['the review is there', {}],
    ['somebody asked for changes', { reviews: known([review({ state: 'changes-requested' })]) }],
    ['it is a hotfix no more', { reviews: known([]), base: branch('develop') }],
  ])('of an old run does nothing where %s', (_, change) => {
    const pull = pullFacts({ body: completeDescription(), ...change });
    const people = new Map([['grace', known('write' as const)]]);
    const seen = facts({ change: pull, presses: [press('add-bypass-block')], people });
    expect(pressButtons(pull, seen, policy, evaluated(seen, policy)).body).toBe(pull.body);
  });

  it('cuts nothing off where there is no room, and says so', () => {
    const body = `${completeDescription()}\n## Log\n\n${'あ'.repeat(64_300)}`;
    expect(pressed(body, [press('add-bypass-block')])).toMatchObject({
      body,
      notes: [
        {
          body: expect.stringMatching(
            /did not change the description: .* Shorten it by \d+ characters and press/,
          ),
        },
      ],
    });
    const half = `${completeDescription()}\n## Log\n\n${'あ'.repeat(30_000)}`;
    expect(pressed(half, [press('add-bypass-block')]).body.startsWith(half)).toBe(true);
  });

  it('does nothing for a button that there is not', () => {
    expect(pressed('x', [press('format-disk')])).toEqual({ body: 'x', notes: [], people: [] });
  });

  it.each([
    ['the author', press('fill-template', 'Ada'), null, 'written'],
    ['somebody with write access', press('fill-template'), 'write', 'written'],
    ['a maintainer', press('fill-template'), 'maintain', 'written'],
    ['an administrator', press('fill-template'), 'admin', 'written'],
    ['somebody who sorts issues, with the permission triage', press('fill-template'), 'triage', 'refused'],
    ['somebody who can only read', press('fill-template'), 'read', 'refused'],
    ['somebody whose access is not known yet', press('fill-template'), null, 'asked'],
  ] as const)('is for %s: %s', (_, one, permission, expected) => {
    const { body, notes, people } = pressed('', [one], permission);
    const outcome = body !== '' ? 'written' : notes.length > 0 ? 'refused' : people.length > 0 ? 'asked' : '';
    expect(outcome).toBe(expected);
  });

  it('says why it did nothing, once for each press', () => {
    expect(pressed('', [press('fill-template')], 'read').notes).toMatchInlineSnapshot(`
      [
        {
          "body": "\`grace\` pressed a button that edits the description. Nothing was changed: only the author and people with write access can do that.",
          "key": "press:d1",
        },
      ]
    `);
  });

  it('refuses where GitHub does not tell who may write', () => {
    const pull = pullFacts({ body: '' });
    const people = new Map([['grace', unreadable('no permission')]]);
    const seen = facts({ change: pull, presses: [press('fill-template')], people });
    const { body, notes } = pressButtons(pull, seen, policy, evaluated(seen, policy));
    expect([body, notes.length]).toEqual(['', 1]);
  });

  it('is offered where it helps', () => {
    expect(offered(completeDescription())).toEqual([]);
    expect(offered('**Severity:** HIGH')).toEqual(['fill-template']);
    // What is said under another heading is not asked once more.
    const plan = /\*\*Rollback Plan:\*\*.*/;
    expect(offered(completeDescription().replace(plan, ''))).toEqual(['fill-template']);
    const elsewhere = `${completeDescription().replace(plan, '')}\n## Rollback\n\nRedeploy v1.4.2.\n`;
    expect(offered(elsewhere)).toEqual([]);
    expect(offered(completeDescription(), false)).toEqual(['add-bypass-block']);
    expect(offered(pressed(completeDescription(), [press('add-bypass-block')]).body, false)).toEqual([]);
  });

  it('keeps within GitHub’s limits for a button', () => {
    const pull = pullFacts({ body: '', reviews: known([]) });
    const buttons = offeredButtons(evaluated(facts({ change: pull }), policy), pull, policy);
    expect(buttons.length).toBe(2);
    for (const { label, description, identifier } of buttons) {
      expect(label.length).toBeLessThanOrEqual(20);
      expect(description.length).toBeLessThanOrEqual(40);
      expect(identifier.length).toBeLessThanOrEqual(20);
    }
  });
});
