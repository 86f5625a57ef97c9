/** Who is asked for a review of a pull request, and who is asked no longer. */
import { unprocessable } from '../http/errors.ts';
import { serializeAccount } from '../serialize/account.ts';
import { issueOf } from '../serialize/pull.ts';
import { serializeTeamsById } from '../serialize/team-reference.ts';
import type { PullRequest } from '../state/issues.ts';
import type { Act } from './act.ts';
import { announce, recordEvent } from './issue-events.ts';

export interface ReviewerNames {
  /** Logins. */
  reviewers: readonly string[];
  /** Slugs. */
  teams: readonly string[];
}

const flip = (ids: readonly number[], id: number, adds: boolean) =>
  adds ? [...ids, id] : ids.filter((one) => one !== id);

/**
 * Asks (`adds`) or stops asking; those whose state does not change are skipped. Throws 422 for the author and for
 * people without access. Emits `pull_request.review_requested` or `review_request_removed` for each.
 */
export async function changeReviewRequests(
  act: Act,
  pull: PullRequest,
  { reviewers, teams }: ReviewerNames,
  adds: boolean,
): Promise<void> {
  const { world, repo } = act;
  const issue = issueOf(repo, pull);
  const action = adds ? 'review_requested' : 'review_request_removed';
  for (const login of reviewers) {
    const user = world.findUser(login);
    if (!user || world.roleOf(user, repo) === null)
      throw unprocessable(
        'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ' +
          `${world.fullName(repo)} repository.`,
      );
    if (user.id === issue.authorId)
      throw unprocessable('Review cannot be requested from pull request author.');
    if (pull.requestedReviewerIds.includes(user.id) === adds) continue;
    pull.requestedReviewerIds = flip(pull.requestedReviewerIds, user.id, adds);
    recordEvent(act, issue, action, { reviewerId: user.id });
    await announce(act, issue, action, { requested_reviewer: serializeAccount(world, user) });
  }
  const known = [...(world.organizationOf(repo)?.teams.values() ?? [])];
  for (const slug of teams) {
    const team = known.find((one) => one.slug === slug);
    if (!team) throw unprocessable('Could not resolve to a node with the global id of the team.');
    if (pull.requestedTeamIds.includes(team.id) === adds) continue;
    pull.requestedTeamIds = flip(pull.requestedTeamIds, team.id, adds);
    await announce(act, issue, action, {
      requested_team: serializeTeamsById(world, repo, [team.id])[0] ?? null,
    });
  }
}
