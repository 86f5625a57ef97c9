import nock from 'nock';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parsePullNumber, parseRepositoryId, parseSha } from '../../../src/core/model/ids.ts';
import type { CheckContent, Effect } from '../../../src/core/show/effects.ts';
import { effectWriter } from '../../../src/github/write/effect-writer.ts';
import { requestViolations } from '../../support/github-schemas.ts';
import { API, answerTokens, newAccess, newInstallation, PLACE } from '../fake-github.ts';
import { HEAD } from '../read/fake-repository.ts';

const RUNS = `${PLACE}/check-runs`;

function required<T>(value: T | null): T {
  if (value === null) throw new Error('a name in this test is not one');
  return value;
}

const repository = required(parseRepositoryId('acme/shop'));
const pull = required(parsePullNumber(12));
const check: CheckContent = {
  name: 'Hotfix',
  headSha: required(parseSha(HEAD)),
  externalId: 'acme/shop#12',
  conclusion: 'failure',
  title: '3 things to do before the merge',
  summary: '### 1. Say which incident it is',
  text: '',
  actions: [
    { label: 'Fill in template', description: 'Adds the missing sections', identifier: 'fill-template' },
  ],
};

const CREATE_CHECK: Effect = { kind: 'create-check-run', repository, check };
const UPDATE_CHECK: Effect = { kind: 'update-check-run', repository, id: 77, check };
const CREATE_COMMENT: Effect = { kind: 'create-comment', repository, pull, body: 'Passport' };
const DESCRIBE: Effect = { kind: 'update-description', repository, pull, body: 'Filled in' };
const LABELS = [{ name: 'hotfix', color: 'd93f0b', description: 'Out of turn' }];
const LABEL: Effect = { kind: 'add-labels', repository, pull, labels: LABELS };
const UNLABEL: Effect = { kind: 'remove-label', repository, pull, label: 'severity: P0' };
const REACT: Effect = { kind: 'react', repository, comment: 5, reaction: '+1' };
const UPDATE_COMMENT: Effect = { kind: 'update-comment', repository, id: 5, body: 'Passport' };

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

let sent: Sent[];
let apply: (effect: Effect) => ReturnType<ReturnType<typeof effectWriter>['apply']>;

function answer(method: 'post' | 'patch', path: string, status: number, body: unknown = {}): void {
  nock(API)
    [method](path)
    .reply(async (request: Request) => {
      sent.push({ method: request.method, path: new URL(request.url).pathname, body: await request.json() });
      return [status, body];
    });
}

beforeAll(() => nock.disableNetConnect());

beforeEach(() => {
  sent = [];
  answerTokens();
  const writer = effectWriter(newAccess());
  const installation = newInstallation();
  apply = (effect) => writer.apply(installation, effect, new AbortController().signal);
});

afterEach(() => nock.cleanAll());

describe('each effect is one request that GitHub’s published schema takes', () => {
  it.each([
    ['create-check-run', CREATE_CHECK, 'post', RUNS, '/repos/{owner}/{repo}/check-runs', 201],
    [
      'update-check-run',
      UPDATE_CHECK,
      'patch',
      `${RUNS}/77`,
      '/repos/{owner}/{repo}/check-runs/{check_run_id}',
      200,
    ],
    [
      'create-comment',
      CREATE_COMMENT,
      'post',
      `${PLACE}/issues/12/comments`,
      '/repos/{owner}/{repo}/issues/{issue_number}/comments',
      201,
    ],
    [
      'update-comment',
      UPDATE_COMMENT,
      'patch',
      `${PLACE}/issues/comments/5`,
      '/repos/{owner}/{repo}/issues/comments/{comment_id}',
      200,
    ],
    [
      'update-description',
      DESCRIBE,
      'patch',
      `${PLACE}/pulls/12`,
      '/repos/{owner}/{repo}/pulls/{pull_number}',
      200,
    ],
    [
      'react',
      REACT,
      'post',
      `${PLACE}/issues/comments/5/reactions`,
      '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
      201,
    ],
  ] as const)('%s', async (_kind, effect, method, path, template, status) => {
    answer(method, path, status);
    expect(await apply(effect)).toEqual({ kind: 'done', made: null });
    expect(sent.map((one) => [one.method, one.path])).toEqual([[method.toUpperCase(), path]]);
    expect(requestViolations(method, template, sent[0]?.body)).toEqual([]);
  });
});

it('a check run is completed as it is created, under the name that protection knows', async () => {
  answer('post', RUNS, 201);
  await apply(CREATE_CHECK);
  expect(sent[0]?.body).toEqual({
    name: 'Hotfix',
    head_sha: HEAD,
    external_id: 'acme/shop#12',
    status: 'completed',
    conclusion: 'failure',
    output: { title: check.title, summary: check.summary, text: '' },
    actions: check.actions,
  });
});

it('too long a text is cut between two characters, to a length that GitHub takes', async () => {
  answer('post', RUNS, 201);
  await apply({ ...CREATE_CHECK, check: { ...check, text: '🚑'.repeat(30_000) } });
  const cut = JSON.stringify(sent[0]?.body).match(/(🚑+)…/u)?.[1] ?? '';
  expect(Buffer.byteLength(`${cut}…`)).toBeLessThanOrEqual(65_535);
  expect(cut).toHaveLength(2 * Math.floor((65_535 - 3) / 4));
});

it('a check run that is gone is created anew', async () => {
  answer('patch', `${RUNS}/77`, 404, { message: 'Not Found' });
  answer('post', RUNS, 201);
  expect(await apply(UPDATE_CHECK)).toEqual({ kind: 'done', made: null });
  expect(sent.map((one) => one.method)).toEqual(['PATCH', 'POST']);
});

it('a comment that is gone asks for another look, which alone can tell that a new one is no second one', async () => {
  answer('patch', `${PLACE}/issues/comments/5`, 404, { message: 'Not Found' });
  expect(await apply(UPDATE_COMMENT)).toMatchObject({ kind: 'conflict' });
  expect(sent).toHaveLength(1);
});

it.each([
  [403, 'refused'],
  [404, 'conflict'],
  [422, 'conflict'],
  [502, 'transient'],
] as const)('%i at creating a check run is %s, and is not tried again in memory', async (status, kind) => {
  answer('post', RUNS, status, { message: 'No' });
  expect(await apply(CREATE_CHECK)).toMatchObject({ kind });
  expect(sent).toHaveLength(1);
});

describe('labels', () => {
  const made = `${PLACE}/labels`;
  const put = `${PLACE}/issues/12/labels`;

  it.each([
    ['that the repository lacks are made first, with their looks', 201],
    ['that it has stay as the team made them', 422],
  ])('%s', async (_, status) => {
    answer('post', made, status, { message: 'already_exists' });
    answer('post', put, 200, []);
    expect(await apply(LABEL)).toEqual({ kind: 'done', made: null });
    expect(sent.map(({ path, body }) => [path, body])).toEqual([
      [made, LABELS[0]],
      [put, { labels: ['hotfix'] }],
    ]);
    expect(requestViolations('post', '/repos/{owner}/{repo}/labels', sent[0]?.body)).toEqual([]);
    expect(
      requestViolations('post', '/repos/{owner}/{repo}/issues/{issue_number}/labels', sent[1]?.body),
    ).toEqual([]);
  });

  it('that can’t be made are not put on', async () => {
    answer('post', made, 403, { message: 'Resource not accessible' });
    expect(await apply(LABEL)).toMatchObject({ kind: 'refused' });
  });

  it.each([200, 404])('are taken off, or were already (%d)', async (status) => {
    nock(API).delete(`${put}/severity%3A%20P0`).reply(status, []);
    expect(await apply(UNLABEL)).toEqual({ kind: 'done', made: null });
  });
});

it('what was made is told, with the moment by GitHub’s clock', async () => {
  const times = { created_at: '2026-03-04T02:11:00Z', updated_at: '2026-03-04T02:15:00Z' };
  answer('patch', `${PLACE}/issues/comments/5`, 200, { id: 5, ...times });
  answer('post', RUNS, 201, { id: 4_294_967_296, head_sha: HEAD });
  answer('post', `${PLACE}/issues/comments/5/reactions`, 201, { id: 9, created_at: times.created_at });
  expect(await apply(UPDATE_COMMENT)).toEqual({
    kind: 'done',
    made: { id: 5, at: Date.parse(times.updated_at) },
  });
  expect(await apply(CREATE_CHECK)).toEqual({ kind: 'done', made: { id: 4_294_967_296, at: null } });
  expect(await apply(REACT)).toEqual({ kind: 'done', made: { id: 9, at: Date.parse(times.created_at) } });
});

it('a check run that was made anew is told by its new id', async () => {
  answer('patch', `${RUNS}/77`, 404, { message: 'Not Found' });
  answer('post', RUNS, 201, { id: 78 });
  expect(await apply(UPDATE_CHECK)).toEqual({ kind: 'done', made: { id: 78, at: null } });
});

it.each([204, 404])('a second copy is deleted, or was already (%d)', async (status) => {
  nock(API).delete(`${PLACE}/issues/comments/6`).reply(status);
  expect(await apply({ kind: 'delete-comment', repository, id: 6 })).toEqual({ kind: 'done', made: null });
});

it('a comment that was deleted waits for no reaction', async () => {
  answer('post', `${PLACE}/issues/comments/5/reactions`, 404, { message: 'Not Found' });
  expect(await apply(REACT)).toEqual({ kind: 'done', made: null });
});
