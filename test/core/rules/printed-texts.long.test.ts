import { afterAll, describe, it } from 'vitest';
import { ShellStand } from '../support/shell-stand.ts';
import { PRINTED } from './printed-properties.ts';

describe('whatever comes in', () => {
  const stand = new ShellStand();
  afterAll(() => stand.remove());

  it.each(PRINTED)('$what', ({ holds }) => holds(stand, 100), 60_000);
});
