/** Lists of repositories: an owner's, and forks. */
import type { Account } from '../../state/accounts.ts';
import type { Repository } from '../../state/repository.ts';
import type { PageArguments } from '../connection.ts';
import { nodeOf } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';

export interface RepositoryListArguments extends PageArguments {
  isFork?: boolean | null;
  isArchived?: boolean | null;
  privacy?: 'PUBLIC' | 'PRIVATE' | null;
  visibility?: 'PUBLIC' | 'PRIVATE' | 'INTERNAL' | null;
  orderBy?: { field: string; direction: 'ASC' | 'DESC' } | null;
}

const DATES = { CREATED_AT: 'createdAt', UPDATED_AT: 'updatedAt', PUSHED_AT: 'pushedAt' } as const;

function sortKey(repo: Repository, field: string): string {
  if (field === 'CREATED_AT' || field === 'UPDATED_AT' || field === 'PUSHED_AT')
    return repo[DATES[field]] ?? '';
  return repo.name.toLowerCase();
}

/** The repositories among these that the viewer sees and the arguments ask for. */
export function wantedRepositories(
  context: QueryContext,
  all: Iterable<Repository>,
  args: RepositoryListArguments,
) {
  const privacy = args.visibility ?? args.privacy;
  const found = [...all].filter(
    (repo) =>
      context.sees(repo) &&
      (args.isFork == null || args.isFork === (repo.parentId !== null)) &&
      (args.isArchived == null || args.isArchived === repo.settings.archived) &&
      (privacy == null || privacy === (repo.settings.private ? 'PRIVATE' : 'PUBLIC')),
  );
  const { orderBy } = args;
  if (orderBy) {
    found.sort((a, b) => sortKey(a, orderBy.field).localeCompare(sortKey(b, orderBy.field)));
    if (orderBy.direction === 'DESC') found.reverse();
  }
  return found.map((repo) => nodeOf('Repository', { repo }));
}

export function ownedRepositories(context: QueryContext, owner: Account, args: RepositoryListArguments) {
  const all = [...context.world.state.repositories.values()];
  return wantedRepositories(
    context,
    all.filter(({ ownerId }) => ownerId === owner.id),
    args,
  );
}
