// Slash commands: what is one, who may, what it decides, and what the app says. All of it derived from the comments.
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { known, unreadable } from '../../../src/core/model/facts/known.ts';
import type { Permission } from '../../../src/core/model/facts/people.ts';
import type { Comment, PullFacts } from '../../../src/core/model/facts/pull.ts';
import { branch, changedFiles, comment, commit, login, pullFacts } from '../../support/facts.ts';
import { neededPeople } from '../../support/judge.ts';
import { policyOf } from '../../support/policy.ts';
import { answers, at, look, reply, user, verdict } from './look.ts';

describe('who may', () => {
  it.each<[string, Permission | null, string]>([
    ['/hotfix help', 'none', 'accepted'],
    ['/hotfix status', 'none', 'accepted'],
    ['/hotfix recheck', 'read', 'accepted'],
    ['/hotfix severity P1', 'triage', 'refused'],
    ['/hotfix severity P1', 'write', 'accepted'],
    ['/hotfix commander @linus', 'read', 'refused'],
    ['/hotfix commander @linus', 'write', 'accepted'],
    ['/hotfix criterion data-loss', 'triage', 'refused'],
    ['/hotfix criterion data-loss', 'write', 'accepted'],
    ['/hotfix defer tests-included no time', 'triage', 'refused'],
    ['/hotfix defer tests-included no time', 'maintain', 'accepted'],
    ['/hotfix defer TESTS no time', 'maintain', 'accepted'],
    ['/hotfix defer tests-included', 'maintain', 'refused'],
    ['/hotfix defer tests-included why it has to wait', 'maintain', 'refused'],
    ['/hotfix defer review no time', 'admin', 'refused'],
    ['/hotfix defer rollback-plan no time', 'admin', 'refused'],
    ['/hotfix defer unicorns no time', 'admin', 'refused'],
    ['/hotfix accept minimal-scope a revert', 'write', 'accepted'],
    ['/hotfix accept minimal-scope', 'write', 'refused'],
    ['/hotfix accept minimal-scope a revert', 'read', 'refused'],
    ['/hotfix accept tests it is late', 'admin', 'refused'],
    ['/hotfix ack minimal-scope a revert', 'admin', 'refused'],
    ['/hotfix frobnicate', 'admin', 'refused'],
    ['/hotfix severity', 'admin', 'refused'],
    ['/hotfix help\n/hotfix severity', 'admin', 'refused'],
    ['/hotfix defer tests-included no time', null, 'ignored'],
  ])('%j with %s: %s', (body, permission, expected) => {
    expect(verdict(body, { permission })).toBe(expected);
  });

  it('the author may say how severe it is, of which kind and who leads, and may not accept their own scope', () => {
    const by = (body: string) =>
      answers([comment(body, { author: user('ada') })], { permission: 'read' })[0]?.verdict;
    expect(by('/hotfix severity P1')).toBe('accepted');
    expect(by('/hotfix commander @linus')).toBe('accepted');
    expect(by('/hotfix criterion data-loss')).toBe('accepted');
    const own = answers([comment('/hotfix accept minimal-scope a revert', { author: user('Ada') })], {
      permission: 'admin',
    });
    expect(own[0]?.verdict).toBe('refused');
  });

  it('bots, deleted accounts and comments that somebody else edited say nothing', () => {
    const body = '/hotfix defer tests-included no time';
    expect(
      answers([
        comment(body, { author: null }),
        comment(body, { author: { login: login('helper'), kind: 'bot' } }),
        comment(body, { editedAt: at(26), editedByOther: true }),
      ]),
    ).toEqual([]);
  });

  it('is asked of GitHub first, and told where GitHub does not say', () => {
    const { evaluation } = look([comment('/hotfix defer tests-included no time')], { permission: null });
    expect(neededPeople(evaluation.needs)).toEqual(['grace']);
    const people = new Map([['grace', unreadable('The app lacks “Metadata: read”.')]]);
    expect(reply('/hotfix defer tests-included no time', { permission: null, more: { people } })).toContain(
      'Metadata: read',
    );
  });
});

describe('what it decides', () => {
  const accepted = { kind: 'accepted', at: at(30) } as const;
  const noTests = { pull: { files: changedFiles('src/a.js') } };

  it('B3: what is deferred is due after the merge, now and after the answer, even if its author loses access', () => {
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
    const { evaluation, answers: given } = look([comment('/hotfix defer tests no time', change)], noTests);
    expect(evaluation.obligations).toEqual([]);
    expect(given).toEqual([]);
  });

  it('still counts where its author corrected a typing error before the answer', () => {
    const said = comment('/hotfix defer tests no time', { answer: accepted, editedAt: at(29) });
    expect(look([said], noTests).evaluation.obligations).toHaveLength(1);
  });

  it('W6: accepted as it is, for these commits only', () => {
    const files = changedFiles(...Array.from({ length: 12 }, (_, index) => `src/${index}.js`));
    const status = (change: Partial<Comment>, seenAt: PullFacts['head']['seenAt'] = at(0)) =>
      look([comment('/hotfix accept scope a big one', change)], {
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

  it('nothing where it was edited before the app’s reaction by somebody who may not', () => {
    // Written as a help, read, changed, and only then answered: the reaction was to other words.
    const said = comment('/hotfix defer tests no time', { answer: accepted, editedAt: at(29) });
    expect(look([said], { ...noTests, permission: 'none' }).evaluation.obligations).toEqual([]);
    const unread = look([said], { ...noTests, permission: null });
    expect(unread.evaluation.obligations).toEqual([]);
    expect(neededPeople(unread.evaluation.needs)).toEqual(['grace']);
    expect(unread.answers).toEqual([]);
  });

  it('W6: nothing for who wrote a commit, and for nobody where the commits are unknown', () => {
    const by = (change: Partial<PullFacts>) => verdict('/hotfix accept scope a revert', { pull: change });
    expect(by({})).toBe('accepted');
    expect(by({ commits: known([commit({ author: user('Grace') })]) })).toBe('refused');
    expect(by({ commits: known([commit({ coAuthors: [user('grace')] })]) })).toBe('refused');
    expect(by({ commits: unreadable('The app lacks “Contents: read”.') })).toBe('refused');
  });

  it('W6: nothing in the very second of the push', () => {
    const head = { ...pullFacts().head, seenAt: at(25) };
    expect(verdict('/hotfix accept scope a revert', { pull: { head } })).toBe('refused');
  });

  it('a comment counts as a whole: with one line refused, nothing of it is decided', () => {
    const granted = [
      '/hotfix defer tests no time',
      '/hotfix accept scope a revert',
      '/hotfix commander @linus',
      '/hotfix severity P1',
      '/hotfix criterion data-loss',
    ];
    const { decisions, answers: given } = look(
      [comment([...granted, '/hotfix nonsense'].join('\n'))],
      noTests,
    );
    expect(decisions).toEqual(look([]).decisions);
    expect(given.map((answer) => answer.verdict)).toEqual(['refused']);
    for (const line of granted)
      expect(given[0]?.reply).toContain(
        `**Not done:** \`${line}\`. Another line of this comment was refused.`,
      );
    const alone = look([comment(granted.join('\n'))], noTests).decisions;
    expect(alone).toMatchObject({
      commander: { login: 'linus', by: 'grace' },
      severity: { severity: 'P1', by: 'grace', at: at(25) },
      criterion: { kind: 'data-loss', by: 'grace', at: at(25) },
    });
    expect([alone.deferrals.size, alone.acceptances.size]).toEqual([1, 1]);
  });

  it('S1: the newest severity and criterion, at the time when the words stood there', () => {
    const one = comment('/hotfix severity P0\n/hotfix criterion can-wait', {
      id: 1,
      createdAt: at(10),
      answer: accepted,
    });
    const two = comment('/hotfix severity P2\n/hotfix criterion degraded', {
      id: 2,
      createdAt: at(11),
      editedAt: at(12),
    });
    const { decisions } = look([two, one]);
    expect(decisions.severity).toEqual({ severity: 'P2', by: 'grace', at: at(12) });
    expect(decisions.criterion).toEqual({ kind: 'degraded', by: 'grace', at: at(12) });
  });

  it('nothing is drowned by a flood of comments, answered or not', () => {
    const flood = (count: number, answer: Comment['answer']) =>
      Array.from({ length: count }, (_, index) =>
        comment('/hotfix recheck', { id: index + 1, createdAt: at(1), answer }),
      );
    const said = comment('/hotfix defer tests no time', { id: 9_000 });
    expect(look([...flood(1_000, accepted), said], noTests).evaluation.obligations).toHaveLength(1);
    const decided = { ...said, answer: accepted };
    const { evaluation, answers: given } = look([...flood(1_000, null), decided], noTests);
    expect(evaluation.obligations).toHaveLength(1);
    expect(given).toHaveLength(200);
  });

  const RUNS = { numRuns: 40 };
  const lines = fc.constantFrom(
    '/hotfix defer tests x',
    '/hotfix defer body x',
    '/hotfix defer body',
    '/hotfix accept scope x',
    '/hotfix criterion data-loss',
    '/hotfix commander @linus',
    '/hotfix commander @eve',
    '/hotfix severity P1',
    '/hotfix severity P2',
    '/hotfix status',
    '/hotfix defer review x',
    '/hotfix nonsense',
    'hello',
  );
  const bodies = fc.array(lines, { minLength: 1, maxLength: 3 }).map((some) => some.join('\n'));
  const authors = fc.constantFrom('grace', 'ada');
  const conversation = fc
    .array(fc.tuple(bodies, authors), { maxLength: 5 })
    .map((texts) =>
      texts.map(([body, name], index) =>
        comment(body, { id: index + 1, createdAt: at(index + 1), author: user(name) }),
      ),
    );
  const permissions = fc.constantFrom<Permission>('write', 'read');

  /** What GitHub has after a look: reactions on what was answered. */
  function afterwards(comments: readonly Comment[], permission: Permission) {
    const { answers: given, decisions } = look(comments, { permission });
    const reacted = comments.map((one): Comment => {
      const answer = given.find((other) => other.comment === one.id);
      return answer === undefined ? one : { ...one, answer: { kind: answer.verdict, at: at(40) } };
    });
    return { comments: reacted, decisions, said: given.length };
  }

  it('the same at every look: one look settles it, and answered comments decide what they did when they were new (property)', () => {
    fc.assert(
      fc.property(conversation, permissions, (fresh, permission) => {
        const one = afterwards(fresh, permission);
        const two = afterwards(one.comments, 'none');
        expect([two.decisions, two.said]).toEqual([one.decisions, 0]);
        const waits = two.comments.filter(({ body, answer }) => answer === null && body.includes('/hotfix'));
        expect(waits).toEqual([]);
      }),
      RUNS,
    );
  });

  it('the same in whatever order the pages come (property)', () => {
    fc.assert(
      fc.property(
        conversation.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        permissions,
        ([inOrder, shuffled], permission) => {
          const [one, other] = [look(inOrder, { permission }), look(shuffled, { permission })];
          expect(other.decisions).toEqual(one.decisions);
          expect(other.answers).toEqual(one.answers);
        },
      ),
      RUNS,
    );
  });

  it('nothing for who may not, whenever they wrote, edited and were answered (property)', () => {
    const edit = fc.option(fc.integer({ min: 26, max: 59 }).map(at), { nil: null });
    const when = fc.option(fc.integer({ min: 26, max: 59 }).map(at), { nil: null });
    fc.assert(
      fc.property(bodies, edit, when, fc.boolean(), (body, editedAt, answeredAt, editedByOther) => {
        const answer = answeredAt === null ? null : ({ kind: 'accepted', at: answeredAt } as const);
        fc.pre(answer === null || editedAt !== null);
        const said = comment(body, { editedAt, editedByOther, answer });
        expect(look([said], { permission: 'triage' }).decisions).toEqual(look([]).decisions);
      }),
      RUNS,
    );
  });
});

describe('what the app says', () => {
  it.each([
    '/hotfix help',
    '/hotfix status',
    '/hotfix defer tests no time @everyone',
    '/hotfix defer tests',
    '/hotfix defer tests-included why it has to wait',
    '/hotfix defer tests <reason>',
    '/hotfix accept scope a revert',
    '/hotfix accept scope',
    '/hotfix ack scope a revert',
    '/hotfix defer review production is down',
    '/hotfix defer rolback-plan no time',
    '/hotfix defer test-included no time',
    '/hotfix defer incidents no time',
    '/hotfix statsu',
    '/hotfix severity P4',
    '/hotfix criterion dataloss',
    '/hotfix help\n/hotfix commander nobody!',
    '/hotfix defer',
    '/hotfix defer unicorns',
    '/hotfix defer rollback-plan no time',
    '/hotfix accept tests it is late',
    '/hotfix deploy `now` @everyone',
    '/hotfix defer tests x\n/hotfix severity P0\n/hotfix recheck\n/hotfix defer unicorns x',
  ])('%s', (body) => {
    expect(reply(body, { pull: { reviews: known([]), files: changedFiles('src/a.js') } })).toMatchSnapshot();
  });

  it('to somebody without access', () => {
    expect(reply('/hotfix defer tests no time', { permission: 'read' })).toMatchInlineSnapshot(
      `"**Not done.** \`grace\` has no write access to this repository, and deferring requires it. Ask somebody who has it to write this comment. To try again, write a new comment: an edited one is not read again."`,
    );
  });

  it.each(['/hotfix severity P0', '/hotfix criterion data-loss', '/hotfix recheck'])(
    '%s: the reaction says it all',
    (body) => {
      expect(answers([comment(body)])).toEqual([{ comment: 501, verdict: 'accepted', reply: null }]);
    },
  );

  it('S1: that the description says another severity, and that a newer edit of it counts', () => {
    expect(reply('/hotfix severity P1')).toMatchInlineSnapshot(
      `"Recorded: the severity is P1 High. The description still says P0 Critical. Change it there too, because the next edit of the description is newer than this comment and counts."`,
    );
    const bodyEdit = { at: at(26), by: login('ada') };
    expect(reply('/hotfix severity P1', { pull: { bodyEdit } })).toMatchInlineSnapshot(
      `"Recorded, but the description is newer and counts. Comment again if it should be P1 High."`,
    );
    expect(reply('/hotfix severity P1\n/hotfix severity P0')).toMatchInlineSnapshot(
      `"Recorded, but the command of \`grace\` is newer and counts. Comment again if it should be P1 High."`,
    );
  });

  it.each([
    ['/hotfix commander @linus', '`linus` leads the incident.'],
    ['/hotfix commander me', '`grace` leads the incident.'],
    [
      '/hotfix commander @Linus\n/hotfix commander @linus',
      '`Linus` leads the incident.\n\n`linus` leads the incident.',
    ],
    [
      '/hotfix commander @linus\n/hotfix commander @eve',
      '`eve` was named after `linus` and leads the incident.\n\n`eve` leads the incident.',
    ],
  ])('who leads now: %j', (body, said) => {
    expect(reply(body)).toBe(said);
    expect(verdict(body)).toBe('accepted');
  });

  it('“me” is who wrote the comment, not who opened the pull request', () => {
    expect(look([comment('/hotfix commander me')]).evaluation.commander).toBe('grace');
    const own = comment('/hotfix commander me', { author: user('Ada') });
    expect(look([own], { permission: 'read' }).evaluation.commander).toBe('Ada');
  });

  it('once under each refusal: that an edited comment is not read again', () => {
    const again = 'To try again, write a new comment: an edited one is not read again.';
    for (const body of [
      '/hotfix severity',
      '/hotfix accept tests x',
      '/hotfix x\n/hotfix defer y\n/hotfix help',
    ]) {
      expect(reply(body)?.split(again)).toEqual([expect.any(String), '']);
    }
    expect(reply('/hotfix status\n/hotfix help')).not.toContain(again);
  });

  it('that nothing is to be deferred where the rule is met or requires nothing', () => {
    expect(reply('/hotfix defer incident no tracker')).toMatchInlineSnapshot(
      `"Recorded, but there is nothing to defer now: \`incident-reference\` is met. If that changes before the merge, it is deferred. To take that back, delete the comment."`,
    );
    const docs = { pull: { files: changedFiles('docs/a.md') } };
    expect(reply('/hotfix defer tests no time', docs)).toMatchInlineSnapshot(
      `"Recorded, but there is nothing to defer now: \`tests-included\` requires nothing here. If that changes before the merge, it is deferred. To take that back, delete the comment."`,
    );
  });

  it('to who may not accept: the author, and whoever spoke before the push was known', () => {
    const said = comment('/hotfix accept scope a revert', { author: user('ada') });
    const unseen = { pull: { head: { ...pullFacts().head, seenAt: null } } };
    const later = { pull: { head: { ...pullFacts().head, seenAt: at(26) } } };
    expect([
      answers([said])[0]?.reply,
      reply('/hotfix accept scope a revert', unseen),
      reply('/hotfix accept scope a revert', later),
      reply('/hotfix accept scope a revert', {
        pull: { commits: unreadable('The app lacks “Contents: read”.') },
      }),
    ]).toMatchSnapshot();
  });

  it('where the policy lets nothing wait', () => {
    const off = ['tests-included', 'incident-reference', 'pull-request-body', 'minimal-scope'];
    const policy = policyOf(`extends: workflow\nrules:\n${off.map((id) => `  ${id}: off\n`).join('')}`);
    const said = ['/hotfix help', '/hotfix defer tests x', '/hotfix accept scope x'];
    expect(
      said.map((body) => reply(body, { policy })?.split('\n\n').at(-2) ?? reply(body, { policy })),
    ).toMatchSnapshot();
  });

  it('the time that the policy gives at this severity, not the rule’s own', () => {
    const policy = policyOf(
      'extends: workflow\nseverities:\n  P0:\n    deferred:\n      tests-included: 6h\n',
    );
    const world = { policy, pull: { files: changedFiles('src/a.js') } };
    expect(reply('/hotfix defer tests no time', world)).toContain('within 6 h');
  });

  it('once, however often it is asked in one comment', () => {
    expect(reply('/hotfix help\n'.repeat(20))).toBe(reply('/hotfix help'));
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'to a rule called %s, as to any other that is not there',
    (word) => {
      expect(reply(`/hotfix defer ${word} x`)).toContain(`Unknown rule \`${word}\`.`);
    },
  );

  it('nothing that pings anybody, links anywhere or ends its code span', () => {
    const hostile = '@everyone `` ``` [x](http://e.vil) <img src=x> fixes #1';
    const names = [
      '',
      'severity ',
      'commander ',
      'criterion ',
      'defer ',
      'accept ',
      'defer tests ',
      'accept scope ',
    ];
    for (const name of names) {
      const html = new MarkdownIt({ html: true, linkify: true }).render(
        reply(`/hotfix ${name}${hostile}`) ?? '@',
      );
      expect(html.replace(/<code>[^<]*<\/code>/g, '')).not.toMatch(/@|<a |<img|#1/);
    }
  });

  it('on a pull request that is not a hotfix', () => {
    const pull = { head: { ...pullFacts().head, branch: branch('feature/x') }, body: '' };
    expect(reply('/hotfix status', { pull })).toContain('This pull request is not a hotfix.');
    expect(verdict('/hotfix status', { pull })).toBe('accepted');
    expect(verdict('/hotfix help', { pull })).toBe('accepted');
    for (const name of ['severity P0', 'commander @linus', 'defer unicorns', 'accept scope', 'recheck']) {
      expect(reply(`/hotfix ${name}`, { pull, permission: null })).toContain(
        'This pull request is not a hotfix.',
      );
      expect(verdict(`/hotfix ${name}`, { pull, permission: null })).toBe('refused');
    }
  });
});
