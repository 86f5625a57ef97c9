import { describe, expect, it } from 'vitest';
import { instant } from '../../../src/core/model/ids.ts';
import {
  type CheckContent,
  type Desired,
  NOTHING_DESIRED,
  NOTHING_PUBLISHED,
  type Published,
  type ShownCheck,
} from '../../../src/core/show/effects.ts';
import { passportDue } from '../../../src/core/show/plan/conversation.ts';
import { plan } from '../../../src/core/show/plan/plan.ts';
import { HEADLINE_MARKER, noteMarker } from '../../../src/core/show/texts/markers.ts';
import { branchFacts, facts, pullFacts, pullNumber, sha } from '../../support/facts.ts';

const check: CheckContent = {
  name: 'Hotfix',
  headSha: sha('a'),
  externalId: 'acme/shop#12',
  conclusion: 'failure',
  title: '2 things to do',
  summary: 'a\nb',
  text: '',
  actions: [],
};
const shown: ShownCheck = {
  id: 7,
  name: 'Hotfix',
  headSha: sha('a'),
  externalId: 'acme/shop#12',
  conclusion: 'failure',
  title: '2 things to do',
  summary: 'a\r\nb\n',
  text: '',
};
const passport = { pull: pullNumber(12), body: 'passport' };
const label = (name: string) => ({ name, color: 'b60205', description: '' });

function groups(desired: Partial<Desired>, published: Partial<Published> = {}, pull = pullFacts()) {
  const wanted = { ...NOTHING_DESIRED, ...desired };
  return plan(facts({ change: pull }), wanted, { ...NOTHING_PUBLISHED, ...published });
}

function planned(desired: Partial<Desired>, published: Partial<Published> = {}, pull = pullFacts()) {
  return groups(desired, published, pull).flatMap(({ effects }) => effects);
}

function kinds(...given: Parameters<typeof planned>): readonly string[] {
  return planned(...given).map((effect) => effect.kind);
}

describe('second copies', () => {
  it('are deleted last, whatever else is wanted', () => {
    const all = groups({ checks: [check] }, { doubles: [8, 9] });
    expect(all.map(({ name }) => name)).toEqual(['verdict', 'doubles']);
    expect(all[1]?.effects).toMatchObject([
      { kind: 'delete-comment', id: 8 },
      { kind: 'delete-comment', id: 9 },
    ]);
  });

  it.each(['closed', 'merged'] as const)('stay where the pull request is %s', (state) => {
    expect(kinds({}, { doubles: [8] }, pullFacts({ state }))).toEqual([]);
  });
});

describe('the plan', () => {
  it.each([
    [
      'writes all of it where nothing is shown',
      { checks: [check], passport },
      {},
      ['create-check-run', 'create-comment'],
    ],
    [
      'writes nothing where nothing differs',
      { checks: [check], passport },
      { checks: [shown], passport: { id: 8, body: 'passport\r\n', writtenAt: instant(0) } },
      [],
    ],
    [
      'edits what differs',
      { checks: [check], passport },
      {
        checks: [{ ...shown, conclusion: 'success' }],
        passport: { id: 8, body: 'old', writtenAt: instant(0) },
      },
      ['update-check-run', 'update-comment'],
    ],
    [
      'finishes a run that hangs',
      { checks: [check] },
      { checks: [{ ...shown, conclusion: null }] },
      ['update-check-run'],
    ],
    [
      'makes a new run on a new head',
      { checks: [check] },
      { checks: [{ ...shown, headSha: sha('b') }] },
      ['create-check-run'],
    ],
    [
      'keeps the two checks apart by their names',
      { checks: [check, { ...check, name: 'Hotfix policy' }] },
      { checks: [shown] },
      ['create-check-run'],
    ],
    [
      'writes on the merge group’s head beside the pull request’s own',
      { checks: [check, { ...check, headSha: sha('c') }] },
      { checks: [shown] },
      ['create-check-run'],
    ],
    [
      'leaves alone what is not its business',
      {},
      { checks: [shown], passport: { id: 8, body: 'x', writtenAt: instant(0) }, notes: ['reply:1'] },
      [],
    ],
  ] as const)('%s', (_, desired, published, expected) => {
    expect(kinds(desired, published)).toEqual(expected);
  });

  it.each([
    ['a headline alone waits for a quiet minute', 'headline two', 'the rest', -59_000, []],
    ['and is written then', 'headline two', 'the rest', -60_000, ['update-comment']],
    ['what lasts is written at once', 'headline two', 'other rest', -1_000, ['update-comment']],
  ] as const)('of the passport %s', (_, headline, rest, age, expected) => {
    const bodyOf = (first: string, last: string) => `${HEADLINE_MARKER}\n${first}\n\n${last}`;
    const writtenAt = instant(facts().now + age);
    const shownPassport = { id: 8, body: bodyOf('headline one', 'the rest'), writtenAt };
    const wanted = { passport: { pull: pullNumber(12), body: bodyOf(headline, rest) } };
    expect(kinds(wanted, { passport: shownPassport })).toEqual(expected);
    expect(passportDue(wanted.passport, shownPassport, facts().now)).toBe(
      expected.length > 0 ? facts().now : writtenAt + 60_000,
    );
  });

  it('puts labels on and takes off only what is there, whatever the case', () => {
    const labels = { wanted: [label('Hotfix'), label('severity: P1')], unwanted: ['severity: P0', 'gone'] };
    const pull = pullFacts({ labels: ['hotfix', 'severity: P0', 'customer'] });
    expect(planned({ labels }, {}, pull)).toMatchObject([
      { kind: 'add-labels', labels: [{ name: 'severity: P1' }] },
      { kind: 'remove-label', label: 'severity: P0' },
    ]);
  });

  it('replies before it reacts, and says nothing twice', () => {
    const answers = [{ comment: 501, verdict: 'refused', reply: 'No.' }] as const;
    expect(planned({ answers })).toMatchObject([
      { kind: 'create-comment', body: `${noteMarker('reply:501')}\nNo.` },
      { kind: 'react', comment: 501, reaction: '-1' },
    ]);
    // The turn before this one was killed between the two.
    expect(kinds({ answers }, { notes: ['reply:501'] })).toEqual(['react']);
  });

  it('B5: writes a new description first and leaves its verdict to the next turn', () => {
    const answers = [{ comment: 501, verdict: 'accepted', reply: null }] as const;
    expect(kinds({ checks: [check], passport, description: 'new', answers })).toEqual([
      'update-description',
      'react',
    ]);
    expect(kinds({ description: 'same' }, {}, pullFacts({ body: 'same' }))).toEqual([]);
  });

  it('writes the verdict first and labels last: a repository may refuse a label, and nobody waits for one', () => {
    const made = groups({
      labels: { wanted: [label('hotfix')], unwanted: [] },
      notes: [{ key: 'press:1', body: 'No.' }],
      answers: [{ comment: 501, verdict: 'accepted', reply: null }],
      passport,
      checks: [check],
    });
    expect(made.map(({ name }) => name)).toEqual(['verdict', 'passport', 'answers', 'notes', 'labels']);
  });

  it('writes no words on a branch', () => {
    const wanted = { ...NOTHING_DESIRED, checks: [check], labels: { wanted: [label('x')], unwanted: [] } };
    const made = plan(facts({ change: branchFacts() }), wanted, NOTHING_PUBLISHED);
    expect(made.map(({ name, effects }) => [name, effects.map(({ kind }) => kind)])).toEqual([
      ['verdict', ['create-check-run']],
    ]);
  });
});
