/** Teams by their ids, as they stand among requested reviewers and in restrictions. */
import type { JsonObject } from '../json.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { serializeTeam } from './profile.ts';

/** Only teams of the organisation that owns the repository can stand there. */
export function serializeTeamsById(world: World, repo: Repository, ids: readonly number[]): JsonObject[] {
  const organization = world.organizationOf(repo);
  return ids.flatMap((id) => {
    const team = organization?.teams.get(id);
    if (!organization || !team) return [];
    return [serializeTeam(world, organization, team, world.teamRole(organization, team, repo) ?? 'read')];
  });
}
