// Turns a table into fields: a row whose first cell names it, or a table to be filled with rows.

import type { Anchor } from '../layout.ts';
import type { Field } from '../template.ts';
import { keyOf, plain } from '../text/normalise.ts';
import { valueShape } from '../text/tokens.ts';
import {
  type Built,
  commentsOf,
  displayName,
  type FieldPlace,
  field,
  promptIn,
  verbatim,
} from './field-draft.ts';
import { readKind } from './kinds.ts';
import { hintIsOptional, labelNeed } from './need.ts';
import type { Draft } from './section-reader.ts';

export function buildTable(draft: Draft & { type: 'table' }, place: FieldPlace): Built {
  const delimiter = draft.rows.findIndex((row) => row.delimiter);
  const header = delimiter > 0 ? draft.rows[delimiter - 1] : undefined;
  const body = draft.rows.filter((row, index) => !row.delimiter && index > delimiter);
  const first = draft.rows[0];
  if (!first) return { fields: [], anchors: [] };
  const fields: Field[] = [];
  const anchors: Anchor[] = [];
  const open: typeof body = [];
  const asking = new Set(
    body.filter(
      (row) =>
        row.cells.slice(1).some((cell) => valueShape(cell.text) !== 'constant') ||
        valueShape(row.cells[0]?.text ?? '') !== 'constant',
    ),
  );
  for (const row of body) {
    const name = displayName(row.cells[0]?.text ?? '');
    const values = row.cells.slice(1);
    const base = {
      from: row.line.number,
      to: row.line.number,
      own: new Set(row.cells.map((cell) => keyOf(cell.text))),
      blanks: verbatim(values),
    };
    if (!asking.has(row)) continue;
    if (name === '' || valueShape(row.cells[0]?.text ?? '') !== 'constant' || values.length > 2) {
      open.push(row);
      continue;
    }
    const annotation = place.annotation(row.line.number);
    if (annotation.ignore) continue;
    const value = values.find((cell) => valueShape(cell.text) !== 'constant')?.text ?? '';
    const hint = commentsOf([row.line]) ?? promptIn(value);
    const need = labelNeed(name, place.need);
    anchors.push({ type: 'row', field: fields.length, key: keyOf(name), ...base });
    fields.push(
      field(
        {
          label: name,
          path: [...place.path, name],
          ...readKind(name, value, hint),
          form: 'label',
          boxes: null,
          hint,
          need: { ...need, optional: need.optional || hintIsOptional(hint) },
          line: row.line.number,
        },
        annotation,
      ),
    );
  }
  if (open.length > 0 || (body.length === 0 && delimiter >= 0)) {
    const annotation = place.annotation(first.line.number);
    const columns =
      header?.cells
        .map((cell) => plain(cell.text))
        .filter(Boolean)
        .join(', ') ?? '';
    const label = displayName(place.heading) || columns || 'Table';
    anchors.push({
      type: 'table',
      field: annotation.ignore ? null : fields.length,
      header: keyOf(header?.line.text ?? ''),
      from: first.line.number,
      to: draft.rows.at(-1)?.line.number ?? first.line.number,
      own: new Set(draft.rows.flatMap((row) => row.cells.map((cell) => keyOf(cell.text)))),
      blanks: [],
    });
    if (!annotation.ignore) {
      const hint = place.hint ?? (columns === '' ? null : columns);
      fields.push(
        field(
          {
            label,
            path: place.path.length > 0 ? place.path : [label],
            kind: 'text',
            form: 'section',
            options: [],
            boxes: null,
            hint,
            need: { ...place.need, optional: place.need.optional || hintIsOptional(place.hint) },
            line: first.line.number,
          },
          annotation,
        ),
      );
    }
  }
  return { fields, anchors };
}
