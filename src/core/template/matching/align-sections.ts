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
 * @param aliases for a section what its field is called, where that is not the heading
 */
export function alignSections(
  layout: Layout,
  body: readonly OutlineSection[],
  aliases: ReadonlyMap<Section, string>,
): number[] {
  const { sections } = layout;
  const pairs = sections.map((_, index) => (index === 0 ? 0 : -1));
  const taken = new Set([0, ...emptyTwins(sections, body)]);
  pairBy(sections, body, pairs, taken, (section) => section.path.join(' / '));
  pairBy(sections, body, pairs, taken, (section) => section.key);
  // A field's own name is offered as a heading where its section is gone, whatever else the template's heading says.
  const named = sections.map((section) => ({ ...section, key: aliases.get(section) ?? '' }));
  if (aliases.size > 0) pairBy(named, body, pairs, taken, (section) => section.key);
  pairBetween(sections, body, pairs, taken);
  return pairs;
}

/** Sections with nothing in them beside another of the same name that has: the heading was pasted again with its answer. */
function emptyTwins(sections: readonly Section[], body: readonly OutlineSection[]): number[] {
  const asked = countBy(sections);
  const there = countBy(body);
  const isEmpty = (index: number): boolean =>
    body[index + 1]?.parents.includes(index) !== true &&
    body[index]?.lines.every(({ kind }) => kind === 'blank' || kind === 'comment' || kind === 'break') ===
      true;
  const spare = new Map<string, number>();
  for (const [key, count] of asked) spare.set(key, (there.get(key) ?? 0) - count);
  const twins: number[] = [];
  for (const [index, { key }] of body.entries()) {
    const left = spare.get(key) ?? 0;
    if (index === 0 || key === '' || left <= 0 || !isEmpty(index)) continue;
    spare.set(key, left - 1);
    twins.push(index);
  }
  return twins;
}

function countBy(sections: readonly { readonly key: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { key } of sections) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
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
