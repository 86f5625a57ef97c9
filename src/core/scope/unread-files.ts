// What a rule says that would look at the changed files and cannot.
import type { Known } from '../model/facts/known.ts';
import { fix, notApplicable, unknown, type Verdict } from '../model/finding.ts';
import { md } from '../model/markdown.ts';

export function unreadFiles({ cause, reason }: Extract<Known<unknown>, { known: false }>): Verdict {
  const detail = { markdown: reason };
  return cause === 'not-given'
    ? notApplicable(md`The changed files were not checked`, { detail })
    : unknown(
        md`The changed files could not be read`,
        fix(md`Grant the permission, then comment ${'/hotfix recheck'}`),
        { detail },
      );
}
