/** Issues, pull requests and everything people write on them. A pull request is an issue plus an entry in `pulls` of the same number. */

export type ReactionContent = '+1' | '-1' | 'laugh' | 'confused' | 'heart' | 'hooray' | 'rocket' | 'eyes';

export interface Reaction {
  id: number;
  userId: number;
  content: ReactionContent;
  createdAt: string;
}

export interface Label {
  id: number;
  name: string;
  color: string;
  description: string | null;
  isDefault: boolean;
}

export interface Milestone {
  id: number;
  number: number;
  title: string;
  description: string | null;
  state: 'open' | 'closed';
  creatorId: number;
  dueOn: string | null;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
}

/** One entry of the timeline; `data` holds what is particular to the event (label name, commit, assignee id …). */
export interface IssueEvent {
  id: number;
  event: string;
  actorId: number;
  commitId: string | null;
  createdAt: string;
  data: Record<string, string | number | boolean | null>;
}

export interface Issue {
  id: number;
  number: number;
  title: string;
  body: string | null;
  /** The last change of the body; null where it stands as it was opened. */
  bodyEdit: { at: string; byId: number } | null;
  state: 'open' | 'closed';
  stateReason: 'completed' | 'not_planned' | 'reopened' | 'duplicate' | null;
  authorId: number;
  /** Ids of labels of the same repository. */
  labelIds: number[];
  assigneeIds: number[];
  milestoneNumber: number | null;
  locked: boolean;
  activeLockReason: string | null;
  reactions: Reaction[];
  events: IssueEvent[];
  /** Ids of issues, in order. */
  subIssueIds: number[];
  parentIssueId: number | null;
  pinned: boolean;
  closedById: number | null;
  closedAt: string | null;
  createdAt: string;
  updatedAt: string;
  /** The App through which it was written, if one did. */
  appId: number | null;
}

export interface PullRequest {
  /** Own id, not the issue's. */
  id: number;
  number: number;
  draft: boolean;
  baseRef: string;
  /** Tip of the base at opening, and of the last base change or synchronisation. */
  baseSha: string;
  headRef: string;
  headSha: string;
  /** null: the head repository was deleted. */
  headRepositoryId: number | null;
  /** Kept beside the id, because `user:branch` outlives the repository. */
  headOwnerId: number;
  maintainerCanModify: boolean;
  /** Who pushed the head last: their approval may not count. */
  lastPusherId: number;
  mergedAt: string | null;
  mergedById: number | null;
  mergeCommitSha: string | null;
  requestedReviewerIds: number[];
  requestedTeamIds: number[];
  autoMerge: {
    enabledById: number;
    method: 'merge' | 'squash' | 'rebase';
    commitTitle: string | null;
    commitMessage: string | null;
  } | null;
  /** Its place in the merge queue; null while it is in none. */
  queueEntry: {
    ref: string;
    headSha: string;
    baseSha: string;
    enqueuedById: number;
    enqueuedAt: string;
  } | null;
  /** Computed for a pair of tips; null while GitHub would still be computing. */
  mergeability: {
    headSha: string;
    baseSha: string;
    mergeable: boolean;
    rebaseable: boolean;
    testMergeSha: string | null;
  } | null;
  reviews: Map<number, Review>;
  reviewComments: Map<number, ReviewComment>;
  /** Only on a reader's copy: as the git lists see it while they lag, `unknown` before they know of it. Else null. */
  inGitLists: PullTips | 'unknown' | null;
}

/** What the commits and files of a pull request follow from. */
export interface PullTips {
  headRef: string;
  headSha: string;
  baseRef: string;
  baseSha: string;
  open: boolean;
}

export interface IssueComment {
  id: number;
  issueNumber: number;
  authorId: number;
  body: string;
  appId: number | null;
  reactions: Reaction[];
  minimizedReason: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface Review {
  id: number;
  authorId: number;
  body: string;
  state: 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED';
  commitId: string | null;
  submittedAt: string | null;
  updatedAt: string;
}

export interface ReviewComment {
  id: number;
  reviewId: number;
  authorId: number;
  body: string;
  path: string;
  line: number | null;
  startLine: number | null;
  side: 'LEFT' | 'RIGHT';
  subjectType: 'line' | 'file';
  commitId: string;
  originalCommitId: string;
  diffHunk: string;
  inReplyToId: number | null;
  threadResolvedById: number | null;
  reactions: Reaction[];
  createdAt: string;
  updatedAt: string;
}

export interface CommitComment {
  id: number;
  commitId: string;
  authorId: number;
  body: string;
  path: string | null;
  line: number | null;
  position: number | null;
  reactions: Reaction[];
  createdAt: string;
  updatedAt: string;
}
