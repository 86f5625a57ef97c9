// Holds a body against its template: `matchTemplate`, one answer for each field; `findSection`, what the author added.

import type { Anchor, Section } from './layout.ts';
import { alignAnchors } from './matching/align-anchors.ts';
import { alignSections, headingFinder } from './matching/align-sections.ts';
import { checkValue } from './matching/check-value.ts';
import type { Alignment, Found, Piece } from './matching/found.ts';
import { judge, slotsIn } from './matching/judge.ts';
import { findStray, type Stray, type Wanted, withoutStray } from './matching/stray-labels.ts';
import type { Answer, Field, Position, Template } from './template.ts';
import { holdsForeignBlank } from './text/foreign-blank.ts';
import { type Line, readLines } from './text/lines.ts';
import { headingKey, keyOf } from './text/normalise.ts';
import { type OutlineSection, outline } from './text/outline.ts';
import { labelsOf } from './text/shapes.ts';
import * as words from './words/words.ts';

export interface Match {
  /** One for each of the template's fields, in their order. */
  readonly answers: readonly Answer[];
}

/** A body beside its template: which section and which lines answer what. For `match` and `fill`. */
export interface Placement {
  readonly lines: readonly Line[];
  readonly body: readonly OutlineSection[];
  /** For each section of the template its body section, or -1. */
  readonly pairs: readonly number[];
  readonly alignments: readonly (Alignment | null)[];
  /** Labels and boxes found outside their section, and labels found in the text of other sections. */
  readonly loose: Alignment;
  /** What was found behind a label in the text of another section, whatever its shape in the template. */
  readonly stray: ReadonlySet<Anchor>;
}

/**
 * Reads a body by its template. `body` may be anything, at any length; line ends of any kind. Positions are those of `body`.
 * A line that the template itself holds is never an answer.
 */
export function matchTemplate(template: Template, body: string): Match {
  return { answers: read(template, body).answers };
}

export function place(template: Template, body: string): Placement {
  return read(template, body).placement;
}

interface ReadBody {
  readonly placement: Placement;
  readonly answers: readonly Answer[];
}

/** What is missing where it belongs is looked for in all of the body: people paste an answer wherever they stand. */
function read(template: Template, body: string): ReadBody {
  const headings = new Set(template.layout.sections.map((section) => section.key));
  const { lines } = readLines(body, (text) => headings.has(headingKey(text)));
  const placement = align(template, lines);
  const answers = answersIn(template, placement);
  const stray = strayLabels(template, placement, answers);
  if (stray.found.size === 0) return { placement, answers };
  // Read once more without them: a section must not count as answered by what was pasted into it for another.
  const rest = align(template, withoutStray(lines, stray));
  const loose = { found: new Map([...rest.loose.found, ...stray.found]), stray: rest.loose.stray };
  const whole = { ...rest, loose, stray: new Set(stray.found.keys()) };
  return { placement: whole, answers: answersIn(template, whole) };
}

function strayLabels(template: Template, placement: Placement, answers: readonly Answer[]): Stray {
  const missing = new Set(answers.filter(({ state }) => state === 'missing').map(({ field }) => field));
  if (missing.size === 0) return NO_STRAY;
  const known = new Set<string>();
  const wanted: Wanted[] = [];
  for (const section of template.layout.sections) {
    if (section.key !== '') known.add(section.key);
    for (const anchor of section.anchors) {
      const field = anchor.field === null ? undefined : template.fields[anchor.field];
      const own = anchor.type === 'label' || anchor.type === 'row' ? anchor.key : section.key;
      const keys = field ? [own, keyOf(field.label)] : [own];
      for (const key of keys) if (key !== '') known.add(key);
      const isSaid = anchor.type !== 'boxes' && anchor.type !== 'pattern';
      if (field && isSaid && missing.has(field)) wanted.push({ anchor, keys: keys.filter(Boolean) });
    }
  }
  const all = [...placement.alignments, placement.loose].flatMap((one) => [...(one?.found.values() ?? [])]);
  const labels = all.filter(({ anchor }) => anchor.type === 'label' || anchor.type === 'row');
  const taken = new Set(labels.map(({ line, start }) => `${line?.number ?? 0}:${start}`));
  return findStray(
    wanted,
    placement.body.map((section) => section.lines),
    (line, label) => taken.has(`${line.number}:${label.start}`),
    known,
  );
}

const NO_STRAY: Stray = { found: new Map(), cuts: new Map() };

function answersIn(template: Template, placement: Placement): readonly Answer[] {
  const answers = new Map<Field, Answer>();
  const valueBehind = labelValues(placement.lines);
  template.layout.sections.forEach((section, index) => {
    const alignment = placement.alignments[index] ?? null;
    const there = placement.body[placement.pairs[index] ?? -1];
    const only = section.anchors.filter((anchor) => anchor.field !== null).length === 1;
    const found = (anchor: Anchor): Found | undefined =>
      alignment?.found.get(anchor) ?? placement.loose.found.get(anchor);
    for (const anchor of section.anchors) {
      const field = anchor.field === null ? undefined : template.fields[anchor.field];
      const stray = only || anchor.type === 'boxes' ? (alignment?.stray.slice(0, 100) ?? []) : [];
      if (field) answers.set(field, answerTo(field, section, anchor, found(anchor), there ?? null, stray));
    }
    const field = section.heading ? template.fields[section.heading.field] : undefined;
    if (field && section.heading)
      answers.set(field, headingAnswer(field, section.heading, there, valueBehind));
  });
  return template.fields.map((field) => answers.get(field) ?? absent(field));
}

function align(template: Template, lines: readonly Line[]): Placement {
  const { layout } = template;
  const sections = outline(lines, headingFinder(layout));
  const pairs = alignSections(layout, sections, aliasesIn(template));
  const claimed = new Set(pairs);
  const alignments = layout.sections.map((section, index) => {
    const at = pairs[index] ?? -1;
    return at < 0 ? null : alignAnchors(section.anchors, contentOf(sections, at, claimed));
  });
  const lost = layout.sections
    .flatMap((section, index) => {
      const there = alignments[index];
      // Pasted below a heading of its own, or above them all, where the section stands without it.
      const isGone = (anchor: Anchor) =>
        isRequired(template, anchor) && there?.found.has(anchor) === false && anchor.type !== 'pattern';
      return there ? section.anchors.filter(isGone) : section.anchors;
    })
    .filter((anchor) => anchor.type !== 'text' && anchor.type !== 'table');
  const unclaimed = sections.filter((_, index) => !claimed.has(index)).flatMap((section) => section.lines);
  const preamble = layout.sections[0]?.anchors.length === 0 ? (sections[0]?.lines ?? []) : [];
  const loose =
    lost.length === 0
      ? { found: new Map<Anchor, Found>(), stray: [] }
      : alignAnchors(lost, [...preamble, ...unclaimed], true);
  return { lines, body: sections, pairs, alignments, loose, stray: new Set() };
}

/** What the free text of a section is called, where its heading says more or something else. */
function aliasesIn(template: Template): ReadonlyMap<Section, string> {
  const aliases = new Map<Section, string>();
  for (const section of template.layout.sections) {
    const text = section.anchors.find(({ type }) => type === 'text' || type === 'table');
    const field = text?.field == null ? undefined : template.fields[text.field];
    const key = field ? headingKey(field.label) : section.key;
    if (key !== section.key) aliases.set(section, key);
  }
  return aliases;
}

function isRequired(template: Template, anchor: Anchor): boolean {
  return anchor.field !== null && template.fields[anchor.field]?.required === true;
}

/** A section's lines, with those of deeper sections that the author opened in it. */
function contentOf(
  sections: readonly OutlineSection[],
  at: number,
  claimed: ReadonlySet<number>,
): readonly Line[] {
  const own = sections[at];
  if (!own) return [];
  if (own.heading === null && at === 0) return own.lines;
  const lines = [...own.lines];
  for (let next = at + 1; next < sections.length; next++) {
    const section = sections[next];
    if (!section || claimed.has(next) || section.level <= own.level) break;
    for (const line of section.lines) lines.push(line);
  }
  return lines;
}

function answerTo(
  field: Field,
  section: Section,
  anchor: Anchor,
  found: Found | undefined,
  there: OutlineSection | null,
  stray: readonly Piece[],
): Answer {
  if (found) return judge(field, section, found, stray);
  if (!there) return absent(field);
  const line = there.heading ?? there.lines[0] ?? null;
  const bare: Found = { anchor, line, start: 0, pieces: [], boxes: [] };
  if (anchor.type === 'text') return judge(field, section, bare, stray);
  // The label or the boxes are gone: the text of their section may still be the answer.
  const other: Answer = stray.length > 0 ? judge(field, section, bare, stray) : absent(field);
  return other.state === 'filled' || other.state === 'not-applicable' ? other : absent(field);
}

/** An optional field that is not there was left out on purpose; a required one is missing. */
function absent(field: Field): Answer {
  return field.required ? { state: 'missing', field } : { state: 'not-applicable', field, at: null };
}

function headingAnswer(
  field: Field,
  heading: NonNullable<Section['heading']>,
  there: OutlineSection | undefined,
  valueBehind: LabelValues,
): Answer {
  if (!there?.heading) return labelForHeading(field, heading, valueBehind) ?? absent(field);
  const { title } = there;
  const at: Position = {
    line: there.heading.number,
    column: Math.max(0, there.heading.raw.indexOf(title)) + 1,
  };
  const slots = slotsIn(keyOf(title), heading.literals);
  const text = (slots ?? [title]).join(' ').trim();
  if (text === '') return { state: 'empty', field, at };
  const keepsBlank = heading.blanks.some((blank) => title.includes(blank)) || holdsForeignBlank(title);
  if (keepsBlank || words.saysUnfinished(keyOf(text))) {
    const labelled = labelForHeading(field, heading, valueBehind);
    return labelled?.state === 'filled' ? labelled : { state: 'placeholder', field, text: title, at };
  }
  return headingValue(field, title, text, at);
}

/** @param written what is written in the heading's blanks */
function headingValue(field: Field, title: string, written: string, at: Position): Answer {
  const check = checkValue(field, written);
  return check.fits === false
    ? { state: 'invalid', field, text: title, problem: check.problem, at }
    : { state: 'filled', field, value: { text: title, chosen: [], unticked: [] }, at };
}

/**
 * "**Incident:** INC-12" where the template has the heading "## Incident: [number]" and the author has no such heading. With
 * words behind the blank, or several blanks, the label is what the field is called.
 */
function labelForHeading(
  field: Field,
  heading: NonNullable<Section['heading']>,
  valueBehind: LabelValues,
): Answer | null {
  const [name, ...rest] = heading.literals;
  const isLabel = name !== undefined && name !== '' && rest.every((literal) => literal === '');
  const found = (isLabel ? valueBehind(name) : undefined) ?? valueBehind(keyOf(field.label));
  if (!found) return null;
  const { text, at } = found;
  if (words.saysUnfinished(keyOf(text)) || holdsForeignBlank(text))
    return { state: 'placeholder', field, text, at };
  return headingValue(field, text, text, at);
}

/** What stands behind the first label with these words that has anything behind it. */
type LabelValues = (key: string) => { readonly text: string; readonly at: Position } | undefined;

/** Reads the labels when first asked and once: a template may have hundreds of headings that a body lacks. */
function labelValues(lines: readonly Line[]): LabelValues {
  let values: Map<string, { text: string; at: Position }> | null = null;
  const read = () => {
    const found = new Map<string, { text: string; at: Position }>();
    for (const line of lines.filter(({ kind }) => kind === 'text')) {
      for (const label of labelsOf(line.text)) {
        const text = line.text.slice(label.valueStart, label.valueEnd).trim();
        if (label.form !== 'colon' || found.has(label.key) || keyOf(text) === '') continue;
        found.set(label.key, { text, at: { line: line.number, column: label.start + 1 } });
      }
    }
    return found;
  };
  return (key) => {
    values ??= read();
    return values.get(key);
  };
}

/** A section or label of a body. `text` is its content, comments removed, trimmed: untrusted. */
export interface FoundSection {
  readonly title: string;
  readonly text: string;
  readonly at: Position;
}

/**
 * The first section or label of a body whose words are one of `names` (emoji, numbering, punctuation and case aside), or
 * that opens with one of them; whatever the template says. Null where there is none.
 */
export function findSection(body: string, names: readonly string[]): FoundSection | null {
  const keys = names.map((name) => headingKey(name)).filter((key) => key !== '');
  const { lines } = readLines(body, (text) => isNamed(headingKey(text), keys));
  const sections = outline(lines);
  for (const [index, section] of sections.entries()) {
    if (section.heading && isNamed(section.key, keys)) {
      const text = contentOf(sections, index, new Set())
        .map((line) => line.text.trimEnd())
        .join('\n')
        .trim();
      return { title: section.title, text, at: { line: section.heading.number, column: 1 } };
    }
    const found = labelIn(section.lines, keys);
    if (found) return found;
  }
  return null;
}

function isNamed(key: string, keys: readonly string[]): boolean {
  return keys.some((name) => key === name || key.startsWith(`${name} `));
}

function labelIn(lines: readonly Line[], keys: readonly string[]): FoundSection | null {
  for (const [index, line] of lines.entries()) {
    if (line.kind !== 'text') continue;
    const label = labelsOf(line.text).find((candidate) => isNamed(candidate.key, keys));
    if (!label) continue;
    const rest: string[] = [line.text.slice(label.valueStart, label.valueEnd)];
    for (const next of lines.slice(index + 1)) {
      if (next.kind === 'break' || (next.kind === 'text' && labelsOf(next.text).length > 0)) break;
      rest.push(next.text.trimEnd());
    }
    return {
      title: label.name,
      text: rest.join('\n').trim(),
      at: { line: line.number, column: label.start + 1 },
    };
  }
  return null;
}
