// The law of the newest run, on thousands of stories.
import { it } from 'vitest';
import { holdsLaw } from './same-commit-law.ts';

it(
  'A1: the newest run on a commit is never weaker than the strictest verdict there',
  () => holdsLaw(2_000),
  120_000,
);
