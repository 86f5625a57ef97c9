// What the operator reads in the log where an organisation's locks do not hold.
import { expect, it } from 'vitest';
import type { OrganisationPolicy } from '../../src/core/model/facts/repository.ts';
import { parseRepositoryId, type RepositoryId } from '../../src/core/model/ids.ts';
import { organisationNotices } from '../../src/reconcile/organisation-notices.ts';
import { facts } from '../support/facts.ts';
import { recordedLog } from './recorded-log.ts';

function named(text: string): RepositoryId {
  const id = parseRepositoryId(text);
  if (id === null) throw new Error(text);
  return id;
}

const THEIRS = named('acme/.github');
const HIDDEN: OrganisationPolicy = { kind: 'not-readable', repository: THEIRS, owner: 'organisation' };
const SHOWN: OrganisationPolicy = { kind: 'readable', repository: THEIRS, texts: new Map() };

function setUp() {
  const log = recordedLog();
  const note = organisationNotices(log);
  const see = (organisation: OrganisationPolicy, repository = 'acme/shop', policy: string | null = '') => {
    const { files, repository: known } = facts();
    const texts = new Map([['.github/hotfix.yml', policy]]);
    note({
      repository: { ...known, id: named(repository) },
      files: { ...files, texts, organisation },
    });
  };
  return { log, see };
}

it('is one warning for each repository', () => {
  const { log, see } = setUp();
  for (const repository of ['acme/shop', 'acme/shop', 'Acme/Shop', 'acme/till']) see(HIDDEN, repository);
  expect(log.lines).toEqual([
    {
      level: 'warn',
      fields: { repository: 'acme/shop', missing: 'acme/.github' },
      message: 'organisation policy: not readable, its locks are not enforced',
    },
    expect.objectContaining({ fields: { repository: 'acme/till', missing: 'acme/.github' } }),
  ]);
});

it('is said again once it was readable in between', () => {
  const { log, see } = setUp();
  for (const organisation of [HIDDEN, SHOWN, SHOWN, HIDDEN, HIDDEN]) see(organisation);
  expect(log.lines).toHaveLength(2);
});

it('is no warning where the owner is a person, who rarely has a policy for all repositories', () => {
  const { log, see } = setUp();
  see({ kind: 'not-readable', repository: THEIRS, owner: 'user' });
  expect(log.lines.map(({ level }) => level)).toEqual(['info']);
});

it('is not said of a repository without a policy, nor where nothing was asked', () => {
  const { log, see } = setUp();
  see(HIDDEN, 'acme/shop', null);
  see({ kind: 'not-asked' });
  expect(log.lines).toEqual([]);
});
