// Versions as release tags carry them, and the version that a hotfix makes.
import semver from 'semver';
import type { BranchName } from '../model/ids.ts';

export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** `v1.2.3`, `1.2.3`, `release-1.2.3`, `release/v1.2.3`: what release tags of one product look like. */
const RELEASE_TAG = /^(?:release[-/_])?v?(\d{1,9}\.\d{1,9}\.\d{1,9})$/i;

export function parseVersion(text: string): Version | null {
  const parsed = semver.parse(text);
  if (parsed === null || parsed.prerelease.length > 0) return null;
  return { major: parsed.major, minor: parsed.minor, patch: parsed.patch };
}

export function versionText(version: Version): string {
  return `v${version.major}.${version.minor}.${version.patch}`;
}

export function sameVersion(a: Version, b: Version): boolean {
  return semver.eq(versionText(a), versionText(b));
}

/** The versions that release tags name; pre-releases and tags of other kinds are left out. */
export function releasedVersions(tags: readonly string[]): readonly Version[] {
  return tags.flatMap((tag) => {
    const text = RELEASE_TAG.exec(tag)?.[1];
    const version = text === undefined ? null : parseVersion(text);
    return version === null ? [] : [version];
  });
}

/**
 * The line of releases that a production branch holds: `support/1.x` and `maintenance-1.2` hold 1.x and 1.2, `main`
 * holds them all.
 */
function isOnLine(version: Version, production: BranchName): boolean {
  const line = /(?:^|[^\d])v?(\d{1,4})(?:\.(\d{1,4}))?(?:\.x)?(?:[^\d]|$)/.exec(production);
  if (line?.[1] === undefined) return true;
  if (Number(line[1]) !== version.major) return false;
  return line[2] === undefined || Number(line[2]) === version.minor;
}

/** The newest release on a production branch's line, or null where there is none. */
export function newestRelease(tags: readonly string[], production: BranchName): Version | null {
  const onLine = releasedVersions(tags).filter((version) => isOnLine(version, production));
  return onLine.reduce<Version | null>(
    (newest, version) =>
      newest === null || semver.gt(versionText(version), versionText(newest)) ? version : newest,
    null,
  );
}

export function patchAfter(version: Version): Version {
  return { ...version, patch: version.patch + 1 };
}
