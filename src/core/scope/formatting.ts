// Tells a file that was only formatted: its removed and its added lines say the same once white space is taken out.
import type { Patch } from '../facts.ts';

/** Of a larger patch only the beginning is compared: characters. */
const COMPARED = 200_000;

function linesWith(sign: '+' | '-', text: string): string {
  return text
    .split('\n')
    .filter((line) => line.startsWith(sign) && !line.startsWith(`${sign}${sign}${sign} `))
    .map((line) => line.slice(1))
    .join('')
    .replace(/\s+/g, '');
}

export function isOnlyFormatting({ text }: Patch): boolean {
  if (text === null) return false;
  const compared = text.slice(0, COMPARED);
  const removed = linesWith('-', compared);
  const added = linesWith('+', compared);
  // Trailing commas and semicolons come and go with formatters.
  const plain = (code: string) => code.replace(/[,;]/g, '');
  return removed !== '' && plain(removed) === plain(added);
}
