// The reason of a command: somebody's own words, and not those that were offered in their place.
import { type Markdown, md } from '../model/markdown.ts';

/** What stands for the reason where a command is shown. */
export const REASON_TO_REPLACE = 'why it has to wait';

const OFFERED: ReadonlySet<string> = new Set([REASON_TO_REPLACE, 'reason', 'the reason', 'why']);

/** What is wrong with a reason; null where nothing is. */
export function reasonProblem(reason: string): Markdown | null {
  const words = reason
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (words === '') return md`The reason is missing. Write it on the same line, after the rule`;
  return OFFERED.has(words) ? md`${reason} is only a placeholder. Replace it with the reason` : null;
}
