/** Node ids of everything that hangs on a repository; GraphQL decodes them by the same prefixes. */
import { nodeId } from './ids.ts';
import type { CheckRun, CheckSuite, CommitStatus, Deployment, DeploymentStatus } from './state/checks.ts';
import type {
  CommitComment,
  Issue,
  IssueComment,
  IssueEvent,
  Label,
  Milestone,
  PullRequest,
  Reaction,
  Review,
  ReviewComment,
} from './state/issues.ts';
import type { BranchProtection, Ruleset } from './state/protection.ts';
import type { Repository } from './state/repository.ts';

/** Of an issue; the issue side of a pull request carries the pull request's. */
export function issueNodeId(repo: Repository, issue: Issue): string {
  const pull = repo.pulls.get(issue.number);
  return pull ? pullNodeId(repo, pull) : nodeId('I', repo.id, issue.id);
}

export const pullNodeId = (repo: Repository, pull: PullRequest) => nodeId('PR', repo.id, pull.id);
export const labelNodeId = (repo: Repository, label: Label) => nodeId('LA', repo.id, label.id);
export const milestoneNodeId = (repo: Repository, milestone: Milestone) =>
  nodeId('MI', repo.id, milestone.id);
export const issueCommentNodeId = (repo: Repository, comment: IssueComment) =>
  nodeId('IC', repo.id, comment.id);
export const commitCommentNodeId = (repo: Repository, comment: CommitComment) =>
  nodeId('CC', repo.id, comment.id);
export const reviewNodeId = (repo: Repository, review: Review) => nodeId('PRR', repo.id, review.id);
export const reviewCommentNodeId = (repo: Repository, comment: ReviewComment) =>
  nodeId('PRRC', repo.id, comment.id);
export const issueEventNodeId = (repo: Repository, event: IssueEvent) => nodeId('EV', repo.id, event.id);
export const reactionNodeId = (repo: Repository, reaction: Reaction) => nodeId('REA', repo.id, reaction.id);
export const checkSuiteNodeId = (repo: Repository, suite: CheckSuite) => nodeId('CS', repo.id, suite.id);
export const checkRunNodeId = (repo: Repository, run: CheckRun) => nodeId('CR', repo.id, run.id);
export const statusNodeId = (repo: Repository, status: CommitStatus) => nodeId('SC', repo.id, status.id);
export const deploymentNodeId = (repo: Repository, deployment: Deployment) =>
  nodeId('DE', repo.id, deployment.id);
export const deploymentStatusNodeId = (repo: Repository, status: DeploymentStatus) =>
  nodeId('DES', repo.id, status.id);
export const protectionNodeId = (repo: Repository, protection: BranchProtection) =>
  nodeId('BPR', repo.id, protection.id);
export const rulesetNodeId = (ruleset: Ruleset) => nodeId('RRS', ruleset.id);
