// The shape of GitHub's GraphQL answers, as far as they are used. Every part that a missing permission can blank out is nullable.
import { z } from 'zod';

/** A connection's nodes: GitHub puts null in place of what it cannot show. */
function nodes<T extends z.ZodType>(node: T) {
  return z
    .array(node.nullable())
    .nullable()
    .transform((list) => (list ?? []).filter((one) => one !== null));
}

const target = z.object({ oid: z.string() });

const file = z
  .object({
    object: z
      .object({
        text: z.string().nullish(),
        isBinary: z.boolean().nullish(),
        isTruncated: z.boolean().optional(),
      })
      .nullable(),
  })
  .nullable();
export type FileAnswer = z.infer<typeof file>;

/** `file0`, `file1`, … in the order in which they were asked for. */
const filesCommit = z.record(z.string(), z.unknown());

/** Reads the file of one alias; undefined when its part of the answer is missing. */
export function fileAt(commit: z.infer<typeof filesCommit>, index: number): FileAnswer | undefined {
  const parsed = file.safeParse(commit[`file${index}`]);
  return parsed.success ? parsed.data : undefined;
}

const checkRun = z.object({
  databaseId: z.number().nullable(),
  externalId: z.string().nullable(),
  status: z.string(),
  conclusion: z.string().nullable(),
  title: z.string().nullable(),
  summary: z.string().nullable(),
  text: z.string().nullable(),
});
export type CheckRunAnswer = z.infer<typeof checkRun>;

const checkSuites = z
  .object({
    nodes: nodes(
      z.object({ status: z.string(), checkRuns: z.object({ nodes: nodes(checkRun) }).nullable() }),
    ),
  })
  .nullable();
export type CheckSuitesAnswer = z.infer<typeof checkSuites>;

const commentPage = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  nodes: nodes(
    z.object({ databaseId: z.number().nullable(), body: z.string(), viewerDidAuthor: z.boolean() }),
  ),
});
export type CommentPage = z.infer<typeof commentPage>;

const commitPage = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  nodes: nodes(
    z.object({
      commit: z.object({
        oid: z.string(),
        message: z.string(),
        parents: z.object({ totalCount: z.number() }),
        author: z
          .object({ email: z.string().nullable(), user: z.object({ login: z.string() }).nullable() })
          .nullable(),
      }),
    }),
  ),
});
export type CommitPage = z.infer<typeof commitPage>;

const comparison = z
  .object({
    headTarget: target,
    aheadBy: z.number(),
    commits: z.object({
      pageInfo: z.object({ hasPreviousPage: z.boolean(), startCursor: z.string().nullable() }),
      nodes: nodes(target),
    }),
  })
  .nullable();
export type ComparisonAnswer = NonNullable<z.infer<typeof comparison>>;

const comparedRef = z.object({ name: z.string(), compare: comparison }).nullable();

const named = z.object({ name: z.string() });

const repositoryParts = {
  nameWithOwner: z.string(),
  url: z.string(),
  squashMergeAllowed: z.boolean(),
  mergeCommitAllowed: z.boolean(),
  rebaseMergeAllowed: z.boolean(),
  defaultBranchRef: named.nullable(),
  tags: z.object({ nodes: nodes(named) }).nullable(),
  branches: z.object({ nodes: nodes(named) }).nullable(),
};
const repository = z.object(repositoryParts);
export type RepositoryAnswer = z.infer<typeof repository>;

const pull = z.object({
  title: z.string(),
  body: z.string().nullable(),
  state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
  isDraft: z.boolean(),
  createdAt: z.string(),
  author: z.object({ __typename: z.string(), login: z.string() }).nullable(),
  baseRefName: z.string(),
  baseRefOid: z.string(),
  headRefName: z.string(),
  headRefOid: z.string(),
  isCrossRepository: z.boolean(),
  headRepository: z.object({ nameWithOwner: z.string() }).nullable(),
  labels: z.object({ nodes: nodes(named) }).nullable(),
  baseRef: z.object({ target: filesCommit.nullable() }).nullable(),
  commits: commitPage.nullable(),
  headCommit: z
    .object({
      nodes: nodes(z.object({ commit: z.object({ oid: z.string(), checkSuites }).nullable() })),
    })
    .nullable(),
  comments: commentPage.nullable(),
});
export type PullAnswer = z.infer<typeof pull>;

export const pullAnswer = z.object({
  repository: z.object({ ...repositoryParts, pullRequest: pull.nullable() }).nullable(),
});

export const branchAnswer = z.object({
  repository: z
    .object({
      ...repositoryParts,
      policy: z.object({ target: filesCommit.nullable() }).nullable(),
      ref: z
        .object({
          target: target.extend({ checkSuites: checkSuites.optional() }).nullable(),
          associatedPullRequests: z.object({ nodes: nodes(z.object({ number: z.number() })) }),
        })
        .nullable(),
    })
    .nullable(),
});

/** The compared branches beside the rest of an answer: found by their aliases, so that one shape fits any number. */
export const comparisonsAnswer = z.object({ repository: z.record(z.string(), z.unknown()).nullable() });

/** Reads the compared branch of one alias: undefined when unreadable, null when there is no such branch. */
export function comparedAt(
  answer: z.infer<typeof comparisonsAnswer>,
  index: number,
): z.infer<typeof comparedRef> | undefined {
  const parsed = comparedRef.safeParse(answer.repository?.[`compared${index}`]);
  return parsed.success ? parsed.data : undefined;
}

export const olderComparedAnswer = z.object({
  repository: z.object({ ref: z.object({ compare: comparison }).nullable() }).nullable(),
});

export const moreCommitsAnswer = z.object({
  repository: z.object({ pullRequest: z.object({ commits: commitPage }).nullable() }).nullable(),
});

export const moreCommentsAnswer = z.object({
  repository: z.object({ pullRequest: z.object({ comments: commentPage }).nullable() }).nullable(),
});

export const checksOfCommitAnswer = z.object({
  repository: z.object({ object: z.object({ checkSuites: checkSuites.optional() }).nullable() }).nullable(),
});

export const filesAtCommitAnswer = z.object({
  repository: z.object({ object: filesCommit.nullable() }).nullable(),
});
