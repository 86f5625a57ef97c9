// W12: what the app says to `/hotfix authorise` and `/hotfix deny`, and to whom it refuses them.
import { describe, expect, it } from 'vitest';
import { known } from '../../../src/core/model/facts/known.ts';
import type { Permission } from '../../../src/core/model/facts/people.ts';
import { parseTeamName } from '../../../src/core/model/ids.ts';
import { bypassBlock, completeDescription } from '../../support/descriptions.ts';
import { comment, login, pullFacts } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';
import { answers, at, look, user, type World } from './look.ts';

const body = `${completeDescription()}${bypassBlock('Production is completely down: nobody can pay', 'grace')}`;

function world(permission: Permission | null, change: World = {}): World {
  return { permission, pull: { body, reviews: known([]) }, ...change };
}

const said = (text: string, there: World, by = 'grace') =>
  answers([comment(text, { author: user(by) })], there)[0] ?? null;

describe('who may', () => {
  it.each<[string, Permission | null, string]>([
    ['/hotfix authorise', 'admin', 'accepted'],
    ['/hotfix authorise', 'maintain', 'refused'],
    ['/hotfix authorise', 'none', 'refused'],
    ['/hotfix authorise', null, 'ignored'],
    ['/hotfix authorise now', 'admin', 'refused'],
    ['/hotfix deny', 'admin', 'accepted'],
    ['/hotfix deny nobody asked me', 'admin', 'accepted'],
    ['/hotfix deny nobody asked me', 'write', 'refused'],
  ])('%j with %s: %s', (text, permission, expected) => {
    expect(said(text, world(permission))?.verdict ?? 'ignored').toBe(expected);
  });

  it('is asked of the teams that the policy names', () => {
    const policy = policyOf('bypass:\n  authorised-by: "@acme/seniors"\n');
    const { evaluation } = look([comment('/hotfix deny')], world('admin', { policy }));
    expect(evaluation.needs).toContainEqual({ kind: 'team', team: 'acme/seniors' });
    const team = parseTeamName('acme/seniors');
    if (team === null) throw new Error('a team by its name');
    const of = (member: string) => new Map([[team, known([login(member)])]]);
    const there = (member: string) => world('read', { policy, more: { teams: of(member) } });
    expect(said('/hotfix authorise', there('grace'))?.verdict).toBe('accepted');
    expect(said('/hotfix authorise', there('linus'))?.verdict).toBe('refused');
  });
});

describe('what the app says', () => {
  const admin = world('admin');
  const without = world('admin', { pull: { body: completeDescription(), reviews: known([]) } });
  const pushed = world('admin', {
    pull: { body, reviews: known([]), head: { ...pullFacts().head, seenAt: at(28) } },
  });

  it.each<[string, string, World, string]>([
    ['authorised', '/hotfix authorise', admin, 'grace'],
    ['authorised by somebody who is not named', '/hotfix authorise', admin, 'linus'],
    ['authorised without a block', '/hotfix authorise', without, 'grace'],
    ['authorised before the push', '/hotfix authorise', pushed, 'grace'],
    ['authorised by somebody who may not', '/hotfix authorise', world('write'), 'grace'],
    ['denied', '/hotfix deny nobody asked me', admin, 'grace'],
    ['denied without a block', '/hotfix deny', without, 'grace'],
    ['denied by somebody who may not', '/hotfix deny', world('write'), 'grace'],
  ])('%s', (_, text, there, by) => {
    expect(said(text, there, by)?.reply).toMatchSnapshot();
  });

  it('to who authorises what somebody else denied', () => {
    const denied = comment('/hotfix deny', { id: 1, author: user('linus') });
    const [, reply] = answers([denied, comment('/hotfix authorise', { id: 2 })], admin);
    expect(reply?.reply).toBe(
      'Recorded, but the bypass is still denied by `linus`. Only they can take that back.',
    );
  });
});
