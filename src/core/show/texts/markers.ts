// Hidden marks by which the app knows its own comments. Identity is never prose; and a mark counts only where the app is the author.

/** The one comment that is edited in place. */
export const PASSPORT_MARKER = '<!-- hotfix-warden:passport -->';

/** Stands on the line before the passport's headline, the one part of it that changes with every edit. */
export const HEADLINE_MARKER = '<!-- hotfix-warden:headline -->';

const HEADLINE = new RegExp(`${HEADLINE_MARKER}\\r?\\n[^\\n]*`);

/** The passport without its headline. */
export function withoutHeadline(body: string): string {
  return body.replace(HEADLINE, '');
}

const NOTE = /^<!-- hotfix-warden:note ([\w./:-]{1,200}) -->/;

/** A note or reply that is written once. The key holds letters, digits and `. / : -` only. */
export function noteMarker(key: string): string {
  return `<!-- hotfix-warden:note ${key} -->`;
}

/** The key of the note that a comment is; null where it is none. */
export function noteKeyOf(body: string): string | null {
  return NOTE.exec(body)?.[1] ?? null;
}

/** The key of the reply to a comment with commands. */
export function replyKey(comment: number): string {
  return `reply:${comment}`;
}

/** The key of what is said to the press of a button. */
export function pressKey(delivery: string): string {
  return `press:${delivery}`;
}
