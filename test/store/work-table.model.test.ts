// The laws of the work table on a few sequences; `work-table.model.long.test.ts` plays many.
import { test } from 'vitest';
import { expectLawsToHold } from './work-table-model.ts';

test('every sequence of commands ends as the model says, across crashes', () => expectLawsToHold(15));
