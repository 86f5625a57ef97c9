// The setting by which a policy words the offered texts itself: one text for each kind.
import { z } from 'zod';
import { type Offer, offersOf } from './offers.ts';
import { readChoice } from './read-choice.ts';

/** What is offered has to be readable as that very choice, with and without details behind it. */
function readsBack<Kind extends string>(text: string, kind: Kind, offers: readonly Offer<Kind>[]): boolean {
  const alone = readChoice(text, offers);
  const withDetails = readChoice(`${text}: since 02:10`, offers);
  return [alone, withDetails].every((choice) => choice.state === 'chosen' && choice.kind === kind);
}

/** By kind its text; kinds that are left out keep the app's own. */
export function wordingSetting<Kind extends string>(kinds: readonly Kind[]) {
  const text = z.string().min(1).max(100);
  return z.partialRecord(z.enum(kinds), text).superRefine((wording, context) => {
    // An identifier means its own kind, whatever a policy calls the others.
    const offers = [...kinds.map((kind) => ({ kind, texts: [kind] })), ...offersOf(kinds, [], wording)];
    for (const kind of kinds) {
      const own = wording[kind];
      if (own !== undefined && !readsBack(own, kind, offers))
        context.addIssue({
          code: 'custom',
          path: [kind],
          message: 'Use one line of words, without `|`, `?` or boxes, and not the text of another kind',
        });
    }
  });
}
