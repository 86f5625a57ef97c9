// The other ways out that several rules offer beside what they demand: later, or accepted as it is.
import { durationText } from '../model/duration.ts';
import type { Duration } from '../model/ids.ts';
import { type Markdown, md } from '../model/markdown.ts';

/** @param due the beginning of a sentence: "The test is" */
export function orDefer(rule: string, due: Markdown, within: Duration): Markdown {
  const length = { markdown: durationText(within) };
  return md`No time now? Comment ${`/hotfix defer ${rule}`} and the reason on one line. ${due} then due within ${length} of the merge.`;
}

export function orAccept(rule: string): Markdown {
  return md`Is all of it needed? Somebody with write access who did not make the change can accept it: comment ${`/hotfix accept ${rule}`} and the reason on one line.`;
}
