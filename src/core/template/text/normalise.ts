// Reduces headings, labels and lines to what makes two of them "the same words" for a reader.

const ENTITIES: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** Names of HTML elements that people put into templates. Anything else in `<>` is a blank to fill in (`<short title>`). */
const ELEMENT =
  /^\/?(?:a|abbr|b|big|blockquote|br|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|picture|pre|q|s|samp|small|source|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|video)(?:[\s/].*)?$/i;

/** Whether what stands between `<` and `>` is an HTML tag or an autolink, not a blank. */
export function isMarkup(inside: string): boolean {
  return ELEMENT.test(inside) || /^(?:https?:\/\/|mailto:)/i.test(inside) || /^[^\s@]+@[^\s@]+$/.test(inside);
}

/** Removes HTML tags, `</br>` included, and resolves the few entities that templates use. Blanks in `<>` stay. */
export function stripTags(text: string): string {
  if (!text.includes('<') && !text.includes('&')) return text;
  const untagged = text.replace(/<([^<>\n]{1,600})>/g, (whole, inside: string) =>
    isMarkup(inside) ? ` ${pictureIn(inside)} ` : whole,
  );
  return untagged.replace(/&(?:nbsp|amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** What an `<img>` shows, where it shows anything: GitHub writes one for each picture dropped into a body. */
function pictureIn(tag: string): string {
  if (!/^(?:img|video|source)\s/i.test(tag)) return '';
  return /\ssrc\s?=\s?["']?([^"'\s]{4,500})/i.exec(tag)?.[1] ?? '';
}

/** The words a person reads: no emphasis, code marks, tags, link targets or task marks. Line-sized input. */
export function plain(text: string): string {
  if (!/[*`~_<&[\t]| {2}/.test(text)) return text.trim();
  return stripTags(text)
    .replace(/!?\[([^[\]]{0,500})\]\([^()[\]\s]{0,2000}\)/g, '$1')
    .replace(
      /[*`~]|(?<![\p{L}\p{N}])_{1,3}(?=[\p{L}\p{N}[<{¿¡"'(])|(?<=[\p{L}\p{N}\].!?…>})"'])_{1,3}(?![\p{L}\p{N}_])/gu,
      '',
    )
    .replace(/\s+/g, ' ')
    .trim();
}

/** Text that is its own key: most labels and many lines, and a hostile document has thousands. */
const SIMPLE = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

/**
 * Two headings, labels or lines with one key are the same words: case, width, emoji, numbering, punctuation and
 * markup are left out. A line of nothing but such marks has the empty key.
 */
export function keyOf(text: string): string {
  if (SIMPLE.test(text)) return text;
  return plain(text)
    .replace(/\p{Extended_Pictographic}/gu, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/:[a-z0-9_+-]{2,40}:/g, ' ')
    .replace(/[^\p{L}\p{N}\p{M}]+|\u20e3|\ufe0f/gu, ' ')
    .trim();
}

/** `keyOf` without the number a heading may open with ("1) Summary", "4️⃣ Issue", "Step 2:" keeps its number). */
export function headingKey(text: string): string {
  const key = keyOf(text);
  return key.replace(/^\d{1,2} (?=\D)/, '');
}

/** A line as written, but for its white space: tells a line left alone from one with a tick or a mark set in it. */
export function asWritten(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** How alike two keys are, 0 to 1, by the words they share (characters' pairs for scripts without spaces). */
export function similarity(one: string, two: string): number {
  if (one === two) return 1;
  const left = pairs(one);
  const right = pairs(two);
  if (left.size === 0 || right.size === 0) return 0;
  let shared = 0;
  for (const pair of left) if (right.has(pair)) shared++;
  return (2 * shared) / (left.size + right.size);
}

function pairs(key: string): Set<string> {
  const text = key.slice(0, 200).replaceAll(' ', '');
  const found = new Set<string>();
  for (let index = 0; index + 1 < text.length; index++) found.add(text.slice(index, index + 2));
  return found;
}
