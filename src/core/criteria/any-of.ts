// Several expressions as one, so that the words of each language stay on lines of their own.
import { withoutAccents } from './without-accents.ts';

/** No group in them may be numbered. Case is folded, and so are accents: it reads text `withoutAccents`. */
export function anyOf(...expressions: readonly RegExp[]): RegExp {
  return new RegExp(expressions.map(({ source }) => withoutAccents(source)).join('|'), 'iu');
}
