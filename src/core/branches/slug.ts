// Makes the name that a hotfix branch should have out of the one it has, with the id or the key that its author already uses.
import { type Version, versionText } from './release-version.ts';

/** What people put before the words. */
const PREFIX = /^(?:hot-?fix(?:es)?|bug-?fix|fix|feature|feat|patch|release|support)[/_-]+/i;
/** `v1.2`, `v3`, `1.2.0`. A bare number is an id. */
const VERSION = /^(?:v\d{1,9}(?:\.\d{1,9}){0,2}|\d{1,9}(?:\.\d{1,9}){1,2})(?:[-_/]+|$)/i;
/** A tracker's key, which is found by its capitals: `PROJ-123`. */
const KEY = /^([A-Z][A-Z0-9]{1,15}-\d{1,10})(?![a-zA-Z0-9])/;
/** An issue's number: `482-login`, `#482`. */
const NUMBER = /^#?(\d{1,6})(?:[-_/]+|$)/;
const LONGEST = 50;

function clean(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
}

function withKey(text: string): string {
  const key = KEY.exec(text)?.[1];
  if (key === undefined) return clean(text);
  const words = clean(text.slice(key.length));
  return words === '' ? key : `${key}-${words}`;
}

function wordsOf(branch: string): string {
  return branch.replace(PREFIX, '').replace(VERSION, '');
}

/** Letters, digits and hyphens; never empty. Git, shells and URLs all take it unquoted. */
export function slugOf(branch: string, fallback: string): string {
  const words = withKey(wordsOf(branch));
  return words !== '' ? words : withKey(fallback.trim()) || 'fix';
}

export function versionBranch(version: Version | null, slug: string): string {
  return `hotfix/${version === null ? 'vX.Y.Z' : versionText(version)}-${slug}`;
}

/**
 * `fix/482-login` as `hotfix/482-login`; a short number gets zeros in front. Null where the branch has no number: nobody but its
 * author knows one.
 */
export function numberBranch(branch: string, fallback: string): string | null {
  const words = wordsOf(branch);
  const number = NUMBER.exec(words)?.[1];
  if (number === undefined) return null;
  return `hotfix/${number.padStart(3, '0')}-${slugOf(words.replace(NUMBER, ''), fallback)}`;
}
