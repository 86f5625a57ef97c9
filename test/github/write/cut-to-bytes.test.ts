import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutToBytes } from '../../../src/github/write/cut-to-bytes.ts';

it('leaves a text alone that fits exactly', () => {
  expect(cutToBytes('ä'.repeat(50), 100)).toBe('ä'.repeat(50));
});

it('never splits a character', () => {
  expect(cutToBytes('🚑🚑🚑', 11)).toBe('🚑🚑…');
  expect(cutToBytes('🚑🚑🚑', 10)).toBe('🚑…');
});

it('fits always, and is a beginning of the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.integer({ min: 3, max: 120 }),
      (text, limit) => {
        const cut = cutToBytes(text, limit);
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(Math.max(limit, 0));
        expect(text.startsWith(cut === text ? cut : cut.slice(0, -1))).toBe(true);
        expect(cut.isWellFormed()).toBe(true);
      },
    ),
    { seed: 4711 },
  );
});
