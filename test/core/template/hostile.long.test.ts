// Inputs made to be slow, as long as GitHub takes them.
import { describe, it } from 'vitest';
import { expectToBeRead, hostileTexts, LONGEST } from './hostile-texts.ts';

describe.each(Object.entries(hostileTexts(LONGEST)))('B1: 64 KB of %s', (_, text) => {
  it('is read, held against a template, searched and completed', { timeout: 10_000 }, () =>
    expectToBeRead(text),
  );
});
