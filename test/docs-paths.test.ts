// The threat model and the facts about GitHub name the files that hold and prove them: each of them is there.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

it.each(['SECURITY.md', 'GITHUB-FACTS.md', 'DEMANDS.md'])(
  'every file that docs/%s names is there',
  (name) => {
    const text = readFileSync(join(ROOT, 'docs', name), 'utf8');
    const named = [...text.matchAll(/`((?:src|test)\/[^`\s]+)`/g)].flatMap(([, path]) => path ?? []);
    expect(named.length).toBeGreaterThan(10);
    expect([...new Set(named)].filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  },
);

it('every fact that nobody could verify has its live check, and every check its fact', () => {
  const text = readFileSync(join(ROOT, 'docs/GITHUB-FACTS.md'), 'utf8');
  const [facts = '', checks = ''] = text.split('## What to try first');
  const unverified = [...facts.matchAll(/\*\*not verified\*\* \((\d+)\)/g)].map(([, number]) => number);
  const listed = [...checks.matchAll(/^\| (\d+) /gm)].map(([, number]) => number);
  expect([...new Set(unverified)].sort()).toEqual([...new Set(listed)].sort());
});
