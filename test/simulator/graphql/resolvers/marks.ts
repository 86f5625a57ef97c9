/** Labels and milestones. */
import type { Label as SchemaLabel, Milestone as SchemaMilestone } from '@octokit/graphql-schema';
import { labelNodeId, milestoneNodeId } from '../../node-ids.ts';
import type { Issue } from '../../state/issues.ts';
import type { Repository } from '../../state/repository.ts';
import { connection, type PageArguments } from '../connection.ts';
import { actorNode, type Fields, issueNode, nodeOf, pullNode } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';
import { stateFits } from './thread-filters.ts';

type StateArguments = PageArguments & { states?: readonly string[] | null };

function marked(repo: Repository, fits: (issue: Issue) => boolean, args: StateArguments, pulls: boolean) {
  const found = [...repo.issues.values()].filter(
    (issue) => repo.pulls.has(issue.number) === pulls && fits(issue) && stateFits(repo, issue, args.states),
  );
  return found.flatMap(({ number }) => (pulls ? pullNode(repo, number) : issueNode(repo, number)) ?? []);
}

const labelPath = (repo: Repository, name: string, { world }: QueryContext) =>
  `/${world.fullName(repo)}/labels/${encodeURIComponent(name)}`;

export const labelFields: Fields<'Label', SchemaLabel> = {
  id: ({ repo, label }) => labelNodeId(repo, label),
  name: ({ label }) => label.name,
  color: ({ label }) => label.color,
  description: ({ label }) => label.description,
  isDefault: ({ label }) => label.isDefault,
  createdAt: ({ repo }) => repo.createdAt,
  updatedAt: ({ repo }) => repo.createdAt,
  repository: ({ repo }) => nodeOf('Repository', { repo }),
  resourcePath: ({ repo, label }, _, context) => labelPath(repo, label.name, context),
  url: ({ repo, label }, _, context) => `${context.world.urls.html}${labelPath(repo, label.name, context)}`,
  issues: ({ repo, label }, args: StateArguments, _, info) =>
    connection(
      info,
      marked(repo, (issue) => issue.labelIds.includes(label.id), args, false),
      args,
    ),
  pullRequests: ({ repo, label }, args: StateArguments, _, info) =>
    connection(
      info,
      marked(repo, (issue) => issue.labelIds.includes(label.id), args, true),
      args,
    ),
};

export const milestoneFields: Fields<'Milestone', SchemaMilestone> = {
  id: ({ repo, milestone }) => milestoneNodeId(repo, milestone),
  number: ({ milestone }) => milestone.number,
  title: ({ milestone }) => milestone.title,
  description: ({ milestone }) => milestone.description,
  state: ({ milestone }) => milestone.state.toUpperCase(),
  closed: ({ milestone }) => milestone.state === 'closed',
  closedAt: ({ milestone }) => milestone.closedAt,
  createdAt: ({ milestone }) => milestone.createdAt,
  updatedAt: ({ milestone }) => milestone.updatedAt,
  dueOn: ({ milestone }) => milestone.dueOn,
  creator: ({ milestone }, _, { world }) => actorNode(world.account(milestone.creatorId)),
  repository: ({ repo }) => nodeOf('Repository', { repo }),
  resourcePath: ({ repo, milestone }, _, { world }) =>
    `/${world.fullName(repo)}/milestone/${milestone.number}`,
  url: ({ repo, milestone }, _, { world }) =>
    `${world.urls.html}/${world.fullName(repo)}/milestone/${milestone.number}`,
  progressPercentage: ({ repo, milestone }) => {
    const all = [...repo.issues.values()].filter((issue) => issue.milestoneNumber === milestone.number);
    const done = all.filter(({ state }) => state === 'closed').length;
    return all.length === 0 ? 0 : (done * 100) / all.length;
  },
  issues: ({ repo, milestone }, args: StateArguments, _, info) =>
    connection(
      info,
      marked(repo, (issue) => issue.milestoneNumber === milestone.number, args, false),
      args,
    ),
  pullRequests: ({ repo, milestone }, args: StateArguments, _, info) =>
    connection(
      info,
      marked(repo, (issue) => issue.milestoneNumber === milestone.number, args, true),
      args,
    ),
  viewerCanClose: ({ repo }, _, context) => context.viewerReaches(repo, 'triage'),
  viewerCanReopen: ({ repo }, _, context) => context.viewerReaches(repo, 'triage'),
};
