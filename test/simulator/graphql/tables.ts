/** Which resolvers belong to which type of the schema. */
import { checkMutations } from './mutations/checks.ts';
import { commentMutations } from './mutations/comments.ts';
import { gitMutations } from './mutations/git.ts';
import { issueMutations } from './mutations/issues.ts';
import { protectionMutations } from './mutations/protection.ts';
import { pullMutations } from './mutations/pulls.ts';
import { reviewMutations } from './mutations/reviews.ts';
import { checkRunFields, checkSuiteFields } from './resolvers/check.ts';
import { commitCommentFields, issueCommentFields } from './resolvers/comment.ts';
import { commitFields } from './resolvers/commit.ts';
import { deploymentFields, deploymentStatusFields } from './resolvers/deployment.ts';
import { blobFields, tagFields, treeEntryFields, treeFields } from './resolvers/git-object.ts';
import { issueFields } from './resolvers/issue.ts';
import { labelFields, milestoneFields } from './resolvers/marks.ts';
import { appFields, botFields, organizationFields, teamFields, userFields } from './resolvers/people.ts';
import { protectionFields, repositoryRuleFields, ruleFields, rulesetFields } from './resolvers/protection.ts';
import { pullRequestCommitFields, pullRequestFields } from './resolvers/pull-request.ts';
import { queryFields } from './resolvers/query.ts';
import { comparisonFields, refFields } from './resolvers/ref.ts';
import { repositoryFields } from './resolvers/repository.ts';
import { repositoryGitFields } from './resolvers/repository-git.ts';
import { releaseFields, repositoryThreadFields } from './resolvers/repository-threads.ts';
import {
  reviewCommentFields,
  reviewFields,
  reviewRequestFields,
  reviewThreadFields,
} from './resolvers/review.ts';
import { rollupFields, statusContextFields, statusFields } from './resolvers/status-rollup.ts';

export const tables = {
  App: appFields,
  Blob: blobFields,
  Bot: botFields,
  BranchProtectionRule: protectionFields,
  CheckRun: checkRunFields,
  CheckSuite: checkSuiteFields,
  Commit: commitFields,
  CommitComment: commitCommentFields,
  Comparison: comparisonFields,
  Deployment: deploymentFields,
  DeploymentStatus: deploymentStatusFields,
  Issue: issueFields,
  IssueComment: issueCommentFields,
  Label: labelFields,
  Milestone: milestoneFields,
  Mutation: {
    ...checkMutations,
    ...commentMutations,
    ...gitMutations,
    ...issueMutations,
    ...protectionMutations,
    ...pullMutations,
    ...reviewMutations,
  },
  Organization: organizationFields,
  PullRequest: pullRequestFields,
  PullRequestCommit: pullRequestCommitFields,
  PullRequestReview: reviewFields,
  PullRequestReviewComment: reviewCommentFields,
  PullRequestReviewThread: reviewThreadFields,
  Query: queryFields,
  Ref: refFields,
  Release: releaseFields,
  Repository: {
    ...repositoryFields,
    ...repositoryGitFields,
    ...repositoryThreadFields,
    ...repositoryRuleFields,
  },
  RepositoryRule: ruleFields,
  RepositoryRuleset: rulesetFields,
  ReviewRequest: reviewRequestFields,
  Status: statusFields,
  StatusCheckRollup: rollupFields,
  StatusContext: statusContextFields,
  Tag: tagFields,
  Team: teamFields,
  Tree: treeFields,
  TreeEntry: treeEntryFields,
  User: userFields,
};
