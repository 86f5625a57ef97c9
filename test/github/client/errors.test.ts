import { describe, expect, it } from 'vitest';
import { instant } from '../../../src/core/model/ids.ts';
import { type GraphqlProblem, gitHubError, problemError } from '../../../src/github/client/errors.ts';

const NOW = instant(1_700_000_000_000);

function http(status: number, message: string, headers: Record<string, string> = {}) {
  return Object.assign(new Error(message), { status, response: { headers, data: { message } } });
}

function graphql(type: string | undefined, message: string, path?: (string | number)[]): GraphqlProblem {
  return { ...(type === undefined ? {} : { type }), message, path };
}

/** REST lists errors too, in a shape that GraphQL's could be mistaken for. */
const validationFailed = Object.assign(new Error('Validation Failed'), {
  status: 422,
  response: {
    headers: {},
    data: {
      message: 'Validation Failed',
      errors: [{ resource: 'Label', code: 'already_exists', field: 'name' }],
    },
  },
});

const SECONDARY = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

describe('REST', () => {
  it.each([
    ['400', 'transient', http(400, 'Problems parsing JSON')],
    ['401', 'transient', http(401, 'Bad credentials')],
    ['403', 'forbidden', http(403, 'Resource not accessible by integration')],
    ['404', 'not-found', http(404, 'Not Found')],
    ['409', 'conflict', http(409, 'Head branch was modified')],
    ['410', 'not-found', http(410, 'Issues are disabled')],
    ['422', 'conflict', http(422, 'No commit found for SHA')],
    ['422 with a list of errors', 'conflict', validationFailed],
    ['500', 'transient', http(500, 'Server Error')],
    ['502', 'transient', http(502, '<html>Unicorn!</html>')],
    ['503', 'transient', http(503, 'Service unavailable')],
  ])('%s is %s', (_status, kind, error) => {
    expect(gitHubError(error, NOW).kind).toBe(kind);
  });

  it('a refusal names the permission that GitHub would have accepted', () => {
    const error = http(403, 'Resource not accessible by integration', {
      'x-accepted-github-permissions': 'checks=write',
    });
    expect(gitHubError(error, NOW)).toMatchObject({ kind: 'forbidden', permission: 'checks=write' });
  });

  it.each([
    ['a secondary limit with a pause', http(403, SECONDARY, { 'retry-after': '17' }), 17_000],
    ['a secondary limit without one', http(403, SECONDARY), 60_000],
    ['429', http(429, 'Too Many Requests', { 'retry-after': '0' }), 1_000],
    [
      'the hour used up',
      http(403, 'API rate limit exceeded', {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(NOW / 1000 + 120),
      }),
      121_000,
    ],
    [
      'a reset that has passed by the local clock',
      http(403, 'API rate limit exceeded', {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(NOW / 1000 - 120),
      }),
      1_000,
    ],
    ['headers alone', http(403, 'Forbidden', { 'retry-after': '5' }), 5_000],
  ])('%s tells when to come back', (_what, error, pause) => {
    expect(gitHubError(error, NOW)).toMatchObject({ kind: 'rate-limited', retryAt: NOW + pause });
  });
});

describe('GraphQL', () => {
  it.each([
    ['NOT_FOUND', 'not-found', graphql('NOT_FOUND', 'Could not resolve to a Repository')],
    ['FORBIDDEN', 'forbidden', graphql('FORBIDDEN', 'Resource not accessible by integration')],
    [
      'RATE_LIMITED',
      'rate-limited',
      graphql('RATE_LIMITED', 'API rate limit exceeded for installation ID 5.'),
    ],
    [
      'MAX_NODE_LIMIT_EXCEEDED',
      'transient',
      graphql('MAX_NODE_LIMIT_EXCEEDED', 'This query requests too many nodes'),
    ],
    ['a time-out', 'transient', graphql(undefined, 'Something went wrong while executing your query.')],
    ['a secondary limit without type', 'rate-limited', graphql(undefined, SECONDARY)],
  ])('%s is %s', (_what, kind, problem) => {
    expect(problemError(problem, {}, NOW).kind).toBe(kind);
  });

  it.each([
    [['repository', 'pullRequest', 'headCommit', 'nodes', 0, 'commit', 'checkSuites'], 'checks=write'],
    [['repository', 'pullRequest', 'comments'], 'pull_requests=write'],
    [['repository', 'pullRequest'], 'pull_requests=read'],
    [['repository', 'policy', 'target', 'file0'], 'contents=read'],
  ])('a refusal at %j names %s', (path, permission) => {
    const problem = graphql('FORBIDDEN', 'Resource not accessible by integration', path);
    expect(problemError(problem, {}, NOW)).toMatchObject({ kind: 'forbidden', permission });
  });
});

describe('the network', () => {
  it.each([
    ['a reset connection', Object.assign(new Error('read ECONNRESET'), { status: 500, request: {} })],
    ['a time-out', new DOMException('The operation was aborted due to timeout', 'TimeoutError')],
    ['a turn given up', new Error('The turn was given up')],
    ['something that is not an error', 'gone'],
  ])('%s is worth trying again', (_what, thrown) => {
    expect(gitHubError(thrown, NOW).kind).toBe('transient');
  });
});
