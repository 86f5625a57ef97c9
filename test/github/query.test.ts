import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import * as query from '../../src/github/query.ts';
import { githubSchema } from '../simulator/graphql/schema.ts';

const TEXTS: readonly (readonly [name: string, text: string])[] = [
  ['a pull request', query.pullQuery(1, 0)],
  ['a pull request with everything', query.pullQuery(6, 3)],
  ['a branch', query.branchQuery(1, 0)],
  ['a branch with everything', query.branchQuery(6, 6)],
  ['a comparison', query.comparisonQuery(3)],
  ['older compared commits', query.OLDER_COMPARED_COMMITS],
  ['more commits', query.MORE_COMMITS],
  ['more comments', query.MORE_COMMENTS],
  ['checks of a commit', query.CHECKS_OF_COMMIT],
  ['files at a commit', query.filesAtCommitQuery(2)],
];

describe('the question about', () => {
  it.each(TEXTS)('%s is one that GitHub’s published schema takes', (_name, text) => {
    expect(validate(githubSchema(), parse(text)).map(({ message }) => message)).toEqual([]);
  });
});
