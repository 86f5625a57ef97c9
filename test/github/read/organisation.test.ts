// What is read of the owner's `.github` repository, and what the app takes for out of reach.
import { describe, expect, it } from 'vitest';
import { operations, refusal } from '../fake-github.ts';
import { BRANCH, PULL, plan, readerWorld, snapshot, subject } from './reader-world.ts';

const world = readerWorld();

describe('the organisation’s policy', () => {
  const PATH = '.github/hotfix.yml';
  const blob = (text: string) => ({ __typename: 'Blob', text, isBinary: false, isTruncated: false });
  const readable = (files: readonly (readonly [string, string | null])[]) => ({
    kind: 'readable',
    repository: { owner: 'acme', name: '.github' },
    texts: new Map(files),
  });
  const notReadable = {
    kind: 'not-readable',
    repository: { owner: 'acme', name: '.github' },
    owner: 'organisation',
  };

  it('comes in the same question', async () => {
    world.state.organisation = { [PATH]: blob('locked: [rules]\n') };
    const { facts } = await snapshot(world, PULL, plan({ organisationFiles: ['ours.md'] }));
    expect(facts.files.organisation).toEqual(
      readable([
        [PATH, 'locked: [rules]\n'],
        ['ours.md', null],
      ]),
    );
    expect(operations(world.asked)).toEqual(['HotfixPull']);
  });

  it.each([
    ['empty', { text: '', isBinary: false, isTruncated: false }, ''],
    ['binary', { text: null, isBinary: true, isTruncated: false }, '\u0000'],
    [
      'in an encoding that GitHub does not know',
      { text: null, isBinary: null, isTruncated: false },
      '\u0000',
    ],
    ['cut off', { text: 'locked: [ru', isBinary: false, isTruncated: true }, '\u0000'],
  ])('that is %s is there, and is never taken for none', async (_what, file, text) => {
    world.state.organisation = { [PATH]: { __typename: 'Blob', ...file } };
    expect((await snapshot(world)).facts.files.organisation).toEqual(readable([[PATH, text]]));
  });

  it.each([
    ['without that file', {}],
    ['with a folder of that name', { [PATH]: { __typename: 'Tree' } }],
  ])('is none in a repository %s', async (_what, files) => {
    world.state.organisation = files;
    expect((await snapshot(world)).facts.files.organisation).toEqual(readable([[PATH, null]]));
  });

  it('is none in a repository without a commit', async () => {
    world.state.organisation = {};
    world.state.organisationOverrides = { defaultBranchRef: null };
    expect((await snapshot(world)).facts.files.organisation).toEqual(readable([[PATH, null]]));
  });

  it.each([
    ['a pull request', PULL],
    ['a branch', BRANCH],
  ])(
    'that GitHub does not show is not readable, and the rest of the answer for %s stands',
    async (_what, about) => {
      const { facts } = await snapshot(world, about);
      expect(facts.files.organisation).toEqual(notReadable);
      expect(facts.files.texts.get(PATH)).not.toBeNull();
      expect(world.asked).toHaveLength(1);
    },
  );

  it.each<[string, Record<string, unknown>]>([
    [
      'of which GitHub refuses a part',
      {
        defaultBranchRef: () => {
          throw refusal('FORBIDDEN');
        },
      },
    ],
    ['that was renamed', { nameWithOwner: 'acme/old-github' }],
    ['that was given to another owner', { nameWithOwner: 'evil/.github' }],
  ])('in a repository %s is not readable', async (_what, overrides) => {
    world.state.organisation = { [PATH]: blob('extends: log\n') };
    world.state.organisationOverrides = overrides;
    expect((await snapshot(world)).facts.files.organisation).toEqual(notReadable);
  });

  it('of a user is told apart by the same question', async () => {
    world.state.overrides = { owner: { __typename: 'User' } };
    expect((await snapshot(world)).facts.files.organisation).toEqual({ ...notReadable, owner: 'user' });
    expect(world.asked).toHaveLength(1);
  });

  it('is not asked for in the organisation’s own repository', async () => {
    world.state.overrides = { nameWithOwner: 'acme/.github' };
    world.state.isOrganisationItself = true;
    const { facts } = await snapshot(world, subject('acme/.github#1'));
    expect(world.asked[0]?.variables).toMatchObject({ withOrganisation: false });
    expect(facts.files.organisation).toEqual({ kind: 'not-asked' });
  });
});
