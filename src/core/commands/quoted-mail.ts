// Finds where a mail that was answered begins. Programs that quote without ">" put a line or a block of headers before it.

/** "-----Original Message-----", "---------- Forwarded message ---------", whatever the language. */
const DASHED = /^-{4,}[ \t]?\p{L}.{0,60}\p{L}[ \t]?-{4,}$/u;
/** Outlook's line, of exactly as many underscores. */
const UNDERSCORES = /^_{32,}$/;

const DATED = /\d{1,2}[:.h]\d{2}|\d{4}/;
/** What programs write between the date and the name, or behind both. */
const WROTE =
  /(?<!\p{L})(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev|napisał|написал)(?!\p{L})/u;

/** The end of one that was wrapped before the address. */
const ADDRESS = /^<[^<>\s]+>[ \u00a0]?:$/;

/**
 * "On Tue, 10 Jan 2026 at 03:12, Grace <grace@acme.org> wrote:", be it wrapped. Without a date it is a person's own
 * sentence.
 */
function endsAttribution(line: string, before: string): boolean {
  if (!line.endsWith(':') || !(DATED.test(line) || DATED.test(before))) return false;
  return WROTE.test(line) || (ADDRESS.test(line) && WROTE.test(before));
}

const FROM =
  /^[*_]{0,2}(?:from|von|de|da|van|od|fra|från|от|发件人|寄件者|差出人|보낸 사람)[ \u00a0]?[*_]{0,2}[ \u00a0]?[:：]/iu;
const HEADER = /^[*_]{0,2}\p{L}[\p{L} \u00a0-]{0,20}[*_]{0,2}[ \u00a0]?[:：]/u;
/** From, date, to, subject: every program writes these four, in one order or another. */
const HEADERS = 4;

function isHeaderBlock(lines: readonly string[]): boolean {
  return (
    FROM.test(lines[0] ?? '') && lines.length === HEADERS && lines.slice(1).every((line) => HEADER.test(line))
  );
}

/** Longer lines separate nothing. */
const LONGEST = 300;

/**
 * The index of the line from which on a comment is quoted mail; their number where it has none.
 * @param lines those that are no quotes already, empty ones left out
 */
export function mailBegins(lines: readonly string[]): number {
  const short = lines.map((line) => (line.length > LONGEST ? '' : line.trim()));
  const found = short.findIndex((line, index) => {
    if (UNDERSCORES.test(line) || DASHED.test(line)) return true;
    if (endsAttribution(line, short[index - 1] ?? '')) return true;
    return isHeaderBlock(short.slice(index, index + HEADERS));
  });
  return found < 0 ? lines.length : found;
}
