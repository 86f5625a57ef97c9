// Turns a group of boxes into a field: its items, what ticking them means, when they are due.

import type { Anchor, BoxItem } from '../layout.ts';
import type { BoxMeaning } from '../template.ts';
import { literalsOf } from '../text/blanks.ts';
import type { Line } from '../text/lines.ts';
import { headingKey, keyOf, plain } from '../text/normalise.ts';
import { blanksOf } from '../text/tokens.ts';
import * as words from '../words/words.ts';
import { meaningOf } from './boxes.ts';
import {
  type Built,
  cleanHint,
  commentsOf,
  displayName,
  type FieldPlace,
  field,
  ownLines,
} from './field-draft.ts';
import { readKind } from './kinds.ts';
import { hintIsOptional, itemIsOptional } from './need.ts';
import type { Draft } from './section-reader.ts';

export function buildBoxes(draft: Draft & { type: 'boxes' }, place: FieldPlace): Built {
  const first = draft.boxes[0];
  if (!first) return { fields: [], anchors: [] };
  const annotation = place.annotation(first.line.number);
  const items = draft.boxes.flatMap((token, index) => boxItems(token, draft.nestedBlank.has(index)));
  const top = draft.boxes.filter((token) => token.box.indent <= first.box.indent + 1);
  const lead = draft.lead?.text ?? '';
  const comments = commentsOf(draft.lines) ?? place.hint ?? '';
  const optional =
    place.need.optional ||
    [place.heading, lead].some(
      (text) =>
        words.saysOptional(keyOf(text)) || words.hasCondition(text) || words.opensWithCondition(keyOf(text)),
    ) ||
    hintIsOptional(lead === '' ? null : lead);
  const judged = top.length === draft.boxes.length || top.length > 1 ? top : draft.boxes;
  const boxes = meaningOf({
    items:
      first.inline.length > 0
        ? first.inline.map(({ item, ticked }) => ({ text: item, ticked }))
        : judged.map((token) => ({ text: token.box.item, ticked: token.box.ticked })),
    heading: headingKey(place.heading),
    lead: keyOf(lead),
    hint: keyOf(comments),
    optional,
    nested: draft.nestedBlank.size > 0 && draft.boxes.length === 1,
  });
  const after =
    place.need.due === 'after' ||
    words.saysAfter(keyOf(lead)) ||
    (draft.lead?.isLabel === true && words.saysOthers(keyOf(lead)) && !words.saysAuthor(keyOf(lead))) ||
    (words.ticksLater(headingKey(place.heading)) &&
      boxes !== 'one' &&
      boxes !== 'slots' &&
      !words.saysAuthor(keyOf(place.heading)));
  const isAnchor = draft.lead?.isLabel === true && lead !== '';
  const label = isAnchor ? displayName(lead) : displayName(place.heading) || displayName(lead) || 'Checklist';
  const group = draft.group === null || draft.group === lead ? [] : [displayName(draft.group)];
  const built = field(
    {
      label,
      path: [...place.path, ...group, ...(isAnchor || place.path.length === 0 ? [label] : [])],
      kind: 'checkboxes',
      form: 'section',
      options: items.map((item) => item.text).filter(Boolean),
      boxes,
      hint: commentsOf(draft.lines) ?? place.hint ?? (lead === '' || isAnchor ? null : cleanHint(lead)),
      need: {
        optional:
          boxes === 'optional' ||
          optional ||
          isPreset(items, boxes) ||
          (boxes === 'all' && items.every((item) => item.optional)),
        due: after ? 'after' : 'merge',
      },
      line: first.line.number,
    },
    annotation,
  );
  const anchor: Anchor = {
    type: 'boxes',
    slots: built.boxes === 'slots',
    field: annotation.ignore ? null : 0,
    items,
    from: first.line.number,
    to: draft.lines.at(-1)?.number ?? first.line.number,
    own: ownLines(draft.lines),
    blanks: [],
  };
  return { fields: annotation.ignore ? [] : [built], anchors: [anchor] };
}

/** Boxes that the template ticks itself ask for nothing more: all of a list, or the usual one of a choice. */
function isPreset(items: readonly BoxItem[], boxes: BoxMeaning): boolean {
  if (boxes === 'slots') return false;
  return boxes === 'all'
    ? items.length > 1 && items.every((item) => item.ticked)
    : items.some((item) => item.ticked);
}

function boxItems(
  token: {
    line: Line;
    box: { item: string; ticked: boolean };
    inline: readonly { item: string; ticked: boolean }[];
  },
  nestedBlank: boolean,
): BoxItem[] {
  const { line, box, inline } = token;
  if (inline.length > 0) {
    return inline.map(({ item, ticked }) => ({
      text: item,
      key: keyOf(item),
      stem: null,
      prompts: false,
      asksYesNo: false,
      optional: false,
      ticked,
      line: line.number,
    }));
  }
  const blanks = blanksOf(box.item);
  const stem =
    blanks.length > 0 || /[:：]$/.test(box.item) || nestedBlank
      ? keyOf(literalsOf(box.item, blanks)[0] ?? '')
      : null;
  return [
    {
      text: plain(box.item),
      key: keyOf(box.item),
      stem: stem === '' ? null : stem,
      prompts: blanksOf(unquoted(box.item)).some(
        (blank) => /^[[<{(]/.test(blank.text) && /\p{L}{2}/u.test(blank.prompt),
      ),
      asksYesNo: blanks.length === 1 && readKind('', blanks[0]?.text ?? '', null).kind === 'yes-no',
      optional: itemIsOptional(box.item) || box.item.startsWith('~~'),
      ticked: box.ticked,
      line: line.number,
    },
  ];
}

/** A pattern in quotes is shown, not asked for: "The branch is named '{week}_{name}'". */
function unquoted(item: string): string {
  return item.replace(/(["'])[^"'\n]{0,120}\1|[‘“「『][^’”」』\n]{0,120}[’”」』]/g, ' ');
}
