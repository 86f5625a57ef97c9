// Finds each section of a template again in a body: by path, by heading, by fixed words around a blank, then by likeness in order.

import type { Layout, Section } from '../layout.ts';
import type { Line } from '../text/lines.ts';
import { headingKey, keyOf, similarity } from '../text/normalise.ts';
import type { OutlineSection } from '../text/outline.ts';
import { labelsOf } from '../text/shapes.ts';

/** Below this, two headings at the same place are different sections: a deleted section must not be answered by a new one. */
const ALIKE = 0.55;

/**
 * For each section of the template the index of its body section, or -1. What stands above the first heading always
 * matches itself.
 */
export function alignSections(layout: Layout, body: readonly OutlineSection[]): number[] {
  const { sections } = layout;
  const pairs = sections.map((_, index) => (index === 0 ? 0 : -1));
  const taken = new Set([0]);
  pairBy(sections, body, pairs, taken, (section) => section.path.join(' / '));
  pairBy(sections, body, pairs, taken, (section) => section.key);
  pairBetween(sections, body, pairs, taken);
  return pairs;
}

function pairBy(
  sections: readonly Section[],
  body: readonly OutlineSection[],
  pairs: number[],
  taken: Set<number>,
  name: (section: { key: string; path: readonly string[] }) => string,
): void {
  const waiting = new Map<string, number[]>();
  for (let index = body.length - 1; index > 0; index--) {
    const section = body[index];
    if (!section || taken.has(index) || section.key === '') continue;
    const key = name(section);
    waiting.set(key, [...(waiting.get(key)?.slice(0, 200) ?? []), index]);
  }
  sections.forEach((section, index) => {
    if (index === 0 || pairs[index] !== -1 || section.key === '') return;
    const found = waiting.get(name(section))?.pop();
    if (found === undefined) return;
    pairs[index] = found;
    taken.add(found);
  });
}

/** What is left over between two sections that were found is compared in order, a few headings at a time. */
function pairBetween(
  sections: readonly Section[],
  body: readonly OutlineSection[],
  pairs: number[],
  taken: Set<number>,
): void {
  let after = 0;
  sections.forEach((section, index) => {
    const found = pairs[index];
    if (found !== undefined && found >= 0) {
      after = Math.max(after, found);
      return;
    }
    let best = -1;
    let score = ALIKE;
    for (let at = after + 1, looked = 0; at < body.length && looked < 12; at++, looked++) {
      const other = body[at];
      if (!other || taken.has(at)) {
        if (taken.has(at) && section.heading === null) break;
        continue;
      }
      const likeness = likenessOf(section, other);
      if (likeness > score) {
        best = at;
        score = likeness;
      }
    }
    if (best < 0) return;
    pairs[index] = best;
    taken.add(best);
    after = best;
  });
}

/** A heading with blanks is found by its fixed words; one that is nothing but a blank by standing at its level. */
function likenessOf(section: Section, other: OutlineSection): number {
  if (!section.heading) return section.key === '' ? 0 : similarity(section.key, other.key);
  const fixed = section.heading.literals.filter((literal) => literal !== '');
  const key = keyOf(other.title);
  if (fixed.length === 0) return section.level === other.level ? 0.6 : 0;
  return fixed.every((literal) => key.includes(literal)) ? 1 : 0;
}

/** Reads `**Impact**` on a line of its own as a heading where the template has that heading and no such label. */
export function headingFinder(layout: Layout): (line: Line) => { level: number; title: string } | null {
  const levels = new Map<string, number>();
  for (const section of layout.sections) if (section.key !== '') levels.set(section.key, section.level);
  for (const section of layout.sections) {
    for (const anchor of section.anchors) if (anchor.type === 'label') levels.delete(headingKey(anchor.key));
  }
  return (line) => {
    if (line.kind !== 'text' || levels.size === 0) return null;
    const [label, ...more] = labelsOf(line.text);
    if (!label || more.length > 0 || label.marker.mark !== '' || label.form === 'verb') return null;
    if (line.text.slice(label.valueStart, label.valueEnd).trim() !== '') return null;
    const level = levels.get(headingKey(label.name));
    return level === undefined ? null : { level, title: label.name };
  };
}
