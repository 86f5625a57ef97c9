// What is a command in a comment, and what is only text, code or a quote.
import { describe, expect, it } from 'vitest';
import { parseCommands } from '../../../src/core/commands/parse-commands.ts';

const read = (body: string) => parseCommands(body).map((one) => (one.kind === 'command' ? one.command : one));
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
    ' /hotfix status',
    '\u00a0/hotfix status',
    '- /hotfix status',
    '> /hotfix status',
    '`/hotfix status`',
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

  it('twenty in one comment are enough', () => {
    expect(parseCommands('/hotfix status\n'.repeat(4_000))).toHaveLength(20);
  });

  // A quadratic reading would take minutes, which the runner's own limit ends.
  it.each(['`', '<!--', '-->', '- ', '1. ', '> ', '~~~\n', '\n', '\r', ' ', '`a', '/hotfix x <!--'])(
    '64 KB of %j are read at once',
    (piece) => {
      const body = `/hotfix status\n${piece.repeat(64_000 / piece.length)}`;
      expect(parseCommands(body).length).toBeLessThanOrEqual(20);
      expect(read(body)[0]).toEqual(status);
    },
  );
});
