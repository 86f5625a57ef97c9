// What holds for every template of every playbook, however long the description.
import { describe, it } from 'vitest';
import { LONGEST } from '../template/hostile-texts.ts';
import { expectToHold, FORMS } from './forms.ts';

describe('B1: 64 KB made to be slow', () => {
  it.each(FORMS)('$form holds against them', { timeout: 20_000 }, ({ source }) =>
    expectToHold(source, LONGEST),
  );
});
