import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseBranchName,
  parseRepositoryId,
  parseSubjectKey,
  subjectKey,
} from '../../../src/core/model/ids.ts';
import { branch, pullNumber, repositoryId } from '../../support/facts.ts';

describe('subject keys', () => {
  it.each([
    [{ kind: 'pull', repository: repositoryId, number: pullNumber(12) } as const, 'acme/shop#12'],
    [
      { kind: 'branch', repository: repositoryId, branch: branch('hotfix/v1.2.1-a@b#c') } as const,
      'acme/shop@hotfix/v1.2.1-a@b#c',
    ],
  ])('come back as what they were: %#', (subject, key) => {
    expect(subjectKey(subject)).toBe(key);
    expect(parseSubjectKey(key)).toEqual(subject);
  });

  it('are never made of anything else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const subject = parseSubjectKey(text);
        if (subject !== null) expect(subjectKey(subject)).toBe(text);
      }),
    );
  });
});

describe('names', () => {
  it.each(['', 'a b', 'a..b', '/a', 'a/', 'a.lock', 'a~1', 'a:b', 'a\u0007', 'a@{1}', 'x'.repeat(256)])(
    '%j is not a branch',
    (name) => {
      expect(parseBranchName(name)).toBeNull();
    },
  );

  it.each(['acme', 'acme/', '/shop', 'acme/shop/x', 'ac me/shop', 'acme/..'])(
    '%j is not a repository',
    (name) => {
      expect(parseRepositoryId(name)).toBeNull();
    },
  );
});
