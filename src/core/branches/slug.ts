// Makes the name that a hotfix branch should have out of the one it has.
import { type Version, versionText } from './release-version.ts';

/** What people put before the words: `hotfix/`, `hotfix-`, `fix/`, `bugfix/`, `feature/JIRA-12-`, a version. */
const PREFIX = /^(?:hot-?fix(?:es)?|bug-?fix|fix|feature|feat|patch|release|support)[/_-]+/i;
const VERSION = /^v?\d{1,9}(?:\.\d{1,9}){0,2}(?:[-_/]+|$)/i;

/** Letters, digits and hyphens; never empty. Git, shells and URLs all take it unquoted. */
export function slugOf(branch: string, fallback: string): string {
  const clean = (text: string) =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50)
      .replace(/-+$/, '');
  const words = clean(branch.replace(PREFIX, '').replace(VERSION, ''));
  return words !== '' ? words : clean(fallback) || 'fix';
}

export function versionBranch(version: Version | null, slug: string): string {
  return `hotfix/${version === null ? 'vX.Y.Z' : versionText(version)}-${slug}`;
}
