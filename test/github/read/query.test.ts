import { parse, type SelectionSetNode, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import * as query from '../../../src/github/read/query.ts';
import { githubSchema } from '../../simulator/graphql/schema.ts';

const EVERYTHING = { file: 10, organisationFile: 6, headFile: 6, compared: 3, team: 8 };

const TEXTS: readonly (readonly [name: string, text: string])[] = [
  ['a pull request', query.pullQuery({ file: 1, organisationFile: 1, headFile: 0, compared: 0, team: 0 })],
  ['a pull request with everything', query.pullQuery(EVERYTHING)],
  ['a branch', query.branchQuery({ file: 1, organisationFile: 1, compared: 0 })],
  ['a branch with everything', query.branchQuery({ file: 6, organisationFile: 6, compared: 6 })],
  ['a comparison', query.comparisonQuery(3)],
  ['older compared commits', query.OLDER_COMPARED_COMMITS],
  ['more commits', query.MORE_COMMITS],
  ['more comments', query.MORE_COMMENTS],
  ['more files', query.MORE_FILES],
  ['more reviews', query.MORE_REVIEWS],
  ['more members of a team', query.MORE_MEMBERS],
  ['checks of a commit', query.CHECKS_OF_COMMIT],
  ['files at a commit', query.filesAtCommitQuery(2)],
];

describe('the question about', () => {
  it.each(TEXTS)('%s is one that GitHub’s published schema takes', (_name, text) => {
    expect(validate(githubSchema(), parse(text)).map(({ message }) => message)).toEqual([]);
  });
});

/** GitHub counts what a question could bring, by multiplying the page sizes on the way down, and refuses above this. */
const MOST_NODES = 500_000;

function nodes(selections: SelectionSetNode | undefined, times: number): number {
  let sum = 0;
  for (const selection of selections?.selections ?? []) {
    if (selection.kind === 'FragmentSpread') continue;
    const page =
      selection.kind === 'Field'
        ? selection.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')?.value
        : undefined;
    const here = page?.kind === 'IntValue' ? times * Number(page.value) : times;
    sum += (here > times ? here : 0) + nodes(selection.selectionSet, here);
  }
  return sum;
}

it.each(TEXTS)('%s stays far below the nodes that GitHub allows', (_name, text) => {
  const [operation] = parse(text).definitions;
  if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
  expect(nodes(operation.selectionSet, 1)).toBeLessThan(MOST_NODES / 20);
});
