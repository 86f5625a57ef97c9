// The shape of GitHub's GraphQL answers, as far as they are used. Every part that a missing permission can blank out is nullable.
import { z } from 'zod';

/** A connection's nodes: GitHub puts null in place of what it cannot show. */
function nodes<T extends z.ZodType>(node: T) {
  return z
    .array(node.nullable())
    .nullable()
    .transform((list) => (list ?? []).filter((one) => one !== null));
}

/** What a page lists, whichever page it is. */
export interface Listed<P extends { readonly nodes: readonly unknown[] }> {
  readonly nodes: readonly P['nodes'][number][];
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
export function fileAt(
  commit: z.infer<typeof filesCommit>,
  prefix: string,
  index: number,
): FileAnswer | undefined {
  const parsed = file.safeParse(commit[`${prefix}${index}`]);
  return parsed.success ? parsed.data : undefined;
}

const actor = z.object({ __typename: z.string(), login: z.string() });
const nextPage = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

const checkRun = z.object({
  databaseId: z.number().nullable(),
  name: z.string(),
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
      z.object({
        status: z.string(),
        createdAt: z.string(),
        checkRuns: z.object({ nodes: nodes(checkRun) }).nullable(),
      }),
    ),
  })
  .nullable();
export type CheckSuitesAnswer = z.infer<typeof checkSuites>;

const commentNode = z.object({
  databaseId: z.number().nullable(),
  body: z.string(),
  createdAt: z.string(),
  lastEditedAt: z.string().nullable(),
  author: actor.nullable(),
  editor: actor.nullable(),
  viewerDidAuthor: z.boolean(),
  reactionGroups: z
    .array(z.object({ content: z.string(), createdAt: z.string().nullable(), viewerHasReacted: z.boolean() }))
    .nullable(),
});
export type CommentAnswer = z.infer<typeof commentNode>;
const commentPage = z.object({ pageInfo: nextPage, nodes: nodes(commentNode) });
export type CommentPage = z.infer<typeof commentPage>;

const gitActor = z.object({
  email: z.string().nullable(),
  user: z.object({ login: z.string() }).nullable(),
});
export type GitActorAnswer = z.infer<typeof gitActor>;

const commitPage = z.object({
  pageInfo: nextPage,
  nodes: nodes(
    z.object({
      commit: z.object({
        oid: z.string(),
        message: z.string(),
        authoredDate: z.string(),
        parents: z.object({ totalCount: z.number() }),
        author: gitActor.nullable(),
        authors: z.object({ nodes: nodes(gitActor) }),
        committer: gitActor.nullable(),
      }),
    }),
  ),
});
export type CommitPage = z.infer<typeof commitPage>;

const filePage = z.object({
  totalCount: z.number(),
  pageInfo: nextPage,
  nodes: nodes(
    z.object({ path: z.string(), additions: z.number(), deletions: z.number(), changeType: z.string() }),
  ),
});
export type FilePage = z.infer<typeof filePage>;

const reviewPage = z.object({
  pageInfo: nextPage,
  nodes: nodes(
    z.object({
      fullDatabaseId: z.string().nullable(),
      state: z.string(),
      submittedAt: z.string().nullable(),
      author: actor.nullable(),
      authorCanPushToRepository: z.boolean(),
      commit: z.object({ oid: z.string() }).nullable(),
    }),
  ),
});
export type ReviewPage = z.infer<typeof reviewPage>;

const timeline = z.object({
  nodes: nodes(
    z.object({
      __typename: z.string(),
      createdAt: z.string().optional(),
      label: z.object({ name: z.string() }).optional(),
      actor: actor.nullish(),
    }),
  ),
});
export type TimelineAnswer = z.infer<typeof timeline>;

const memberPage = z.object({ pageInfo: nextPage, nodes: nodes(z.object({ login: z.string() })) });
export type MemberPage = z.infer<typeof memberPage>;
const team = z.object({ team: z.object({ members: memberPage }).nullable() }).nullable();
export type TeamAnswer = z.infer<typeof team>;

const organisation = z
  .object({
    nameWithOwner: z.string(),
    defaultBranchRef: z.object({ target: filesCommit.nullable() }).nullable(),
  })
  .nullish();
export type OrganisationAnswer = z.infer<typeof organisation>;

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

const carriers = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean() }),
  nodes: nodes(
    z.object({
      number: z.number(),
      state: z.string(),
      headRefName: z.string(),
      headRefOid: z.string(),
      baseRefName: z.string(),
    }),
  ),
});
export type CarriersAnswer = z.infer<typeof carriers>;

const repositoryParts = {
  nameWithOwner: z.string(),
  owner: z.object({ __typename: z.string() }),
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
  updatedAt: z.string(),
  lastEditedAt: z.string().nullable(),
  author: actor.nullable(),
  editor: actor.nullable(),
  baseRefName: z.string(),
  baseRefOid: z.string(),
  headRefName: z.string(),
  headRefOid: z.string(),
  isCrossRepository: z.boolean(),
  headRepository: z.object({ nameWithOwner: z.string() }).nullable(),
  labels: z.object({ nodes: nodes(named) }).nullable(),
  baseRef: z.object({ target: filesCommit.nullable() }).nullable(),
  commits: commitPage.nullable(),
  firstCommit: z
    .object({
      nodes: nodes(
        z.object({
          commit: z.object({ oid: z.string(), associatedPullRequests: carriers.nullish() }).nullable(),
        }),
      ),
    })
    .nullable(),
  headCommit: z
    .object({
      nodes: nodes(
        z.object({
          commit: z
            .looseObject({ oid: z.string(), checkSuites, associatedPullRequests: carriers.nullish() })
            .nullable(),
        }),
      ),
    })
    .nullable(),
  changedFiles: z.number(),
  files: filePage.nullable(),
  reviews: reviewPage.nullable(),
  timelineItems: timeline.nullable(),
  comments: commentPage.nullable(),
  mergeQueueEntry: z.object({ headCommit: z.object({ oid: z.string(), checkSuites }).nullable() }).nullable(),
});
export type PullAnswer = z.infer<typeof pull>;

export const pullAnswer = z.object({
  viewer: z.object({ login: z.string() }),
  organisation,
  repository: z.object({ ...repositoryParts, pullRequest: pull.nullable() }).nullable(),
});

export const branchAnswer = z.object({
  organisation,
  repository: z
    .object({
      ...repositoryParts,
      policy: z.object({ target: filesCommit.nullable() }).nullable(),
      incoming: z
        .object({
          nodes: nodes(
            z.object({
              number: z.number(),
              headRefName: z.string(),
              labels: z.object({ nodes: nodes(named) }).nullable(),
            }),
          ),
        })
        .nullable(),
      ref: z
        .object({
          target: target
            .extend({ checkSuites: checkSuites.optional(), associatedPullRequests: carriers.nullish() })
            .nullable(),
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

export const moreFilesAnswer = z.object({
  repository: z.object({ pullRequest: z.object({ files: filePage }).nullable() }).nullable(),
});

export const moreReviewsAnswer = z.object({
  repository: z.object({ pullRequest: z.object({ reviews: reviewPage }).nullable() }).nullable(),
});

export const moreMembersAnswer = z.object({ organization: team });

/** The teams beside the rest of an answer: found by their aliases, so that one shape fits any number. */
const aliases = z.record(z.string(), z.unknown());

/** Undefined where the part could not be read. */
export function teamAt(data: unknown, index: number): TeamAnswer | undefined {
  const all = aliases.safeParse(data);
  const parsed = team.safeParse(all.success ? all.data[`team${index}`] : undefined);
  return parsed.success ? parsed.data : undefined;
}

export const checksOfCommitAnswer = z.object({
  repository: z
    .object({
      object: z
        .object({ checkSuites: checkSuites.optional(), associatedPullRequests: carriers.nullish() })
        .nullable(),
    })
    .nullable(),
});

export const filesAtCommitAnswer = z.object({
  repository: z.object({ object: filesCommit.nullable() }).nullable(),
});
