// Gives each annotation comment to the line whose reading it overrules.

import type { Line } from '../text/lines.ts';
import { type Annotation, readAnnotation } from './annotation.ts';

/** Annotations by the line they speak of: their own where it holds words, else the next that does; alone in a section, its heading. */
export function readAnnotations(lines: readonly Line[]): {
  at: Map<number, Annotation>;
  warnings: { message: string; line: number }[];
} {
  const at = new Map<number, Annotation>();
  const warnings: { message: string; line: number }[] = [];
  let waiting: Annotation = {};
  let heading = 0;
  const give = (line: number, annotation: Annotation): void => {
    if (Object.keys(annotation).length > 0) at.set(line, { ...at.get(line), ...annotation });
  };
  for (const line of lines) {
    const words = line.kind !== 'blank' && line.kind !== 'comment';
    if (words) {
      give(line.number, waiting);
      waiting = {};
    }
    if (line.kind === 'heading') heading = line.number;
    for (const comment of line.comments) {
      const reading = readAnnotation(comment);
      if (!reading) continue;
      for (const message of reading.problems) warnings.push({ message, line: line.number });
      if (words) give(line.number, reading.annotation);
      else waiting = { ...waiting, ...reading.annotation };
    }
  }
  if (heading > 0) give(heading, waiting);
  return { at, warnings };
}
