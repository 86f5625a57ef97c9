// Cuts a text to a length in UTF-8 bytes without splitting a character.

const ELLIPSIS = '…';

/** `text` when it fits in `limit` bytes, else as much of it as fits with an ellipsis behind it. */
export function cutToBytes(text: string, limit: number): string {
  if (text.length * 3 <= limit || Buffer.byteLength(text) <= limit) return text;
  const room = limit - Buffer.byteLength(ELLIPSIS);
  // `encodeInto` stops before the character that does not fit as a whole.
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(room));
  return `${text.slice(0, read)}${ELLIPSIS}`;
}
