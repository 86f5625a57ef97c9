import { describe, expect, it } from 'vitest';
import { subjectKey } from '../../src/core/model/ids.ts';
import { HANDLED_EVENTS, wakesFor } from '../../src/github/webhooks.ts';
import { payloadViolations } from '../support/github-schemas.ts';
import { FIXTURES, fixture } from './fixture.ts';

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

function woken(event: string, payload: unknown): readonly string[] {
  return wakesFor(event, payload).map((wake) => subjectKey(wake.subject));
}

/** The payload of a fixture with one object in it changed. */
function changed(name: string, part: string, change: Record<string, unknown>): Record<string, unknown> {
  const { payload } = fixture(name);
  const before = payload[part];
  return { ...payload, [part]: typeof before === 'object' ? { ...before, ...change } : change };
}

describe('fixtures of deliveries', () => {
  it.each(FIXTURES)('%s is what GitHub publishes', (name) => {
    const { event, payload } = fixture(name);
    expect(payloadViolations(event, payload)).toEqual([]);
  });

  it('are all in the table below, and show every handled event', () => {
    expect(ROWS.map(([name]) => name).toSorted()).toEqual(FIXTURES.toSorted());
    expect([...new Set(FIXTURES.map((name) => fixture(name).event))].toSorted()).toEqual([...HANDLED_EVENTS]);
  });
});

describe('what a delivery wakes', () => {
  it.each(ROWS)('%s wakes %j', (name, expected) => {
    const { event, payload } = fixture(name);
    expect(woken(event, payload)).toEqual(expected);
    expect(wakesFor(event, payload).every((wake) => wake.installation === 5501)).toBe(true);
  });

  it.each(['assigned', 'review_requested', 'milestoned', 'locked', 'auto_merge_enabled'])(
    'pull_request %s cannot change a verdict and wakes nothing',
    (action) => {
      const { payload } = fixture('pull-request-opened');
      expect(woken('pull_request', { ...payload, action })).toEqual([]);
    },
  );

  it.each(['labeled', 'unlabeled', 'ready_for_review', 'converted_to_draft', 'reopened'])(
    'pull_request %s wakes the pull request',
    (action) => {
      const { payload } = fixture('pull-request-opened');
      expect(woken('pull_request', { ...payload, action })).toEqual([PULL]);
    },
  );

  it('a pull request whose fork and author were deleted is woken like any other', () => {
    const gone = { user: null, head: { repo: null, user: null } };
    expect(woken('pull_request', changed('pull-request-opened', 'pull_request', gone))).toEqual([PULL]);
  });

  it('a run that names a subject of another repository wakes only what GitHub lists', () => {
    const payload = changed('check-run-rerequested', 'check_run', { external_id: 'other/place#12' });
    expect(woken('check_run', payload)).toEqual([PULL]);
  });

  it('a run without pull request and name wakes the branch that its suite belongs to', () => {
    const payload = changed('check-run-rerequested', 'check_run', {
      external_id: '',
      pull_requests: [],
      check_suite: { head_branch: 'hotfix/v1.4.1-mira-okafor', pull_requests: [] },
    });
    expect(woken('check_run', payload)).toEqual([BRANCH]);
  });

  it.each([
    ['an event that is not handled', 'issues', fixture('pull-request-opened').payload],
    ['no installation', 'push', { ...fixture('push').payload, installation: undefined }],
    ['no repository', 'push', { ...fixture('push').payload, repository: null }],
    ['an array', 'push', []],
    ['null', 'pull_request', null],
    ['a text', 'create', 'payload'],
    ['a branch that git would not take', 'create', { ...fixture('create-branch').payload, ref: 'a..b' }],
    [
      'a pull request without number',
      'pull_request',
      changed('pull-request-opened', 'pull_request', { number: null }),
    ],
    ['a negative number', 'pull_request', changed('pull-request-opened', 'pull_request', { number: -1 })],
    ['a hostile name', 'push', changed('push', 'repository', { full_name: '../../etc' })],
    ['a prototype name', 'constructor', fixture('push').payload],
  ])('%s wakes nothing', (_what, event, payload) => {
    expect(woken(event, payload)).toEqual([]);
  });
});

describe('B5: the press of a button', () => {
  it('comes with what it wakes', () => {
    const { event, payload } = fixture('check-run-requested-action');
    const [wake] = wakesFor(event, payload);
    expect(wake?.press).toEqual({
      button: expect.any(String),
      by: { login: expect.any(String), kind: 'user' },
    });
  });

  it('is in no other delivery', () => {
    for (const name of FIXTURES.filter((one) => one !== 'check-run-requested-action')) {
      const { event, payload } = fixture(name);
      expect(wakesFor(event, payload).every(({ press }) => press === null)).toBe(true);
    }
  });
});

describe('a comment', () => {
  const said = (body: string | null, from?: string) =>
    woken('issue_comment', {
      ...changed('issue-comment-created', 'comment', { body }),
      ...(from === undefined ? {} : { changes: { body: { from } } }),
    });

  it.each([
    ['/hotfix', [PULL]],
    ['Well.\r\n/HOTFIX status', [PULL]],
    ['see /hotfix help', []],
    ['/hotfixes', []],
    ['', []],
    [null, []],
  ])('%j wakes %j', (body, expected) => {
    expect(said(body)).toEqual(expected);
  });

  it('that was a command before it was edited wakes too: its word is taken back', () => {
    expect(said('never mind', '/hotfix ack scope')).toEqual([PULL]);
  });
});

it.each([
  ['refs/heads/gh-readonly-queue/main/pr-12-0123456789abcdef', [PULL]],
  ['gh-readonly-queue/support/1.x/pr-12-0123456789abcdef', [PULL]],
  ['refs/heads/main', []],
  ['refs/heads/gh-readonly-queue/main/pr-12', []],
])('a merge group on %s wakes %j', (head_ref, expected) => {
  const payload = changed('merge-group-checks-requested', 'merge_group', { head_ref });
  expect(woken('merge_group', payload)).toEqual(expected);
});
