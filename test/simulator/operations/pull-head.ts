/** Finds the branches that a new pull request names, and keeps `refs/pull/N/head` where clients fetch it. */
import { validationFailed } from '../http/errors.ts';
import type { PullRequest } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import type { Act } from './act.ts';

export interface HeadBranch {
  repo: Repository;
  ref: string;
  sha: string;
}

/** 422 as GitHub words what is wrong with a new pull request. */
export function pullInvalid(field: 'head' | 'base') {
  return validationFailed([{ resource: 'PullRequest', field, code: 'invalid' }]);
}

export function pullRefused(message: string) {
  return validationFailed([{ resource: 'PullRequest', code: 'custom', message }]);
}

/** The oldest ancestor of a fork, which all of its network share. */
function networkRoot(world: World, repo: Repository): Repository {
  const parent = repo.parentId === null ? undefined : world.state.repositories.get(repo.parentId);
  return parent ? networkRoot(world, parent) : repo;
}

/** The branch named by `branch` or `owner:branch`; 422 when there is none that the pull request could come from. */
export async function findHead(act: Act, named: string): Promise<HeadBranch> {
  const { world, repo } = act;
  const match = /^([^:]+):(.+)$/.exec(named);
  const owner = match?.[1] ?? world.account(repo.ownerId).login;
  const ref = (match?.[2] ?? named).replace(/^refs\/heads\//, '');
  const candidates = [...world.state.repositories.values()].filter(
    (one) =>
      world.account(one.ownerId).login.toLowerCase() === owner.toLowerCase() &&
      networkRoot(world, one).id === networkRoot(world, repo).id,
  );
  const headRepo = candidates.find((one) => one.id === repo.id) ?? candidates[0];
  const sha = headRepo ? await world.git(headRepo).branch(ref) : null;
  if (!headRepo || sha === null) throw pullInvalid('head');
  return { repo: headRepo, ref, sha };
}

/** Brings the head's commits into the base repository and moves `refs/pull/N/head` onto them. */
export async function mirrorHead(world: World, repo: Repository, pull: PullRequest): Promise<void> {
  const git = world.git(repo);
  const ref = `refs/pull/${pull.number}/head`;
  const source =
    pull.headRepositoryId === null ? undefined : world.state.repositories.get(pull.headRepositoryId);
  if (source && source.id !== repo.id) await git.fetchFrom(world.git(source), pull.headSha, ref);
  else await git.updateRef(ref, pull.headSha);
}
