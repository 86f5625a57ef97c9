import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBypass } from '../../../src/core/case/bypass-block.ts';
import { parseCommands } from '../../../src/core/commands/parse-commands.ts';
import {
  loginFromGitHub,
  parseBranchName,
  parseLogin,
  parseRepositoryId,
  parseSubjectKey,
  subjectKey,
} from '../../../src/core/model/ids.ts';
import { parseCodeOwners } from '../../../src/core/reviewers/code-owners.ts';
import { parseGroup } from '../../../src/core/reviewers/group.ts';
import { accountOf, commitsOf } from '../../../src/github/read/answer-facts.ts';
import { branch, pullNumber, repositoryId } from '../../support/facts.ts';
import { workflowPolicy } from '../../support/policy.ts';

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

describe('logins that people write', () => {
  it.each(['ada', 'Ada-L', 'a', 'a1-b2-c3', 'grace_acme', 'g-hopper_acme', 'acme_admin', 'x'.repeat(39)])(
    '%j is one',
    (text) => {
      expect(parseLogin(text)).toBe(text);
    },
  );

  it.each([
    '',
    '@ada',
    '-ada',
    'ada-',
    'a--b',
    '_acme',
    'grace_',
    'grace-_acme',
    'grace__acme',
    'grace_ac_me',
    'grace_ac-me',
    'grace.hopper',
    'grace hopper',
    'grace\n',
    'grace@acme.com',
    'acme/seniors',
    'renovate[bot]',
    'jürgen',
    '\u202eada',
    'x'.repeat(40),
  ])('%j is none', (text) => {
    expect(parseLogin(text)).toBeNull();
  });

  it.each(['grace_acme', 'old--account-', 'renovate[bot]', 'imported.user', 'x'.repeat(60)])(
    '%j is one where GitHub says so',
    (text) => {
      expect(loginFromGitHub(text)).toBe(text);
    },
  );
});

describe('a managed user’s login', () => {
  it('is read wherever people write one', () => {
    expect(parseGroup('@grace_acme')).toEqual({ kind: 'person', login: 'grace_acme' });
    expect(parseCodeOwners('* @grace_acme').ownersOf('x')).toEqual([{ kind: 'person', login: 'grace_acme' }]);
    const [command] = parseCommands('/hotfix commander @grace_acme', loginFromGitHub('ada'));
    expect(command).toMatchObject({ command: { kind: 'commander', login: 'grace_acme' } });
    const block = '### Emergency Bypass Justification\n\n**Authorized By**: @grace_acme\n';
    expect(readBypass(block, workflowPolicy)?.authoriser.login).toBe('grace_acme');
  });

  it('is read in GitHub’s answers, a co-author’s too', () => {
    const actor = { email: null, user: { login: 'grace_acme' } };
    expect(accountOf({ __typename: 'User', login: 'grace_acme' })).toEqual({
      login: 'grace_acme',
      kind: 'user',
    });
    const oid = 'a'.repeat(40);
    const page = {
      commit: {
        oid,
        message: 'x',
        authoredDate: '2026-01-10T03:00:00Z',
        parents: { totalCount: 1 },
        author: actor,
        authors: { nodes: [actor, { email: null, user: { login: 'old-account-' } }] },
        committer: null,
      },
    };
    expect(commitsOf({ nodes: [page] })).toMatchObject([
      { author: { login: 'grace_acme' }, coAuthors: [{ login: 'old-account-' }] },
    ]);
  });
});
