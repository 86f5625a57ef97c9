// Finds everything that an author wrote behind certain labels or below such headings, at every place where they stand: lines that
// were offered to be pasted are often pasted more than once.
import type { FoundSection } from './match.ts';
import { headingText, type Line, readLines } from './text/lines.ts';
import { headingKey } from './text/normalise.ts';
import { labelsOf } from './text/shapes.ts';

/** A label or a heading, and what stands behind it on its line. */
interface Mark {
  readonly title: string;
  readonly column: number;
  readonly first: string;
}

function marksIn(line: Line, known: ReadonlySet<string>): readonly Mark[] {
  if (line.kind === 'heading') return [{ title: headingText(line), column: 1, first: '' }];
  if (line.kind === 'break') return [{ title: '', column: 1, first: '' }];
  const labels = labelsOf(line.text, known).filter(({ key }) => known.has(headingKey(key)));
  return labels.map(({ name, start, valueStart, valueEnd }) => ({
    title: name,
    column: start + 1,
    first: line.text.slice(valueStart, valueEnd),
  }));
}

/**
 * Each answer with its place, in the body's order; comments and code are left out.
 * @param names labels or headings whose answers are wanted (emoji, numbering, punctuation and case aside)
 * @param others labels at which such an answer ends; any other label in it is part of the answer
 */
export function answersBehind(
  body: string,
  names: readonly string[],
  others: readonly string[],
): readonly FoundSection[] {
  const wanted = new Set(names.map(headingKey));
  const known = new Set([...wanted, ...others.map(headingKey)]);
  const found: { title: string; at: FoundSection['at']; lines: string[] }[] = [];
  let isWanted = false;
  for (const line of readLines(body, (text) => wanted.has(headingKey(text))).lines) {
    if (line.kind !== 'text' && line.kind !== 'heading' && line.kind !== 'break') continue;
    const marks = marksIn(line, known);
    for (const { title, column, first } of marks) {
      isWanted = wanted.has(headingKey(title));
      if (isWanted) found.push({ title, at: { line: line.number, column }, lines: [first] });
    }
    if (marks.length === 0 && isWanted) found.at(-1)?.lines.push(line.text);
  }
  return found.map(({ title, at, lines }) => ({ title, at, text: lines.join('\n').trim() }));
}
