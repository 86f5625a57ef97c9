// Read plans by names, for tests.
import { type Need, planOf, type ReadPlan } from '../../src/core/case/need.ts';
import { parseBranchName, parseLogin, parseTeamName } from '../../src/core/model/ids.ts';

export interface Wanted {
  readonly files?: readonly string[];
  readonly organisationFiles?: readonly string[];
  readonly headFiles?: readonly string[];
  readonly develop?: readonly string[];
  readonly production?: readonly string[];
  readonly teams?: readonly string[];
  readonly people?: readonly string[];
  readonly patches?: boolean;
}

function each<T>(
  names: readonly string[] | undefined,
  parse: (name: string) => T | null,
  need: (parsed: T) => Need,
): readonly Need[] {
  return (names ?? []).map((name) => {
    const parsed = parse(name);
    if (parsed === null) throw new Error(`not a valid name: ${name}`);
    return need(parsed);
  });
}

const same = (text: string) => text;

export function plan(wanted: Wanted = {}): ReadPlan {
  return planOf(
    each(wanted.files, same, (path) => ({ kind: 'base-file', path })),
    each(wanted.organisationFiles, same, (path) => ({ kind: 'organisation-file', path })),
    each(wanted.headFiles, same, (path) => ({ kind: 'head-file', path })),
    each(wanted.develop, parseBranchName, (branch) => ({ kind: 'develop-branch', branch })),
    each(wanted.production, parseBranchName, (branch) => ({ kind: 'production-branch', branch })),
    each(wanted.teams, parseTeamName, (team) => ({ kind: 'team', team })),
    each(wanted.people, parseLogin, (login) => ({ kind: 'permission', login })),
    wanted.patches === true ? [{ kind: 'patches' }] : [],
  );
}
