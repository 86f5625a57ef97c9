// Reads a Markdown template into a schema: `parseTemplate`.

import type { Anchor, Section } from './layout.ts';
import { readAnnotations } from './parsing/annotated-lines.ts';
import type { Annotation } from './parsing/annotation.ts';
import { build } from './parsing/build-fields.ts';
import { type Built, cleanHint, type FieldPlace } from './parsing/field-draft.ts';
import { headingName, isFieldAlone, readHeading } from './parsing/heading-field.ts';
import { headingNeed, hintIsOptional, type Need, NOW } from './parsing/need.ts';
import { isNoneBox, saysNothing } from './parsing/prompts.ts';
import { readSection, type SectionDraft } from './parsing/read-section.ts';
import { hintOf } from './parsing/section-hint.ts';
import type { Field, Template } from './template.ts';
import { literalsOf } from './text/blanks.ts';
import { type Line, readLines } from './text/lines.ts';
import { asWritten, keyOf } from './text/normalise.ts';
import { type OutlineSection, outline } from './text/outline.ts';
import { blanksOf } from './text/tokens.ts';
import * as words from './words/words.ts';

const NOTHING: SectionDraft = { drafts: [], prose: [] };

/** No person fills in more; a file with thousands of labels is not a template, and each costs time in every check. */
const MOST_FIELDS = 500;

/**
 * Reads a template: a pull request's, a commit message's, a post-mortem's. Never throws; what it cannot make sense of is
 * text that asks for nothing, and what its owner should know is in `warnings`. Linear in `source`.
 */
export function parseTemplate(source: string): Template {
  const normal = source.replace(/\r\n?/g, '\n');
  const { lines, warnings } = readLines(normal, () => true);
  const sections = outline(lines);
  const notes = readAnnotations(lines);
  const fields: Field[] = [];
  const names = new Map<string, number>();
  const needs: Need[] = [];
  const read: Section[] = [];
  const title = titleOf(sections);
  const only = sections.every((section) => section.heading === null);
  const asking = askingLines(lines);
  for (const [index, section] of sections.entries()) {
    const parent = needs[section.parents.at(-1) ?? -1] ?? NOW;
    const own = section.heading ? notes.at.get(section.heading.number) : undefined;
    const need = annotated(headingNeed(section.title, parent, index === title), own);
    needs.push(need);
    read.push(
      readTemplateSection(sections, index, {
        need,
        notes: notes.at,
        ignored: own?.ignore === true,
        isTitle: index === title,
        only,
        asking,
        fields,
        names,
      }),
    );
  }
  const tooMany =
    fields.length >= MOST_FIELDS
      ? [{ message: `Only the first ${MOST_FIELDS} fields are read.`, line: fields.at(-1)?.line ?? 1 }]
      : [];
  return {
    fields,
    warnings: [...warnings, ...notes.warnings, ...tooMany],
    source: normal,
    layout: { sections: read },
  };
}

/** One word may be somebody's answer elsewhere ("none"); two and more that stand around a blank are the template's. */
function askingLines(lines: readonly Line[]): ReadonlySet<string> {
  const asking = lines.filter((line) => line.kind === 'text' && blanksOf(line.text).length > 0);
  return new Set(asking.map((line) => keyOf(line.text)).filter((key) => key.includes(' ')));
}

function annotated(need: Need, annotation: Annotation | undefined): Need {
  const optional = annotation?.required === undefined ? need.optional : !annotation.required;
  return { optional, due: annotation?.due ?? need.due };
}

/**
 * The document's name: a first heading that stands above all others, or that says no more than what the document is
 * ("Hotfix pull request").
 */
function titleOf(sections: readonly OutlineSection[]): number {
  const first = sections.findIndex((section) => section.heading !== null);
  const section = sections[first];
  if (!section || sections.length <= first + 1) return -1;
  if (sections.slice(first + 1).every((other) => other.level > section.level)) return first;
  const bare = section.lines.every((line) => line.kind === 'blank' || line.kind === 'break');
  return bare && namesDocument(section.key) ? first : -1;
}

interface Context {
  readonly need: Need;
  readonly notes: ReadonlyMap<number, Annotation>;
  readonly ignored: boolean;
  readonly isTitle: boolean;
  /** The document has no headings at all. */
  readonly only: boolean;
  readonly asking: ReadonlySet<string>;
  /** Grown by each section. */
  readonly fields: Field[];
  /** How often a path was given, so that each field's is its own. */
  readonly names: Map<string, number>;
}

function readTemplateSection(sections: readonly OutlineSection[], index: number, context: Context): Section {
  const section = sections[index] ?? {
    heading: null,
    title: '',
    key: '',
    level: 0,
    path: [],
    parents: [],
    lines: [],
    aside: false,
  };
  const leaf = sections[index + 1]?.parents.includes(index) !== true;
  const { only } = context;
  const full = context.fields.length >= MOST_FIELDS;
  const draft = full
    ? NOTHING
    : readSection(
        section,
        leaf && (section.heading !== null || only),
        bareReading(section, context),
        index === sections.length - 1,
      );
  const comments = hintOf(sections, index);
  const hint =
    comments ??
    cleanHint(
      draft.prose
        .map((line) => line.text.trim())
        .join(' ')
        .slice(0, 500),
    );
  const preset =
    draft.prose.some((line) => saysNothing(keyOf(line.text), section.key)) ||
    draft.drafts.some((part) => part.type === 'boxes' && isNoneBox(part.boxes));
  const below = new Set(
    draft.drafts.flatMap((part) => (part.type === 'label' && part.asks ? part.rest : [])),
  );
  const need =
    preset || hintIsOptional(hintOf(sections, index, below))
      ? { ...context.need, optional: true }
      : context.need;
  const path = [...section.parents, index].map((at) => headingName(sections[at])).filter(Boolean);
  const line = section.heading?.number ?? section.lines[0]?.number ?? 1;
  const place: FieldPlace = {
    path,
    heading: headingName(section),
    line,
    need,
    hint,
    annotation: (at) => context.notes.get(at) ?? {},
  };
  const anchors: Anchor[] = [];
  const titled = context.ignored ? null : readHeading(section, place);
  const heading = titled && { ...titled, field: context.fields.length };
  if (titled) context.fields.push(withOwnPath(titled.field, context.names));
  const pattern = section.heading === null && only ? null : undefined;
  if (!context.ignored) {
    const header = pattern === null ? readHeader(section, draft.drafts.length > 0) : null;
    if (header) take({ fields: header.fields, anchors: header.anchors }, context, anchors);
    let references = 0;
    for (const part of draft.drafts) {
      if (context.fields.length >= MOST_FIELDS) break;
      // Bold words above the first heading announce the form.
      if (part.type === 'label' && part.label.form === 'title' && section.heading === null && !only) continue;
      if (header && part.type === 'text' && part.asks.every((ask) => ask.number === header.line)) continue;
      if (header && part.type === 'label' && part.line.number === header.line) continue;
      const isReference =
        part.type === 'label' &&
        part.asks &&
        /(?:^|\s)#/.test(part.value) &&
        words.closesIssue(part.label.key);
      if (isReference) references++;
      // "Fixes #", "Related to #": few changes have one of each.
      const asked = isReference && references > 1 ? { ...place, need: { ...need, optional: true } } : place;
      take(build(part, asked), context, anchors);
    }
  }
  return {
    key: section.key,
    path: section.path,
    level: section.level,
    line,
    endLine: section.lines.at(-1)?.number ?? line,
    heading,
    own: new Set(section.lines.map((other) => keyOf(other.text))),
    written: new Set(section.lines.map((other) => asWritten(other.text))),
    asking: context.asking,
    anchors,
  };
}

/** A document's name and what stands above its headings ask only where they tell to write, as "# Description" may. */
function bareReading(section: OutlineSection, context: Context): 'always' | 'told' | 'never' {
  if (section.aside) return 'never';
  if (section.heading === null) {
    const words = section.lines.filter((line) => line.kind === 'text');
    return context.only ? 'always' : words.length === 1 ? 'told' : 'never';
  }
  if (isFieldAlone(section)) return 'never';
  if (!context.isTitle) return 'always';
  return namesDocument(section.key) ? 'never' : 'told';
}

function namesDocument(key: string): boolean {
  return (
    /^(?:hotfix|hot fix|pull request|merge request|pr|mr)(?: |$)/.test(key) ||
    (key.split(' ').length <= 4 &&
      !/^(?:this|what|why|how|which) /.test(key) &&
      /(?: |^)(?:hotfix|hot fix|pull request|merge request|pr|mr|template)(?: |$)/.test(key))
  );
}

function take(built: Built, context: Context, anchors: Anchor[]): void {
  const offset = context.fields.length;
  for (const field of built.fields) context.fields.push(withOwnPath(field, context.names));
  for (const anchor of built.anchors)
    anchors.push({ ...anchor, field: anchor.field === null ? null : anchor.field + offset });
}

/** A second field under the same words is distinguished by a number: "Testing (2)". */
function withOwnPath(field: Field, names: Map<string, number>): Field {
  const key = field.path.map(keyOf).join(' / ');
  const seen = (names.get(key) ?? 0) + 1;
  names.set(key, seen);
  if (seen === 1) return field;
  return withOwnPath(
    { ...field, path: [...field.path.slice(0, -1), `${field.path.at(-1) ?? field.label} (${seen})`] },
    names,
  );
}

/** A document without headings that opens with fixed words around blanks, like a commit's `hotfix([scope]): [subject]`. */
function readHeader(section: OutlineSection, hasMore: boolean): (Built & { line: number }) | null {
  const first = section.lines.find((line) => line.kind !== 'blank' && line.kind !== 'comment');
  if (
    !first ||
    !hasMore ||
    first.kind !== 'text' ||
    !/^[\p{L}\d_-]{2,30}(?:\([^)]{0,60}\))?!?: /u.test(first.text)
  )
    return null;
  const blanks = blanksOf(first.text);
  if (blanks.length < 1 || (blanks[0]?.start ?? 0) > first.text.search(/: /)) return null;
  const like = cleanHint(first.text.replace(/[[\]]/g, '')) ?? first.text.trim();
  const field: Field = {
    path: ['Header'],
    label: 'Header',
    kind: 'text',
    form: 'line',
    required: true,
    due: 'merge',
    options: [],
    boxes: null,
    hint: like,
    line: first.number,
  };
  const anchor: Anchor = {
    type: 'pattern',
    field: 0,
    literals: literalsOf(first.text.trim(), blanks),
    from: first.number,
    to: first.number,
    own: new Set([keyOf(first.text)]),
    blanks: blanks.map((blank) => blank.text),
  };
  return { fields: [field], anchors: [anchor], line: first.number };
}
