// How a comment is written in the language of a file.

type Syntax = readonly [before: string, behind: string];

/** By the file's name; the first that fits. `//` is what is written where nothing else is known. */
const SYNTAXES: readonly (readonly [RegExp, Syntax])[] = [
  [
    /\.(?:py|pyi|rb|rake|sh|bash|zsh|fish|ps1|psm1|pl|pm|r|ya?ml|toml|tf|tfvars|hcl|exs?|nix|jl|cr|nim|cmake|mk|properties|conf|env|graphql|gql|service|dockerfile)$|(?:^|\/)(?:Dockerfile|Containerfile|Makefile|Gemfile|Rakefile|Vagrantfile|CODEOWNERS)[^/]*$|(?:^|\/)\.(?:env|git|docker)[^/]*$/i,
    ['# ', ''],
  ],
  [/\.(?:sql|lua|hs|elm|ada|adb|ads|vhdl?)$/i, ['-- ', '']],
  // Templates of pages too: what stands outside of their own brackets is the page.
  [
    /\.(?:html?|xml|xsl|xaml|svg|vue|svelte|md|jsp|cshtml|razor|erb|ejs|hbs|njk|twig|liquid|mustache|[hl]?eex|plist|resx|csproj|fsproj|vbproj|props|targets)$|\.blade\.php$/i,
    ['<!-- ', ' -->'],
  ],
  [/\.css$/i, ['/* ', ' */']],
  [/\.(?:clj[cs]?|edn|el|lisp|scm|rkt|asm|ini|reg)$/i, ['; ', '']],
  [/\.(?:erl|hrl|tex|sty)$/i, ['% ', '']],
  [/\.(?:vb|bas|vbs)$/i, ["' ", '']],
  [/\.(?:bat|cmd)$/i, ['REM ', '']],
  [/\.f(?:90|95|03|08)$/i, ['! ', '']],
];

/** Data without a syntax for comments, and what tools write: a comment there breaks the file or is gone at the next run. */
const WITHOUT =
  /\.(?:json|ipynb|csv|tsv|lock|lockb|sum|snap|map|pem|crt|key|patch|diff|po|parquet)$|\.min\.\w{2,3}$|(?:^|\/)(?:pnpm-lock\.yaml|packages\.lock\.json|\.terraform\.lock\.hcl)$/i;

export function holdsComments(path: string): boolean {
  return !WITHOUT.test(path);
}

/** A line of comment in a file of this path. */
export function commentLine(path: string, text: string): string {
  const [before, behind] = SYNTAXES.find(([pattern]) => pattern.test(path))?.[1] ?? ['// ', ''];
  return `${before}${text}${behind}`;
}
