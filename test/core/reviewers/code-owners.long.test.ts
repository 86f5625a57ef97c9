// More patterns than anybody writes by hand, each made to be slow.
import { describe, expect, it } from 'vitest';
import { parseCodeOwners } from '../../../src/core/reviewers/code-owners.ts';

describe('the owners of a path', () => {
  it('wildcards without end are read as far as is sane', () => {
    const wild = Array.from({ length: 700 }, (_, index) => `${'**/a/'.repeat(800)}${index} @ada`);
    const owners = parseCodeOwners(['* @grace', ...wild].join('\n'));
    expect(owners.ignoredLines[0]).toBe(51);
    expect(owners.ownersOf(`${'a/'.repeat(2_000)}x`)).toEqual([{ kind: 'person', login: 'grace' }]);
  });
});
