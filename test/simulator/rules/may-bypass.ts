/** Who is let past a rule: administrators past classic protection unless it binds them, bypass actors past rulesets. */
import { administers } from '../operations/act.ts';
import type { App, Person } from '../state/accounts.ts';
import type { BypassActor } from '../state/protection.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { type AppliedRule, bypassActorsOf } from './applied-rules.ts';

/** GitHub's ids of the built-in repository roles, as bypass actors name them. */
const ROLE_IDS = { maintain: 2, write: 4, admin: 5 } as const;

export interface Actor {
  world: World;
  repo: Repository;
  person: Person;
  app: App | null;
}

export function mayBypass(actor: Actor, rule: AppliedRule, byPullRequest: boolean): boolean {
  if (rule.source.kind === 'protection') return !rule.source.protection.enforceAdmins && administers(actor);
  return bypassActorsOf(rule).some(
    (one) => (byPullRequest || one.bypassMode !== 'pull_request') && isActor(actor, one),
  );
}

function isActor({ world, repo, person, app }: Actor, one: BypassActor): boolean {
  switch (one.actorType) {
    case 'Integration':
      return app !== null && one.actorId === app.id;
    case 'User':
      return one.actorId === person.id;
    case 'OrganizationAdmin': {
      const organization = world.organizationOf(repo);
      return organization?.members.get(person.id) === 'admin';
    }
    case 'RepositoryRole': {
      const role = world.roleOf(person, repo);
      return (
        role !== null && Object.entries(ROLE_IDS).some(([name, id]) => name === role && id === one.actorId)
      );
    }
    case 'Team': {
      const team = [...(world.organizationOf(repo)?.teams.values() ?? [])].find(
        ({ id }) => id === one.actorId,
      );
      return team?.members.has(person.id) ?? false;
    }
    case 'DeployKey':
      return false;
  }
}
