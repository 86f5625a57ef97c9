// The check run of a subject, on every head that waits for its verdict.
import { type Facts, subjectOf } from '../model/facts/facts.ts';
import type { Conclusion } from '../model/finding.ts';
import { type Sha, subjectKey } from '../model/ids.ts';
import { CHECK_NAME, type CheckContent, type CheckName } from './effects.ts';

/** The words of a check run: Markdown that is safe to publish. */
export interface CheckText {
  readonly title: string;
  readonly summary: string;
  readonly text: string;
}

/** The pull request's own head and that of its merge group; a branch's tip. */
function headsOf({ change }: Facts): readonly Sha[] {
  switch (change.kind) {
    case 'branch':
      return [change.sha];
    case 'pull': {
      const queued = change.queueHead.known ? change.queueHead.value : null;
      return queued === null ? [change.head.sha] : [change.head.sha, queued];
    }
  }
}

/** A check run by any of the app's names on one commit. It carries its subject's key. */
export function checkOn(
  headSha: Sha,
  facts: Facts,
  name: CheckName,
  conclusion: Conclusion,
  { title, summary, text }: CheckText,
  actions: CheckContent['actions'] = [],
): CheckContent {
  return {
    name,
    headSha,
    externalId: subjectKey(subjectOf(facts)),
    conclusion,
    title,
    summary,
    text,
    actions,
  };
}

/** The check `Hotfix` on all heads. */
export function hotfixChecks(
  facts: Facts,
  conclusion: Conclusion,
  text: CheckText,
  actions: CheckContent['actions'] = [],
): readonly CheckContent[] {
  return headsOf(facts).map((head) => checkOn(head, facts, CHECK_NAME, conclusion, text, actions));
}
