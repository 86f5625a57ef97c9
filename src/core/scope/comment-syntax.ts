// How a comment is written in the language of a file.

const LINE: readonly (readonly [RegExp, string, string])[] = [
  [
    /\.(?:py|rb|sh|bash|zsh|pl|r|ya?ml|toml|tf|ex|exs|nix|jl|cr|cmake|mk|properties|conf|ini|dockerfile)$|(?:^|\/)(?:Dockerfile|Makefile|Gemfile|Rakefile)[^/]*$/i,
    '# ',
    '',
  ],
  [/\.(?:sql|lua|hs|elm|ada|adb|vhd)$/i, '-- ', ''],
  [/\.(?:html?|xml|vue|svelte|md|jsp|xaml|cshtml)$/i, '<!-- ', ' -->'],
  [/\.(?:css)$/i, '/* ', ' */'],
  [/\.(?:clj|cljs|el|lisp|scm|asm)$/i, '; ', ''],
  [/\.(?:erl|tex|m)$/i, '% ', ''],
  [/\.(?:vb|bas)$/i, "' ", ''],
];

/** A line of comment in a file of this path; `//` where nothing else is known. */
export function commentLine(path: string, text: string): string {
  const [, before, behind] = LINE.find(([pattern]) => pattern.test(path)) ?? [null, '// ', ''];
  return `${before}${text}${behind}`;
}
