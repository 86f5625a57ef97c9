// Slash commands: what is one, who may, what it decides, and what the app says. All of it derived from the comments.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerCommands } from '../../../src/core/commands/answer-commands.ts';
import { parseCommands } from '../../../src/core/commands/parse-commands.ts';
import { evaluate } from '../../../src/core/evaluate.ts';
import {
  type Account,
  type Comment,
  type Facts,
  known,
  type Permission,
  type PullFacts,
  unreadable,
} from '../../../src/core/facts.ts';
import { instant } from '../../../src/core/ids.ts';
import { completeDescription } from '../../support/descriptions.ts';
import { branch, changedFiles, comment, facts, login, pullFacts } from '../../support/facts.ts';
import { policyOf, workflowPolicy } from '../../support/policy.ts';

const at = (minute: number) => instant(Date.UTC(2026, 0, 10, 3, minute));
const user = (name: string): Account => ({ login: login(name), kind: 'user' });

interface World {
  readonly permission?: Permission | null;
  readonly pull?: Partial<PullFacts>;
  readonly more?: Partial<Facts>;
  readonly policy?: typeof workflowPolicy;
}

function look(
  comments: readonly Comment[],
  { permission = 'write', pull = {}, more = {}, policy = workflowPolicy }: World = {},
) {
  const people = new Map(
    permission === null ? [] : ['grace', 'linus', 'ada'].map((name) => [name, known(permission)] as const),
  );
  const change = pullFacts({ body: completeDescription(), comments: known(comments), ...pull });
  const seen = facts({ change, people, ...more });
  const evaluation = evaluate(seen, policy, []);
  return { evaluation, work: answerCommands(evaluation, change, seen, policy) };
}

const answers = (comments: readonly Comment[], world: World = {}) => look(comments, world).work.answers;
const reply = (body: string, world: World = {}) => answers([comment(body)], world)[0]?.reply ?? null;
const verdict = (body: string, world: World = {}) => answers([comment(body)], world)[0]?.verdict ?? 'ignored';

describe('a command', () => {
  it.each<[string, readonly unknown[]]>([
    ['/hotfix', [{ kind: 'help' }]],
    ['/HOTFIX Status please', [{ kind: 'status' }]],
    ['Well.\r\n/hotfix recheck\r\n', [{ kind: 'recheck' }]],
    ['/hotfix severity critical', [{ kind: 'severity', severity: 'P0' }]],
    ['/hotfix severity 🟡', [{ kind: 'severity', severity: 'P1' }]],
    ['/hotfix commander @Grace-H now', [{ kind: 'commander', login: 'Grace-H' }]],
    ['/hotfix defer Tests because no time', [{ kind: 'defer', rule: 'tests', reason: 'no time' }]],
    ['/hotfix ack scope — a revert', [{ kind: 'ack', rule: 'scope', reason: 'a revert' }]],
    ['/hotfix status\n/hotfix help', [{ kind: 'status' }, { kind: 'help' }]],
    [' /hotfix status', []],
    ['> /hotfix status', []],
    ['see /hotfix status', []],
    ['/hotfixes', []],
    ['```\n/hotfix status\n```', []],
    ['~~~~\n```\n/hotfix status\n~~~~\n/hotfix help', [{ kind: 'help' }]],
    ['<!--\n/hotfix status\n-->', []],
    ['<!-- /hotfix status', []],
  ])('%j is %j', (body, expected) => {
    expect(parseCommands(body).map((one) => (one.kind === 'command' ? one.command : one))).toEqual(expected);
  });

  it('twenty in one comment are enough, and 64 KB are read', () => {
    expect(parseCommands('/hotfix status\n'.repeat(4_000))).toHaveLength(20);
    expect(parseCommands(`${'<!--'.repeat(16_000)}/hotfix`)).toEqual([]);
  });
});

describe('who may', () => {
  it.each<[string, Permission | null, string]>([
    ['/hotfix help', 'none', 'accepted'],
    ['/hotfix status', 'none', 'accepted'],
    ['/hotfix recheck', 'read', 'accepted'],
    ['/hotfix severity P1', 'triage', 'refused'],
    ['/hotfix severity P1', 'write', 'accepted'],
    ['/hotfix commander @linus', 'read', 'refused'],
    ['/hotfix commander @linus', 'write', 'accepted'],
    ['/hotfix defer tests-included', 'triage', 'refused'],
    ['/hotfix defer tests-included', 'maintain', 'accepted'],
    ['/hotfix defer review', 'admin', 'refused'],
    ['/hotfix defer rollback-plan', 'admin', 'refused'],
    ['/hotfix defer unicorns', 'admin', 'refused'],
    ['/hotfix ack minimal-scope', 'write', 'accepted'],
    ['/hotfix ack minimal-scope', 'read', 'refused'],
    ['/hotfix ack tests', 'admin', 'refused'],
    ['/hotfix frobnicate', 'admin', 'refused'],
    ['/hotfix severity', 'admin', 'refused'],
    ['/hotfix help\n/hotfix severity', 'admin', 'refused'],
    ['/hotfix defer tests-included', null, 'ignored'],
  ])('%j with %s: %s', (body, permission, expected) => {
    expect(verdict(body, { permission })).toBe(expected);
  });

  it('the author may say how bad it is and who leads, and may not accept their own scope', () => {
    const by = (body: string) =>
      answers([comment(body, { author: user('ada') })], { permission: 'read' })[0]?.verdict;
    expect(by('/hotfix severity P1')).toBe('accepted');
    expect(by('/hotfix commander @linus')).toBe('accepted');
    const own = answers([comment('/hotfix ack minimal-scope', { author: user('Ada') })], {
      permission: 'admin',
    });
    expect(own[0]?.verdict).toBe('refused');
  });

  it('bots, deleted accounts and comments that somebody else edited say nothing', () => {
    const body = '/hotfix defer tests-included';
    expect(
      answers([
        comment(body, { author: null }),
        comment(body, { author: { login: login('helper'), kind: 'bot' } }),
        comment(body, { editedAt: at(26), editedByOther: true }),
      ]),
    ).toEqual([]);
  });

  it('is asked of GitHub first, and told where GitHub does not say', () => {
    const { evaluation } = look([comment('/hotfix defer tests-included')], { permission: null });
    expect(evaluation.needs.people).toEqual(['grace']);
    const people = new Map([['grace', unreadable('The app lacks “Metadata: read”.')]]);
    expect(reply('/hotfix defer tests-included', { permission: null, more: { people } })).toContain(
      'Metadata: read',
    );
  });
});

describe('what it decides', () => {
  const accepted = { kind: 'accepted', at: at(30) } as const;
  const noTests = { pull: { files: changedFiles('src/a.js') } };

  it('B3: deferred is owed, now and after it was answered, whoever its author has become', () => {
    for (const answer of [null, accepted]) {
      const said = comment('/hotfix defer tests no time', { answer });
      const { evaluation } = look([said], { ...noTests, permission: answer === null ? 'write' : 'none' });
      expect(evaluation.findings.find(({ rule }) => rule === 'tests-included')?.status).toBe('deferred');
      expect(evaluation.obligations).toHaveLength(1);
    }
  });

  it.each<[string, Partial<Comment>]>([
    ['was refused', { answer: { kind: 'refused', at: at(30) } }],
    ['was edited after its answer', { answer: accepted, editedAt: at(31) }],
    ['was edited by somebody else', { answer: accepted, editedAt: at(29), editedByOther: true }],
  ])('nothing where the comment %s', (_, change) => {
    const { evaluation, work } = look([comment('/hotfix defer tests', change)], noTests);
    expect(evaluation.obligations).toEqual([]);
    expect(work.answers).toEqual([]);
  });

  it('still counts where its author mended a typing error before the answer', () => {
    const said = comment('/hotfix defer tests', { answer: accepted, editedAt: at(29) });
    expect(look([said], noTests).evaluation.obligations).toHaveLength(1);
  });

  it('W6: accepted as it is, for these commits only', () => {
    const files = changedFiles(...Array.from({ length: 12 }, (_, index) => `src/${index}.js`));
    const status = (change: Partial<Comment>, seenAt: PullFacts['head']['seenAt'] = at(0)) =>
      look([comment('/hotfix ack scope a big one', change)], {
        pull: { files, head: { ...pullFacts().head, seenAt } },
      }).evaluation.findings.find(({ rule }) => rule === 'minimal-scope')?.status;
    expect(status({})).toBe('met');
    expect(status({ answer: accepted })).toBe('met');
    expect(status({ answer: accepted }, at(28))).toBe('unmet');
    expect(status({}, null)).toBe('unmet');
  });

  it('W24: the last word on the commander counts, whatever order the comments come in', () => {
    const one = comment('/hotfix commander @linus', { id: 1, createdAt: at(10), answer: accepted });
    const two = comment('/hotfix commander @eve', { id: 2, createdAt: at(11), answer: accepted });
    expect(look([two, one]).evaluation.commander).toBe('eve');
    expect(look([one, two]).evaluation.commander).toBe('eve');
  });

  it('the same at every look: answered comments decide what they decided when they were new (property)', () => {
    const bodies = fc.constantFrom(
      '/hotfix defer tests x',
      '/hotfix ack scope x',
      '/hotfix commander @linus',
      '/hotfix defer review',
      '/hotfix nonsense',
      'hello',
    );
    fc.assert(
      fc.property(
        fc.array(bodies, { maxLength: 6 }),
        fc.constantFrom<Permission>('write', 'read'),
        (texts, permission) => {
          const fresh = texts.map((body, index) =>
            comment(body, { id: index + 1, createdAt: at(index + 1) }),
          );
          const before = look(fresh, { permission });
          const settled = fresh.map((one): Comment => {
            const given = before.work.answers.find((answer) => answer.comment === one.id);
            return given === undefined ? one : { ...one, answer: { kind: given.verdict, at: at(40) } };
          });
          const after = look(settled, { permission: 'none' });
          expect(after.work.answers).toEqual([]);
          expect(after.evaluation.findings).toEqual(before.evaluation.findings);
          expect(after.evaluation.commander).toEqual(before.evaluation.commander);
        },
      ),
    );
  });
});

describe('the severity', () => {
  const written = (body: string, policy = workflowPolicy) =>
    look([comment('/hotfix severity P1')], { pull: { body }, policy }).work.body;

  it('is written where it stands, and nothing else is touched', () => {
    const before = completeDescription();
    expect(written(before)).toBe(before.replace('**Severity:** CRITICAL', '**Severity:** HIGH'));
    expect(written(before.replaceAll('\n', '\r\n'))).toContain('**Severity:** HIGH\r\n');
  });

  it.each(['', 'Just words.', '**Severity:** [CRITICAL/HIGH/MEDIUM]', '## Something\n\n- [ ] a box\n'])(
    'is written into %j',
    (body) => {
      const change = pullFacts({ body: written(body) });
      expect(evaluate(facts({ change }), workflowPolicy, []).severity?.severity).toBe('P1');
    },
  );

  it('is written into a speckit document', () => {
    const policy = policyOf('extends: speckit\n');
    const change = pullFacts({ body: written('**Severity**: [X] P0 (Critical - Service Down)\n', policy) });
    expect(evaluate(facts({ change }), policy, []).severity?.severity).toBe('P1');
  });

  it('stays where nobody asked', () => {
    expect(look([comment('/hotfix status')]).work.body).toBe(completeDescription());
  });
});

describe('what the app says', () => {
  it.each([
    '/hotfix help',
    '/hotfix status',
    '/hotfix defer tests no time @everyone',
    '/hotfix ack scope a revert',
    '/hotfix defer review production is down',
    '/hotfix defer rolback-plan',
    '/hotfix statsu',
    '/hotfix severity very',
    '/hotfix help\n/hotfix commander nobody!',
  ])('%s', (body) => {
    expect(reply(body, { pull: { reviews: known([]), files: changedFiles('src/a.js') } })).toMatchSnapshot();
  });

  it('to somebody without access', () => {
    expect(reply('/hotfix defer tests', { permission: 'read' })).toMatchInlineSnapshot(
      `"**Not done.** Deferring takes write access to this repository, which \`grace\` does not have."`,
    );
  });

  it.each(['/hotfix severity P1', '/hotfix commander @linus', '/hotfix recheck'])(
    '%s: the reaction says it all',
    (body) => {
      expect(answers([comment(body)])).toEqual([{ comment: 501, verdict: 'accepted', reply: null }]);
    },
  );

  it('on a pull request that is no hotfix', () => {
    const pull = { head: { ...pullFacts().head, branch: branch('feature/x') }, body: '' };
    expect(reply('/hotfix status', { pull })).toContain('This pull request is no hotfix.');
    expect(verdict('/hotfix severity P0', { pull })).toBe('refused');
  });
});
