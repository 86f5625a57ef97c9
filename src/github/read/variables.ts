// The variables of a question: lists become numbered variables, because GraphQL asks for each file and branch by a name of its own.
import type { RepositoryId } from '../../core/model/ids.ts';
import { POLICY_PATH } from '../../core/policy/policy.ts';
import type { Parameters } from '../client/graphql.ts';

/** The policy is asked for with whatever else is, each file once. */
export function withPolicy(files: readonly string[]): readonly string[] {
  return [...new Set([POLICY_PATH, ...files])];
}

/** The owner's own policy is read beside every other repository's; there it would be read twice. */
export function hasOrganisation({ name }: RepositoryId): boolean {
  return name.toLowerCase() !== '.github';
}

/** The variables `prefix0`, `prefix1`, … */
export function numbered(prefix: string, values: readonly string[]): Parameters {
  return Object.fromEntries(values.map((value, index) => [`${prefix}${index}`, value]));
}

/** Branches by their full names, so that a tag of the same name is not meant. */
export function refNames(branches: readonly string[]): readonly string[] {
  return branches.map((branch) => `refs/heads/${branch}`);
}
