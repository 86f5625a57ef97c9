/** Comments under issues and pull requests, and on commits. */
import type {
  CommitComment as SchemaCommitComment,
  IssueComment as SchemaIssueComment,
} from '@octokit/graphql-schema';
import { commitCommentNodeId, issueCommentNodeId } from '../../node-ids.ts';
import { type Fields, type NodeOf, nodeOf, pullNode, threadNode } from '../nodes.ts';
import { commentFields } from './written.ts';

export const issueCommentFields: Fields<'IssueComment', SchemaIssueComment> = {
  ...commentFields<NodeOf<'IssueComment'>>(({ repo, comment }) => ({
    repo,
    id: comment.id,
    authorId: comment.authorId,
    body: comment.body,
    createdAt: comment.createdAt,
    updatedAt: comment.updatedAt,
    reactions: comment.reactions,
    path: `/${repo.pulls.has(comment.issueNumber) ? 'pull' : 'issues'}/${comment.issueNumber}#issuecomment-${comment.id}`,
  })),
  id: ({ repo, comment }) => issueCommentNodeId(repo, comment),
  fullDatabaseId: ({ comment }) => String(comment.id),
  lastEditedAt: ({ comment }) => (comment.updatedAt === comment.createdAt ? null : comment.updatedAt),
  isMinimized: ({ comment }) => comment.minimizedReason !== null,
  minimizedReason: ({ comment }) => comment.minimizedReason,
  // The schema promises an Issue even where the comment is a pull request's; GitHub shows the issue side of it.
  issue: ({ repo, comment }) => {
    const issue = repo.issues.get(comment.issueNumber);
    return issue ? nodeOf('Issue', { repo, issue }) : threadNode(repo, comment.issueNumber);
  },
  pullRequest: ({ repo, comment }) => pullNode(repo, comment.issueNumber),
};

export const commitCommentFields: Fields<'CommitComment', SchemaCommitComment> = {
  ...commentFields<NodeOf<'CommitComment'>>(({ repo, comment }) => ({
    repo,
    id: comment.id,
    authorId: comment.authorId,
    body: comment.body,
    createdAt: comment.createdAt,
    updatedAt: comment.updatedAt,
    reactions: comment.reactions,
    path: `/commit/${comment.commitId}#commitcomment-${comment.id}`,
  })),
  id: ({ repo, comment }) => commitCommentNodeId(repo, comment),
  commit: ({ repo, comment }) => nodeOf('Commit', { repo, oid: comment.commitId }),
  isMinimized: () => false,
  path: ({ comment }) => comment.path,
  position: ({ comment }) => comment.position,
};
