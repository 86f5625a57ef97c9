// Who of those that a policy or a CODEOWNERS file names can be asked: only teams that exist, and nobody who worked on the change.
import type { Facts } from '../model/facts/facts.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import { type Login, sameLogin, type TeamName } from '../model/ids.ts';
import { type Markdown, md } from '../model/markdown.ts';
import { contributorsOf } from './approvals.ts';

interface Named {
  readonly kind: string;
  readonly team?: TeamName;
  readonly login?: Login;
}

export function isGhostTeam(facts: Facts, team: TeamName): boolean {
  const members = facts.teams.get(team);
  return members?.known === true && members.value === null;
}

/** Why nobody of this name can approve, as a sentence; null where somebody can. */
export function whyNotAskable({ team, login }: Named, pull: PullFacts, facts: Facts): Markdown | null {
  if (team !== undefined && isGhostTeam(facts, team)) return md`the team ${`@${team}`} does not exist`;
  const isContributor =
    login !== undefined && contributorsOf(pull).some((account) => sameLogin(account.login, login));
  return isContributor ? md`${`@${login}`} worked on the change` : null;
}
