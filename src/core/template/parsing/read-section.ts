// Reads one section of a template: which of its lines ask for something, and what words stand around them.

import type { Line } from '../text/lines.ts';
import { headingKey, keyOf } from '../text/normalise.ts';
import type { OutlineSection } from '../text/outline.ts';
import { asksForText, isWrapped, tokenOf, valueShape } from '../text/tokens.ts';
import * as words from '../words/words.ts';
import {
  commentTells,
  footOf,
  isCommentOnly,
  isLongCode,
  isPromptSized,
  isRemark,
  tellsToWrite,
  withQuotedTitles,
} from './prompts.ts';
import { type Draft, SectionReader, SUMMARY } from './section-reader.ts';

export interface SectionDraft {
  readonly drafts: readonly Draft[];
  /** Prompts that the section has as text: quotes, lead-ins, prose. */
  readonly prose: readonly Line[];
}

/**
 * @param leaf whether no section stands below this one.
 * @param bare whether a section of nothing, a comment or a short prompt asks for text: `told` only with a prompt that tells to write.
 */
export function readSection(
  section: OutlineSection,
  leaf: boolean,
  bare: 'always' | 'told' | 'never',
  last: boolean,
): SectionDraft {
  const tokens = withQuotedTitles(section.lines.map((line) => tokenOf(line)));
  const reader = new SectionReader(tokens, last);
  const { drafts, text, prose } = reader.read();
  const asking = drafts.some((draft) =>
    draft.type === 'label' ? draft.asks : draft.type === 'boxes' || draft.type === 'table',
  );
  const foot = asking ? footOf(section.lines) : Number.POSITIVE_INFINITY;
  const asks = text
    .filter((token) => asksForText(token) && !(token.line.number > foot && isWrapped(token.words)))
    .map((token) => token.line);
  const proseLines = text
    .filter((token) => token.type === 'text' && !asksForText(token))
    .map((token) => token.line);
  const told = tellsToWrite(proseLines) || (proseLines.length === 0 && commentTells(section));
  const askWhenBare = bare === 'always' || (bare === 'told' && told);
  if (asks.length > 0 && (section.heading || !hasLaterHeading(leaf, asking))) {
    drafts.push({ type: 'text', lines: text.map((token) => token.line), asks });
  } else if (asking && askWhenBare && (leaf || told) && describesAbove(section, drafts, proseLines)) {
    drafts.push({ type: 'text', lines: proseLines, asks: proseLines });
  } else if (isGuidance(section, proseLines)) {
    return { drafts, prose: [...prose, ...proseLines] };
  } else if (!asking && askWhenBare && (leaf || isCommentOnly(tokens) || told)) {
    const labelled = drafts.flatMap((draft) =>
      draft.type === 'label' && !SUMMARY.test(draft.line.text) ? [draft.line, ...draft.rest] : [],
    );
    const remarks = section.lines.filter(
      (line) => line.kind === 'code' && isRemark(line) && line.text.trim() !== '',
    );
    const said = [...proseLines, ...labelled].filter((line) => line.kind === 'text');
    const words = said.length > 0 ? said : remarks;
    const constant = drafts.some((draft) => draft.type === 'label' && valueShape(draft.value) === 'constant');
    const speaks =
      section.heading !== null || words.length > 0 || tokens.some((token) => token.type === 'comment');
    if (
      (!constant || promptsInLabels(section, drafts)) &&
      speaks &&
      isPromptSized(words) &&
      !isLongCode(tokens)
    ) {
      return {
        drafts: [{ type: 'text', lines: tokens.map((token) => token.line), asks: words }],
        prose: [...prose, ...words],
      };
    }
  }
  drafts.sort((one, two) => firstLine(one) - firstLine(two));
  return { drafts, prose: [...prose, ...proseLines] };
}

/** "- **Speed:** How much slower is it": a list of labels whose words ask, or one that a comment tells to write. */
function promptsInLabels(section: OutlineSection, drafts: readonly Draft[]): boolean {
  const values = drafts.flatMap((draft) =>
    draft.type === 'label' && /^[-*+]$/.test(draft.label.marker.mark) ? [keyOf(draft.value)] : [],
  );
  if (values.length < 2 || values.length < drafts.length) return false;
  const asking = values.filter((value) => words.tellsToWrite(value) || words.asksOpenly(value));
  return commentTells(section) || asking.length * 2 >= values.length;
}

/** A heading that announces explanations, and sentences under it that tell nobody to write. */
function isGuidance(section: OutlineSection, prose: readonly Line[]): boolean {
  const key = headingKey(section.title);
  return prose.length > 0 && key.split(' ').length <= 4 && words.saysGuidance(key) && !tellsToWrite(prose);
}

/** "Sum the change up" above "Fixes #", or above what is folded away: the section asks for words as well. */
function describesAbove(section: OutlineSection, drafts: readonly Draft[], prose: readonly Line[]): boolean {
  const isReference = drafts.every(
    (draft) => draft.type === 'label' && (draft.label.form === 'verb' || SUMMARY.test(draft.line.text)),
  );
  if (section.heading === null || !isReference || words.namesReferences(headingKey(section.title)))
    return false;
  const prompt =
    prose.length > 0
      ? prose.map((line) => line.text).join(' ')
      : section.lines.flatMap((line) => (line.kind === 'comment' ? line.comments : [])).join(' ');
  const opening = keyOf(prompt.slice(0, 200)).split(' ').slice(0, 6).join(' ');
  return opening !== '' && !words.namesReferences(opening) && (prose.length === 0 || isPromptSized(prose));
}

function firstLine(draft: Draft): number {
  switch (draft.type) {
    case 'label':
      return draft.line.number;
    case 'boxes':
      return draft.lines[0]?.number ?? 0;
    case 'table':
      return draft.rows[0]?.line.number ?? 0;
    case 'text':
      return draft.asks[0]?.number ?? 0;
  }
}

/** Words above the first heading explain the form; they ask only where the document has no headings at all. */
function hasLaterHeading(leaf: boolean, asking: boolean): boolean {
  return !leaf || asking;
}
