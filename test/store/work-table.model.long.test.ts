// The laws of the work table on many sequences.
import { test } from 'vitest';
import { expectLawsToHold } from './work-table-model.ts';

test('every sequence of commands ends as the model says, across crashes', () => expectLawsToHold(120));
