// A comment's text as GitHub takes it.
import { cutToBytes } from './cut-to-bytes.ts';

const LONGEST_COMMENT = 65_536;

export function commentBody(body: string): string {
  return cutToBytes(body, LONGEST_COMMENT);
}
