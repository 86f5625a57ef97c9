// Several expressions as one, so that the words of each language stay on lines of their own.

/** No group in them may be numbered. Case is folded. */
export function anyOf(...expressions: readonly RegExp[]): RegExp {
  return new RegExp(expressions.map(({ source }) => source).join('|'), 'iu');
}
