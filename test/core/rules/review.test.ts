// W8, W9: whose approval counts, from when a review may be left out, and what the check says meanwhile.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../src/core/model/facts/facts.ts';
import { known, notGiven, unreadable } from '../../../src/core/model/facts/known.ts';
import type { PullFacts, Review } from '../../../src/core/model/facts/pull.ts';
import type { Verdict } from '../../../src/core/model/finding.ts';
import { instant, parseTeamName, type TeamName } from '../../../src/core/model/ids.ts';
import { rule } from '../../../src/core/rules/review.ts';
import { completeDescription } from '../../support/descriptions.ts';
import {
  branchFacts,
  changedFiles,
  commit,
  facts,
  login,
  pullFacts,
  review,
  sha,
} from '../../support/facts.ts';
import { caseOf, evaluated, inOneLine, judge, pasted } from '../../support/judge.ts';
import { policyOf, workflowPolicy } from '../../support/policy.ts';

const user = (name: string) => ({ login: login(name), kind: 'user' as const });
const at = (hour: number, minute = 0) => instant(Date.UTC(2026, 0, 10, hour, minute));

function team(name: string): TeamName {
  const parsed = parseTeamName(name);
  if (parsed === null) throw new Error(name);
  return parsed;
}

function say(
  reviews: readonly Review[],
  settings: unknown = {},
  { pull = {}, ...more }: Partial<Facts> & { pull?: Partial<PullFacts> } = {},
) {
  const change = pullFacts({ reviews: known(reviews), ...pull });
  const policy = policyOf(JSON.stringify({ rules: { review: settings } }));
  const [verdict] = judge(rule, caseOf(facts({ change, ...more }), policy), settings);
  if (verdict === undefined) throw new Error('a rule gives at least one verdict');
  return verdict;
}

/** The other way that a finding names. */
function otherwise(verdict: Verdict): string | null {
  return 'fix' in verdict ? (verdict.fix.otherwise?.markdown ?? null) : null;
}

const NOBODY = 'unmet: 0 of 1 approvals for `a1b2c3d`';

describe('W8: an approval counts', () => {
  it('of the head, by a person with write access who did not work on it', () => {
    expect(inOneLine(say([review()]))).toBe('met: The head is approved');
  });

  it.each<[string, Partial<Review>, Partial<PullFacts>, string]>([
    ['by the author', { author: user('Ada') }, {}, '`Ada` opened the pull request'],
    ['by a bot', { author: { login: login('helper'), kind: 'bot' } }, {}, '`helper` is not a person'],
    ['of an older commit', { commit: sha('c0ffee') }, {}, '`grace` approved `c0ffeec`, an older commit'],
    ['of a commit that is gone', { commit: null }, {}, '`grace` approved a commit that was removed'],
    ['by somebody who lost access', { authorCanWrite: false }, {}, '`grace` lost write access'],
    [
      'by somebody who wrote a commit',
      {},
      { commits: known([commit({ sha: sha('1'), author: user('grace') }), commit()]) },
      '`grace` wrote some of the commits',
    ],
    [
      'by a co-author',
      {},
      { commits: known([commit({ coAuthors: [user('Grace')] })]) },
      '`grace` wrote some of the commits',
    ],
    [
      'by who committed the head, a merge though it is',
      {},
      { commits: known([commit({ parents: 2, committer: user('grace') })]) },
      '`grace` wrote some of the commits',
    ],
    ['that was dismissed', { state: 'dismissed' }, {}, 'The review of `grace` was dismissed'],
  ])('not %s', (_, change, pull, reason) => {
    const verdict = say([review(change)], {}, { pull });
    expect(inOneLine(verdict)).toBe(NOBODY);
    expect(verdict.detail?.markdown).toContain(reason);
  });

  it('not by a deleted account', () => {
    expect(inOneLine(say([review({ author: null })]))).toBe(NOBODY);
  });

  it('by who only brought the base in, in an older merge', () => {
    const merge = commit({ sha: sha('1'), parents: 2, author: user('grace') });
    expect(say([review()], {}, { pull: { commits: known([merge, commit()]) } }).status).toBe('met');
  });

  it('as its author’s last word; a comment takes nothing back', () => {
    const later = (state: Review['state']) => review({ state, submittedAt: at(3, 25) });
    expect(say([review(), later('commented')]).status).toBe('met');
    expect(inOneLine(say([review(), later('changes-requested')]))).toBe('unmet: `grace` requested changes');
    expect(inOneLine(say([review(), later('dismissed')]))).toBe(NOBODY);
    expect(say([later('changes-requested'), review({ submittedAt: at(3, 28) })]).status).toBe('met');
  });

  it('once for each person', () => {
    expect(say([review(), review()], { approvals: 2 }).status).toBe('unmet');
    expect(say([review(), review({ author: user('linus') })], { approvals: 2 }).status).toBe('met');
    expect(inOneLine(say([review()], { approvals: 2 }))).toBe('unmet: 1 of 2 approvals for `a1b2c3d`');
  });

  it('never more than one gives: a review by the author or a bot changes no verdict (property)', () => {
    const state = fc.constantFrom<Review['state']>('approved', 'changes-requested', 'commented', 'dismissed');
    const some = fc.array(
      fc.record({
        by: fc.constantFrom('grace', 'linus', 'eve'),
        state,
        old: fc.boolean(),
        can: fc.boolean(),
      }),
      { maxLength: 6 },
    );
    const idle = fc.record({
      bot: fc.boolean(),
      state: fc.constantFrom<Review['state']>('approved', 'commented'),
    });
    fc.assert(
      fc.property(some, idle, fc.nat(6), (list, extra, place) => {
        const reviews = list.map((one) =>
          review({
            author: user(one.by),
            state: one.state,
            authorCanWrite: one.can,
            ...(one.old ? { commit: sha('b') } : {}),
          }),
        );
        const author = extra.bot ? { login: login('helper'), kind: 'bot' as const } : user('ada');
        const more = reviews.toSpliced(place, 0, review({ author, state: extra.state }));
        expect(say(more).status).toBe(say(reviews).status);
      }),
    );
  });
});

describe('W8: whose approval counts', () => {
  const seniors = (members: readonly string[] | null) =>
    new Map([[team('acme/seniors'), known(members === null ? null : members.map(login))]]);

  it.each<[unknown, Partial<Facts>, string]>([
    [{ by: '@acme/seniors' }, { teams: seniors(['Grace']) }, 'met: The head is approved'],
    [{ by: '@acme/seniors' }, { teams: seniors(['linus']) }, NOBODY],
    [{ by: ['@acme/seniors', '@grace'] }, { teams: seniors(['linus']) }, 'met: The head is approved'],
    [
      { by: 'maintain' },
      { people: new Map([['grace', known('maintain' as const)]]) },
      'met: The head is approved',
    ],
    [{ by: 'admin' }, { people: new Map([['grace', known('maintain' as const)]]) }, NOBODY],
    [
      { by: '@acme/seniors' },
      { teams: seniors(null) },
      'unmet: Nobody in the policy can approve this change: the team `@acme/seniors` does not exist',
    ],
    [
      { by: '@acme/seniors' },
      { teams: new Map([[team('acme/seniors'), unreadable('no “Members: read”')]]) },
      'unknown: The app cannot tell who of those that approved is a member of `@acme/seniors`',
    ],
  ])('%j: %s', (settings, more, expected) => {
    expect(inOneLine(say([review()], settings, more))).toBe(expected);
  });

  it.each([
    ['seniors', 'a team as `@owner/team`'],
    ['@acme/', 'Write a team as `@owner/team`'],
    ['owners', 'code-owners'],
  ])('%j is not a group: %s', (by, sentence) => {
    const bound = rule.bind({ by });
    expect(bound.ok ? '' : bound.error.message).toContain(sentence);
  });

  it('asks for teams, permissions and CODEOWNERS only where the policy names them', () => {
    const needs = (settings: unknown) => {
      const bound = rule.bind(settings);
      if (!bound.ok) throw bound.error;
      return bound.rule.needs(caseOf(facts(), workflowPolicy));
    };
    expect(needs({})).toEqual([]);
    expect(needs({ by: '@acme/seniors' })).toEqual([{ kind: 'team', team: 'acme/seniors' }]);
    expect(needs({ by: 'admin' })).toEqual([{ kind: 'permission', login: 'grace' }]);
    expect(needs({ by: 'code-owners' })).toEqual([
      { kind: 'base-file', path: '.github/CODEOWNERS' },
      { kind: 'base-file', path: 'CODEOWNERS' },
      { kind: 'base-file', path: 'docs/CODEOWNERS' },
    ]);
  });
});

describe('W8: who can be asked', () => {
  const teams = new Map([[team('acme/ghosts'), known(null)]]);

  it.each<[readonly string[], string | null]>([
    [['@acme/ghosts', 'write'], null],
    [['@acme/ghosts', '@ada', '@linus'], 'gh pr edit 12 --add-reviewer=linus'],
  ])('of %j only those who exist and did not work on it', (by, command) => {
    const lines = pasted(say([], { by }, { teams })).split('\n');
    expect(lines.find((line) => line.startsWith('gh ')) ?? null).toBe(command);
  });

  it('nobody, is said with a way out', () => {
    const verdict = say([], { by: ['@ada', '@acme/ghosts'] }, { teams });
    expect(inOneLine(verdict)).toBe(
      'unmet: Nobody in the policy can approve this change: `@ada` worked on the change, the team `@acme/ghosts` does not exist',
    );
    expect(otherwise(verdict)).toContain('No reviewer? The button “Add bypass block”');
  });

  it('one of two is one approval', () => {
    const verdict = say([review()], { approvals: 2 });
    expect(verdict.status === 'unmet' && verdict.fix.instruction.markdown).toContain(
      'Request an approval from',
    );
  });
});

describe('W8: a request for changes', () => {
  const linus = { login: login('linus'), kind: 'user' } as const;
  const reviews = [review(), review({ state: 'changes-requested', author: linus })];

  it.each([{ by: 'admin' }, { by: '@grace' }, { by: ['code-owners', '@grace'] }])(
    'holds the merge up whoever else approves it: %j',
    (settings) => {
      const people = new Map([['linus', known('write' as const)]]);
      expect(inOneLine(say(reviews, settings, { people }))).toBe('unmet: `linus` requested changes');
    },
  );

  it('waits for nothing: no severity and no bypass lets it be overruled', () => {
    const block = [
      '## 🚨 EMERGENCY BYPASS JUSTIFICATION',
      '**Incident:** #1',
      '**Bypass Reason:** Production is completely down: nobody can pay',
      '**Risk Assessment:** Nobody else has read the change.',
      '**Post-Incident Actions:** Linus reviews it tomorrow at nine.',
      '**Authorized By:** @grace',
      '**Timestamp:** 2026-01-10 03:10 UTC',
    ];
    const body = `${completeDescription({ severity: 'P0' })}\n${block.join('\n\n')}\n`;
    const change = pullFacts({ body, reviews: known(reviews) });
    const people = new Map([['grace', known('admin' as const)]]);
    for (const name of ['speckit', 'emergency-fix', 'workflow']) {
      const { findings } = evaluated(facts({ change, people }), policyOf(`extends: ${name}\n`));
      expect(findings.find(({ rule: id }) => id === 'review')?.status).toBe('unmet');
    }
  });
});

describe('W8: code owners', () => {
  function owned(text: string | null, reviews: readonly Review[], more: Partial<Facts> = {}) {
    const files = {
      ...facts().files,
      texts: new Map([
        ['.github/CODEOWNERS', text],
        ['CODEOWNERS', null],
        ['docs/CODEOWNERS', null],
      ]),
    };
    const pull = { files: changedFiles('src/charge.js', 'docs/a.md') };
    return say(reviews, { by: 'code-owners' }, { files, pull, ...more });
  }

  it('have approved where each owned file has one of them', () => {
    expect(owned('/src/ @grace @linus\n', [review()]).status).toBe('met');
    expect(owned('/src/ @linus\n', [review()]).title.markdown).toBe('Code owners have not approved yet');
    expect(owned('/src/ @linus\n/src/charge.js\n', [review()]).status).toBe('met');
  });

  it('that are a team are its members', () => {
    const teams = new Map([[team('acme/payments'), known([login('grace')])]]);
    expect(owned('*.js @acme/payments', [review()], { teams }).status).toBe('met');
  });

  it('do not overrule whoever may write and asks for changes', () => {
    const linus = { login: login('linus'), kind: 'user' } as const;
    const reviews = [review(), review({ state: 'changes-requested', author: linus })];
    expect(inOneLine(owned('/src/ @grace\n', reviews))).toBe('unmet: `linus` requested changes');
  });

  it('are said where the file has mistakes, and do not stop what is right', () => {
    const teams = new Map([[team('acme/ghosts'), known(null)]]);
    const verdict = owned('!nope @x\n[a-z].js @x\n*.md @acme/ghosts\n/src @linus\n', [review()], { teams });
    expect(verdict.detail?.markdown).toContain('GitHub ignores lines 1 and 2 of `.github/CODEOWNERS`');
    expect(verdict.detail?.markdown).toContain('`@acme/ghosts`, which is not a team');
  });

  it('are asked as far as they can be', () => {
    const teams = new Map([[team('acme/ghosts'), known(null)]]);
    const ask = (text: string, reviews: readonly Review[] = []) => owned(text, reviews, { teams });
    expect(inOneLine(ask('/src/ @ada\n'))).toBe(
      'unmet: Nobody can approve `src/charge.js` as its code owner: `@ada` worked on the change',
    );
    const mixed = ask('/src/ @acme/ghosts @ada @linus\n', [review()]);
    expect(mixed.status === 'unmet' && mixed.fix.instruction.markdown).toContain(
      'a review of `src/charge.js` by `@linus`, and',
    );
    expect(mixed.detail?.markdown).toContain('Not counted: `grace` owns nothing that changes here');
  });

  it('are asked for where there is no such file', () => {
    expect(inOneLine(owned(null, [review()]))).toBe(
      'unmet: The policy asks for code owners, and `main` has no CODEOWNERS file',
    );
  });
});

describe('W9: the way out without a reviewer', () => {
  const WITHOUT = 'No reviewer? The button “Add bypass block” lets it be merged without a review';
  const OUT = `${WITHOUT} once the person named in the block has authorised it: `;
  const OTHERS = 'now if production is completely down or a security hole is being exploited';

  it('is said with the time from which the lack of a reviewer counts', () => {
    const verdict = say([], {}, { pull: { readyAt: at(3) }, now: at(3, 30) });
    expect(verdict).toMatchObject({ status: 'unmet', until: at(5) });
    expect(otherwise(verdict)).toBe(`${OUT}${OTHERS}, otherwise from 05:00 UTC.`);
  });

  it('is open once that time is over', () => {
    const verdict = say([], {}, { pull: { readyAt: at(1) }, now: at(3, 30) });
    expect(verdict.until).toBeNull();
    expect(otherwise(verdict)).toBe(`${OUT}now, because nobody reviewed it within 2 h.`);
  });

  it('is not said again to whoever took it', () => {
    const body = '## Bypass Justification\n\n**Bypass Reason:** no-reviewer\n';
    expect(otherwise(say([], {}, { pull: { body } }))).toBeNull();
  });

  it('waits for nobody where the authorisation may be confirmed after the merge', () => {
    const change = { body: '**Severity Level:** P0', readyAt: at(1) };
    const verdict = say([], {}, { pull: change, now: at(3, 30) });
    expect(otherwise(verdict)).toBe(`${WITHOUT}: now, because nobody reviewed it within 2 h.`);
  });

  it('has no time yet for a draft', () => {
    expect(otherwise(say([], {}, { pull: { isDraft: true } }))).toBe(
      `${OUT}${OTHERS}, otherwise 2 h after the pull request is marked ready for review.`,
    );
  });

  it.each([
    ['production-down', 'if production is completely down'],
    ['no-reviewer', 'from 05:20 UTC'],
  ])('is what the policy accepts: %s', (reasons, when) => {
    const policy = policyOf(`bypass:\n  reasons: ${reasons}\n`);
    const change = pullFacts({ reviews: known([]), readyAt: at(3, 20) });
    const [verdict] = judge(rule, caseOf(facts({ change, now: at(4) }), policy));
    expect(verdict && otherwise(verdict)).toBe(`${OUT}${when}.`);
  });
});

it.each([
  [notGiven('The command line does not ask GitHub'), 'not-applicable: Reviews were not looked at'],
  [unreadable('no permission'), 'unknown: The reviews could not be read'],
])('%#: %s', (reviews, expected) => {
  const [verdict] = judge(rule, caseOf(facts({ change: pullFacts({ reviews }) }), workflowPolicy));
  expect(verdict === undefined ? '' : inOneLine(verdict)).toBe(expected);
});

it('a branch is not reviewed', () => {
  const [verdict] = judge(rule, caseOf(facts({ change: branchFacts() }), workflowPolicy));
  expect(verdict?.status).toBe('not-applicable');
});

it('S1: at P0 of speckit the review is due after the merge', () => {
  const change = pullFacts({ body: '**Severity:** P0', reviews: known([]) });
  const { findings } = evaluated(facts({ change }), policyOf('extends: speckit\n'));
  expect(findings.find((finding) => finding.rule === 'review')).toMatchObject({
    status: 'deferred',
    within: 24 * 60 * 60_000,
    allowedBy: { markdown: 'the policy at P0' },
  });
});

it('says the whole of it as its reader meets it', () => {
  expect(
    say(
      [review({ commit: sha('c0ffee') })],
      { by: ['@acme/seniors', '@linus'] },
      {
        teams: new Map([[team('acme/seniors'), known([login('grace')])]]),
      },
    ),
  ).toMatchSnapshot();
});
