/** Which resolvers belong to which type of the schema. */
import {
  blobFields,
  checkRunFields,
  checkSuiteFields,
  commitFields,
  tagFields,
  treeEntryFields,
  treeFields,
} from './resolvers/commit.ts';
import { appFields, botFields, organizationFields, userFields } from './resolvers/people.ts';
import {
  issueCommentFields,
  issueFields,
  labelFields,
  pullRequestCommitFields,
  pullRequestFields,
} from './resolvers/pull-request.ts';
import { queryFields } from './resolvers/query.ts';
import { comparisonFields, refFields } from './resolvers/ref.ts';
import { repositoryFields } from './resolvers/repository.ts';

export const tables = {
  App: appFields,
  Blob: blobFields,
  Bot: botFields,
  CheckRun: checkRunFields,
  CheckSuite: checkSuiteFields,
  Commit: commitFields,
  Comparison: comparisonFields,
  Issue: issueFields,
  IssueComment: issueCommentFields,
  Label: labelFields,
  Organization: organizationFields,
  PullRequest: pullRequestFields,
  PullRequestCommit: pullRequestCommitFields,
  Query: queryFields,
  Ref: refFields,
  Repository: repositoryFields,
  Tag: tagFields,
  Tree: treeFields,
  TreeEntry: treeEntryFields,
  User: userFields,
};
