/** Which pull requests have been looked at since their head or base moved: GitHub computes how they merge after the first look. */
import type { PullRequest } from '../state/issues.ts';

export class FirstLooks {
  /** While true, the first request after a change is answered `mergeable: null`. */
  answerNull = false;
  readonly #looks = new Map<number, { tips: string; by: object }>();

  /** True for all reads of the request that looks first. @param request is the same object for all reads of one request */
  isFirst(pull: PullRequest, baseSha: string, request: object): boolean {
    if (!this.answerNull) return false;
    const tips = `${baseSha} ${pull.headSha}`;
    const known = this.#looks.get(pull.id);
    if (known?.tips === tips) return known.by === request;
    this.#looks.set(pull.id, { tips, by: request });
    return true;
  }
}
