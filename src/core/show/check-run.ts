// The check run of a subject, on every head that waits for its verdict.
import { type Facts, headOf, subjectOf } from '../model/facts/facts.ts';
import type { Conclusion } from '../model/finding.ts';
import type { Sha } from '../model/ids.ts';
import { runMark } from '../model/run-mark.ts';
import { CHECK_NAME, type CheckContent, type CheckName, type Published } from './effects.ts';
import { weigh } from './same-commit.ts';
import type { CheckText } from './texts/check-text.ts';
import { withOthers } from './texts/same-commit.ts';

/** A check run by any of the app's names on one commit. It carries its subject's key and own verdict. */
export function checkOn(
  headSha: Sha,
  facts: Facts,
  name: CheckName,
  conclusion: Conclusion,
  { title, summary, text }: CheckText,
  {
    own = conclusion,
    actions = [],
  }: { readonly own?: Conclusion; readonly actions?: CheckContent['actions'] } = {},
): CheckContent {
  return {
    name,
    headSha,
    externalId: runMark(subjectOf(facts), own),
    conclusion,
    title,
    summary,
    text,
    actions,
  };
}

/** The head of the merge group that a pull request is in. It is nobody else's. */
function queueHeadOf({ change }: Facts): Sha | null {
  return change.kind === 'pull' && change.queueHead.known ? change.queueHead.value : null;
}

/** The check `Hotfix` on all heads of a subject whose own verdict is `own`: a branch's tip; a pull request's head and its merge group's. */
export function hotfixChecks(
  facts: Facts,
  published: Published,
  own: Conclusion,
  text: CheckText,
  actions: CheckContent['actions'] = [],
): readonly CheckContent[] {
  const weighed = weigh(facts.change, own, published);
  const said = withOthers(text, own, weighed);
  const queueHead = queueHeadOf(facts);
  return [
    checkOn(headOf(facts.change), facts, CHECK_NAME, weighed.conclusion, said, { own, actions }),
    ...(queueHead === null ? [] : [checkOn(queueHead, facts, CHECK_NAME, own, text, { actions })]),
  ];
}
