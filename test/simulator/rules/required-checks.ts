/** Which required checks a commit lacks, and GitHub's sentence about them. */
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import type { StatusCheckParameters } from './rule-parameters.ts';

type Report = 'passing' | 'expected' | 'pending' | 'failing';

const PASSING = new Set(['success', 'neutral', 'skipped']);

/** The newest report under a name, by the pinned App when there is one. */
function reportOn(
  world: World,
  repo: Repository,
  sha: string,
  context: string,
  appId: number | null,
): Report {
  const run = [...repo.checkRuns.values()].findLast(
    (one) => one.headSha === sha && one.name === context && (appId === null || one.appId === appId),
  );
  if (run) {
    if (run.status !== 'completed') return 'pending';
    return PASSING.has(run.conclusion ?? '') ? 'passing' : 'failing';
  }
  const status = repo.statuses.findLast((one) => one.sha === sha && one.context === context);
  if (!status || (appId !== null && !writtenBy(world, status.creatorId, appId))) return 'expected';
  if (status.state === 'success') return 'passing';
  return status.state === 'pending' ? 'pending' : 'failing';
}

/** Statuses keep only who wrote them; an App's bot stands for the App. */
function writtenBy(world: World, creatorId: number, appId: number): boolean {
  const creator = world.account(creatorId);
  return creator.type === 'Bot' && creator.appId === appId;
}

/** One sentence about all checks that are not passing on a commit; null when all are. */
export function missingChecks(
  world: World,
  repo: Repository,
  sha: string,
  wanted: StatusCheckParameters,
): string | null {
  const all = wanted.required_status_checks;
  const open = all
    .map(({ context, integration_id }) => ({
      context,
      report: reportOn(world, repo, sha, context, integration_id ?? null),
    }))
    .filter(({ report }) => report !== 'passing');
  const [first] = open;
  if (!first) return null;
  if (open.length === 1) return `Required status check "${first.context}" is ${first.report}.`;
  const counts = (['expected', 'pending', 'failing'] as const)
    .map((report) => ({ report, count: open.filter((one) => one.report === report).length }))
    .filter(({ count }) => count > 0);
  const many = `${open.length} of ${all.length} required status checks`;
  if (counts.length === 1) return `${many} are ${first.report}.`;
  return `${many} have not succeeded: ${counts.map(({ report, count }) => `${count} ${report}`).join(' and ')}.`;
}
