/** Finds the classic protection that holds for a branch. */
import picomatch from 'picomatch';
import type { BranchProtection } from './state/protection.ts';
import type { Repository } from './state/repository.ts';

/** The rule with the branch's exact name, else the oldest rule whose pattern fits; `*` stops at slashes as on GitHub. */
export function protectionFor(repo: Repository, branch: string): BranchProtection | null {
  return (
    repo.protections.find((rule) => rule.pattern === branch) ??
    repo.protections.find((rule) => picomatch.isMatch(branch, rule.pattern, { dot: true })) ??
    null
  );
}
