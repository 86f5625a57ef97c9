// Cuts a document into sections by its headings, and gives each comment to the heading or the section it speaks to.

import { headingText, type Line } from './lines.ts';
import { headingKey } from './normalise.ts';

export interface OutlineSection {
  /** The heading's line; null for what stands above the first heading. */
  readonly heading: Line | null;
  /** The heading's words as written, without `#`. */
  readonly title: string;
  readonly key: string;
  readonly level: number;
  /** Keys of the headings above, outermost first, this one last. */
  readonly path: readonly string[];
  /** Indexes of the enclosing sections, outermost first. */
  readonly parents: readonly number[];
  /** The lines under the heading, up to the next one. */
  readonly lines: readonly Line[];
  /** The heading is inside a quote, or this is the text below such a quote: words here explain. */
  readonly aside: boolean;
}

/**
 * Sections in the document's order; the first is always what stands above every heading, however empty.
 * @param isHeading says of a line that is not a Markdown heading whether it counts as one (a body's `**Impact**` where the template says `## Impact`).
 */
export function outline(
  lines: readonly Line[],
  isHeading?: (line: Line) => { level: number; title: string } | null,
): OutlineSection[] {
  const sections: (OutlineSection & { lines: Line[] })[] = [
    { heading: null, title: '', key: '', level: 0, path: [], parents: [], lines: [], aside: false },
  ];
  let open: number[] = [];
  let quoted: { depth: number; outer: number } | null = null;
  for (const line of lines) {
    if (quoted && line.quoted < quoted.depth && line.kind !== 'blank') {
      // A heading inside a quote rules inside that quote only.
      const outer = sections[quoted.outer];
      if (outer && line.kind !== 'heading') sections.push({ ...outer, lines: [], aside: true });
      quoted = null;
    }
    const own = line.kind === 'heading' ? { level: line.level, title: headingText(line) } : isHeading?.(line);
    if (!own) {
      sections.at(-1)?.lines.push(line);
      continue;
    }
    if (line.quoted > 0 && !quoted) quoted = { depth: line.quoted, outer: sections.length - 1 };
    open = open.filter((index) => (sections[index]?.level ?? 0) < own.level);
    const key = headingKey(own.title);
    sections.push({
      heading: line,
      title: own.title,
      key,
      level: own.level,
      path: [...open.map((index) => sections[index]?.key ?? ''), key],
      parents: open,
      lines: [],
      aside: line.quoted > 0,
    });
    open = [...open, sections.length - 1];
  }
  return sections;
}
