/** What an author is to a repository, in the word that stands beside every issue, comment and review. */
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

export type AuthorAssociation = 'OWNER' | 'MEMBER' | 'COLLABORATOR' | 'CONTRIBUTOR' | 'NONE';

export function authorAssociation(world: World, repo: Repository, authorId: number): AuthorAssociation {
  if (repo.ownerId === authorId) return 'OWNER';
  if (world.organizationOf(repo)?.members.has(authorId)) return 'MEMBER';
  if (repo.collaborators.has(authorId)) return 'COLLABORATOR';
  const contributed = [...repo.pulls.values()].some(
    (pull) => pull.mergedAt !== null && repo.issues.get(pull.number)?.authorId === authorId,
  );
  return contributed ? 'CONTRIBUTOR' : 'NONE';
}
