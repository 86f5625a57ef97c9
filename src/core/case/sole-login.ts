// Reads an answer that is one GitHub login and nothing else: "@grace" names somebody, "not @grace" and "@grace or @linus" do not.
import { type Login, parseLogin } from '../model/ids.ts';

/** What emphasises a whole answer and changes nothing of what it says. Longer marks come first. */
const MARKS = ['***', '___', '**', '__', '*', '_', '`'] as const;

function withoutMarks(text: string): string {
  const bare = text.trim();
  const mark = MARKS.find(
    (one) => bare.length > 2 * one.length && bare.startsWith(one) && bare.endsWith(one),
  );
  if (mark === undefined) return bare;
  const inner = bare.slice(mark.length, -mark.length);
  // Within a code span everything is text.
  return mark === '`' ? inner.trim() : withoutMarks(inner);
}

/** The login that a text is; null where it is anything else, or says anything more. */
export function soleLogin(text: string): Login | null {
  const name = withoutMarks(text).replace(/^@/, '');
  return isOfferedLogin(text) ? null : parseLogin(name);
}

/** What the check offers in the place of a login, left as it was. */
export function isOfferedLogin(text: string): boolean {
  return /^@?login$/i.test(withoutMarks(text));
}
