/** `Fixes #12` and its kin: which issues a text closes once it reaches the default branch. */
import type { Issue } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';
import type { Act } from './act.ts';
import { announce } from './issue-events.ts';
import { markClosed } from './issue-record.ts';

const KEYWORD = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d+)\b/gi;

/** Issues (not pull requests) of the repository that the text would close. */
export function closingReferences(repo: Repository, text: string): Issue[] {
  const numbers = new Set([...text.matchAll(KEYWORD)].map((match) => Number(match[1])));
  return [...numbers].flatMap((number) => {
    const issue = repo.issues.get(number);
    return issue && !repo.pulls.has(number) ? [issue] : [];
  });
}

export async function closeByKeywords(act: Act, text: string, commitId: string): Promise<void> {
  for (const issue of closingReferences(act.repo, text)) {
    if (issue.state === 'closed') continue;
    markClosed(act, issue, 'completed', commitId);
    await announce(act, issue, 'closed');
  }
}
