// Reads a Markdown template into a schema: `parseTemplate`.

import { readAnnotations } from './annotated-lines.ts';
import type { Annotation } from './annotation.ts';
import { literalsOf } from './blanks.ts';
import { build } from './build-fields.ts';
import { type Built, cleanHint, displayName, type Place } from './field-draft.ts';
import { readKind } from './kinds.ts';
import type { Anchor, Section } from './layout.ts';
import { type Line, readLines } from './lines.ts';
import { headingNeed, hintIsOptional, type Need, NOW } from './need.ts';
import { keyOf } from './normalise.ts';
import { type OutlineSection, outline } from './outline.ts';
import { readSection, type SectionDraft } from './read-section.ts';
import { hintOf } from './section-hint.ts';
import type { Field, Template } from './template.ts';
import { blanksOf } from './tokens.ts';
import * as words from './words.ts';

const NOTHING: SectionDraft = { drafts: [], prose: [] };

/** No person fills in more; a file with thousands of labels is no template, and each costs time in every check. */
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
  const isName = /(?:^| )(?:hotfix|hot fix|pull request|merge request|pr|mr|template)(?: |$)/.test(
    section.key,
  );
  return bare && isName ? first : -1;
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
        !context.isTitle && !section.aside && (section.heading !== null || only),
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
  const preset = draft.prose.some((line) => words.saysNotApplicable(keyOf(line.text)));
  const need = preset || hintIsOptional(comments) ? { ...context.need, optional: true } : context.need;
  const path = [...section.parents, index].map((at) => headingName(sections[at])).filter(Boolean);
  const line = section.heading?.number ?? section.lines[0]?.number ?? 1;
  const place: Place = {
    path,
    heading: headingName(section),
    line,
    need,
    hint,
    annotation: (at) => context.notes.get(at) ?? {},
  };
  const anchors: Anchor[] = [];
  const heading = context.ignored ? null : readHeading(section, place, context);
  const pattern = section.heading === null && only ? null : undefined;
  if (!context.ignored) {
    const header = pattern === null ? readHeader(section, draft.drafts.length > 0) : null;
    if (header) take({ fields: header.fields, anchors: header.anchors }, context, anchors);
    for (const part of draft.drafts) {
      if (context.fields.length >= MOST_FIELDS) break;
      // Bold words above the first heading announce the form.
      if (part.type === 'label' && part.label.form === 'title' && section.heading === null && !only) continue;
      if (header && part.type === 'text' && part.asks.every((ask) => ask.number === header.line)) continue;
      if (header && part.type === 'label' && part.line.number === header.line) continue;
      take(build(part, place), context, anchors);
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
    asking: context.asking,
    anchors,
  };
}

function take(built: Built, context: Context, anchors: Anchor[]): void {
  const offset = context.fields.length;
  for (const field of built.fields) context.fields.push(withOwnPath(field, context.names));
  for (const anchor of built.anchors)
    anchors.push({ ...anchor, field: anchor.field === null ? null : anchor.field + offset });
}

/** A second field under the same words is told apart by a number: "Testing (2)". */
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

/** A heading as its reader knows it: the fixed words where it has blanks, else all of them. */
function headingName(section: OutlineSection | undefined): string {
  if (!section?.heading) return '';
  const blanks = blanksOf(section.title);
  if (blanks.length === 0) return displayName(section.title) || section.title.trim();
  const fixed = displayName(literalsOf(section.title, blanks).join(' '));
  return fixed || displayName(blanks[0]?.prompt ?? '') || section.title.trim();
}

/** A heading with blanks is a field of its own: "# Hotfix: [what broke]". */
function readHeading(section: OutlineSection, place: Place, context: Context): Section['heading'] {
  const blanks = blanksOf(section.title).filter((blank) => !/^\[?[\d.]+\]?$/.test(blank.text));
  if (!section.heading || blanks.length === 0) return null;
  const prompts = blanks.map((blank) => blank.prompt || blank.text).join(', ');
  // Of several blanks the first tells: "HOTFIX-[number]: [what broke]" asks for a reference, "[what] in [where]" for words.
  const reading = readKind(
    '',
    section.title.slice(Math.max(0, (blanks[0]?.start ?? 0) - 8), blanks[0]?.end),
    null,
  );
  const label = place.heading;
  const annotation = place.annotation(section.heading.number);
  const field: Field = {
    path: [...place.path, 'title'],
    label: annotation.label ?? label,
    kind: annotation.kind ?? (reading.kind === 'issue' ? 'issue' : 'text'),
    required: annotation.required ?? !place.need.optional,
    due: place.need.due,
    options: [],
    boxes: null,
    hint: cleanHint(prompts),
    line: section.heading.number,
  };
  const at = context.fields.length;
  context.fields.push(withOwnPath(field, context.names));
  return {
    field: at,
    literals: literalsOf(section.title, blanks).map(keyOf),
    blanks: blanks.map((blank) => blank.text),
  };
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
