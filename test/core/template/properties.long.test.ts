// What holds for any template and any body, tried on many.
import { describe, it } from 'vitest';
import { LAWS } from './properties.ts';

describe('the template engine, whatever the template and the body', () => {
  it.each(Object.entries(LAWS))('%s', (_, holds) => holds({ seed: 20250930, numRuns: 500 }));
});
