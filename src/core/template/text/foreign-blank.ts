// Tells the blanks of some other template, pasted in and left as they were, from an author's own words.

/**
 * A sentence in brackets and nothing else, `#[number]`, `@[name]`. Digits make it somebody's own: `[INC-12]`, `[2 hours]`.
 */
export function isForeignBlank(text: string): boolean {
  return /^(?:\[[^[\]\n\d]*[\s/|][^[\]\n\d]*\]|[#@]\[[^[\]\n\d]+\])$/u.test(text.trim());
}

/** A sentence in brackets somewhere in a heading. A link's text is none. */
export function holdsForeignBlank(heading: string): boolean {
  return /\[[^[\]\n\d]{1,200}[\s/|][^[\]\n\d]{1,200}\](?!\()/u.test(heading.slice(0, 600));
}
