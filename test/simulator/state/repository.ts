/** A repository without its git objects: settings, who may do what, and all that hangs on it. */
import type { Role } from './accounts.ts';
import type { CheckRun, CheckSuite, CommitStatus, Deployment } from './checks.ts';
import type { CommitComment, Issue, IssueComment, Label, Milestone, PullRequest } from './issues.ts';
import type { BranchProtection, RuleSuite, Ruleset } from './protection.ts';

export interface RepositorySettings {
  description: string | null;
  homepage: string | null;
  private: boolean;
  hasIssues: boolean;
  hasProjects: boolean;
  hasWiki: boolean;
  hasDiscussions: boolean;
  isTemplate: boolean;
  archived: boolean;
  allowSquashMerge: boolean;
  allowMergeCommit: boolean;
  allowRebaseMerge: boolean;
  allowAutoMerge: boolean;
  allowUpdateBranch: boolean;
  allowForking: boolean;
  deleteBranchOnMerge: boolean;
  webCommitSignoffRequired: boolean;
  squashMergeCommitTitle: 'PR_TITLE' | 'COMMIT_OR_PR_TITLE';
  squashMergeCommitMessage: 'PR_BODY' | 'COMMIT_MESSAGES' | 'BLANK';
  mergeCommitTitle: 'PR_TITLE' | 'MERGE_MESSAGE';
  mergeCommitMessage: 'PR_BODY' | 'PR_TITLE' | 'BLANK';
}

export interface Repository {
  id: number;
  ownerId: number;
  name: string;
  settings: RepositorySettings;
  defaultBranch: string;
  topics: string[];
  /** The repository that this one was forked from. */
  parentId: number | null;
  collaborators: Map<number, Role>;
  /** Issues and pull requests share one sequence of numbers. */
  lastNumber: number;
  labels: Label[];
  milestones: Milestone[];
  /** Every issue and, under the same number, the issue side of every pull request. */
  issues: Map<number, Issue>;
  pulls: Map<number, PullRequest>;
  comments: Map<number, IssueComment>;
  commitComments: Map<number, CommitComment>;
  checkSuites: Map<number, CheckSuite>;
  checkRuns: Map<number, CheckRun>;
  statuses: CommitStatus[];
  deployments: Map<number, Deployment>;
  protections: BranchProtection[];
  rulesets: Ruleset[];
  ruleSuites: RuleSuite[];
  releases: Map<number, Release>;
  activity: Activity[];
  createdAt: string;
  updatedAt: string;
  pushedAt: string | null;
}

export interface Release {
  id: number;
  tagName: string;
  targetCommitish: string;
  name: string | null;
  body: string | null;
  draft: boolean;
  prerelease: boolean;
  authorId: number;
  createdAt: string;
  publishedAt: string | null;
}

export type ActivityType =
  | 'push'
  | 'force_push'
  | 'branch_creation'
  | 'branch_deletion'
  | 'pr_merge'
  | 'merge_queue_merge';

export interface Activity {
  id: number;
  before: string;
  after: string;
  ref: string;
  timestamp: string;
  type: ActivityType;
  actorId: number;
}
