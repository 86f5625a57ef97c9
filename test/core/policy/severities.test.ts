// S1, policy tooling: mistakes in severities, labels and deadlines take nothing else with them.
import { describe, expect, it } from 'vitest';
import { durationText } from '../../../src/core/model/duration.ts';
import { problems, read } from './policies.ts';

describe('severities', () => {
  it.each([
    [
      'severities:\n  P0:\n    deferred:\n      review: 24\n      tests-included: 24h\n',
      [
        '4: Invalid value `24` for `severities.P0.deferred.review`. Use a duration such as `30m`, `2h` or `3d`.',
      ],
    ],
    [
      'severities:\n  P0:\n    deferred:\n      review: soon\n      tests-included: 24h\n',
      [
        '4: Invalid value `soon` for `severities.P0.deferred.review`. Use a duration such as `30m`, `2h` or `3d`.',
      ],
    ],
    [
      'severities:\n  P0:\n    deferred:\n      reviw: 24h\n      tests-included: 24h\n',
      ['4: Unknown rule `reviw`. Did you mean `review`?'],
    ],
  ])('%j keeps what else may wait', (text, wrong) => {
    expect(problems(text)).toEqual(wrong);
    expect([...read(text).policy.severities.P0.deferred.keys()]).toEqual(['tests-included']);
  });

  it('given twice under two names count neither time', () => {
    const text = 'severities:\n  P0: { target: 10m }\n  critical: { target: 20m }\n';
    expect(problems(text)).toEqual([
      '3: `critical` and `P0` are the same severity. Keep one; until then both are ignored.',
    ]);
    expect(durationText(read(text).policy.severities.P0.target)).toBe('1 h');
  });

  it.each([
    ['CRITICAL', 'P0'],
    ['red', 'P0'],
    ['high', 'P1'],
    ['yellow', 'P1'],
    ['Blue', 'P2'],
    ['SEV3', 'P2'],
  ] as const)('%s is %s', (word, step) => {
    const { policy, problems: wrong } = read(`severities:\n  ${word}: { target: 45m }\n`);
    expect(wrong).toEqual([]);
    expect(durationText(policy.severities[step].target)).toBe('45 min');
  });
});

describe('labels', () => {
  it.each([
    [
      'labels: { P0: urgent, P1: Urgent }',
      [
        '1: `urgent` is the label of both `P0` and `P1`. Use two different names; until then this line is ignored.',
        '1: `Urgent` is the label of both `P1` and `P0`. Use two different names; until then this line is ignored.',
      ],
    ],
    [
      'labels: { P0: hotfix }',
      [
        '1: `hotfix` is the label of both `P0` and `hotfix`. Use two different names; until then this line is ignored.',
      ],
    ],
    [
      "labels: { P0: ' ' }",
      [
        '1: Invalid value (empty) for `labels.P0`. Use the name of a label: at most 50 characters, in quotes if it is a number.',
      ],
    ],
    ['labels: { hotfix: urgent, P0: hotfix }', []],
    ['labels: { apply: false }', []],
    [
      `labels: { P0: ${'x'.repeat(51)} }`,
      [expect.stringMatching(/^1: Invalid value `x{51}` for `labels.P0`. Use the name of a label/)],
    ],
  ])('%j', (text, wrong) => {
    expect(problems(`${text}\n`)).toEqual(wrong);
  });
});
