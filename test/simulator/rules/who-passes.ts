/** Who may do what a rule forbids others: administrators, bypass actors, and those that restrictions and allowances name. */
import { administers } from '../operations/act.ts';
import type { App, Person } from '../state/accounts.ts';
import type { ActorLists, BypassActor } from '../state/protection.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { type AppliedRule, bypassActorsOf } from './applied-rules.ts';

/** GitHub's ids of the built-in repository roles, as bypass actors name them. */
const ROLE_IDS = { maintain: 2, write: 4, admin: 5 } as const;

/** What classic protection refuses administrators too, unless it allows it to all who may push. */
const FOR_ADMINISTRATORS_TOO: ReadonlySet<string> = new Set(['non_fast_forward', 'deletion']);

export interface Actor {
  world: World;
  repo: Repository;
  person: Person;
  app: App | null;
}

/** True when the lists of a classic rule name the actor. */
export function isListed({ world, repo, person, app }: Actor, lists: ActorLists): boolean {
  if (lists.userIds.includes(person.id) || (app !== null && lists.appIds.includes(app.id))) return true;
  const organization = world.organizationOf(repo);
  if (!organization) return false;
  return lists.teamIds.some((id) => {
    const team = organization.teams.get(id);
    return team !== undefined && world.inTeam(organization, team, person.id);
  });
}

/**
 * True when the actor is let past the rule. `byPullRequest`: the change comes by a merge, which is all that bypass
 * actors of mode `pull_request` may.
 */
export function mayBypass(actor: Actor, rule: AppliedRule, byPullRequest: boolean): boolean {
  if (rule.source.kind === 'ruleset')
    return bypassActorsOf(rule).some(
      (one) => (byPullRequest || one.bypassMode !== 'pull_request') && isActor(actor, one),
    );
  const { protection } = rule.source;
  if (!protection.enforceAdmins && administers(actor) && !FOR_ADMINISTRATORS_TOO.has(rule.type)) return true;
  const allowed = protection.requiredPullRequestReviews?.bypassAllowances;
  return rule.type === 'pull_request' && allowed ? isListed(actor, allowed) : false;
}

/** Actors in mode `exempt` are not even looked at: their changes leave no record of the rule. */
export function isExempt(actor: Actor, rule: AppliedRule): boolean {
  return bypassActorsOf(rule).some((one) => one.bypassMode === 'exempt' && isActor(actor, one));
}

function isActor({ world, repo, person, app }: Actor, one: BypassActor): boolean {
  switch (one.actorType) {
    case 'Integration':
      return app !== null && one.actorId === app.id;
    case 'User':
      return one.actorId === person.id;
    case 'OrganizationAdmin':
      return world.organizationOf(repo)?.members.get(person.id) === 'admin';
    case 'RepositoryRole': {
      const role = world.roleOf(person, repo);
      return Object.entries(ROLE_IDS).some(([name, id]) => name === role && id === one.actorId);
    }
    case 'Team': {
      const organization = world.organizationOf(repo);
      const team = one.actorId === null ? undefined : organization?.teams.get(one.actorId);
      return organization !== null && team !== undefined && world.inTeam(organization, team, person.id);
    }
    case 'DeployKey':
      return false;
  }
}
