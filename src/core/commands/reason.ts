// The reason of a command: somebody's own words, and not those that were offered in their place.
import { type Markdown, md } from '../model/markdown.ts';

/** What stands for the reason where a command is shown, now or in an earlier version. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(['reason', 'the reason', 'why', 'why it has to wait']);

/** What is wrong with a reason; null where nothing is. */
export function reasonProblem(reason: string): Markdown | null {
  const words = reason
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (words === '') return md`The reason is missing. Write it on the same line, after the rule`;
  return PLACEHOLDERS.has(words) ? md`${reason} is only a placeholder. Replace it with the reason` : null;
}
