// Lock files, and the files in which a dependency is changed on purpose.

interface Ecosystem {
  readonly lock: RegExp;
  readonly manifest: RegExp;
}

/** Names alone: a workspace keeps its lock file in one folder and its manifests in others. */
const ECOSYSTEMS: readonly Ecosystem[] = [
  {
    lock: /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?)$/,
    manifest: /^(?:package\.json|pnpm-workspace\.yaml)$/,
  },
  { lock: /^Cargo\.lock$/, manifest: /^Cargo\.toml$/ },
  { lock: /^go(?:\.work)?\.sum$/, manifest: /^go\.(?:mod|work)$/ },
  { lock: /^(?:Gemfile|gems)\.lock(?:ed)?$/, manifest: /^(?:Gemfile|gems\.rb|.+\.gemspec)$/ },
  { lock: /^(?:poetry|uv|pdm)\.lock$/, manifest: /^pyproject\.toml$/ },
  { lock: /^Pipfile\.lock$/, manifest: /^Pipfile$/ },
  { lock: /^composer\.lock$/, manifest: /^composer\.json$/ },
  { lock: /^Podfile\.lock$/, manifest: /^Podfile$/ },
  { lock: /^Package\.resolved$/, manifest: /^Package\.swift$/ },
  { lock: /^pubspec\.lock$/, manifest: /^pubspec\.yaml$/ },
  { lock: /^mix\.lock$/, manifest: /^mix\.exs$/ },
  { lock: /^flake\.lock$/, manifest: /^flake\.nix$/ },
  // Versions live in a catalogue too, which the build file only names.
  { lock: /^.+\.lockfile$/, manifest: /^(?:build\.gradle(?:\.kts)?|libs\.versions\.toml)$/ },
  { lock: /^packages\.lock\.json$/, manifest: /^(?:.+\.(?:cs|fs|vb)proj|Directory\.Packages\.props)$/ },
  { lock: /^deno\.lock$/, manifest: /^(?:deno\.jsonc?|package\.json)$/ },
  { lock: /^\.terraform\.lock\.hcl$/, manifest: /^.+\.tf$/ },
];

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function ecosystemOf(path: string): Ecosystem | undefined {
  const name = nameOf(path);
  return ECOSYSTEMS.find(({ lock }) => lock.test(name));
}

export function isLockFile(path: string): boolean {
  return ecosystemOf(path) !== undefined;
}

/** Lock files that change without their manifest: nobody meant a dependency to change. */
export function churnedLockFiles(paths: readonly string[]): readonly string[] {
  const locks = paths.flatMap((path) => {
    const ecosystem = ecosystemOf(path);
    return ecosystem === undefined ? [] : [{ path, ecosystem }];
  });
  if (locks.length === 0) return [];
  const names = [...new Set(paths.map(nameOf))];
  const meant = new Set(
    ECOSYSTEMS.filter(
      (ecosystem) =>
        locks.some((one) => one.ecosystem === ecosystem) &&
        names.some((name) => ecosystem.manifest.test(name)),
    ),
  );
  return locks.flatMap(({ path, ecosystem }) => (meant.has(ecosystem) ? [] : [path]));
}
