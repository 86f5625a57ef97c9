// W12: a bypass counts by who wrote its block, and by what the person that it names did about this head.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { known, unreadable } from '../../../src/core/model/facts/known.ts';
import type { Permission } from '../../../src/core/model/facts/people.ts';
import type { Act, Comment, PullFacts } from '../../../src/core/model/facts/pull.ts';
import { instant } from '../../../src/core/model/ids.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { completeDescription } from '../../support/descriptions.ts';
import { comment, facts, login, pullFacts, review, sha } from '../../support/facts.ts';
import { evaluated, inOneLine, neededPeople } from '../../support/judge.ts';
import { policyOf, workflowPolicy } from '../../support/policy.ts';

/** Before the head was seen (03:00) it is negative. */
const at = (minute: number) => instant(Date.UTC(2026, 0, 10, 3, minute));
const user = (name: string) => ({ login: login(name), kind: 'user' as const });
const act = (by: string | null, minute: number): Act => ({
  by: by === null ? null : login(by),
  at: at(minute),
});

function block(authorisedBy = '@grace'): string {
  return `
## 🚨 EMERGENCY BYPASS JUSTIFICATION

**Incident:** #1
**Bypass Reason:** Production is completely down: nobody can pay
**Risk Assessment:** Nobody else has read it
**Post-Incident Actions:** Linus reviews it at nine
**Authorized By:** ${authorisedBy}
**Timestamp:** 2026-01-10 03:20 UTC
`;
}

const PEOPLE: Readonly<Record<string, Permission>> = {
  grace: 'admin',
  dave: 'admin',
  ada: 'write',
  linus: 'write',
  tim: 'triage',
  eve: 'read',
};

interface Scene {
  readonly pull?: Partial<PullFacts>;
  readonly severity?: 'CRITICAL' | 'HIGH' | 'MEDIUM';
  readonly authorisedBy?: string;
  readonly comments?: readonly Comment[];
  readonly policy?: Policy;
  readonly people?: Readonly<Record<string, Permission>>;
}

function judged({ pull = {}, comments = [], people = PEOPLE, ...scene }: Scene) {
  const { severity = 'HIGH', authorisedBy = '@grace', policy = workflowPolicy } = scene;
  const change = pullFacts({
    body: completeDescription({ severity }) + block(authorisedBy),
    reviews: known([]),
    comments: known(comments),
    ...pull,
  });
  const permissions = new Map(Object.entries(people).map(([name, one]) => [name, known(one)]));
  return evaluated(facts({ change, people: permissions, now: at(55) }), policy);
}

function said(scene: Scene): readonly string[] {
  const { findings } = judged(scene);
  return findings
    .filter(({ rule, status }) => rule === 'bypass-block' && status !== 'met')
    .map((finding) => inOneLine(finding));
}

/** Whether the review may come after the merge. */
function holds(scene: Scene): boolean {
  const review = judged(scene).findings.find(({ rule }) => rule === 'review');
  return review?.status === 'deferred';
}

let id = 600;
function says(body: string, by = 'grace', minute = 10, change: Partial<Comment> = {}): Comment {
  id += 1;
  return comment(body, { id, author: user(by), createdAt: at(minute), ...change });
}

const AUTHORISE = '/hotfix authorise';
const CONFIRMED = [says(AUTHORISE)];
const ASKED = 'unmet: `grace` has not confirmed the bypass of `a1b2c3d` yet';

describe('the block counts by who wrote the description as it is', () => {
  const outsider = (name: string) =>
    `unmet: The bypass block does not count: \`${name}\` wrote it and has no write access`;
  const nobody = 'unmet: The bypass block does not count: GitHub names no person who wrote it';

  it.each<[string, Partial<PullFacts>, string | null]>([
    ['its author, who has write access', {}, null],
    ['its author, who has none', { author: user('eve') }, outsider('eve')],
    ['its author, who may only triage', { author: user('tim') }, outsider('tim')],
    ['an editor of an outsider’s text', { author: user('eve'), bodyEdit: act('linus', 5) }, null],
    ['an outsider after all others', { author: user('eve'), bodyEdit: act('eve', 5) }, outsider('eve')],
    ['a deleted account', { bodyEdit: act(null, 5) }, nobody],
    ['a deleted author', { author: null }, nobody],
    ['a bot of a person’s name', { author: { login: login('ada'), kind: 'bot' } }, nobody],
    // The app only adds forms, so that its edit leaves the words to whoever opened the pull request.
    ['an outsider, and then this app', { author: user('eve'), bodyEdit: null }, outsider('eve')],
  ])('%s', (_, pull, expected) => {
    expect(said({ pull, comments: CONFIRMED })).toEqual(expected === null ? [] : [expected]);
    expect(holds({ pull, comments: CONFIRMED })).toBe(expected === null);
  });

  it('is asked of GitHub, and unknown where GitHub does not tell', () => {
    const { ada: _, ...people } = PEOPLE;
    expect(neededPeople(judged({ people }).needs)).toContain('ada');
    expect(said({ people, comments: CONFIRMED })).toEqual([
      'unknown: Whether `ada`, who wrote the block, has write access is not known yet',
    ]);
    const unread = new Map([
      ['grace', known<Permission>('admin')],
      ['ada', unreadable('no “Metadata: read”')],
    ]);
    const change = pullFacts({ body: completeDescription() + block(), reviews: known([]) });
    const { findings } = evaluated(facts({ change, people: unread }), workflowPolicy);
    expect(findings.find(({ rule }) => rule === 'review')?.status).toBe('unmet');
  });

  it('says everything that is wrong at once', () => {
    expect(said({ pull: { author: user('eve') } })).toEqual([outsider('eve'), ASKED]);
    expect(said({ pull: { author: user('eve') }, authorisedBy: 'not @grace' })).toEqual([
      'unmet: `not @grace` is not exactly one GitHub login',
      outsider('eve'),
    ]);
  });
});

describe('the person named confirms it', () => {
  const approved = (change = {}) => known([review({ author: user('grace'), ...change })]);
  // Who worked on the change confirms by a review that does not count as one.
  const both = policyOf('rules:\n  review:\n    approvals: 2\n');

  it.each<[string, Scene, boolean]>([
    ['not at all', {}, false],
    ['by a comment', { comments: CONFIRMED }, true],
    ['in American spelling', { comments: [says('/hotfix authorize')] }, true],
    ['in another case of the login', { comments: CONFIRMED, authorisedBy: '@GRACE' }, true],
    ['by a comment with more words', { comments: [says('/hotfix authorise this please')] }, false],
    ['by a comment in a quote', { comments: [says('> /hotfix authorise')] }, false],
    ['by somebody else’s comment', { comments: [says(AUTHORISE, 'dave')] }, false],
    ['by the author’s comment', { comments: [says(AUTHORISE, 'ada')] }, false],
    ['before the head was there', { comments: [says(AUTHORISE, 'grace', -5)] }, false],
    ['in the second of the push', { comments: [says(AUTHORISE, 'grace', 0)] }, false],
    [
      'by a comment that somebody else edited',
      { comments: [says(AUTHORISE, 'grace', 10, { editedByOther: true, editedAt: at(11) })] },
      false,
    ],
    ['by approving the head', { pull: { reviews: approved() }, policy: both }, true],
    [
      'by approving an older commit',
      { pull: { reviews: approved({ commit: sha('b') }) }, policy: both },
      false,
    ],
    [
      'by a review that was dismissed',
      { pull: { reviews: approved({ state: 'dismissed' }) }, policy: both },
      false,
    ],
    [
      'by a bot of her name',
      { pull: { reviews: approved({ author: { login: login('grace'), kind: 'bot' } }) }, policy: both },
      false,
    ],
    ['by editing the description', { pull: { bodyEdit: act('grace', 5) } }, true],
    ['by an edit before the head was there', { pull: { bodyEdit: act('grace', -5) } }, false],
    ['by somebody else’s edit', { pull: { bodyEdit: act('linus', 5) } }, false],
    // Others may have written her name in before the app edited the description last.
    ['by having opened the pull request', { pull: { author: user('grace') } }, false],
    [
      'while nobody knows when the head came',
      { comments: CONFIRMED, pull: { head: { ...pullFacts().head, seenAt: null } } },
      false,
    ],
  ])('%s', (_, scene, expected) => {
    expect(holds(scene)).toBe(expected);
    expect(said(scene)).toEqual(expected ? [] : [ASKED]);
  });

  it.each([
    ['has no answers', '\n## Emergency Bypass Justification\n'],
    ['names nobody', block('')],
    ['has no reason', block().replace('Production is completely down: nobody can pay', '')],
  ])('not by authorising a block that %s', (_, unfilled) => {
    const body = completeDescription({ severity: 'HIGH' }) + unfilled;
    expect(
      judged({ comments: CONFIRMED, pull: { body } }).commands[0]?.commands[0]?.refusal?.markdown,
    ).toMatch(/^The bypass block does not say yet/);
  });

  it('again after each push', () => {
    const answer = { kind: 'accepted', at: at(11) } as const;
    const comments = [says(AUTHORISE, 'grace', 10, { answer })];
    expect(holds({ comments })).toBe(true);
    const pull = { head: { ...pullFacts().head, seenAt: at(20) } };
    expect(holds({ comments, pull })).toBe(false);
    expect(
      judged({ comments, pull }).findings.find((one) => inOneLine(one) === ASKED)?.detail?.markdown,
    ).toBe('`grace` confirmed it for older commits. Each push needs a new confirmation');
    expect(holds({ comments: [...comments, says(AUTHORISE, 'grace', 21)], pull })).toBe(true);
  });

  it('only while she may authorise it', () => {
    const answer = { kind: 'accepted', at: at(11) } as const;
    const comments = [says(AUTHORISE, 'grace', 10, { answer })];
    expect(holds({ comments, people: { ...PEOPLE, grace: 'write' } })).toBe(false);
  });

  it('is said in a reply to everybody who may not, and asked of teams where the policy names them', () => {
    const policy = policyOf('bypass:\n  authorised-by: "@acme/seniors"\n');
    const { needs } = judged({ comments: CONFIRMED, policy });
    expect(needs).toContainEqual({ kind: 'team', team: 'acme/seniors' });
  });
});

describe('by severity before or after the merge', () => {
  it.each<[Scene['severity'], string, boolean]>([
    ['CRITICAL', '', true],
    ['HIGH', '', false],
    ['MEDIUM', '', false],
    ['CRITICAL', 'P0: before', false],
    ['HIGH', 'P1: after', true],
    ['MEDIUM', 'P2: after', true],
  ])('%s with %j', (severity = 'HIGH', setting, expected) => {
    const policy = setting === '' ? workflowPolicy : policyOf(`bypass:\n  confirmation:\n    ${setting}\n`);
    expect(holds({ severity, policy })).toBe(expected);
    expect(said({ severity, policy })).toEqual([
      expected ? 'deferred: `grace` was named by `ada`, not yet confirmed' : ASKED,
    ]);
    expect(said({ severity, policy, comments: CONFIRMED })).toEqual([]);
  });

  it.each<[string, Partial<PullFacts>, readonly Comment[], boolean]>([
    ['nobody', { body: `Nobody can pay.\n${block()}` }, [], false],
    ['a command with write access', {}, [says('/hotfix severity P0', 'linus')], true],
    [
      'an outsider’s command',
      { author: user('eve'), bodyEdit: act('linus', 1) },
      [says('/hotfix severity P0', 'eve')],
      false,
    ],
    [
      'a label with write access',
      { labels: ['P0'], labelActs: new Map([['P0', act('linus', 5)]]) },
      [],
      true,
    ],
    [
      'an outsider, before somebody edited the text',
      { author: user('eve'), bodyEdit: act('linus', 5) },
      [],
      false,
    ],
    [
      'a bot, before somebody edited the text',
      { author: { login: login('robo'), kind: 'bot' }, bodyEdit: act('linus', 5) },
      [],
      false,
    ],
    ['a label without it', { labels: ['P0'], labelActs: new Map([['P0', act('tim', 5)]]) }, [], false],
    [
      'a label of nobody knows whom',
      { labels: ['P0'], labelActs: new Map([['P0', act(null, 5)]]) },
      [],
      false,
    ],
  ])('counts as P0 when stated by %s', (_, pull, comments, expected) => {
    expect(judged({ pull, comments }).bypass?.holds).toBe(expected);
  });
});

describe('a denial', () => {
  const DENIED = 'unmet: `grace` denied the bypass';
  const deny = (by = 'grace', minute = 12) => says('/hotfix deny I was not asked', by, minute);

  it.each<[string, readonly Comment[], boolean]>([
    ['after the confirmation', [says(AUTHORISE), deny()], false],
    ['before the confirmation', [deny('grace', 5), says(AUTHORISE)], true],
    ['without a reason', [says(AUTHORISE), says('/hotfix deny', 'grace', 12)], false],
    ['by somebody else who may authorise', [says(AUTHORISE), deny('dave')], false],
    ['by somebody else, taken back by the person named', [deny('dave', 5), says(AUTHORISE)], false],
    ['by somebody else, taken back', [says(AUTHORISE), deny('dave'), says(AUTHORISE, 'dave', 13)], true],
    ['by somebody who may not authorise', [says(AUTHORISE), deny('linus')], true],
    ['before the head was there', [deny('grace', -5)], false],
  ])('%s', (_, comments, expected) => {
    for (const severity of ['CRITICAL', 'HIGH'] as const)
      expect(holds({ comments, severity })).toBe(expected);
  });

  it('is not held up by a flood of commands before it', () => {
    const flood = Array.from({ length: 250 }, () => says('/hotfix status', 'eve', 5));
    expect(holds({ comments: [...flood, deny()], severity: 'CRITICAL' })).toBe(false);
    expect(holds({ comments: [says(AUTHORISE, 'grace', 4), ...flood, deny()] })).toBe(false);
  });

  it('is said at once, firmly, with the way back', () => {
    const comments = [says(AUTHORISE), deny()];
    expect(said({ comments })).toEqual([DENIED]);
    const [finding] = judged({ comments }).findings.filter((one) => one.rule === 'bypass-block');
    expect(finding).toMatchObject({ status: 'unmet', deferrable: false });
    expect(judged({ comments }).conclusion).toBe('failure');
  });
});

describe('what the check says', () => {
  it.each<[string, Scene]>([
    ['of an outsider’s block', { pull: { author: user('eve') } }],
    ['before the confirmation', {}],
    [
      'after a push',
      { comments: [says(AUTHORISE, 'grace', -5, { answer: { kind: 'accepted', at: at(-4) } })] },
    ],
    ['at P0, not yet confirmed', { severity: 'CRITICAL' }],
    ['of a denial', { comments: [says('/hotfix deny nobody asked me @everyone')] }],
  ])('%s', (_, scene) => {
    const { findings } = judged(scene);
    expect(
      findings.filter(({ rule, status }) => rule === 'bypass-block' && status !== 'met'),
    ).toMatchSnapshot();
  });
});

it('no text of people without write access makes it hold (property)', () => {
  const outsiders = fc.constantFrom('eve', 'tim');
  const line = fc.constantFrom(
    AUTHORISE,
    '/hotfix authorize',
    '/hotfix severity P0',
    '/hotfix criterion data-loss',
    '/hotfix deny no',
    '/hotfix commander @eve',
    '@grace: /hotfix authorise',
    '> /hotfix authorise',
  );
  const comments = fc.array(
    fc.record({
      by: outsiders,
      body: line,
      minute: fc.integer({ min: -5, max: 50 }),
      hasAnswer: fc.boolean(),
    }),
    { maxLength: 4 },
  );
  const scene = fc.record({
    author: outsiders,
    editor: fc.constantFrom('eve', 'tim', null, 'not edited'),
    severity: fc.constantFrom<'CRITICAL' | 'HIGH'>('CRITICAL', 'HIGH'),
    authorisedBy: fc.constantFrom('@grace', 'grace', '@eve', '@dave', '@tim', '**@grace**'),
    extra: fc.string(),
    comments,
  });
  fc.assert(
    fc.property(scene, ({ author, editor, severity, authorisedBy, extra, comments: all }) => {
      const pull = {
        body: `${extra}\n${completeDescription({ severity })}${block(authorisedBy)}`,
        author: user(author),
        bodyEdit: editor === 'not edited' ? null : act(editor, 5),
      };
      const spoken = all.map(({ by, body, minute, hasAnswer }) => {
        // The app accepts only what they may say: what decides nothing about a bypass.
        const mayBe = hasAnswer && !/authori|deny/.test(body);
        return says(body, by, minute, mayBe ? { answer: { kind: 'accepted', at: at(51) } } : {});
      });
      const { bypass, conclusion } = judged({ pull, comments: spoken });
      expect(bypass?.holds ?? false).toBe(false);
      expect(conclusion).toBe('failure');
    }),
  );
});
