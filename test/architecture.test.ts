// The rooms of the core know each other in one direction only, whether by values or by types. The linter names a single wrong
// import; what it cannot see is a circle that each of its imports is innocent of.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', 'src');
const IMPORT = /(?:from|import\() ?'(\.[^']+)'/g;

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(IMPORT)].map(([, path = '']) => relative(ROOT, join(ROOT, dirname(file), path)));
}

const FILES: Graph = new Map(
  globSync('**/*.ts', { cwd: ROOT }).map((file) => [file, new Set(importsOf(file))]),
);

/** `core/show/texts/check.ts` is in the room `core/show`, `github/read/pull.ts` in `github/read`, `serve.ts` in none. */
function roomOf(file: string): string {
  return file.split('/').slice(0, -1).slice(0, 2).join('/');
}

function rooms(): Graph {
  const graph = new Map<string, Set<string>>();
  for (const [file, imports] of FILES) {
    const from = roomOf(file);
    for (const to of [...imports].map(roomOf))
      if (from !== '' && to !== '' && from !== to) graph.set(from, (graph.get(from) ?? new Set()).add(to));
  }
  return graph;
}

/** What is left when everything is taken out, again and again, that imports nothing of the rest or that nothing of it imports. */
function inCircles(graph: Graph): readonly string[] {
  let left = new Set(graph.keys());
  for (;;) {
    const imported = new Set([...left].flatMap((node) => [...(graph.get(node) ?? [])]));
    const kept = [...left].filter(
      (node) => imported.has(node) && [...(graph.get(node) ?? [])].some((next) => left.has(next)),
    );
    if (kept.length === left.size) return kept.sort();
    left = new Set(kept);
  }
}

describe('the layout', () => {
  it('is looked at as a whole', () => {
    expect(FILES.size).toBeGreaterThan(200);
    expect(rooms().get('core/phases')).toContain('core/show');
  });

  it('finds a circle where there is one', () => {
    const graph = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c'])],
      ['c', new Set(['b'])],
      ['d', new Set<string>()],
    ]);
    expect(inCircles(graph)).toEqual(['b', 'c']);
  });

  it('has no circle of files', () => {
    expect(inCircles(FILES)).toEqual([]);
  });

  it('has no circle of rooms', () => {
    expect(inCircles(rooms())).toEqual([]);
  });
});
