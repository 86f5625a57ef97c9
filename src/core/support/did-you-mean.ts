// Finds the known word that somebody most likely meant.
import { closest, distance } from 'fastest-levenshtein';

/** Longer words are not typing mistakes of ours, and the distance costs the product of the lengths. */
const LONGEST_WORD = 80;

/** The known word nearest to `word`, case aside; null where none is near enough to be a slip of the fingers. */
export function didYouMean(word: string, known: readonly string[]): string | null {
  if (word.length === 0 || word.length > LONGEST_WORD || known.length === 0) return null;
  const folded = word.toLowerCase();
  const near = closest(
    folded,
    known.map((one) => one.toLowerCase()),
  );
  // Two slips in a short word already make another word: "off" is not "on".
  const allowed = Math.max(1, Math.floor(Math.max(word.length, near.length) / 3));
  if (distance(folded, near) > allowed) return null;
  return known.find((one) => one.toLowerCase() === near) ?? null;
}
