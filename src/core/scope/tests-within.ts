// Languages that keep a test in the file that it tests: there the path says nothing, and the added lines do.
import type { Patch } from '../model/facts/pull.ts';

const BY_ENDING: readonly (readonly [file: RegExp, test: RegExp])[] = [
  // `#[test]`, `#[tokio::test]`, `#[test_case(…)]`, `#[rstest]`
  [/\.rs$/, /^\+\s{0,80}#\[(?:[a-z_]{1,40}::)?(?:test|rstest|quickcheck|proptest)\b/m],
  [/\.zig$/, /^\+\s{0,80}test\s{1,4}["{]/m],
  [/\.d$/, /^\+\s{0,80}(?:@\w{1,20}\s{1,4}){0,4}unittest\b/m],
];

/** Of a larger patch only the beginning is looked at: characters. */
const LOOKED_AT = 200_000;

export function keepsTestsWithin(path: string): boolean {
  return BY_ENDING.some(([file]) => file.test(path));
}

export function addsTestWithin({ path, text }: Patch): boolean {
  const test = BY_ENDING.find(([file]) => file.test(path))?.[1];
  return test !== undefined && text !== null && test.test(text.slice(0, LOOKED_AT));
}
