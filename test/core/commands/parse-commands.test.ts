// The grammar of commands: one word, one exact argument, and a reason where a rule is deferred or accepted.
import { describe, expect, it } from 'vitest';
import { EMERGENCIES, REGULARS } from '../../../src/core/choices/emergencies.ts';
import { parseCommands } from '../../../src/core/commands/parse-commands.ts';
import { login } from '../../support/facts.ts';

const parsed = (body: string) => parseCommands(body, login('Mira-O'));
const read = (body: string) =>
  parsed(body).map((one) => (one.kind === 'command' ? one.command : one.why.markdown));

describe('a command', () => {
  it.each<[string, unknown]>([
    ['/hotfix', { kind: 'help' }],
    ['`/hotfix`', { kind: 'help' }],
    ['/hotfix help', { kind: 'help' }],
    ['/hotfix status', { kind: 'status' }],
    ['/HOTFIX Status', { kind: 'status' }],
    ['/hotfix\tstatus ', { kind: 'status' }],
    ['/hotfix\u00a0status', { kind: 'status' }],
    ['/hotfix recheck', { kind: 'recheck' }],
    ['/hotfix authorise', { kind: 'authorise' }],
    ['/HOTFIX Authorize', { kind: 'authorise' }],
    ['/hotfix deny', { kind: 'deny', reason: '' }],
    ['/hotfix deny nobody asked <!-- x --> me', { kind: 'deny', reason: 'nobody asked   me' }],
    ['/hotfix severity P0', { kind: 'severity', severity: 'P0' }],
    ['/hotfix severity p1', { kind: 'severity', severity: 'P1' }],
    ['/hotfix severity critical', { kind: 'severity', severity: 'P0' }],
    ['/hotfix severity High', { kind: 'severity', severity: 'P1' }],
    ['/hotfix severity SEV3', { kind: 'severity', severity: 'P2' }],
    ['/hotfix severity 🟡', { kind: 'severity', severity: 'P1' }],
    ['/hotfix commander me', { kind: 'commander', login: 'Mira-O' }],
    ['/hotfix commander Me', { kind: 'commander', login: 'Mira-O' }],
    ['/hotfix commander @Grace-H', { kind: 'commander', login: 'Grace-H' }],
    ['/hotfix commander @ada_acme', { kind: 'commander', login: 'ada_acme' }],
    ['/hotfix commander @nobody', { kind: 'commander', login: 'nobody' }],
    ['/hotfix criterion data-loss', { kind: 'criterion', criterion: 'data-loss' }],
    ['/hotfix criterion Data-Loss', { kind: 'criterion', criterion: 'data-loss' }],
    ['/hotfix criterion performance', { kind: 'criterion', criterion: 'performance' }],
    ['/hotfix defer tests-included no time', { kind: 'defer', rule: 'tests-included', reason: 'no time' }],
    ['/hotfix defer tests <!-- later -->', { kind: 'defer', rule: 'tests', reason: '' }],
    ['/hotfix defer', { kind: 'defer', rule: '', reason: '' }],
    ['/hotfix accept scope — a revert', { kind: 'accept', rule: 'scope', reason: '— a revert' }],
  ])('%j is read', (body, expected) => {
    expect(read(body)).toEqual([expected]);
  });

  it.each([...EMERGENCIES, ...REGULARS])('criterion %s is one', (criterion) => {
    expect(read(`/hotfix criterion ${criterion}`)).toEqual([{ kind: 'criterion', criterion }]);
  });

  it('is repeated as it was written', () => {
    expect(parsed('  `/HOTFIX Severity  p0`\n/hotfix').map(({ words }) => words)).toEqual([
      '/hotfix Severity  p0',
      '/hotfix',
    ]);
  });
});

const COMMANDS =
  'Use `help`, `status`, `severity`, `commander`, `criterion`, `defer`, `accept`, `authorise`, `deny` or `recheck`';
const LOGIN = 'Use `@` and one login, or `me`';

describe('what is wrong is said, the offending words first', () => {
  it.each([
    ['deploy', `Unknown command \`deploy\`. ${COMMANDS}`],
    ['statsu', 'Unknown command `statsu`. Did you mean `/hotfix status`?'],
    ['status.', 'Unknown command `status.`. Did you mean `/hotfix status`?'],
    ['`status`', 'Unknown command `` `status` ``. Did you mean `/hotfix status`?'],
    ['ack scope a revert', 'Unknown command `ack`. Did you mean `/hotfix accept`?'],
    ['status please', 'Unexpected `please`. Write `/hotfix status` and nothing after it'],
    ['severity', 'The severity is missing. Use P0, P1 or P2'],
    ['severity P4', 'Unknown severity `P4`. Use P0, P1 or P2'],
    ['severity not critical', 'Unknown severity `not critical`. Use P0, P1 or P2, and nothing after it'],
    ['severity P0 -> P2', 'Unknown severity `P0 -> P2`. Use P0, P1 or P2, and nothing after it'],
    [
      'severity P1, or maybe P2',
      'Unknown severity `P1, or maybe P2`. Use P0, P1 or P2, and nothing after it',
    ],
    ['severity to P2', 'Unknown severity `to P2`. Use P0, P1 or P2, and nothing after it'],
    ['severity P0/critical', 'Unknown severity `P0/critical`. Use P0, P1 or P2'],
    ['severity constructor', 'Unknown severity `constructor`. Use P0, P1 or P2'],
    ['commander', `The commander is missing. ${LOGIN}`],
    ['commander grace', 'Unknown commander `grace`. Did you mean `@grace`?'],
    ['commander @me', `Unknown commander \`@me\`. ${LOGIN}`],
    ['commander is me', `Unknown commander \`is me\`. ${LOGIN}, and nothing after it`],
    ['commander @grace or @linus', `Unknown commander \`@grace or @linus\`. ${LOGIN}, and nothing after it`],
    ['commander @acme/seniors', `Unknown commander \`@acme/seniors\`. ${LOGIN}`],
    ['commander @helper[bot]', `Unknown commander \`@helper[bot]\`. ${LOGIN}`],
    ['commander @@grace', `Unknown commander \`@@grace\`. ${LOGIN}`],
    [`commander @${'a'.repeat(40)}`, `Unknown commander \`@${'a'.repeat(40)}\`. ${LOGIN}`],
    ['criterion dataloss', 'Unknown criterion `dataloss`. Did you mean `data-loss`?'],
  ])('/hotfix %s', (words, said) => {
    expect(read(`/hotfix ${words}`)).toEqual([said]);
  });

  it.each([
    ['/hotfix:status', 'Unknown command `:status`. Did you mean `/hotfix status`?'],
    ['/hotfix: status', `Unknown command \`:\`. ${COMMANDS}`],
  ])('a colon is answered: %j', (body, said) => {
    expect(read(body)).toEqual([said]);
  });

  it.each(['', ' it is down'])('all criteria where none is near: %j', (words) => {
    expect(read(`/hotfix criterion${words}`)).toMatchSnapshot();
  });
});
