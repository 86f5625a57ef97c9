// Turns what a section asks for into fields and the anchors by which a body's answers are found.

import type { Line } from '../text/lines.ts';
import { keyOf } from '../text/normalise.ts';
import { uncoded, valueShape } from '../text/tokens.ts';
import * as words from '../words/words.ts';
import { buildBoxes } from './build-boxes.ts';
import { buildTable } from './build-table.ts';
import {
  type Built,
  commentsOf,
  displayName,
  type FieldPlace,
  field,
  ownLines,
  promptIn,
  verbatim,
} from './field-draft.ts';
import { readKind } from './kinds.ts';
import { hintIsOptional, labelNeed } from './need.ts';
import type { Draft } from './section-reader.ts';

export function build(draft: Draft, place: FieldPlace): Built {
  switch (draft.type) {
    case 'label':
      return buildLabel(draft, place);
    case 'boxes':
      return buildBoxes(draft, place);
    case 'table':
      return buildTable(draft, place);
    case 'text':
      return buildText(draft, place);
  }
}

function buildLabel(draft: Draft & { type: 'label' }, place: FieldPlace): Built {
  const { label, line, rest } = draft;
  const annotation = place.annotation(line.number);
  const base = {
    key: label.key,
    from: line.number,
    to: rest.at(-1)?.number ?? line.number,
    own: new Set([keyOf(draft.value), ...ownLines(rest)]),
    blanks: verbatim([{ text: draft.value }]),
  };
  const forced = annotation.required ?? annotation.kind ?? annotation.options ?? annotation.label;
  if ((!draft.asks && forced === undefined) || annotation.ignore)
    return { fields: [], anchors: [{ type: 'label', field: null, ...base }] };
  const name = displayName(label.name) || label.name;
  const hint = commentsOf([line, ...rest]) ?? promptOf(draft.value, rest);
  const value =
    draft.value.trim() === ''
      ? (rest.map((other) => other.text.trim()).find((text) => text !== '') ?? '')
      : draft.value;
  const reading = readKind(name, uncoded(value.replace(/^[-*+]\s+/, '').trim()), hint);
  const own =
    label.form === 'verb' && label.key !== 'incident' && reading.kind === 'text'
      ? { kind: 'issue' as const, options: [] }
      : reading;
  const need = labelNeed(
    name,
    place.need,
    label.bold && label.marker.mark === '' && draft.value.trim() === '',
  );
  const optional =
    need.optional ||
    hintIsOptional(hint) ||
    words.saysOptional(keyOf(value), 'opening') ||
    words.hasCondition(value) ||
    // "- Notes:" invites, "- Notes: [what was decided]" asks.
    (draft.value.trim() === '' && label.key.split(' ').length <= 2 && words.saysExtra(label.key));
  const group = draft.group === null ? [] : [displayName(draft.group)];
  const groupNeed = draft.group === null ? need : labelNeed(draft.group, need);
  const built = field(
    {
      label: name,
      path: [...place.path, ...group, name],
      ...own,
      form: 'label',
      boxes: null,
      hint,
      need: {
        optional: optional || groupNeed.optional || (draft.group !== null && isShortCondition(draft.group)),
        due: groupNeed.due,
      },
      line: line.number,
    },
    annotation,
  );
  return { fields: [built], anchors: [{ type: 'label', field: 0, ...base }] };
}

/** "If temporary:" above labels leaves them to those it concerns; "If issues arise:" is what a rollback plan is for. */
function isShortCondition(group: string): boolean {
  const key = keyOf(group);
  return words.opensWithCondition(key) && key.split(' ').length <= 2;
}

function promptOf(value: string, rest: readonly Line[]): string | null {
  const own =
    valueShape(value) === 'empty'
      ? rest
          .map((line) => line.text.trim().replace(/^[-*+]\s+/, ''))
          .filter(Boolean)
          .join(' ')
      : value;
  return promptIn(own);
}

function buildText(draft: Draft & { type: 'text' }, place: FieldPlace): Built {
  const first = draft.asks[0];
  const line = first === undefined || first.kind === 'code' ? place.line : first.number;
  const annotation = { ...place.annotation(place.line), ...place.annotation(line) };
  const base = {
    from: draft.lines[0]?.number ?? place.line,
    to: draft.lines.at(-1)?.number ?? place.line,
    own: ownLines(draft.lines),
    blanks: draft.asks.length === 1 ? verbatim(draft.asks) : [],
  };
  if (annotation.ignore) return { fields: [], anchors: [{ type: 'text', field: null, ...base }] };
  const asked = draft.asks
    .map((ask) => ask.text.trim().replace(/^(?:[-*+]|\d+[.)])\s*/, ''))
    .filter(Boolean)
    .join(' ')
    .slice(0, 500);
  const label = displayName(place.heading) || displayName(asked.slice(0, 80)) || 'Description';
  const hint = place.hint ?? promptIn(asked);
  const single = draft.asks.length === 1 ? asked : '';
  const reading = readKind('', single, null);
  const isIssue =
    hint !== null &&
    /#\d|#\[?(?:number|n|id|issue)\b|\b(?:closes|fixes|resolves)\b/i.test(hint) &&
    words.asksIssue(keyOf(place.heading));
  const isDate =
    words.asksDate(keyOf(place.heading)) &&
    keyOf(place.heading).split(' ').length <= 3 &&
    (hint === null || /\d|YY/.test(hint));
  const plainKind = isDate ? ('datetime' as const) : ('text' as const);
  const kind =
    single === '' || reading.kind === 'person' || reading.kind === 'text'
      ? { kind: plainKind, options: [] }
      : reading;
  const built = field(
    {
      label,
      path: place.path.length > 0 ? place.path : [label],
      ...(isIssue ? { kind: 'issue' as const, options: [] } : kind),
      form: 'section',
      boxes: null,
      hint,
      need: {
        ...place.need,
        optional: place.need.optional || hintIsOptional(place.hint) || hintIsOptional(asked),
      },
      line,
    },
    annotation,
  );
  return { fields: [built], anchors: [{ type: 'text', field: 0, ...base }] };
}
