// Turns the files of an answer into texts: the repository's own, and those of the owner's `.github` repository.
import type { OrganisationPolicy } from '../../core/model/facts/repository.ts';
import { fullName, parseRepositoryId, type RepositoryId } from '../../core/model/ids.ts';
import type { GraphqlProblem } from '../client/errors.ts';
import { type FileAnswer, fileAt, type OrganisationAnswer, type RepositoryAnswer } from './answer.ts';
import { hasOrganisation } from './variables.ts';

/**
 * A file that is there without a text that can be read: binary, in an encoding that GitHub does not know, or cut off. A single NUL
 * stands for it: no policy and no template has one, so that whoever reads the file complains about it, where "no such file" would be
 * silence.
 */
const NO_TEXT = '\u0000';

function textOf(file: FileAnswer): string | null {
  const object = file?.object ?? null;
  // A folder or a submodule of that name is not a file, and has none of these fields.
  if (object === null || object.text === undefined) return null;
  return object.text === null || object.isBinary === true || object.isTruncated === true
    ? NO_TEXT
    : object.text;
}

/** The texts of the files asked for, in their order; null when one of them could not be read. */
export function textsOf(
  prefix: 'file' | 'headFile' | 'organisationFile',
  paths: readonly string[],
  commit: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, string | null> | null {
  const texts = new Map<string, string | null>();
  for (const [index, path] of paths.entries()) {
    const file = fileAt(commit, prefix, index);
    if (file === undefined) return null;
    texts.set(path, textOf(file));
  }
  return texts;
}

interface OrganisationAsked {
  /** The repository whose owner was asked about. */
  readonly repository: RepositoryId;
  readonly owner: RepositoryAnswer['owner'];
  readonly paths: readonly string[];
}

function organisationTexts(
  paths: readonly string[],
  answer: NonNullable<OrganisationAnswer>,
): ReadonlyMap<string, string | null> | null {
  // A repository without a commit has no file.
  if (answer.defaultBranchRef === null) return new Map(paths.map((path) => [path, null]));
  const commit = answer.defaultBranchRef.target;
  return commit === null ? null : textsOf('organisationFile', paths, commit);
}

/**
 * The policy of the owner's `.github` repository. Not readable where GitHub answers "not found", which may mean either, where it
 * refuses a part of the answer, and where it answers with another repository, because this one was renamed or given away.
 */
export function organisationPolicy(
  { repository, owner, paths }: OrganisationAsked,
  answer: OrganisationAnswer,
  problems: readonly GraphqlProblem[],
): OrganisationPolicy {
  if (!hasOrganisation(repository)) return { kind: 'not-asked' };
  // The name of an owner goes with every name of a repository.
  const theirs = parseRepositoryId(`${repository.owner}/.github`) ?? repository;
  const found = parseRepositoryId(answer?.nameWithOwner ?? '');
  const isRefused = problems.some(({ path }) => path?.[0] === 'organisation');
  const isTheirs = found !== null && fullName(found).toLowerCase() === fullName(theirs).toLowerCase();
  const texts = answer == null || isRefused || !isTheirs ? null : organisationTexts(paths, answer);
  if (found !== null && texts !== null) return { kind: 'readable', repository: found, texts };
  const kind = owner.__typename === 'User' ? 'user' : 'organisation';
  return { kind: 'not-readable', repository: theirs, owner: kind };
}
