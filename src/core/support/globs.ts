// Glob patterns as expressions. They come from whoever writes a policy, so they run on an engine that is linear in the text: a
// backtracking one needs a minute for five stars on a name that was made for it.
import { RE2JS } from 're2js';

export interface GlobSyntax {
  /** `{a,b}` stands for either. Elsewhere the three signs are taken literally. */
  readonly braces: boolean;
}

/** Two stars are more than one only where they stand for whole names. */
const TOKEN =
  /(?<folders>(?<=^|[/{,])\*\*\/)|(?<anything>(?<=^|[/{,])\*\*(?=$|[},]))|(?<star>\*+)|(?<letter>\?)|(?<set>\[[!^]?[^\][/]+\])|(?<sign>[{},])|[^*?[{},]+|\[/g;

function braceSource(sign: string): string {
  if (sign === ',') return '|';
  return sign === '{' ? '(?:' : ')';
}

function setSource(set: string): string {
  const isDenied = /^\[[!^][^\]]/.test(set);
  // A hyphen at either end is a letter: unescaped, it would make a range with what is put beside it here.
  const inner = set.slice(isDenied ? 2 : 1, -1).replace(/[\\^&[]|^-|-$/g, '\\$&');
  return isDenied ? `[^/${inner}]` : `[${inner}]`;
}

function tokenSource(token: string, kinds: Record<string, string | undefined>): string {
  if (kinds['folders'] !== undefined) return '(?:[^/]+/)*';
  if (kinds['anything'] !== undefined) return '(?s:.+)';
  if (kinds['star'] !== undefined) return '[^/]*';
  if (kinds['letter'] !== undefined) return '[^/]';
  return kinds['set'] === undefined ? RE2JS.quote(token) : setSource(token);
}

function sourceOf(glob: string, { braces }: GlobSyntax): string {
  let depth = 0;
  return Array.from(glob.matchAll(TOKEN), ({ 0: token, groups = {} }) => {
    if (!braces || groups['sign'] === undefined || (depth === 0 && token !== '{'))
      return tokenSource(token, groups);
    if (token === '{') depth += 1;
    if (token === '}') depth -= 1;
    return braceSource(token);
  }).join('');
}

export type Matcher = (text: string) => boolean;

/**
 * Whether a text fits one of the globs, as a whole and with case. Throws on a range that runs backwards and on braces left open.
 * Each has an expression of its own: the states of many in one multiply.
 */
export function globMatcher(globs: readonly string[], syntax: GlobSyntax): Matcher {
  const expressions = globs.map((glob) => RE2JS.compile(`^(?:${sourceOf(glob, syntax)})$`));
  return (text) => expressions.some((expression) => expression.test(text));
}
