// S1, policy tooling: mistakes in severities, labels and deadlines take nothing else with them.
import { describe, expect, it } from 'vitest';
import { durationText } from '../../../src/core/model/duration.ts';
import { problems, read } from './policies.ts';

describe('severities', () => {
  it.each([
    [
      'severities:\n  P0:\n    deferred:\n      review: 24\n      tests-included: 24h\n',
      ['4: Expected here is a length of time such as 24h, and this is a number: 24'],
    ],
    [
      'severities:\n  P0:\n    deferred:\n      review: soon\n      tests-included: 24h\n',
      ['4: A length of time is written as 30m, 2h or 3d: soon'],
    ],
    [
      'severities:\n  P0:\n    deferred:\n      reviw: 24h\n      tests-included: 24h\n',
      ['4: There is no such rule: reviw (review)'],
    ],
  ])('%j keeps what else may wait', (text, wrong) => {
    expect(problems(text)).toEqual(wrong);
    expect([...read(text).policy.severities.P0.deferred.keys()]).toEqual(['tests-included']);
  });

  it('given twice under two names count neither time', () => {
    const text = 'severities:\n  P0: { target: 10m }\n  critical: { target: 20m }\n';
    expect(problems(text)).toEqual(['3: This is P0 a second time, so neither counts: critical']);
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
        '1: The label of P1 has this name already: urgent',
        '1: The label of P0 has this name already: Urgent',
      ],
    ],
    ['labels: { P0: hotfix }', ['1: The label of hotfix has this name already: hotfix']],
    [
      "labels: { P0: ' ' }",
      ['1: Expected here is the name of a label, of at most 50 characters, and this is text:  '],
    ],
    ['labels: { hotfix: urgent, P0: hotfix }', []],
    ['labels: { apply: false }', []],
    [
      `labels: { P0: ${'x'.repeat(51)} }`,
      [expect.stringMatching(/^1: Expected here is the name of a label/)],
    ],
  ])('%j', (text, wrong) => {
    expect(problems(`${text}\n`)).toEqual(wrong);
  });
});
