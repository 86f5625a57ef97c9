import { describe, expect, it } from 'vitest';
import type { CheckContent, Desired, Published } from '../../src/core/effects.ts';
import { plan } from '../../src/core/plan.ts';
import { pullNumber, repositoryId, sha } from '../support/facts.ts';

const check: CheckContent = {
  headSha: sha('a'),
  externalId: 'acme/shop#12',
  conclusion: 'failure',
  title: '2 things to do',
  summary: 'a\nb',
  text: '',
  actions: [],
};
const shown: NonNullable<Published['check']> = {
  id: 7,
  headSha: sha('a'),
  externalId: 'acme/shop#12',
  conclusion: 'failure',
  title: '2 things to do',
  summary: 'a\r\nb\n',
  text: '',
};
const comment = { pull: pullNumber(12), body: 'passport' };
const nothing: Published = { check: null, comment: null };

function kinds(desired: Desired, published: Published): readonly string[] {
  return plan(repositoryId, desired, published).map((effect) => effect.kind);
}

describe('the plan', () => {
  it.each([
    [
      'writes all of it where nothing is shown',
      { check, comment },
      nothing,
      ['create-check-run', 'create-comment'],
    ],
    [
      'writes nothing where nothing differs',
      { check, comment },
      { check: shown, comment: { id: 8, body: 'passport\r\n' } },
      [],
    ],
    [
      'edits what differs',
      { check, comment },
      { check: { ...shown, conclusion: 'success' }, comment: { id: 8, body: 'old' } },
      ['update-check-run', 'update-comment'],
    ],
    [
      'finishes a run that hangs',
      { check, comment: null },
      { check: { ...shown, conclusion: null }, comment: null },
      ['update-check-run'],
    ],
    [
      'makes a new run on a new head',
      { check, comment: null },
      { check: { ...shown, headSha: sha('b') }, comment: null },
      ['create-check-run'],
    ],
    [
      'leaves alone what is not its business',
      { check: null, comment: null },
      { check: shown, comment: { id: 8, body: 'x' } },
      [],
    ],
  ] as const)('%s', (_, desired, published, expected) => {
    expect(kinds(desired, published)).toEqual(expected);
  });
});
