// Lock files, and the manifest that changes when a dependency is meant to change.

const MANIFESTS: readonly (readonly [lock: RegExp, manifest: RegExp])[] = [
  [
    /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?)$/,
    /(?:^|\/)package\.json$/,
  ],
  [/(?:^|\/)Cargo\.lock$/, /(?:^|\/)Cargo\.toml$/],
  [/(?:^|\/)go\.sum$/, /(?:^|\/)go\.mod$/],
  [/(?:^|\/)Gemfile\.lock$/, /(?:^|\/)(?:Gemfile|[^/]+\.gemspec)$/],
  [/(?:^|\/)(?:poetry|uv|pdm)\.lock$/, /(?:^|\/)pyproject\.toml$/],
  [/(?:^|\/)Pipfile\.lock$/, /(?:^|\/)Pipfile$/],
  [/(?:^|\/)composer\.lock$/, /(?:^|\/)composer\.json$/],
  [/(?:^|\/)Podfile\.lock$/, /(?:^|\/)Podfile$/],
  [/(?:^|\/)Package\.resolved$/, /(?:^|\/)Package\.swift$/],
  [/(?:^|\/)pubspec\.lock$/, /(?:^|\/)pubspec\.yaml$/],
  [/(?:^|\/)mix\.lock$/, /(?:^|\/)mix\.exs$/],
  [/(?:^|\/)flake\.lock$/, /(?:^|\/)flake\.nix$/],
  [/(?:^|\/)(?:[^/]+\.lockfile|gradle\.lockfile)$/, /(?:^|\/)build\.gradle(?:\.kts)?$/],
  [/(?:^|\/)packages\.lock\.json$/, /\.(?:cs|fs|vb)proj$/],
  [/(?:^|\/)deno\.lock$/, /(?:^|\/)deno\.jsonc?$/],
  [/(?:^|\/)\.terraform\.lock\.hcl$/, /\.tf$/],
];

export function isLockFile(path: string): boolean {
  return MANIFESTS.some(([lock]) => lock.test(path));
}

/** Lock files that change without their manifest: nobody meant a dependency to change. */
export function churnedLockFiles(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => {
    const manifest = MANIFESTS.find(([lock]) => lock.test(path))?.[1];
    return manifest !== undefined && !paths.some((other) => manifest.test(other));
  });
}
