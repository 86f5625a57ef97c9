import nock from 'nock';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { GITHUB_LIMITS } from '../../../src/github/client/budgets.ts';
import type { InstallationId } from '../../../src/reconcile/ports.ts';
import { API, answerTokens, NOW, newAccess, newInstallation, PLACE, token } from '../fake-github.ts';

const QUERY = 'query { viewer { login } }';
const ROUTE = 'POST /repos/acme/shop/check-runs';
const COMMENT = 'POST /repos/acme/shop/issues/1/comments';
const never = new AbortController().signal;

beforeAll(() => nock.disableNetConnect());

afterEach(() => {
  nock.cleanAll();
  vi.useRealTimers();
});

function write(
  access: ReturnType<typeof newAccess>,
  installation: InstallationId,
  route = ROUTE,
  signal = never,
) {
  return access.request(installation, route, { body: 'x' }, signal);
}

describe('tokens', () => {
  it('one is asked for by many requests at once, and serves reads and writes', async () => {
    const asked = answerTokens();
    nock(API)
      .persist()
      .post('/graphql')
      .reply(200, { data: { viewer: { login: 'x' } } });
    nock(API).persist().post(`${PLACE}/check-runs`).reply(201, {});
    const access = newAccess();
    const installation = newInstallation();
    const both = () => [access.query(installation, QUERY, {}, never), write(access, installation)];
    await Promise.all([...both(), ...both()]);
    await Promise.all(both());
    expect(asked).toHaveLength(1);
  });

  it('each installation has its own', async () => {
    const asked = answerTokens();
    nock(API).persist().post(`${PLACE}/check-runs`).reply(201, {});
    const access = newAccess();
    await write(access, newInstallation());
    await write(access, newInstallation());
    expect(asked).toHaveLength(2);
  });

  it('one that GitHub no longer takes is replaced; a second refusal in a row is a refusal', async () => {
    const asked = answerTokens();
    const access = newAccess();
    const installation = newInstallation();
    nock(API).post(`${PLACE}/check-runs`).reply(201, {});
    await write(access, installation);
    // Octokit itself waits with tokens younger than five seconds, which may not be known everywhere yet.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
    nock(API).post(`${PLACE}/check-runs`).reply(401, { message: 'Bad credentials' });
    expect(await write(access, installation)).toMatchObject({ ok: false, error: { kind: 'transient' } });
    nock(API).post(`${PLACE}/check-runs`).reply(201, {});
    expect((await write(access, installation)).ok).toBe(true);
    expect(asked).toHaveLength(2);

    vi.setSystemTime(Date.now() + 60_000);
    nock(API).post(`${PLACE}/check-runs`).reply(401, { message: 'Bad credentials' });
    await write(access, installation);
    nock.cleanAll();
    nock(API)
      .post(/access_tokens$/)
      .reply(401, { message: 'A JSON web token could not be decoded' });
    expect(await write(access, installation)).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
  });

  it.each([
    ['an installation that was removed', 404, 'Not Found', 'not-found'],
    ['an installation that is suspended', 403, 'This installation has been suspended', 'forbidden'],
    ['a GitHub that is down', 502, 'Bad Gateway', 'transient'],
  ])('%s', async (_what, status, message, kind) => {
    nock(API)
      .post(/access_tokens$/)
      .reply(status, { message });
    expect(await write(newAccess(), newInstallation())).toMatchObject({ ok: false, error: { kind } });
  });
});

describe('addresses', () => {
  it.each([
    ['https://api.github.test', 'https://api.github.test/graphql'],
    ['https://api.github.test/', 'https://api.github.test/graphql'],
    ['https://ghe.test/api/v3', 'https://ghe.test/api/graphql'],
    ['https://ghe.test/api/v3/', 'https://ghe.test/api/graphql'],
    ['http://127.0.0.1:4001', 'http://127.0.0.1:4001/graphql'],
  ])('%s asks GraphQL at %s', async (baseUrl, expected) => {
    const { origin, pathname } = new URL(expected);
    answerTokens(origin);
    nock(origin)
      .post(pathname)
      .reply(200, { data: { viewer: { login: 'x' } } });
    const answer = await newAccess(baseUrl).query(newInstallation(), QUERY, {}, never);
    expect(answer).toMatchObject({ ok: true, value: { data: { viewer: { login: 'x' } }, problems: [] } });
  });

  it('every request names the version of the API that it means', async () => {
    const versions: (string | null)[] = [];
    const note = (request: Request) => versions.push(request.headers.get('x-github-api-version'));
    nock(API)
      .post(/access_tokens$/)
      .reply((request: Request) => {
        note(request);
        return [201, token()];
      });
    nock(API)
      .post('/graphql')
      .reply((request: Request) => {
        note(request);
        return [200, { data: {} }];
      });
    await newAccess().query(newInstallation(), QUERY, {}, never);
    expect(versions.at(-1)).toBe('2022-11-28');
  });
});

describe('failures', () => {
  it.each([
    [
      'a secondary limit',
      403,
      { message: 'You have exceeded a secondary rate limit' },
      { 'retry-after': '30' },
      30_000,
    ],
    ['too many requests', 429, { message: 'Slow down' }, { 'retry-after': '7' }, 7_000],
    [
      'a GraphQL limit, which comes with status 200',
      200,
      { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] },
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 59) },
      60_000,
    ],
  ])('%s comes back at once, with the time to come again', async (_what, status, body, headers, pause) => {
    answerTokens();
    nock(API).post('/graphql').reply(status, body, headers);
    const answer = await newAccess().query(newInstallation(), QUERY, {}, never);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'rate-limited', retryAt: NOW + pause } });
  });

  it.each(['query', 'request'] as const)(
    'a broken connection at a %s is worth trying again',
    async (kind) => {
      answerTokens();
      const broken = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
      nock(API).post('/graphql').replyWithError(broken);
      nock(API).post(`${PLACE}/check-runs`).replyWithError(broken);
      const access = newAccess();
      const answer =
        kind === 'query'
          ? await access.query(newInstallation(), QUERY, {}, never)
          : await write(access, newInstallation());
      expect(answer).toMatchObject({ ok: false, error: { kind: 'transient' } });
    },
  );

  it.each([
    ['a page instead of JSON', 502, '<html>Unicorn!</html>'],
    ['nothing', 200, ''],
    ['half an answer', 200, '{"data":{"viewer"'],
  ])('%s is not an answer', async (_what, status, body) => {
    answerTokens();
    nock(API).post('/graphql').reply(status, body, { 'content-type': 'application/json' });
    const answer = await newAccess().query(newInstallation(), QUERY, {}, never);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'transient' } });
  });

  it.each([
    ['what cannot be seen', 'NOT_FOUND', { ok: true, value: { problems: [{ type: 'NOT_FOUND' }] } }],
    ['what is refused', 'FORBIDDEN', { ok: true, value: { problems: [{ type: 'FORBIDDEN' }] } }],
    ['anything else', 'SOMETHING_NEW', { ok: false, error: { kind: 'transient' } }],
  ])('an answer that lacks a part, by %s', async (_what, type, expected) => {
    answerTokens();
    const errors = [{ type, message: 'no', path: ['organisation'] }];
    nock(API)
      .post('/graphql')
      .reply(200, { data: { viewer: { login: 'x' }, organisation: null }, errors });
    expect(await newAccess().query(newInstallation(), QUERY, {}, never)).toMatchObject(expected);
  });

  it.each([
    ['NOT_FOUND', 'not-found'],
    ['FORBIDDEN', 'forbidden'],
  ])('an answer without data is %s', async (type, kind) => {
    answerTokens();
    nock(API)
      .post('/graphql')
      .reply(200, { data: null, errors: [{ type, message: 'no' }] });
    const answer = await newAccess().query(newInstallation(), QUERY, {}, never);
    expect(answer).toMatchObject({ ok: false, error: { kind } });
  });

  it('a turn that was given up before is not begun', async () => {
    const answer = await newAccess().query(newInstallation(), QUERY, {}, AbortSignal.abort());
    expect(answer).toMatchObject({
      ok: false,
      error: { kind: 'transient', message: 'The turn was given up' },
    });
  });
});

describe('pace', () => {
  function countWrites(): { arrived: number; release: () => void } {
    const state = { arrived: 0, release: () => {} };
    const released = new Promise<void>((resolve) => {
      state.release = resolve;
    });
    nock(API)
      .persist()
      .post(/check-runs|comments/)
      .reply(async () => {
        state.arrived += 1;
        await released;
        return [201, {}];
      });
    return state;
  }

  async function arrivedAll(state: { arrived: number }, expected: number): Promise<void> {
    while (state.arrived < expected) await new Promise((resolve) => setImmediate(resolve));
  }

  it('fifty writes of one installation run at once: none waits for the one before it', async () => {
    answerTokens();
    const state = countWrites();
    const access = newAccess();
    const installation = newInstallation();
    const all = Array.from({ length: 50 }, (_, index) =>
      write(access, installation, index % 2 ? ROUTE : COMMENT),
    );
    // Spaced out by a timer they would never all be open together before the first is answered.
    await arrivedAll(state, 50);
    state.release();
    expect((await Promise.all(all)).every(({ ok }) => ok)).toBe(true);
  });

  it.each([
    ['writes', ROUTE, { ...GITHUB_LIMITS, writesPerMinute: 3 }],
    ['comments', COMMENT, { ...GITHUB_LIMITS, commentsPerMinute: 3 }],
  ])(
    '%s beyond the minute’s budget are refused at once, with the time to come again; reads go on',
    async (kind, route, limits) => {
      answerTokens();
      nock(API).persist().post('/graphql').reply(200, { data: {} });
      const state = countWrites();
      state.release();
      const access = newAccess(API, limits);
      const installation = newInstallation();
      const all = await Promise.all([1, 2, 3, 4, 5].map(() => write(access, installation, route)));
      expect(all.map(({ ok }) => ok)).toEqual([true, true, true, false, false]);
      const error = {
        kind: 'rate-limited',
        message: `This installation has used up its 3 ${kind} a minute`,
        retryAt: NOW + 60_000,
        ...(kind === 'comments' ? { only: 'comments' } : {}),
      };
      expect(all.slice(3)).toEqual([
        { ok: false, error },
        { ok: false, error },
      ]);
      expect(state.arrived).toBe(3);
      expect((await access.query(installation, QUERY, {}, never)).ok).toBe(true);
    },
  );

  it('a request that fails gives its place back', async () => {
    answerTokens();
    nock(API).persist().post(`${PLACE}/check-runs`).reply(502, {});
    const access = newAccess(API, { ...GITHUB_LIMITS, atOnce: 1 });
    const installation = newInstallation();
    for (let time = 0; time < 3; time++)
      expect(await write(access, installation)).toMatchObject({ error: { kind: 'transient' } });
  });
});
