// Reads who is in a team, where a rule asks.
import type { Facts } from '../../core/model/facts/facts.ts';
import { type Known, known } from '../../core/model/facts/known.ts';
import type { TeamMembers } from '../../core/model/facts/people.ts';
import { loginFromGitHub, type RepositoryId, type TeamName } from '../../core/model/ids.ts';
import type { Result } from '../../reconcile/ports.ts';
import type { Answer } from '../client/graphql.ts';
import { type MemberPage, moreMembersAnswer, teamAt } from './answer.ts';
import { isForbidden, permissionMissing } from './answer-facts.ts';
import type { Questions } from './ask-repository.ts';
import { allPages } from './pages.ts';
import { MORE_MEMBERS } from './query.ts';

/** A team larger than this guards nothing. */
const MOST_MEMBERS = 2_000;

/** The teams that GitHub can be asked about: those of the repository's owner. */
export function askable(repository: RepositoryId, teams: readonly TeamName[]): readonly TeamName[] {
  return teams.filter((team) => team.startsWith(`${repository.owner.toLowerCase()}/`));
}

export function slugOf(team: TeamName): string {
  return team.slice(team.indexOf('/') + 1);
}

async function membersOf(
  questions: Questions,
  slug: string,
  first: MemberPage,
): Promise<Result<TeamMembers>> {
  const pages = await allPages(questions, first, {
    text: MORE_MEMBERS,
    variables: { team: slug },
    shape: moreMembersAnswer,
    pick: (answer) => answer.organization?.team?.members,
    most: MOST_MEMBERS,
  });
  if (!pages.ok) return pages;
  return {
    ok: true,
    value: pages.value.flatMap(({ nodes }) => nodes.map(({ login }) => loginFromGitHub(login))),
  };
}

/** Another organisation's team is none here: it cannot have access to the repository. */
export async function readTeams(
  questions: Questions,
  repository: RepositoryId,
  teams: readonly TeamName[],
  { data, problems }: Answer,
): Promise<Result<Facts['teams']>> {
  const asked = askable(repository, teams);
  const found = new Map<TeamName, Known<TeamMembers>>(teams.map((team) => [team, known(null)]));
  for (const [index, team] of asked.entries()) {
    const answer = teamAt(data, index);
    if (answer === undefined || isForbidden(problems, `team${index}`)) {
      const without = 'Until it is granted, nobody’s approval can be counted as the team’s.';
      found.set(team, permissionMissing(`The members of @${team}`, 'Members: read', without));
      continue;
    }
    const first = answer?.team?.members;
    if (first === undefined) continue;
    const members = await membersOf(questions, slugOf(team), first);
    if (!members.ok) return members;
    found.set(team, known(members.value));
  }
  return { ok: true, value: found };
}
