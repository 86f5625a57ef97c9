// Whether two texts are the same to a reader: GitHub may change line ends and trim what it stores.

function tidy(text: string): string {
  return text.replace(/\r\n/g, '\n').trim();
}

export function sameText(a: string, b: string): boolean {
  return a === b || tidy(a) === tidy(b);
}
