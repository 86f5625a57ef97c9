// What the app's handlers wake, through Probot's own `receive`.
import { generateKeyPairSync } from 'node:crypto';
import { sign } from '@octokit/webhooks-methods';
import { pino } from 'pino';
import { Probot } from 'probot';
import { describe, expect, it } from 'vitest';
import { hotfixWarden, subscriptions, type WakePort, type Woken } from '../src/app.ts';
import { subjectKey } from '../src/core/model/ids.ts';
import { hintText } from '../src/reconcile/hints.ts';
import { FIXTURES, fixture } from './github/fixture.ts';
import { received } from './github/received.ts';
import { recordedLog } from './reconcile/recorded-log.ts';
import { payloadViolations } from './support/github-schemas.ts';

const PULL = 'acme/shop#12';
const BRANCH = 'acme/shop@hotfix/v1.4.1-mira-okafor';

const ROWS: readonly (readonly [name: string, woken: readonly string[]])[] = [
  ['pull-request-opened', [PULL]],
  ['pull-request-edited', [PULL]],
  ['pull-request-synchronize', [PULL]],
  ['pull-request-closed', [PULL]],
  ['push', [BRANCH]],
  ['push-of-tag', []],
  ['push-deleting-branch', []],
  ['create-branch', [BRANCH]],
  ['create-tag', []],
  ['check-run-rerequested', [PULL]],
  ['check-run-rerequested-on-fork', ['acme/shop#31']],
  ['check-run-requested-action', [BRANCH]],
  ['check-run-completed', []],
  ['check-suite-rerequested', [PULL]],
  ['check-suite-rerequested-without-pull-request', [BRANCH]],
  ['check-suite-requested', []],
  ['issue-comment-created', [PULL]],
  ['issue-comment-without-command', []],
  ['issue-comment-on-issue', []],
  ['merge-group-checks-requested', [PULL]],
  ['pull-request-review-submitted', [PULL]],
];

async function woken(event: string, payload: object): Promise<readonly string[]> {
  return (await received(event, payload)).map((wake) => subjectKey(wake.subject));
}

/** The payload of a fixture with one object in it changed. */
function changed(
  name: string,
  part: string,
  change: Record<string, unknown>,
  before: unknown = fixture(name).payload[part],
): Record<string, unknown> {
  const { payload } = fixture(name);
  return {
    ...payload,
    [part]: before === null ? null : typeof before === 'object' ? { ...before, ...change } : change,
  };
}

describe('fixtures of deliveries', () => {
  it.each(FIXTURES)('%s is what GitHub publishes', (name) => {
    const { event, payload } = fixture(name);
    expect(payloadViolations(event, payload)).toEqual([]);
  });

  it('are all in the table below, and show every event that the app subscribes to', () => {
    expect(ROWS.map(([name]) => name).toSorted()).toEqual(FIXTURES.toSorted());
    expect([...new Set(FIXTURES.map((name) => fixture(name).event))].toSorted()).toEqual(
      [...subscriptions()].toSorted(),
    );
  });
});

describe('what a delivery wakes', () => {
  it.each(ROWS)('%s wakes %j', async (name, expected) => {
    const { event, payload } = fixture(name);
    expect(await woken(event, payload)).toEqual(expected);
    expect((await received(event, payload)).every((wake) => wake.installation === 5501)).toBe(true);
  });

  it.each(['assigned', 'review_requested', 'milestoned', 'locked', 'auto_merge_enabled'])(
    'pull_request %s cannot change a verdict and wakes nothing',
    async (action) => {
      const { payload } = fixture('pull-request-opened');
      expect(await woken('pull_request', { ...payload, action })).toEqual([]);
    },
  );

  it.each(['labeled', 'unlabeled', 'ready_for_review', 'converted_to_draft', 'reopened'])(
    'pull_request %s wakes the pull request',
    async (action) => {
      const { payload } = fixture('pull-request-opened');
      expect(await woken('pull_request', { ...payload, action })).toEqual([PULL]);
    },
  );

  it('a pull request whose fork and author were deleted is woken like any other', async () => {
    const gone = { user: null, head: { repo: null, user: null } };
    expect(await woken('pull_request', changed('pull-request-opened', 'pull_request', gone))).toEqual([PULL]);
  });

  it('a run that names a subject of another repository wakes only what GitHub lists', async () => {
    const payload = changed('check-run-rerequested', 'check_run', { external_id: 'other/place#12' });
    expect(await woken('check_run', payload)).toEqual([PULL]);
  });

  it.each(['mira/shop#31', 'acme/shop#31 failure', 'acme/shop#31'])(
    'a fork’s run marked %j wakes the pull request that it is for, where that is here',
    async (external_id) => {
      const given = changed('check-run-rerequested-on-fork', 'check_run', { external_id });
      const isHere = external_id.startsWith('acme/shop');
      expect((await woken('check_run', given)).includes('acme/shop#31')).toBe(isHere);
    },
  );

  it('a run without pull request and name wakes the branch that its suite belongs to', async () => {
    const payload = changed('check-run-rerequested', 'check_run', {
      external_id: '',
      pull_requests: [],
      check_suite: { head_branch: 'hotfix/v1.4.1-mira-okafor', pull_requests: [] },
    });
    expect(await woken('check_run', payload)).toEqual([BRANCH]);
  });

  it.each([
    ['an event that is not handled', 'issues', fixture('pull-request-opened').payload],
    ['no installation', 'push', { ...fixture('push').payload, installation: undefined }],
    ['no repository', 'push', { ...fixture('push').payload, repository: null }],
    ['an array', 'push', []],
    ['a branch that git would not take', 'create', { ...fixture('create-branch').payload, ref: 'a..b' }],
    [
      'a pull request without number',
      'pull_request',
      changed('pull-request-opened', 'pull_request', { number: null }),
    ],
    ['a negative number', 'pull_request', changed('pull-request-opened', 'pull_request', { number: -1 })],
    ['a hostile name', 'push', changed('push', 'repository', { full_name: '../../etc' })],
    ['no pull request', 'pull_request', changed('pull-request-opened', 'pull_request', {}, null)],
    ['no check', 'check_run', changed('check-run-rerequested', 'check_run', {}, null)],
    [
      'a list of what is not a pull request',
      'check_suite',
      changed('check-suite-rerequested', 'check_suite', { pull_requests: [{}] }),
    ],
    ['a prototype name', 'constructor', fixture('push').payload],
    ['the prototype itself', '__proto__', fixture('push').payload],
    ['the name of Probot’s handlers of errors', 'error', fixture('push').payload],
    [
      'an action of that name',
      'pull_request',
      { ...fixture('pull-request-opened').payload, action: 'constructor' },
    ],
  ])('%s wakes nothing', async (_what, event, payload) => {
    expect(await woken(event, payload)).toEqual([]);
  });
});

describe('B5: the press of a button', () => {
  it('comes with what it wakes', async () => {
    const { event, payload } = fixture('check-run-requested-action');
    const [wake] = await received(event, payload);
    expect(wake?.press).toEqual({
      button: expect.any(String),
      by: { login: expect.any(String), kind: 'user' },
    });
  });

  it('is in no other delivery', async () => {
    for (const name of FIXTURES.filter((one) => one !== 'check-run-requested-action')) {
      const { event, payload } = fixture(name);
      expect((await received(event, payload)).every(({ press }) => press === null)).toBe(true);
    }
  });
});

describe('B1: what a delivery promises', () => {
  const SHA = '[0-9a-f]{40}';

  it.each<[string, RegExp]>([
    ['pull-request-opened', new RegExp(`^head ${SHA},updated \\d+ [0-9a-f]{16}$`)],
    ['pull-request-synchronize', new RegExp(`^head ${SHA} ${SHA},updated \\d+ [0-9a-f]{16}$`)],
    ['pull-request-edited', new RegExp(`^head ${SHA},updated \\d+ [0-9a-f]{16}$`)],
    ['pull-request-review-submitted', new RegExp(`^head ${SHA},updated \\d+ [0-9a-f]{16},review \\d+$`)],
    ['issue-comment-created', /^comment \d+$/],
    ['push', new RegExp(`^head ${SHA}( ${SHA})?$`)],
    ['merge-group-checks-requested', new RegExp(`^queue-head ${SHA}$`)],
    ['create-branch', /^$/],
    ['check-run-rerequested', /^$/],
  ])('%s promises %s', async (name, expected) => {
    const { event, payload } = fixture(name);
    const [wake] = await received(event, payload);
    expect(wake?.hints.map(hintText).join(',')).toMatch(expected);
  });

  it('a branch that is new replaces no commit', async () => {
    const [wake] = await received('push', { ...fixture('push').payload, before: '0'.repeat(40) });
    expect(wake?.hints).toMatchObject([{ kind: 'head', before: null }]);
  });

  it.each([
    [
      'a deleted comment',
      'issue_comment',
      { ...fixture('issue-comment-created').payload, action: 'deleted' },
    ],
    ['a commit that is none', 'push', { ...fixture('push').payload, after: 'main' }],
    ['an id that is none', 'issue_comment', changed('issue-comment-created', 'comment', { id: -1 })],
  ])('%s promises nothing, and wakes all the same', async (_what, event, payload) => {
    expect(await received(event, payload)).toMatchObject([{ hints: [] }]);
  });
});

describe('a comment', () => {
  const said = (body: string | null, from?: string) =>
    woken('issue_comment', {
      ...changed('issue-comment-created', 'comment', { body }),
      ...(from === undefined ? {} : { action: 'edited', changes: { body: { from } } }),
    });

  it.each([
    ['/hotfix', [PULL]],
    ['Well.\r\n/HOTFIX status', [PULL]],
    ['see /hotfix help', []],
    ['/hotfixes', []],
    ['', []],
    [null, []],
  ])('%j wakes %j', async (body, expected) => {
    expect(await said(body)).toEqual(expected);
  });

  it('that was a command before it was edited wakes too: its word is taken back', async () => {
    expect(await said('never mind', '/hotfix ack scope')).toEqual([PULL]);
  });
});

it.each([
  ['refs/heads/gh-readonly-queue/main/pr-12-0123456789abcdef', [PULL]],
  ['gh-readonly-queue/support/1.x/pr-12-0123456789abcdef', [PULL]],
  ['refs/heads/main', []],
  ['refs/heads/gh-readonly-queue/main/pr-12', []],
])('a merge group on %s wakes %j', async (head_ref, expected) => {
  const payload = changed('merge-group-checks-requested', 'merge_group', { head_ref });
  expect(await woken('merge_group', payload)).toEqual(expected);
});

it('deliveries that are received side by side keep their wakes apart', async () => {
  const numbers = Array.from({ length: 20 }, (_, index) => index + 1);
  const all = numbers.map((number) =>
    woken('pull_request', changed('pull-request-opened', 'pull_request', { number })),
  );
  expect(await Promise.all(all)).toEqual(numbers.map((number) => [`acme/shop#${number}`]));
});

describe('in a Probot of somebody’s own', () => {
  const SECRET = 'a secret of the mounting app';
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });

  async function mounted(port: Partial<WakePort>): Promise<Probot> {
    const probot = new Probot({ appId: 1, privateKey, secret: SECRET, log: pino({ level: 'silent' }) });
    await probot.load(hotfixWarden({ wake: async () => {}, log: recordedLog(), ...port }));
    return probot;
  }

  async function deliver(probot: Probot, name: string): Promise<void> {
    const { event, payload } = fixture(name);
    const body = JSON.stringify(payload);
    const signature = await sign(SECRET, body);
    return probot.webhooks.verifyAndReceive({ id: 'd-1', name: event, payload: body, signature });
  }

  it('a delivery is handed on with what it wakes', async () => {
    const kept: Woken[] = [];
    const probot = await mounted({ wake: async (one) => void kept.push(one) });
    await deliver(probot, 'pull-request-opened');
    await deliver(probot, 'push');
    await deliver(probot, 'create-tag');
    expect(
      kept.map(({ wakes, ...rest }) => ({ ...rest, wakes: wakes.map(({ subject }) => subjectKey(subject)) })),
    ).toEqual([
      { guid: 'd-1', event: 'pull_request', action: 'opened', wakes: [PULL] },
      { guid: 'd-1', event: 'push', action: null, wakes: [BRANCH] },
    ]);
  });

  it('one that could not be kept is not acknowledged', async () => {
    const probot = await mounted({ wake: () => Promise.reject(new Error('disk full')) });
    await expect(deliver(probot, 'pull-request-opened')).rejects.toThrow('disk full');
  });

  it('one that lacks what GitHub publishes is told to the log, without its payload', async () => {
    const log = recordedLog();
    const probot = await mounted({ log });
    const payload = changed('pull-request-opened', 'pull_request', {}, null);
    await probot.webhooks.receive({ id: 'd-1', name: 'pull_request', payload } as Parameters<
      Probot['receive']
    >[0]);
    expect(log.lines).toMatchObject([{ level: 'warn', fields: { id: 'd-1', name: 'pull_request' } }]);
  });
});
