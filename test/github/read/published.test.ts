import { describe, expect, it } from 'vitest';
import { noteMarker, PASSPORT_MARKER } from '../../../src/core/show/texts/markers.ts';
import { operations } from '../fake-github.ts';
import { aCheckRun, asManyCommitsAsAreListed, HEAD, sha } from './fake-repository.ts';
import { readerWorld, snapshot } from './reader-world.ts';

const RUN = aCheckRun('acme/shop#12');

const world = readerWorld();

describe('what was published', () => {
  async function check() {
    return (await snapshot(world)).published.checks[0] ?? null;
  }

  it('is the app’s own run', async () => {
    world.state.suites = [{ status: 'COMPLETED', runs: [RUN] }];
    expect(await check()).toEqual({
      id: 77,
      name: 'Hotfix',
      headSha: HEAD,
      externalId: 'acme/shop#12',
      conclusion: 'failure',
      title: '3 things',
      summary: 'Do this.',
      text: 'And that.',
    });
  });

  it('A1: is the newest of several, a branch’s too: the newest decides on GitHub', async () => {
    const other = { ...RUN, databaseId: 90, externalId: 'acme/shop#13' };
    const branchs = { ...RUN, databaseId: 91, externalId: 'acme/shop@hotfix/v1.4.1-mira' };
    world.state.suites = [{ status: 'COMPLETED', runs: [RUN, { ...RUN, databaseId: 78 }, other, branchs] }];
    expect((await check())?.id).toBe(91);
  });

  it('A1: tells what the newest run of each other pull request says of that one by itself', async () => {
    const run = (databaseId: number, externalId: string, conclusion = 'FAILURE') => ({
      ...RUN,
      databaseId,
      externalId,
      conclusion,
    });
    const runs = [
      run(80, 'acme/shop#13 failure'),
      run(81, 'acme/shop#12 neutral'),
      run(82, 'acme/shop#13 success'),
      // Written by an earlier version: it shows what it is.
      run(83, 'acme/shop#14', 'NEUTRAL'),
    ];
    world.state.suites = [{ status: 'COMPLETED', runs }];
    const { checks, others } = (await snapshot(world)).published;
    expect(checks.map(({ id }) => id)).toEqual([81]);
    const on = { name: 'Hotfix', headSha: HEAD };
    expect(others).toEqual([
      { ...on, id: 82, pull: 13, own: 'success', conclusion: 'failure' },
      { ...on, id: 83, pull: 14, own: 'neutral', conclusion: 'neutral' },
    ]);
  });

  it('goes over from the branch to its pull request, never from another pull request', async () => {
    const other = { ...RUN, databaseId: 90, externalId: 'acme/shop#13' };
    world.state.suites = [{ status: 'COMPLETED', runs: [other] }];
    expect(await check()).toBeNull();
    world.state.suites = [
      { status: 'COMPLETED', runs: [other, { ...RUN, databaseId: 60, externalId: 'acme/shop@hotfix/x' }] },
    ];
    expect((await check())?.id).toBe(60);
  });

  it('has no conclusion while it is in progress, and after a re-run was asked for', async () => {
    world.state.suites = [
      { status: 'IN_PROGRESS', runs: [{ ...RUN, status: 'IN_PROGRESS', conclusion: null }] },
    ];
    expect((await check())?.conclusion).toBeNull();
    world.state.suites = [{ status: 'QUEUED', runs: [RUN] }];
    expect((await check())?.conclusion).toBeNull();
  });

  it('is looked for on the head itself where the list of commits ends before it', async () => {
    world.state.commits = asManyCommitsAsAreListed();
    world.state.pull = { headRefOid: sha('e') };
    world.state.suites = [{ status: 'COMPLETED', runs: [RUN] }];
    expect(await check()).toMatchObject({ id: 77, headSha: sha('e') });
    expect(operations(world.asked)).toContain('HotfixChecks');
  });

  it('is the app’s own comment, whoever else uses its marker', async () => {
    const body = `${PASSPORT_MARKER}\nHi`;
    world.state.comments = [
      { databaseId: 1, body, viewerDidAuthor: false },
      { databaseId: 2, body: 'Something else', viewerDidAuthor: true },
      { databaseId: 3, body, viewerDidAuthor: true, lastEditedAt: '2026-01-10T03:09:00Z' },
    ];
    const writtenAt = Date.UTC(2026, 0, 10, 3, 9);
    expect((await snapshot(world)).published.passport).toEqual({ id: 3, body, writtenAt });
  });

  it('of two passports and two replies of one key, the newer ones are second copies', async () => {
    const passport = { body: `${PASSPORT_MARKER}\nHi`, viewerDidAuthor: true };
    const reply = { body: `${noteMarker('reply:5')}\nRecorded.`, viewerDidAuthor: true };
    const edited = {
      lastEditedAt: '2026-03-04T02:20:00Z',
      editor: { __typename: 'User', login: 'grace' },
    };
    world.state.comments = [
      { databaseId: 1, ...passport },
      { databaseId: 2, ...reply },
      { databaseId: 3, ...passport },
      { databaseId: 4, ...reply },
      { databaseId: 5, ...reply, viewerDidAuthor: false },
      { databaseId: 6, ...reply, ...edited },
      { databaseId: 7, body: `${noteMarker('reply:6')}\nRecorded.`, viewerDidAuthor: true },
    ];
    const { published } = await snapshot(world);
    expect(published).toMatchObject({ passport: { id: 1 }, doubles: [3, 4] });
  });

  it('is found beyond the first page', async () => {
    const talk = Array.from({ length: 130 }, (_, index) => ({
      databaseId: index + 1,
      body: 'Talk',
      viewerDidAuthor: false,
    }));
    world.state.comments = [...talk, { databaseId: 200, body: PASSPORT_MARKER, viewerDidAuthor: true }];
    expect((await snapshot(world)).published.passport?.id).toBe(200);
    expect(operations(world.asked)).toEqual(['HotfixPull', 'HotfixComments']);
  });
});
