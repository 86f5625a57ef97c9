// Compiles lists of words in many languages into a test on a normalised key.

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Whether a key holds a word of the list; with `opening`, whether it starts with one. */
export type WordTest = (key: string, where?: 'opening') => boolean;

/**
 * Compiles a list into a test on a key from `keyOf`. Phrases are looked up by their first word: one regex of a few
 * hundred alternatives takes 30 µs a line, and a template may have thousands of lines.
 */
export function anyWordOf(...lists: readonly string[]): WordTest {
  const phrases = new Map<string, string[]>();
  const stems = new Map<string, string[]>();
  const unspaced: string[] = [];
  for (const phrase of lists
    .join('|')
    .split('|')
    .map((word) => word.trim())) {
    const first = phrase.split(' ', 1)[0] ?? phrase;
    if (UNSPACED.test(phrase)) unspaced.push(phrase);
    else if (first.endsWith('*')) add(stems, first.slice(0, -1), phrase);
    else add(phrases, first, phrase);
  }
  const anywhere = unspaced.length > 0 ? new RegExp(unspaced.join('|'), 'u') : null;
  const shortest = Math.min(...[...stems.keys()].map((stem) => stem.length));
  const atStart = unspaced.length > 0 ? new RegExp(`^(?:${unspaced.join('|')})`, 'u') : null;
  return (key, where) => {
    const stop = where === 'opening' ? Math.min(1, key.length) : key.length;
    for (let at = 0; at < stop; at = nextWord(key, at)) {
      const end = key.indexOf(' ', at);
      const word = key.slice(at, end < 0 ? key.length : end);
      if (phrases.get(word)?.some((phrase) => standsAt(key, at, phrase))) return true;
      for (let length = shortest; length <= word.length && length <= 24; length++) {
        if (stems.get(word.slice(0, length))?.some((phrase) => standsAt(key, at, phrase))) return true;
      }
    }
    const pattern = where === 'opening' ? atStart : anywhere;
    return pattern !== null && UNSPACED.test(key) && pattern.test(key);
  };
}

function add(map: Map<string, string[]>, key: string, phrase: string): void {
  map.set(key, [...(map.get(key) ?? []), phrase]);
}

function nextWord(key: string, at: number): number {
  const space = key.indexOf(' ', at);
  return space < 0 ? key.length : space + 1;
}

/** Whether a phrase stands at a place word for word; a word of it that ends in `*` takes any ending. */
function standsAt(key: string, at: number, phrase: string): boolean {
  let from = at;
  for (const word of phrase.split(' ')) {
    if (from >= key.length) return false;
    const next = nextWord(key, from);
    const there = key.slice(from, next === key.length && key[next - 1] !== ' ' ? next : next - 1);
    if (word.endsWith('*') ? !there.startsWith(word.slice(0, -1)) : there !== word) return false;
    from = next;
  }
  return true;
}
