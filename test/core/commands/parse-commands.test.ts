// What is a command in a comment, and what is only text, code or a quote.
import { describe, expect, it } from 'vitest';
import { parseCommands } from '../../../src/core/commands/parse-commands.ts';
import { wakesFor } from '../../../src/github/webhooks.ts';
import { fixture } from '../../github/fixture.ts';
import { login } from '../../support/facts.ts';

const parsed = (body: string) => parseCommands(body, login('Mira-O'));
const read = (body: string) => parsed(body).map((one) => (one.kind === 'command' ? one.command : one));
const status = { kind: 'status' };

describe('a command', () => {
  it.each<[string, readonly unknown[]]>([
    ['/hotfix', [{ kind: 'help' }]],
    ['/HOTFIX Status please', [status]],
    ['Well.\r\n/hotfix recheck\r\n', [{ kind: 'recheck' }]],
    ['/hotfix\u00a0status', [status]],
    ['/hotfix\tstatus.', [status]],
    ['/hotfix `status`', [status]],
    ['/hotfix severity critical', [{ kind: 'severity', severity: 'P0' }]],
    ['/hotfix severity 🟡', [{ kind: 'severity', severity: 'P1' }]],
    ['/hotfix severity SEV 2, checkout only', [{ kind: 'severity', severity: 'P1' }]],
    ['/hotfix severity to **P2**: it is not critical', [{ kind: 'severity', severity: 'P2' }]],
    ['/hotfix severity not critical', [{ kind: 'incomplete', name: 'severity' }]],
    ['/hotfix severity CRITICAL/HIGH', [{ kind: 'incomplete', name: 'severity' }]],
    ['/hotfix commander @Grace-H now', [{ kind: 'commander', login: 'Grace-H' }]],
    ['/hotfix commander `@linus`, please', [{ kind: 'commander', login: 'linus' }]],
    ['/hotfix commander ada_acme', [{ kind: 'commander', login: 'ada_acme' }]],
    ['/hotfix commander @acme/seniors', [{ kind: 'incomplete', name: 'commander' }]],
    [`/hotfix commander ${'a'.repeat(40)}`, [{ kind: 'incomplete', name: 'commander' }]],
    ['/hotfix commander -ada', [{ kind: 'incomplete', name: 'commander' }]],
    ['/hotfix defer Tests because no time', [{ kind: 'defer', rule: 'tests', reason: 'no time' }]],
    [
      '/hotfix defer `tests-included`: no time',
      [{ kind: 'defer', rule: 'tests-included', reason: 'no time' }],
    ],
    ['/hotfix defer tests <!-- later -->', [{ kind: 'defer', rule: 'tests', reason: '' }]],
    ['/hotfix defer', [{ kind: 'incomplete', name: 'defer' }]],
    ['/hotfix ack scope — a revert', [{ kind: 'ack', rule: 'scope', reason: 'a revert' }]],
    ['/hotfix status\n/hotfix help', [status, { kind: 'help' }]],
    ['/hotfix deploy now', [{ kind: 'unknown', word: 'deploy' }]],
    ['> it is down\n/hotfix status', [status]],
  ])('%j is %j', (body, expected) => {
    expect(read(body)).toEqual(expected);
  });

  it.each([
    '    /hotfix status',
    '\t/hotfix status',
    '* /hotfix status',
    '1. /hotfix status',
    ' > /hotfix status',
    '\u00a0/hotfix status',
    '- /hotfix status',
    '> /hotfix status',
    '``/hotfix status``',
    '`/hotfix status` is what you write',
    'with `/hotfix status`',
    '`/hotfix status',
    '`/hotfix defer `tests``',
    '``` /hotfix status',
    '  ```\n  /hotfix status\n  ```',
    'see /hotfix status',
    '/hotfixes',
    '/hotfix/status',
    '```\n/hotfix status\n```',
    '```\n```js\n/hotfix status\n```',
    '````\n```\n/hotfix status\n````',
    '```\n~~~\n/hotfix status\n```',
    '```js\n/hotfix status',
    '- ```\n  /hotfix status\n  ```',
    '<!--\n/hotfix status\n-->',
    '<!--\n\n/hotfix status\n-->',
    '<!-- /hotfix status',
    'a <!-- note\n/hotfix status\n--> b',
    '<!-- ```\n/hotfix status\n-->',
    '- <!--\n\n  /hotfix status\n  -->',
  ])('%j is none', (body) => {
    expect(read(body)).toEqual([]);
  });

  it.each([
    '~~~~\n```\n~~~\n/hotfix help\n~~~~\n/hotfix status',
    '```one line```\n/hotfix status',
    '- ```\n  code\n  ```\n/hotfix status',
    '1. ```\n   code\n/hotfix status',
    '> ```\n/hotfix status',
    '> <!--\n/hotfix status',
    '```\n<!--\n```\n/hotfix status',
    '`<!--` begins a comment\n/hotfix status',
    'an arrow <!-- and no end\n\n/hotfix status',
    '<!-- a --> text <!-- b -->\n/hotfix status',
    '<!--\n```\n-->\n/hotfix status',
  ])('%j is one, behind what only looks open', (body) => {
    expect(read(body)).toEqual([status]);
  });

  it.each([
    ' /hotfix status',
    '   /hotfix status',
    '`/hotfix status`',
    '  `/HOTFIX status`  ',
    '/hotfix: status',
    '/hotfix:status',
    '/hotfix : status',
    '`/hotfix: status`',
    'Well.\r\n `/hotfix status`\r\n',
  ])('%j is one, as people write it, and its delivery wakes', (body) => {
    expect(read(body)).toEqual([status]);
    const { event, payload } = fixture('issue-comment-created');
    expect(wakesFor(event, { ...payload, comment: { body } })).toHaveLength(1);
  });

  it.each(['/hotfix:', '`/hotfix`', ' /hotfix'])('%j asks for help', (body) => {
    expect(read(body)).toEqual([{ kind: 'help' }]);
  });

  describe('who leads', () => {
    it.each([
      ['me', 'Mira-O'],
      ['Me!', 'Mira-O'],
      ['@me', 'Mira-O'],
      ['is me.', 'Mira-O'],
      ['`myself`', 'Mira-O'],
      ['I', 'Mira-O'],
      ['grace', 'grace'],
      ['`grace`.', 'grace'],
      ['is @grace', 'grace'],
      ['Grace Hopper (@grace)', 'grace'],
      ['will be @grace_acme from now on', 'grace_acme'],
      ['@grace, she knows it better than me', 'grace'],
      ['@grace, who relieves @linus', 'grace'],
      ['is @grace, thanks @linus', 'grace'],
      ['@grace or @Grace', 'grace'],
      ['@nobody', 'nobody'],
    ])('%s: %s', (words, leads) => {
      expect(read(`/hotfix commander ${words}`)).toEqual([{ kind: 'commander', login: leads }]);
    });

    it.each([
      '',
      'Grace Hopper',
      'is grace',
      'is away',
      'nobody',
      'None.',
      'no-one',
      'everyone',
      'I think grace',
      'me instead of @linus',
      'from @linus to @grace',
      '@grace or @linus',
      '@grace/@linus',
      '@grace -> @linus',
      '@grace @linus',
      'ask grace@acme.org',
      '@acme/seniors please',
      '@helper[bot]',
      '@gräce',
      '@grace.hopper',
      '@',
    ])('%j is nobody in particular', (words) => {
      expect(read(`/hotfix commander ${words}`)).toEqual([{ kind: 'incomplete', name: 'commander' }]);
    });
  });

  describe('how bad it is', () => {
    it.each([
      ['P2, not critical', 'P2'],
      ['P0 and P0', 'P0'],
      ['P0/critical', 'P0'],
      ['🔴 CRITICAL (P0): checkout and search', 'P0'],
      ['P1 - critical path is down', 'P1'],
      ['P2 instead of P1', 'P2'],
      ['to sev 3', 'P2'],
      ['P1 or not', 'P1'],
      ['P1 and the rest is fine, it was P0', 'P1'],
    ])('%s: %s', (words, severity) => {
      expect(read(`/hotfix severity ${words}`)).toEqual([{ kind: 'severity', severity }]);
    });

    it.each([
      'P0 -> P2',
      'P0->P2',
      'P0 => P2',
      'P0 → P2',
      'P0 to P2',
      'P1 or P2',
      'P1, or maybe P2',
      'P1 and/or P2',
      'P0 and P1',
      'P0 / P2',
      'P0/ P2',
      'P0 | P1 | P2',
      'sev 1 or sev 2',
      'SEV 1/SEV 2',
      '**P1** or **P2**',
      '🔴 CRITICAL or 🟡 HIGH',
      'critical (P0) or high (P1)',
    ])('%s: it leaves that open', (words) => {
      expect(read(`/hotfix severity ${words}`)).toEqual([{ kind: 'incomplete', name: 'severity' }]);
    });
  });

  it('twenty in one comment are enough', () => {
    expect(parsed('/hotfix status\n'.repeat(4_000))).toHaveLength(20);
  });

  // A quadratic reading would take minutes, which the runner's own limit ends.
  it.each([
    '`',
    '<!--',
    '-->',
    '- ',
    '1. ',
    '> ',
    '~~~\n',
    '\n',
    '\r',
    ' ',
    '`a',
    '/hotfix x <!--',
    '`/hotfix ',
    '   /hotfix:',
  ])('64 KB of %j are read at once', (piece) => {
    const body = `/hotfix status\n${piece.repeat(64_000 / piece.length)}`;
    expect(parsed(body).length).toBeLessThanOrEqual(20);
    expect(read(body)[0]).toEqual(status);
  });

  it.each(['@', '@a', '@a ', 'P0 ', 'P0/', 'or ', ':', '!', '-', '@a-'])('lines of %j are, too', (piece) => {
    const words = piece.repeat(480 / piece.length);
    const body = `/hotfix commander ${words}\n/hotfix severity P0 ${words}\n`.repeat(10);
    expect(parsed(body)).toHaveLength(20);
  });
});
